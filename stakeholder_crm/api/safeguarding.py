"""What the safeguarding lead does beside writing records down."""

import frappe

GRANT = "Access Grant"


@frappe.whitelist(methods=["POST"])
def withdraw_grant(name: str, reason: str) -> None:
	"""Withdraw a grant, from this moment on.

	Args:
		name: of an Access Grant.
		reason: why; kept in the access log.

	Raises:
		frappe.PermissionError: for everybody but the safeguarding lead.
	"""
	frappe.only_for("Safeguarding Lead")
	grant = frappe.get_doc(GRANT, name)
	grant.check_permission("read")
	grant.withdraw(reason)
