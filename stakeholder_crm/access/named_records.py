"""Rows of other tables that name one of our records: visible to users who see that record."""

from collections.abc import Iterable

from stakeholder_crm.access.permissions import NOTHING, condition_for
from stakeholder_crm.access.viewers import Viewer, quote


def named_conditions(
	viewer: Viewer, doctypes: Iterable[str], doctype_column: str, name_column: str
) -> list[str]:
	"""The conditions that a row names a record which the viewer may see.

	Args:
		viewer: the user.
		doctypes: of the named records.
		doctype_column: the row's column with the DocType, as SQL.
		name_column: the row's column with the record's name, as SQL.

	Returns:
		One for each DocType with visible records; a row needs to meet one of them.
	"""
	return [
		f"({doctype_column} = {quote(doctype)} and {name_column} in"
		f" (select `tab{doctype}`.name from `tab{doctype}` where {where}))"
		for doctype in doctypes
		if (where := condition_for(viewer, doctype)) != NOTHING
	]
