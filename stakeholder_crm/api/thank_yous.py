"""Thank-yous: approving, settling, trying again, rewriting, and how to bring one by hand."""

from dataclasses import asdict

import frappe
from frappe import _

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.follow_up.messages import check_again as messages
from stakeholder_crm.follow_up.messages.approve import approve_thank_yous
from stakeholder_crm.follow_up.messages.retry import retry_thank_you
from stakeholder_crm.follow_up.messages.script import load_script
from stakeholder_crm.follow_up.messages.settle import close_thank_you


@frappe.whitelist(methods=["POST"])
def approve(names: str | list[str]) -> list[dict]:
	"""Approve thank-yous, each on its own.

	Args:
		names: names of Thank You Follow Ups, as a list or as JSON.

	Returns:
		Per thank-you: name, ok, status, message (why not, for people).

	Raises:
		frappe.PermissionError: when the user is no manager.
	"""
	if not frappe.has_permission(THANK_YOU, "write"):
		frappe.throw(_("You do not have permission to change thank-yous."), frappe.PermissionError)
	return [asdict(result) for result in approve_thank_yous(frappe.parse_json(names))]


@frappe.whitelist(methods=["POST"])
def check_again(names: str | list[str]) -> list[dict]:
	"""Ask the gate again about several that stand still, each on its own.

	Args:
		names: names of Thank You Follow Ups, as a list or as JSON.

	Returns:
		Per thank-you: name, ok (it goes on), status, message (why not, for people).

	Raises:
		frappe.PermissionError: when the user may not change thank-yous.
	"""
	if not frappe.has_permission(THANK_YOU, "write"):
		frappe.throw(_("You do not have permission to change thank-yous."), frappe.PermissionError)
	return [asdict(result) for result in messages.check_again(frappe.parse_json(names))]


@frappe.whitelist(methods=["GET", "POST"])
def script(name: str) -> dict | None:
	"""How to thank somebody by hand: by which way, at which hour, and what to say.

	Args:
		name: a Thank You Follow Up.

	Returns:
		See ``services.thank_yous.read_script.Script``; None where nobody is asked to thank them by hand.

	Raises:
		frappe.PermissionError: when the user may not see the thank-you or the stakeholder.
	"""
	doc = frappe.get_doc(THANK_YOU, name)
	doc.check_permission("read")
	frappe.get_doc(doc.stakeholder_type, doc.stakeholder).check_permission("read")
	found = load_script(doc)
	return asdict(found) if found else None


@frappe.whitelist(methods=["POST"])
def close(name: str, outcome: str, reason: str = "") -> str:
	"""Say how a thank-you ended without a machine.

	Args:
		name: a Thank You Follow Up.
		outcome: "Done Manually" or "Not Needed".
		reason: plain text; needed for Not Needed.

	Returns:
		The status it has now.

	Raises:
		frappe.PermissionError: when the user may not change it.
		frappe.ValidationError: for a missing reason, or one that is under way or over.
	"""
	doc = frappe.get_doc(THANK_YOU, name)
	doc.check_permission("write")
	close_thank_you(doc, outcome, reason)
	return doc.status


@frappe.whitelist(methods=["POST"])
def retry(name: str) -> str:
	"""Ask the gate again about a thank-you that stands still, and go on where it lets it.

	Args:
		name: a Thank You Follow Up that is Failed, Blocked or in Needs Review.

	Returns:
		The status it has now.

	Raises:
		frappe.PermissionError: when the user may not change it.
		frappe.ValidationError: when it does not stand still, or its mail may have left.
	"""
	doc = frappe.get_doc(THANK_YOU, name)
	doc.check_permission("write")
	retry_thank_you(doc)
	return doc.status


@frappe.whitelist(methods=["POST"])
def revise(name: str, subject: str, body: str, due_on: str | None = None) -> str:
	"""Change what a thank-you says, and when it may leave; a changed text is approved anew.

	Args:
		name: a Thank You Follow Up that has not left.
		subject: plain text; it may show on a locked screen.
		body: plain text.
		due_on: in the site's time zone; stays as it is where left out.

	Returns:
		The status it has now.

	Raises:
		frappe.PermissionError: when the user may not change it.
		frappe.ValidationError: when it can no longer be changed.
	"""
	doc = frappe.get_doc(THANK_YOU, name)
	doc.check_permission("write")
	doc.update({"subject": subject, "body": body, "due_on": due_on or doc.due_on})
	doc.save()
	return doc.status
