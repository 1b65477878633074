"""The host's endpoint by which one user acts as another."""

from typing import Any

import frappe
from frappe.core.doctype.user import user as users_of_host

from stakeholder_crm.access.host_endpoints.call_host import method_of
from stakeholder_crm.access.log.identities import record_impersonation


@frappe.whitelist(methods=["POST"])
def impersonate(user: str, reason: str) -> Any:
	"""Act as another user. Frappe 16.4.1 lets everybody do so.

	Args:
		user: the user to act as.
		reason: shown to that user, and logged if they can view our records.

	Raises:
		frappe.PermissionError: if the session's user may not impersonate.
	"""
	host = method_of(users_of_host, "impersonate")
	if not frappe.has_permission("User", "impersonate"):
		raise frappe.PermissionError
	record_impersonation(user, reason)
	return host(user, reason)
