"""The endpoint of the Outreach workspace."""

from dataclasses import asdict

import frappe
from frappe import _

from stakeholder_crm.follow_up.my_week import my_week


@frappe.whitelist(methods=["GET", "POST"])
def load() -> dict:
	"""Load the current user's open work: meetings, thank-yous, commitments, overdue contacts.

	Returns:
			A section (``rows``, ``more``) each for meetings, to_log, follow_ups, commitments and
			losing_touch, and notices (``text``, ``color``, ``link``). See ``my_week``.

	Raises:
		frappe.PermissionError: when the user has no outreach role.
	"""
	if not frappe.has_permission("Stakeholder Meeting", "read"):
		frappe.throw(_("You need an outreach role to view this page."), frappe.PermissionError)
	return asdict(my_week(frappe.session.user))
