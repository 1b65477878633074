"""Close a record again that was opened to somebody."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from stakeholder_crm.services.access_log.record_access import record_access


def withdraw_grant(grant: Document, reason: str) -> None:
	"""Withdraw a grant at once; it stays as a record of what was opened.

	Args:
		grant: an Access Grant.
		reason: why; kept in the access log.

	Raises:
		frappe.ValidationError: when there is no reason, or it was withdrawn before.
	"""
	if not reason.strip():
		frappe.throw(_("Withdrawn Because: say why."), frappe.MandatoryError)
	if grant.withdrawn_on:
		frappe.throw(_("This grant was withdrawn already; there is nothing left to do."))
	grant.update({"withdrawn_on": now_datetime(), "withdrawn_because": reason})
	grant.flags.by_service = True
	# The form's rights stop at creating one: nobody writes what was granted.
	grant.save(ignore_permissions=True)
	record_access(
		"Grant Ended", grant.stakeholder_type, grant.stakeholder, reason=reason, detail=str(grant.user)
	)
