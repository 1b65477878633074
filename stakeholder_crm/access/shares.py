"""Shares never bypass a wall, and are never with everyone.

Frappe checks shares after the permission hooks, and a share overrides their refusal. So a share against the rule
must not exist: it is rejected when created, and removed when a wall is added.
"""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.meeting_events import can_see_meeting, remove_event_shares, sync_event_shares
from stakeholder_crm.access.permissions import visible_names
from stakeholder_crm.access.viewers import forget_outsider
from stakeholder_crm.base.doctypes import EVENT, MEETING, SHARE, is_ours
from stakeholder_crm.base.pairs import KINDS

SHAREABLE = (*KINDS, MEETING)


def refuse_share(share: Document, method: str | None = None) -> None:
	"""DocShare's hook, once the share is stored.

	Raises:
		frappe.PermissionError: if it shares a record with everyone or past a wall, or shares a
			dependent record.
	"""
	if share.share_doctype == EVENT:
		_refuse_event(share)
	if not is_ours(share.share_doctype):
		return
	forget_outsider(share.user)
	if share.everyone:
		frappe.throw(
			_("These records cannot be shared with everyone. Share with one user at a time."),
			frappe.PermissionError,
			title=_("Share"),
		)
	if share.share_doctype not in SHAREABLE:
		frappe.throw(
			_("{0} cannot be shared on its own. Share the stakeholder or the meeting instead.").format(
				_(share.share_doctype)
			),
			frappe.PermissionError,
			title=_("Share"),
		)
	if share.read and share.share_name not in visible_names(
		share.share_doctype, [share.share_name], share.user
	):
		frappe.throw(
			_(
				"{0} is an agency liaison or focal person and cannot view this record. Only the safeguarding lead can grant access."
			).format(frappe.bold(share.user)),
			frappe.PermissionError,
			title=_("Share"),
		)


def on_record_change(doc: Document, method: str | None = None) -> None:
	"""Check shares of a saved stakeholder or meeting, which may now name a hidden person."""
	if doc.get_doc_before_save() is not None:
		_drop({"share_doctype": doc.doctype, "share_name": doc.name})


def on_log_change(log: Document, method: str | None = None) -> None:
	"""Check shares of a saved meeting log, which may name a hidden person."""
	_drop({"share_doctype": MEETING, "share_name": log.meeting})
	meeting = frappe.get_doc(MEETING, log.meeting)
	if meeting.event:
		sync_event_shares(meeting)


def remove_shares_of(users: Iterable[str | None]) -> None:
	"""Remove shares that the rule no longer allows these users.

	Args:
		users: names of users; unknown ones are ignored.
	"""
	named = sorted(filter(None, users))
	if named:
		_drop({"user": ("in", named), "share_doctype": ("in", SHAREABLE)})
	for user in named:
		remove_event_shares(user)


def _refuse_event(share: Document) -> None:
	meeting = frappe.db.get_value(MEETING, {"event": share.share_name})
	if meeting and (share.everyone or not can_see_meeting(share.user, frappe.get_doc(MEETING, meeting))):
		frappe.throw(
			_("This event belongs to a meeting. Share it only with users who can view the meeting."),
			frappe.PermissionError,
			title=_("Share"),
		)


def _drop(about: dict[str, object]) -> None:
	fields = ["name", "user", "share_doctype", "share_name"]
	for share in frappe.get_all(SHARE, filters={**about, "everyone": 0}, fields=fields, order_by="name"):
		if share.share_name not in visible_names(share.share_doctype, [share.share_name], share.user):
			# The user who changes the record may lack the right to share it.
			frappe.delete_doc(
				SHARE, share.name, ignore_permissions=True, flags={"ignore_share_permission": True}
			)
