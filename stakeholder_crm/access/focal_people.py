"""Mark a user as the focal person of an agency, which hides every record from them.

An e-mail address alone is not enough: anyone may enter one, and it may belong to a colleague.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, escape_html, getdate, today

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.access.shares import remove_shares_of
from stakeholder_crm.access.viewers import load_viewer
from stakeholder_crm.base.notify import notify_user

DECIDES = frozenset({"Outreach Manager", "Safeguarding Lead"})


def check_focal_users(agency: Document) -> None:
	"""Only a manager or the safeguarding lead may add or end a mark, and never on a user with an outreach role.

	Args:
		agency: a Partner Agency that is being saved.

	Raises:
		frappe.PermissionError: if another user adds or ends a mark.
		frappe.ValidationError: if the marked user has an outreach role.
	"""
	before = agency.get_doc_before_save()
	if agency.flags.by_service:
		return
	old, new = _marks(before), _marks(agency)
	for row in agency.focal_people:
		if not row.user or (row.user, cstr(row.until)) in old:
			continue
		if not _decides():
			frappe.throw(
				_(
					"Focal People, row {0}: only a manager or the safeguarding lead can change User and its Until date."
				).format(row.idx),
				frappe.PermissionError,
				title=_("Focal People"),
			)
		if load_viewer(row.user).roles and row.user not in {user for user, _until in old}:
			frappe.throw(
				_(
					"Focal People, row {0}: {1} has an outreach role. Clear User, or remove the role first."
				).format(row.idx, frappe.bold(escape_html(row.user))),
				title=_("Focal People"),
			)
	if old - new and not _decides():
		frappe.throw(
			_(
				"Focal People: only a manager or the safeguarding lead can remove {0}. Keep that row, or ask one of them."
			).format(frappe.bold(escape_html(min(old - new)[0]))),
			frappe.PermissionError,
			title=_("Focal People"),
		)


def on_agency_change(agency: Document, method: str | None = None) -> None:
	"""Log users who were marked or unmarked on an agency, notify them and remove their shares."""
	before, after = _walled(agency.get_doc_before_save()), _walled(agency)
	for user in sorted(after - before):
		record_access("Focal Person Marked", agency.doctype, agency.name, detail=user)
		_notify_managers(
			user,
			_(
				"You are marked as a focal person of a partner agency, so you cannot view any records. If this is wrong, ask the safeguarding lead."
			),
		)
	for user in sorted(before - after):
		_note_end(agency, user)
	remove_shares_of(after)


def on_agency_trash(agency: Document, method: str | None = None) -> None:
	"""End the marks of an agency that a manager deletes."""
	for user in sorted(_walled(agency)):
		_note_end(agency, user)


def _note_end(agency: Document, user: str) -> None:
	record_access("Focal Person Ended", agency.doctype, agency.name, detail=user)
	_notify_managers(user, _("You are no longer marked as a focal person of a partner agency."))


def _marks(agency: Document | None) -> set[tuple[str, str]]:
	"""The marked users and the end dates of their marks."""
	rows = agency.focal_people if agency else []
	return {(row.user, cstr(row.until)) for row in rows if row.user}


def _walled(agency: Document | None) -> set[str]:
	"""The users with a mark that applies today."""
	day = getdate(today())
	return {user for user, until in _marks(agency) if not until or getdate(until) >= day}


def _decides() -> bool:
	return frappe.session.user == "Administrator" or not DECIDES.isdisjoint(frappe.get_roles())


def _notify_managers(user: str, subject: str) -> None:
	# They may not see the agency's name.
	notify_user(user, frappe.get_doc("User", user), subject)
