"""Start the log of a meeting."""

from typing import Any

import frappe

from stakeholder_crm.services.meetings.prefill_log import prefill_log


@frappe.whitelist(methods=["GET", "POST"])
def prefill(meeting: str) -> dict[str, Any]:
	"""An unsaved Meeting Log with the meeting's hours and participants, for the form.

	Args:
		meeting: name of a Stakeholder Meeting that the user may see.

	Returns:
		The log as a dict; it is new and has no name of its own yet.

	Raises:
		NotLoggableError: when the meeting is cancelled, postponed, ahead, or has its log.
	"""
	doc = frappe.get_doc("Stakeholder Meeting", meeting)
	doc.check_permission("read")
	frappe.new_doc("Meeting Log").check_permission("create")
	return prefill_log(doc).as_dict()
