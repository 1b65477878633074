"""Endpoints of the safeguarding lead."""

import frappe

GRANT = "Access Grant"


@frappe.whitelist(methods=["POST"])
def withdraw_grant(name: str, reason: str) -> None:
	"""Withdraw a grant immediately.

	Args:
		name: of an Access Grant.
		reason: why; kept in the access log.

	Raises:
		frappe.PermissionError: if the user is not a safeguarding lead.
	"""
	frappe.only_for("Safeguarding Lead")
	grant = frappe.get_doc(GRANT, name)
	grant.check_permission("read")
	grant.withdraw(reason)
