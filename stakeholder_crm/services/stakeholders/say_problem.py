"""Say why an address cannot be used, and what to do."""

from frappe import _


def say_problem(problem: str, where: str) -> str:
	"""The sentence for an address that was refused.

	Args:
		problem: of a ``BadAddress``.
		where: the row or field that it is in, translated.
	"""
	sentences = {
		"email": _("{0}: this is not a valid e-mail address. Check it for typing errors."),
		"country": _("{0}: start the phone number with + and the country code, such as +254."),
		"several": _("{0}: this may be more than one phone number. Give each a row of its own."),
		"spreadsheet": _("{0}: a spreadsheet has rounded this number. Enter all of its digits."),
		"extension": _("{0}: an extension receives no messages. Remove it, or choose Phone as the channel."),
		"number": _("{0}: this is not a valid phone number. Check its digits."),
	}
	return sentences[problem].format(where)
