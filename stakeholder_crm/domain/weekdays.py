"""Weekdays as people write them."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class UnknownWeekday(ValueError):
	"""A word that names no weekday.

	Attributes:
		word: what was written.
	"""

	def __init__(self, word: str) -> None:
		self.word = word
		super().__init__(word)


def parse_weekdays(text: str) -> frozenset[int]:
	"""Read a list such as "Fri, saturday".

	Args:
		text: names separated by commas; three letters are enough.

	Returns:
		The days as ``date.weekday()`` counts them: Monday is 0.

	Raises:
		UnknownWeekday: for a word that is no weekday.
	"""
	return frozenset(_number(word.strip()) for word in text.split(",") if word.strip())


def normalise_weekdays(text: str) -> str:
	"""The same list in full names, in the order of the week.

	Raises:
		UnknownWeekday: for a word that is no weekday.
	"""
	return ", ".join(WEEKDAYS[day] for day in sorted(parse_weekdays(text)))


def _number(word: str) -> int:
	for number, name in enumerate(WEEKDAYS):
		if len(word) >= 3 and name.casefold().startswith(word.casefold()):
			return number
	raise UnknownWeekday(word)
