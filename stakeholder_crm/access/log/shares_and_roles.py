"""Log access granted through the host: shares, and roles of this app."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.base.doctypes import is_ours
from stakeholder_crm.base.notify import notify_safeguarding_leads

ROLES = ("Outreach Staff", "Outreach Manager", "Safeguarding Lead")


def on_share(share: Document, method: str | None = None) -> None:
	"""Log a new or changed share."""
	rights = [right for right in ("read", "write", "share", "submit") if share.get(right)]
	# Frappe clears all rights of a share before it deletes it.
	if rights and is_ours(share.share_doctype):
		detail = f"{share.user}: {', '.join(rights)}"
		record_access("Grant", share.share_doctype, share.share_name, reason="Shared", detail=detail)


def on_unshare(share: Document, method: str | None = None) -> None:
	"""Log a removed share."""
	if is_ours(share.share_doctype):
		record_access(
			"Grant Ended",
			share.share_doctype,
			share.share_name,
			reason="No longer shared",
			detail=str(share.user),
		)


def _notify_of_widened_access(user: str, role: str) -> None:
	"""A user with an outreach role is no longer restricted as a focal person: notify a lead, in case it was a mistake."""
	agencies = frappe.get_all(
		"Agency Focal Person", filters={"user": user}, pluck="parent", distinct=True, order_by="parent"
	)
	for agency in agencies:
		notify_safeguarding_leads(
			frappe.get_doc("Partner Agency", agency),
			_("A focal person of this agency was given the role {0} and can now view records.").format(
				_(role)
			),
		)


def on_roles_change(user: Document, method: str | None = None) -> None:
	"""Log roles of this app that were added to or removed from a user."""
	before = user.get_doc_before_save()
	had = {row.role for row in before.roles} if before else set()
	has = {row.role for row in user.roles}
	for role in ROLES:
		if role in has - had:
			record_access("Role Added", "User", user.name, reason=role)
			_notify_of_widened_access(user.name, role)
		elif role in had - has:
			record_access("Role Removed", "User", user.name, reason=role)
