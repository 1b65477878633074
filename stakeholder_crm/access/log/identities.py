"""Log who can act as another user who sees our records, and notify the safeguarding leads."""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.log.record_access import Action, record_access
from stakeholder_crm.access.log.shares_and_roles import ROLES
from stakeholder_crm.base.notify import notify_safeguarding_leads


def on_user_save(user: Document, method: str | None = None) -> None:
	"""Log a password or an API key that another user sets, before the host clears the password."""
	if user.is_new() or frappe.session.user == user.name:
		return
	if user.get("new_password"):
		subject = _("Another user set the password of a user who can view stakeholder records.")
		_record("Password Set", user.name, subject)
	secret = user.get("api_secret")
	if secret and not user.is_dummy_password(secret):
		subject = _("Another user created an API key of a user who can view stakeholder records.")
		_record("API Key Created", user.name, subject)


def on_role_rename(role: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	"""Log that a role of ours was renamed or merged, which changes who has it."""
	if {old, new} & set(ROLES):
		record_access("Role Renamed", "Role", new, detail=f"{old} → {new}")
		notify_safeguarding_leads(
			role, _("A role that can view stakeholder records was renamed or merged. Check who has it now.")
		)


def record_impersonation(user: str, reason: str) -> None:
	"""Log that the session's user is about to act as another.

	Args:
		user: the other user.
		reason: as given.
	"""
	_record(
		"Impersonation", user, _("Another user logged in as a user who can view stakeholder records."), reason
	)


def _record(action: Action, user: str, subject: str, reason: str = "") -> None:
	if not set(ROLES) & set(frappe.get_roles(user)):
		return
	record_access(action, "User", user, reason=reason)
	notify_safeguarding_leads(frappe.get_doc("User", user), subject)
