"""Endpoints for meeting logs: prefill one, or log a meeting in a single step."""

from dataclasses import asdict
from typing import Any

import frappe
from frappe import _

from stakeholder_crm.domain.plain_text import disarmed
from stakeholder_crm.engagement.meetings.prefill_log import prefill_log
from stakeholder_crm.engagement.meetings.quick_log import QuickLogInput, quick_log


@frappe.whitelist(methods=["GET", "POST"])
def prefill(meeting: str) -> dict[str, Any]:
	"""An unsaved Meeting Log for the form, with the meeting's hours and participants.

	Args:
		meeting: name of a Stakeholder Meeting that the user may see.

	Returns:
			The log as a dict, new and unnamed.

	Raises:
			NotLoggableError: when the meeting is cancelled, postponed, in the future, or already has a log.
	"""
	doc = frappe.get_doc("Stakeholder Meeting", meeting)
	doc.check_permission("read")
	frappe.new_doc("Meeting Log").check_permission("create")
	return disarmed(prefill_log(doc).as_dict())


@frappe.whitelist(methods=["POST"])
def quick(note: str | dict[str, Any]) -> dict[str, str]:
	"""Log an informal meeting in one step. The same note may be sent again until it is answered.

	Args:
			note: ``key``, ``about``, ``kind``, ``began`` ("YYYY-MM-DD HH:MM:SS" in the site's time zone), ``minutes`` and
				``people``, as a dictionary or its JSON. See ``engagement.meetings.quick_log``.

	Returns:
		``meeting`` and ``log``, the names of the records.

	Raises:
			frappe.PermissionError: when the user may not log meetings, or may not see a stakeholder it names.
			frappe.ValidationError: when something is missing. Says what.
	"""
	frappe.new_doc("Stakeholder Meeting").check_permission("create")
	log = frappe.new_doc("Meeting Log")
	log.check_permission("create")
	log.check_permission("submit")
	try:
		values = frappe.parse_json(note)
	except ValueError:
		values = None
	if not isinstance(values, dict):
		frappe.throw(_("This note cannot be read. Reload the page and try again; your draft is kept."))
	return asdict(quick_log(QuickLogInput.read(values)))
