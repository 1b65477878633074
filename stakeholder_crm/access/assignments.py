"""Users are not assigned to, or mentioned on, records that they may not see."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.desk.notifications import extract_mentions
from frappe.model.document import Document

from stakeholder_crm.access.permissions import GUARDED


def refuse_assignment(todo: Document) -> None:
	"""Reject assigning a record to a user who may not see it, unless the assigner may share it.

	Frappe shares an assigned record if sharing is allowed. Otherwise it only says "No permission to share".

	Args:
		todo: a new ToDo.

	Raises:
		frappe.PermissionError: naming the user who may not see it.
	"""
	if todo.reference_type not in GUARDED or not todo.reference_name or not todo.allocated_to:
		return
	doc = frappe.get_doc(todo.reference_type, todo.reference_name)
	if doc.has_permission("share"):
		return
	_refuse(doc, [todo.allocated_to])


def refuse_mention(comment: Document) -> None:
	"""Reject a comment that mentions a user who may not see the record.

	Args:
		comment: a Comment that is about to be saved.

	Raises:
		frappe.PermissionError: naming the user who may not see it.
	"""
	if comment.comment_type != "Comment" or comment.reference_doctype not in GUARDED:
		return
	mentioned = extract_mentions(comment.content or "")
	if mentioned:
		_refuse(frappe.get_doc(comment.reference_doctype, comment.reference_name), mentioned)


def _refuse(doc: Document, users: Iterable[str]) -> None:
	for user in users:
		if user and not frappe.has_permission(doc.doctype, "read", doc=doc, user=user):
			frappe.throw(
				_("{0} does not have permission to view {1}. Ask the safeguarding lead.").format(
					frappe.bold(frappe.utils.escape_html(user)), doc.name
				),
				frappe.PermissionError,
				title=_("No Permission"),
			)
