"""Host endpoints that take the number of a mail, a comment or a locked document, and do not ask who may see it.

Seen in Frappe 15.72 and 16.4, and in ERPNext.
"""

from typing import Any

import frappe
from frappe import _, email
from frappe.desk.form import utils as forms_of_host
from frappe.model import document

from stakeholder_crm.access.host_endpoints.call_host import call_host, method_of
from stakeholder_crm.access.visible_rows import has_right_on


@frappe.whitelist(methods=["GET", "POST"])
def relink(name: str, reference_doctype: str | None = None, reference_name: str | None = None) -> Any:
	"""Move an email to another record.

	Args:
		name: of the Communication.
		reference_doctype: of the record.
		reference_name: of the record.

	Raises:
		frappe.PermissionError: if the user may not see the email or the record.
	"""
	_check("Communication", name)
	if reference_doctype and reference_name:
		_check(reference_doctype, reference_name)
	return email.relink(name, reference_doctype, reference_name)


@frappe.whitelist(methods=["GET", "POST"])
def make_lead(communication: str) -> Any:
	"""Create an ERPNext Lead of an email's sender.

	Args:
		communication: name of the Communication.

	Raises:
		frappe.PermissionError: if the user may not see the email.
	"""
	return _from_mail(communication, "erpnext.crm.doctype.lead.lead.make_lead_from_communication")


@frappe.whitelist(methods=["GET", "POST"])
def make_opportunity(communication: str) -> Any:
	"""Create an ERPNext Opportunity of an email's sender.

	Args:
		communication: name of the Communication.

	Raises:
		frappe.PermissionError: if the user may not see the email.
	"""
	return _from_mail(
		communication, "erpnext.crm.doctype.opportunity.opportunity.make_opportunity_from_communication"
	)


@frappe.whitelist(methods=["GET", "POST"])
def update_comment_publicity(name: str, publish: bool) -> Any:
	"""Show a comment to visitors of the site, or no longer.

	Args:
		name: of the Comment.
		publish: whether to show it.

	Raises:
		frappe.PermissionError: if the user may not see the record with the comment.
	"""
	_check("Comment", name)
	return call_host(method_of(forms_of_host, "update_comment_publicity"))


@frappe.whitelist(methods=["GET", "POST"])
def unlock_document(doctype: str, name: str) -> Any:
	"""Unlock a record that a job has locked.

	Args:
		doctype: any DocType.
		name: name of a record.

	Raises:
		frappe.PermissionError: if the user may not change it.
	"""
	_check(doctype, name, "write")
	return call_host(method_of(document, "unlock_document"))


def _from_mail(communication: str, method: str) -> Any:
	_check("Communication", communication)
	return call_host(frappe.get_attr(method))


def _check(doctype: str, name: str, right: str = "read") -> None:
	if not has_right_on(doctype, name, right):
		frappe.throw(_("Not found"), frappe.DoesNotExistError)
