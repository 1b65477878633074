"""Who sees a child table row: users who see its record.

Frappe 15.41 lists all rows of a child table to any user who may read the parent DocType, whichever records the
user may see.
"""

import frappe

from stakeholder_crm.access.named_records import named_conditions
from stakeholder_crm.access.permissions import LOG_TABLES, NOTHING
from stakeholder_crm.access.viewers import load_viewer
from stakeholder_crm.base.doctypes import AGENCY, AGREEMENT, BRIEF, CONTACT_IMPORT, MEETING
from stakeholder_crm.base.pairs import KINDS

# Child table → its parent DocTypes.
ROWS: dict[str, tuple[str, ...]] = {
	"Meeting Participant": (MEETING,),
	"Meeting Team Member": (MEETING,),
	"Brief Line": (BRIEF,),
	"Engagement Plan Step": ("Engagement Plan",),
	**dict.fromkeys(LOG_TABLES, ("Meeting Log",)),
	"Stakeholder Contact Point": KINDS,
	"Stakeholder Tie": KINDS,
	"Stakeholder Care Note": KINDS,
	"Agency Focal Person": (AGENCY,),
	"Agreement Category": (AGREEMENT,),
	"Stakeholder Likeness Key": KINDS,
	"Contact Import Column": (CONTACT_IMPORT,),
	"Contact Import Row": (CONTACT_IMPORT,),
}


def row_condition(table: str, user: str | None = None) -> str:
	"""The SQL condition for the rows of records that a user may see.

	Args:
		table: one of this app's tables.
		user: a user's name; the session's user where empty.

	Returns:
		A condition on `` `tab<table>` ``; empty for Administrator only.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	places = named_conditions(
		load_viewer(user), ROWS[table], f"`tab{table}`.parenttype", f"`tab{table}`.parent"
	)
	return f"({' or '.join(places)})" if places else NOTHING


def row_query_condition(user: str | None = None, doctype: str = "") -> str:
	"""The hook ``permission_query_conditions``; see ``row_condition``."""
	return row_condition(doctype, user)
