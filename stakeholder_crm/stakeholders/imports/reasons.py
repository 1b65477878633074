"""Why a row of an import is not taken over, in sentences that say what to do."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from frappe import _

from stakeholder_crm.base.text_problem import text_problem_message

# Code → the sentence, told of a column of the file and of what stands there.
_SENTENCES: Mapping[str, Callable[[str, str], str]] = MappingProxyType(
	{
		"no_name": lambda _column, _value: _(
			"No name: fill in a name, or choose above which column holds it."
		),
		"email": lambda column, value: _(
			"{0}: {1} is not a valid e-mail address. Check it for typing errors."
		).format(column, value),
		"country": lambda column, value: _(
			"{0}: {1} has no country code. Choose the Country of the Phone Numbers, or write it with + and the code."
		).format(column, value),
		"number": lambda column, value: _("{0}: {1} is not a valid phone number. Check its digits.").format(
			column, value
		),
		"several": lambda column, value: _(
			"{0}: {1} may be more than one phone number. Put each in a column of its own, and write an extension as “ext. 123”."
		).format(column, value),
		"spreadsheet": lambda column, value: _(
			"{0}: {1} was rounded by a spreadsheet. Format the column as text there, enter the number again and export the file again."
		).format(column, value),
		"extension": lambda column, value: _(
			"{0}: {1} has an extension, which receives no messages. Import the column as Phone."
		).format(column, value),
		"too_long": lambda column, limit: _("{0} is longer than {1} characters. Shorten it.").format(
			column, limit
		),
		"html": lambda column, _value: text_problem_message("html", column),
		"line_break": lambda column, _value: text_problem_message("line_break", column),
		"control": lambda column, _value: text_problem_message("control", column),
		"is_organisation": lambda _column, value: _(
			"{0} is an organisation. Import organisations as Partner Agency."
		).format(value),
		"is_person": lambda _column, value: _(
			"{0} is a person. Import people as Community Leader or Activist."
		).format(value),
		"group": lambda _column, _value: _("This card is a group of people, not one of them."),
		"has_died": lambda _column, _value: _("The file says that this person has died."),
		"unreadable": lambda _column, _value: _(
			"This card is cut off, too long, or its name cannot be read. Correct it, or enter this person by hand."
		),
		"nameless_card": lambda _column, _value: _(
			"No name: the card has none. Download the refused rows, add one there, and attach that file to a new import."
		),
		"whose_extension": lambda column, value: _(
			"{0}: {1} may belong to any of this row's numbers. Write it behind its number, as “ext. {1}”."
		).format(column, value),
		"garbled": lambda column, value: _(
			"{0}: {1} has characters that cannot be read. Choose another Encoding, or correct it in the file."
		).format(column, value),
		"checks": lambda _column, said: said,
		"same_row": lambda row, _value: _("The same as row {0} of this file.").format(row),
		"maybe_row": lambda row, _value: _("Maybe the same as row {0} of this file.").format(row),
		"same": lambda _column, signs: _("On record already: {0}.").format(_in_words(signs)),
		"maybe": lambda _column, signs: _("Maybe on record already: {0}.").format(_in_words(signs)),
		"joins": lambda row, _value: _(
			"The same agency as in row {0} of this file: taken over together with it."
		).format(row),
		"hidden": lambda _column, _value: _("Ask the safeguarding lead before you write this person down."),
		"taken": lambda _column, _value: _("You said that this is somebody else."),
		"gone": lambda _column, _value: _("Somebody had deleted it before."),
		"changed": lambda _column, _value: _("Kept: somebody has changed it since."),
		"added": lambda doctype, _value: _("Kept: somebody has added something to it since ({0}).").format(
			_(doctype)
		),
		"linked": lambda _column, _value: _("Kept: other records name it."),
		"not_allowed": lambda _column, _value: _("Kept: it is not for you to see any more."),
	}
)
# The fields that a check can name where no column of the file does.
_LABELS = {
	"full_name": "Full Name",
	"safe_alias": "Safe Alias",
	"person_name": "Name",
	"role": "Role",
	"leadership_role": "Leadership Role",
	"community": "Community",
	"constituency": "Constituency",
	"causes": "Causes",
	"affiliations": "Affiliations",
	"jurisdiction": "Jurisdiction",
	"services": "Services",
}


def _in_words(signs: str) -> str:
	"""What speaks for its being the same, by the names of the signs."""
	words = {
		"SAME_NAME": _("same name"),
		"SIMILAR_NAME": _("similar name"),
		"INITIALS": _("same initials"),
		"PARTLY_NAME": _("partly the same name"),
		"SAME_EMAIL": _("same e-mail address"),
		"SAME_PHONE": _("same telephone number"),
		"SAME_PLACE": _("same place"),
	}
	return ", ".join(words[sign] for sign in signs.split())


def row_reason_message(code: str | None, about: str | None) -> str:
	"""The sentence for a row.

	Args:
		code: why.
		about: JSON of two texts: a column (or what else it is about), and what stands there.

	Returns:
		The sentence in the user's language; empty where there is nothing to say.
	"""
	if not code:
		return ""
	column, value = json.loads(about) if about else ("", "")
	label = _LABELS.get(column)
	return _SENTENCES[code](_(label) if label else column, value)
