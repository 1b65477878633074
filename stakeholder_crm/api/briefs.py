"""Endpoints for briefs: create, find, read."""

import frappe

from stakeholder_crm.access.vault.sealed_document import show_texts
from stakeholder_crm.engagement.briefs.create_brief import create_brief, current_brief
from stakeholder_crm.engagement.briefs.render_brief import brief_as_html


@frappe.whitelist(methods=["POST"])
def create(meeting: str) -> dict[str, str | int]:
	"""Create a meeting's brief now.

	Args:
		meeting: name of a Stakeholder Meeting that the user may change.

	Returns:
			``name``, ``version`` and ``status`` of the current Meeting Brief.

	Raises:
		frappe.PermissionError: when the user may not change the meeting.
		frappe.ValidationError: when the meeting is over, postponed or cancelled.
	"""
	frappe.get_doc("Stakeholder Meeting", meeting).check_permission("write")
	try:
		brief = create_brief(meeting)
	except frappe.UniqueValidationError:
		# Another user created it at the same moment. A new transaction sees their version.
		frappe.db.rollback()
		frappe.clear_messages()
		brief = create_brief(meeting)
	return {"name": brief.name, "version": brief.version, "status": brief.status}


@frappe.whitelist(methods=["GET", "POST"])
def latest(meeting: str) -> dict[str, str | int] | None:
	"""The current brief of a meeting, or None if there is none that the user may read.

	Args:
		meeting: name of a Stakeholder Meeting that the user may read.

	Returns:
		``name``, ``version`` and ``status``.

	Raises:
		frappe.PermissionError: when the user may not read the meeting.
	"""
	frappe.get_doc("Stakeholder Meeting", meeting).check_permission("read")
	brief = current_brief(meeting)
	if not brief or not brief.has_permission("read"):
		return None
	return {"name": brief.name, "version": brief.version, "status": brief.status}


@frappe.whitelist(methods=["GET", "POST"])
def read(brief: str) -> str:
	"""A brief as HTML, with ages as of now.

	Args:
		brief: name of a Meeting Brief that the user may read.

	Raises:
		frappe.PermissionError: when the user may not.
	"""
	doc = frappe.get_doc("Meeting Brief", brief)
	doc.check_permission("read")
	show_texts(doc)
	return brief_as_html(doc)
