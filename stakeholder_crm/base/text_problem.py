"""Say why a text cannot be taken as plain text, and what to do."""

from frappe import _


def text_problem_message(problem: str, where: str) -> str:
	"""The sentence for a text that was refused.

	Args:
		problem: as ``domain.plain_text.text_problem`` found it.
		where: the field or column that it is in, translated.
	"""
	sentences = {
		"html": _(
			"{0} must be plain text. Remove the HTML tags; where < is meant as a sign, put a space behind it."
		),
		"line_break": _("{0} must be one line. Remove the line break."),
		"control": _("{0} has a control character, which cannot be seen. Delete the text and type it again."),
	}
	return sentences[problem].format(where)
