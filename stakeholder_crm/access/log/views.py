"""Log views of confidential records, and what entitles the user."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final, Literal

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from stakeholder_crm.access.levels import level_of_record
from stakeholder_crm.access.log.record_access import ACCESS_LOG, record_access
from stakeholder_crm.base.pairs import KINDS, Pair, load_pairs, pair_of
from stakeholder_crm.domain.clearance import Level

ACTION: Final = "Duplicate Hint"

ONCE_IN = timedelta(hours=1)


def log_view(doc: Document, action: Literal["View", "Print"] = "View") -> None:
	"""Log that the session's user views a document; once an hour per document.

	Args:
		doc: a document of this app that is being shown.
		action: View or Print.
	"""
	if doc.is_new() or level_of_record(doc) is not Level.CONFIDENTIAL or _noted(doc, action):
		return
	record_access(action, doc.doctype, doc.name, reason=_entitlement(doc))


def _noted(doc: Document, action: str) -> bool:
	noted = {
		"user": frappe.session.user,
		"action": action,
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
		"at": (">", now_datetime() - ONCE_IN),
	}
	return bool(frappe.db.exists(ACCESS_LOG, noted))


def _entitlement(doc: Document) -> str:
	"""What entitles the user to see it, as the log names it. It is in English, like the role names."""
	user = frappe.session.user
	if user == "Administrator":
		return "Administrator"
	people = _people(doc)
	if user in people:
		return people[user]
	if "Safeguarding Lead" in frappe.get_roles(user):
		return "Safeguarding Lead"
	return "Opened to them by a share, a grant or a meeting"


def _people(doc: Document) -> dict[str, str]:
	pair = (doc.doctype, doc.name) if doc.doctype in KINDS else pair_of(doc)
	row = load_pairs([pair], ["relationship_owner", "backup_owner"]).get(pair)
	if not row:
		return {doc.get("lead"): "Lead of the meeting", doc.owner: "Author"}
	return {row.backup_owner: "Backup owner", row.relationship_owner: "Relationship owner"}


def log_hints(pairs: Collection[Pair]) -> None:
	"""Log duplicate hints to the session's user, which do not reveal the identity; once an hour for each.

	Args:
		pairs: stakeholders that the user may not see.
	"""
	if not pairs:
		return
	noted = frappe.get_all(
		ACCESS_LOG,
		filters={
			"user": frappe.session.user,
			"action": ACTION,
			"reference_doctype": ("in", KINDS),
			"reference_name": ("in", sorted(name for _kind, name in pairs)),
			"at": (">", now_datetime() - ONCE_IN),
		},
		fields=["reference_doctype", "reference_name"],
		order_by="at",
	)
	for kind, name in sorted(set(pairs) - {(row.reference_doctype, row.reference_name) for row in noted}):
		record_access(ACTION, kind, name, reason="Entered a record with the same name and address")
