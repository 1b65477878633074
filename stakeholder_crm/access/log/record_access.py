"""Write an entry to the access log, which cannot be edited or deleted."""

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
	"Role Renamed",
	"Password Set",
	"API Key Created",
	"Impersonation",
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
	"""Log an action of the session's user, in the transaction of the action.

	Args:
		action: one of the log's actions.
		doctype: of the record; None if there is none.
		name: of that record; None for several records.
		reason: the reason given by the user or by the rule. No names of people.
		detail: recipients, counts or dates. No names of stakeholders.
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
	# Reading is a GET request, which Frappe rolls back unless told to commit.
	frappe.local.flags.commit = True
