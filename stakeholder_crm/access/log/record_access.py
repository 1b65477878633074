"""Write a line into the access log, which nobody edits and nobody deletes."""

from typing import Literal

import frappe
from frappe.utils import now_datetime

from stakeholder_crm.base.system_records import insert_without_hooks

ACCESS_LOG = "Stakeholder Access Log"
Action = Literal[
	"View",
	"Print",
	"Export",
	"Grant",
	"Grant Ended",
	"Override",
	"Level Lowered",
	"Role Added",
	"Role Removed",
	"Liaison Marked",
	"Liaison Ended",
	"Focal Person Marked",
	"Focal Person Ended",
	"Data Export",
	"Erasure",
	"Retention",
	"Duplicate Hint",
]


def record_access(
	action: Action, doctype: str | None = None, name: str | None = None, *, reason: str = "", detail: str = ""
) -> None:
	"""Log what the session's user is doing, in the same transaction as what is done.

	Args:
		action: one of the log's actions.
		doctype: of the record concerned; None where there is none.
		name: of that record; None where several are concerned.
		reason: why, as the user gave it or as the rule has it. No names of people.
		detail: to whom, how many, until when. No names of stakeholders.
	"""
	line = frappe.new_doc(ACCESS_LOG)
	line.update(
		{
			"at": now_datetime(),
			"user": frappe.session.user,
			"action": action,
			"reference_doctype": doctype,
			"reference_name": name,
			"reason": reason,
			"detail": detail,
		}
	)
	insert_without_hooks(line)
	# Reading is a GET, at whose end Frappe takes back what was written unless it is told.
	frappe.local.flags.commit = True
