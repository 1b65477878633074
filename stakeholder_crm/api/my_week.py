"""The endpoint behind the Outreach workspace."""

from dataclasses import asdict

import frappe
from frappe import _

from stakeholder_crm.follow_up.my_week import my_week


@frappe.whitelist(methods=["GET", "POST"])
def load() -> dict:
	"""Collect what waits for the current user: meetings, follow-ups, commitments, people to call.

	Returns:
		A section (``rows``, ``more``) each for meetings, to_log, follow_ups, commitments and
		losing_touch, and notices (``text``, ``color``, ``link``); see ``services.my_week``.

	Raises:
		frappe.PermissionError: when the user has no outreach role.
	"""
	if not frappe.has_permission("Stakeholder Meeting", "read"):
		frappe.throw(_("You need an outreach role to see this page."), frappe.PermissionError)
	return asdict(my_week(frappe.session.user))
