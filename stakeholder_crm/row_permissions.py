"""Who sees which row of a table: whoever sees the record that it stands in.

Frappe 15.41 lists the rows of any table to whoever may read its DocType of records at all, whichever of the
records that user sees.
"""

from functools import partial

import frappe

from stakeholder_crm.named_records import names_seen
from stakeholder_crm.permissions import (
	AGENCY,
	AGREEMENT,
	BRIEF,
	IMPORT,
	LOG_TABLES,
	MEETING,
	NOTHING,
)
from stakeholder_crm.services.pairs import KINDS
from stakeholder_crm.viewers import look_at

# Table → the DocTypes in which its rows stand.
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
	"Contact Import Column": (IMPORT,),
	"Contact Import Row": (IMPORT,),
}


def row_condition(table: str, user: str | None = None) -> str:
	"""The SQL condition that leaves the rows of records which a user may see.

	Args:
		table: one of this app's tables.
		user: a user's name; the session's user where empty.

	Returns:
		A condition on `` `tab<table>` ``; empty for Administrator only.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	places = names_seen(look_at(user), ROWS[table], f"`tab{table}`.parenttype", f"`tab{table}`.parent")
	return f"({' or '.join(places)})" if places else NOTHING


# Early Frappe 15 does not tell a query hook which DocType it is asked for: one name each.
meeting_participant_query = partial(row_condition, "Meeting Participant")
meeting_team_member_query = partial(row_condition, "Meeting Team Member")
brief_line_query = partial(row_condition, "Brief Line")
engagement_plan_step_query = partial(row_condition, "Engagement Plan Step")
meeting_attendance_query = partial(row_condition, "Meeting Attendance")
meeting_log_concern_query = partial(row_condition, "Meeting Log Concern")
meeting_log_commitment_query = partial(row_condition, "Meeting Log Commitment")
stakeholder_contact_point_query = partial(row_condition, "Stakeholder Contact Point")
stakeholder_tie_query = partial(row_condition, "Stakeholder Tie")
stakeholder_care_note_query = partial(row_condition, "Stakeholder Care Note")
agency_focal_person_query = partial(row_condition, "Agency Focal Person")
agreement_category_query = partial(row_condition, "Agreement Category")
stakeholder_likeness_key_query = partial(row_condition, "Stakeholder Likeness Key")
contact_import_column_query = partial(row_condition, "Contact Import Column")
contact_import_row_query = partial(row_condition, "Contact Import Row")
