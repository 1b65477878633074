"""Parse and normalise lists of weekdays."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class UnknownWeekday(ValueError):
	"""A word that is not a weekday.

	Attributes:
			word: the word.
	"""

	def __init__(self, word: str) -> None:
		self.word = word
		super().__init__(word)


def parse_weekdays(text: str) -> frozenset[int]:
	"""Read a list such as "Fri, saturday".

	Args:
			text: names separated by commas. Three letters are enough.

	Returns:
			The days as in ``date.weekday()``: Monday is 0.

	Raises:
			UnknownWeekday: for a word that is not a weekday.
	"""
	return frozenset(_number(word.strip()) for word in text.split(",") if word.strip())


def normalise_weekdays(text: str) -> str:
	"""The same list with full names, in the order of the week.

	Raises:
			UnknownWeekday: for a word that is not a weekday.
	"""
	return ", ".join(WEEKDAYS[day] for day in sorted(parse_weekdays(text)))


def _number(word: str) -> int:
	for number, name in enumerate(WEEKDAYS):
		if len(word) >= 3 and name.casefold().startswith(word.casefold()):
			return number
	raise UnknownWeekday(word)
