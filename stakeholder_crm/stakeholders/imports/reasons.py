"""Why a row was skipped or kept, and what to do about it."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from frappe import _

from stakeholder_crm.base.text_problem import text_problem_message

# Code → message, given a file column and the value in it.
_SENTENCES: Mapping[str, Callable[[str, str], str]] = MappingProxyType(
	{
		"no_name": lambda _column, _value: _(
			"No name: enter one, or choose which column is imported as the name."
		),
		"email": lambda column, value: _(
			"{0}: {1} is not a valid e-mail address. Check it for typos."
		).format(column, value),
		"country": lambda column, value: _(
			"{0}: {1} has no country code. Set Default Phone Country, or add + and the code."
		).format(column, value),
		"number": lambda column, value: _("{0}: {1} is not a valid phone number. Check its digits.").format(
			column, value
		),
		"several": lambda column, value: _(
			"{0}: {1} may be more than one phone number. Put each in its own column, and extensions as “ext. 123”."
		).format(column, value),
		"spreadsheet": lambda column, value: _(
			"{0}: {1} was rounded by a spreadsheet. Format the column as text, enter the number again and export again."
		).format(column, value),
		"extension": lambda column, value: _(
			"{0}: {1} has an extension and cannot receive messages. Import the column as Phone."
		).format(column, value),
		"too_long": lambda column, limit: _("{0} is too long. Shorten it to {1} characters.").format(
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
		"group": lambda _column, _value: _("This card is a group, not a person."),
		"has_died": lambda _column, _value: _("The file says this person has died."),
		"unreadable": lambda _column, _value: _(
			"This card is incomplete, too long, or has an unreadable name. Correct it, or add this person manually."
		),
		"nameless_card": lambda _column, _value: _(
			"No name: download the skipped rows, add a name, and attach that file to a new import."
		),
		"whose_extension": lambda column, value: _(
			"{0}: {1} may belong to any number in this row. Write it after its number, as “ext. {1}”."
		).format(column, value),
		"garbled": lambda column, value: _(
			"{0}: {1} has unreadable characters. Choose another Encoding, or correct the file."
		).format(column, value),
		"checks": lambda _column, message: message,
		"same_row": lambda row, _value: _("Duplicate of row {0} in this file.").format(row),
		"maybe_row": lambda row, _value: _("Possible duplicate of row {0} in this file.").format(row),
		"same": lambda _column, signs: _("Already recorded: {0}.").format(_in_words(signs)),
		"maybe": lambda _column, signs: _("Possibly already recorded: {0}.").format(_in_words(signs)),
		"joins": lambda row, _value: _(
			"Same agency as row {0} in this file. Both are imported together."
		).format(row),
		"hidden": lambda _column, _value: _("Ask the safeguarding lead before you add this person."),
		"taken": lambda _column, _value: _("Marked as not a duplicate."),
		"gone": lambda _column, _value: _("Already deleted."),
		"changed": lambda _column, _value: _("Kept: changed after the import."),
		"added": lambda doctype, _value: _("Kept: {0} added after the import.").format(_(doctype)),
		"linked": lambda _column, _value: _("Kept: other records link to it."),
		"not_allowed": lambda _column, _value: _("Kept: you no longer have permission to view it."),
	}
)
# Fields that a check may name without a file column.
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
	"""What two records have in common, by the names of the signs."""
	words = {
		"SAME_NAME": _("same name"),
		"SIMILAR_NAME": _("similar name"),
		"INITIALS": _("matching initials"),
		"PARTLY_NAME": _("partly matching name"),
		"SAME_EMAIL": _("same e-mail address"),
		"SAME_PHONE": _("same phone number"),
		"SAME_PLACE": _("same place"),
	}
	return ", ".join(words[sign] for sign in signs.split())


def row_reason_message(code: str | None, about: str | None) -> str:
	"""The message for a row.

	Args:
			code: the reason code.
			about: JSON of two texts: a column (or other subject), and its value.

	Returns:
			The translated message, or an empty text.
	"""
	if not code:
		return ""
	column, value = json.loads(about) if about else ("", "")
	label = _LABELS.get(column)
	return _SENTENCES[code](_(label) if label else column, value)
