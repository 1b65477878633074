"""Error messages for texts that are not plain text."""

from frappe import _


def text_problem_message(problem: str, where: str) -> str:
	"""The error message for a text.

	Args:
			problem: from ``domain.plain_text.text_problem``.
			where: the label of the field or column, translated.
	"""
	sentences = {
		"html": _("{0} must be plain text. Remove HTML tags, or put a space after each <."),
		"line_break": _("{0} must be one line. Remove the line break."),
		"control": _("{0} contains an invisible control character. Delete the text and type it again."),
	}
	return sentences[problem].format(where)
