"""Endpoints for meetings. Each returns the meeting's new status."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from stakeholder_crm.engagement.meetings import change_status


@frappe.whitelist(methods=["POST"])
def confirm(meeting: str) -> str:
	"""Confirm a planned or postponed meeting.

	Args:
		meeting: name of a Stakeholder Meeting that the user may change.

	Raises:
		IllegalTransitionError: when it is in another state.
	"""
	doc = _may_change(meeting)
	change_status.confirm(doc)
	return doc.status


@frappe.whitelist(methods=["POST"])
def postpone(meeting: str, reason: str = "") -> str:
	"""Postpone a meeting without a new date.

	Args:
		meeting: name of a Stakeholder Meeting that the user may change.
			reason: may be empty.

	Raises:
			IllegalTransitionError: when it was already held or cancelled.
	"""
	doc = _may_change(meeting)
	change_status.postpone(doc, reason)
	return doc.status


@frappe.whitelist(methods=["POST"])
def cancel(meeting: str, reason: str = "") -> str:
	"""Cancel a meeting.

	Args:
		meeting: name of a Stakeholder Meeting that the user may change.
			reason: required.

	Raises:
		frappe.MandatoryError: without a reason.
			IllegalTransitionError: when it was already logged or cancelled.
	"""
	doc = _may_change(meeting)
	change_status.cancel(doc, reason)
	return doc.status


@frappe.whitelist(methods=["POST"])
def reschedule(meeting: str, starts_on: str, ends_on: str, reason: str = "") -> str:
	"""Reschedule a meeting. It is Planned again, and needs confirming.

	Args:
		meeting: name of a Stakeholder Meeting that the user may change.
			starts_on: the new start, "YYYY-MM-DD HH:MM:SS" in the site's time zone.
			ends_on: the new end, in the same format.
			reason: may be empty.

	Raises:
			frappe.ValidationError: when a time is invalid, or it ends before it starts.
		IllegalTransitionError: when it was logged.
	"""
	doc = _may_change(meeting)
	try:
		start, end = get_datetime(starts_on), get_datetime(ends_on)
	except (ValueError, OverflowError):
		start = end = None
	if not start or not end:
		frappe.throw(_("Enter the start and end of the meeting, such as 2030-01-31 14:00:00."))
	change_status.reschedule(doc, start, end, reason)
	return doc.status


@frappe.whitelist(methods=["POST"])
def mark_held(meeting: str) -> str:
	"""Mark a meeting as held. It then needs a log.

	Args:
		meeting: name of a Stakeholder Meeting that the user may change.

	Raises:
			frappe.ValidationError: when it has not started.
			IllegalTransitionError: when it was cancelled or logged.
	"""
	doc = _may_change(meeting)
	change_status.mark_held(doc)
	return doc.status


@frappe.whitelist(methods=["POST"])
def close(meeting: str) -> str:
	"""Close a logged meeting.

	Args:
		meeting: name of a Stakeholder Meeting that the user may change.

	Raises:
		IllegalTransitionError: when it is not logged.
	"""
	doc = _may_change(meeting)
	change_status.close(doc)
	return doc.status


def _may_change(meeting: str) -> Document:
	doc = frappe.get_doc("Stakeholder Meeting", meeting)
	doc.check_permission("write")
	return doc
