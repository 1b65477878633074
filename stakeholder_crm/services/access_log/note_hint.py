"""Write down that somebody was told that there is a record which she may not see."""

from collections.abc import Collection

import frappe
from frappe.utils import now_datetime

from stakeholder_crm.services.access_log.note_view import ONCE_IN
from stakeholder_crm.services.access_log.record_access import ACCESS_LOG, record_access
from stakeholder_crm.services.pairs import KINDS, Pair

ACTION = "Duplicate Hint"


def note_hints(pairs: Collection[Pair]) -> None:
	"""Log that the session's user was told to ask about these, without learning who they are; once an hour for each.

	Args:
		pairs: stakeholders whom the user may not see.
	"""
	if not pairs:
		return
	noted = frappe.get_all(
		ACCESS_LOG,
		filters={
			"user": frappe.session.user,
			"action": ACTION,
			"reference_doctype": ("in", KINDS),
			"reference_name": ("in", sorted(name for _kind, name in pairs)),
			"at": (">", now_datetime() - ONCE_IN),
		},
		fields=["reference_doctype", "reference_name"],
		order_by="at",
	)
	for kind, name in sorted(set(pairs) - {(row.reference_doctype, row.reference_name) for row in noted}):
		record_access(ACTION, kind, name, reason="Wrote down somebody of the same name and address")
