"""Rows of other tables that name a record of ours: they are seen by those who see the record."""

from collections.abc import Iterable

from stakeholder_crm.access.permissions import NOTHING, condition_for
from stakeholder_crm.access.viewers import Viewer, quote


def named_conditions(
	viewer: Viewer, doctypes: Iterable[str], doctype_column: str, name_column: str
) -> list[str]:
	"""The conditions that a row names a record which somebody sees.

	Args:
		viewer: who she is at this moment.
		doctypes: which records may be named.
		doctype_column: where the row says of which DocType, as SQL.
		name_column: where it says the record's name, as SQL.

	Returns:
		One for each DocType of which she sees anything at all; any of them will do.
	"""
	return [
		f"({doctype_column} = {quote(doctype)} and {name_column} in"
		f" (select `tab{doctype}`.name from `tab{doctype}` where {where}))"
		for doctype in doctypes
		if (where := condition_for(viewer, doctype)) != NOTHING
	]
