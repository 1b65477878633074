"""Endpoints of thank-yous."""

from dataclasses import asdict

import frappe
from frappe import _

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.request_json import list_in
from stakeholder_crm.follow_up.messages import check_again as messages
from stakeholder_crm.follow_up.messages.approve import approve_thank_yous
from stakeholder_crm.follow_up.messages.retry import retry_thank_you
from stakeholder_crm.follow_up.messages.script import load_script
from stakeholder_crm.follow_up.messages.settle import close_thank_you


@frappe.whitelist(methods=["POST"])
def approve(names: str | list[str]) -> list[dict]:
	"""Approve thank-yous one by one.

	Args:
		names: names of Thank You Follow Ups, as a list or as JSON.

	Returns:
		Per thank-you: name, ok, status, message (why it failed, translated).

	Raises:
		frappe.PermissionError: if the user is neither a manager nor a safeguarding lead.
	"""
	if not frappe.has_permission(THANK_YOU, "write"):
		frappe.throw(
			_("You do not have permission to change thank-yous."),
			frappe.PermissionError,
			title=_("No Permission"),
		)
	return [asdict(result) for result in approve_thank_yous(list_in("names", names))]


@frappe.whitelist(methods=["POST"])
def check_again(names: str | list[str]) -> list[dict]:
	"""Check several stopped thank-yous again, one by one.

	Args:
		names: names of Thank You Follow Ups, as a list or as JSON.

	Returns:
		Per thank-you: name, ok (no longer stopped), status, message (why it failed, translated).

	Raises:
		frappe.PermissionError: if the user may not change thank-yous.
	"""
	if not frappe.has_permission(THANK_YOU, "write"):
		frappe.throw(
			_("You do not have permission to change thank-yous."),
			frappe.PermissionError,
			title=_("No Permission"),
		)
	return [asdict(result) for result in messages.check_again(list_in("names", names))]


@frappe.whitelist(methods=["GET", "POST"])
def script(name: str) -> dict | None:
	"""The instructions for a manual thank-you.

	Args:
		name: a Thank You Follow Up.

	Returns:
		See ``follow_up.messages.script.Script``; None if no manual thank-you is requested.

	Raises:
		frappe.PermissionError: if the user may not see the thank-you or the stakeholder.
	"""
	doc = frappe.get_doc(THANK_YOU, name)
	doc.check_permission("read")
	frappe.get_doc(doc.stakeholder_type, doc.stakeholder).check_permission("read")
	found = load_script(doc)
	return asdict(found) if found else None


@frappe.whitelist(methods=["POST"])
def close(name: str, outcome: str, reason: str = "") -> str:
	"""Close a thank-you manually.

	Args:
		name: a Thank You Follow Up.
		outcome: "Done Manually" or "Not Needed".
		reason: plain text; required for Not Needed.

	Returns:
		The new status.

	Raises:
		frappe.PermissionError: if the user may not change it.
		frappe.ValidationError: for a missing reason, or if it is being sent or closed.
	"""
	doc = frappe.get_doc(THANK_YOU, name)
	doc.check_permission("write")
	close_thank_you(doc, outcome, reason)
	return doc.status


@frappe.whitelist(methods=["POST"])
def retry(name: str) -> str:
	"""Check a stopped thank-you again, and continue if the gate allows it.

	Args:
		name: a Thank You Follow Up that is Failed, Blocked or in Needs Review.

	Returns:
		The new status.

	Raises:
		frappe.PermissionError: if the user may not change it.
		frappe.ValidationError: if it is not stopped, or may have been sent.
	"""
	doc = frappe.get_doc(THANK_YOU, name)
	doc.check_permission("write")
	retry_thank_you(doc)
	return doc.status


@frappe.whitelist(methods=["POST"])
def revise(name: str, subject: str, body: str, due_on: str | None = None) -> str:
	"""Change text and due time of a thank-you; a changed text needs a new approval.

	Args:
		name: an unsent Thank You Follow Up.
		subject: plain text; it may show on a locked screen.
		body: plain text.
		due_on: in the site's time zone; unchanged if omitted.

	Returns:
		The new status.

	Raises:
		frappe.PermissionError: if the user may not change it.
		frappe.ValidationError: if it can no longer be changed.
	"""
	doc = frappe.get_doc(THANK_YOU, name)
	doc.check_permission("write")
	doc.update({"subject": subject, "body": body, "due_on": due_on or doc.due_on})
	doc.save()
	return doc.status
