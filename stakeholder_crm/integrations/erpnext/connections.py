"""Connections between our records and ERPNext's.

A link field on either side would show the other record to users who see only one: a supplier's name to outreach staff,
or a partner to the purchase department. So connections are stored in a DocType that no role can read. This module
shows them to users who may see both records.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from stakeholder_crm.access.visible_rows import visible_rows
from stakeholder_crm.base.doctypes import ERPNEXT_LINK as LINK
from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.integrations.erpnext.connectable import BY_HAND, OURS, THEIRS


@dataclass(frozen=True, slots=True)
class Connection:
	"""The connected record, as the user may see it.

	Attributes:
		doctype: of the record.
		name: of the record.
		title: its display title.
		status: its status, if it has one.
	"""

	doctype: str
	name: str
	title: str
	status: str


def connect(ours: Pair, theirs: Pair) -> None:
	"""Connect two records, unless they already are.

	Args:
		ours: DocType and name of a record that the user may change.
		theirs: of one of ERPNext's that the user may read.

	Raises:
		frappe.ValidationError: if records of these types cannot be connected.
		frappe.PermissionError: if one does not exist or is not permitted.
	"""
	if theirs[0] not in BY_HAND.get(ours[0], ()):
		frappe.throw(
			_("{0} and {1} cannot be connected. Choose another type of record.").format(
				escape_html(_(ours[0])), escape_html(_(theirs[0]))
			),
			title=_("Connect Records"),
		)
	find(ours, "write")
	find(theirs, "read")
	store(ours, theirs)


def disconnect(ours: Pair, theirs: Pair) -> None:
	"""Remove a connection.

	Args:
		ours: DocType and name of a record that the user may change.
		theirs: of one of ERPNext's that the user may read.

	Raises:
		frappe.PermissionError: if one does not exist or is not permitted.
	"""
	find(ours, "write")
	find(theirs, "read")
	frappe.db.delete(LINK, _row(ours, theirs))


def kinds_to_connect(doctype: str) -> list[str]:
	"""The DocTypes that the session's user may connect with this one: write permission on ours, read on ERPNext's.

	Args:
		doctype: on either side; others have none.
	"""
	kinds = [
		(ours, theirs)
		for ours, connectable in BY_HAND.items()
		for theirs in connectable
		if doctype in (ours, theirs)
		and frappe.has_permission(ours, "write")
		and frappe.has_permission(theirs, "read")
	]
	return [theirs if doctype == ours else ours for ours, theirs in kinds]


def store(ours: Pair, theirs: Pair) -> None:
	"""Connect two records after permission checks, unless they already are."""
	if frappe.db.exists(LINK, _row(ours, theirs)):
		return
	# No role has rights on these rows; permissions on both records were checked.
	frappe.get_doc({"doctype": LINK, **_row(ours, theirs)}).insert(ignore_permissions=True)


def connected_with(pair: Pair) -> list[Connection]:
	"""The connected records that the session's user may see, by type and title.

	Args:
		pair: DocType and name of a record on either side, which the user may read.

	Raises:
		frappe.ValidationError: if records of this type cannot be connected.
		frappe.PermissionError: if the record does not exist or is not permitted.
	"""
	if pair[0] not in (*OURS, *THEIRS):
		frappe.throw(_("{0} cannot be connected.").format(escape_html(pair[0])), title=_("Connect Records"))
	find(pair, "read")
	here, there = ("reference", "link") if pair[0] in OURS else ("link", "reference")
	rows = frappe.get_all(
		LINK,
		filters={f"{here}_doctype": pair[0], f"{here}_name": pair[1]},
		fields=[f"{there}_doctype as doctype", f"{there}_name as name"],
		order_by=f"{there}_doctype",
	)
	names: dict[str, set[str]] = {}
	for row in rows:
		names.setdefault(row.doctype, set()).add(row.name)
	return [one for doctype, wanted in names.items() for one in readable(doctype, wanted)]


def readable(doctype: str, names: Iterable[str]) -> list[Connection]:
	"""The named records that the session's user may read, by title.

	Args:
		doctype: theirs.
		names: their names.
	"""
	meta = frappe.get_meta(doctype)
	title = meta.get_title_field()
	status = ["status"] if meta.has_field("status") else []
	rows = visible_rows(
		doctype,
		{"name": ("in", sorted(names))},
		fields=["name", f"{title} as title", *status],
		order_by=f"{title}, name",
	)
	return [
		Connection(doctype, str(row.name), str(row.title or row.name), row.get("status") or "")
		for row in rows
	]


def find(pair: Pair, ptype: str) -> Document:
	"""The record, if the session's user has the permission; a missing record looks like a hidden one.

	Args:
		pair: DocType and name.
		ptype: the permission asked for, as Frappe names it.

	Raises:
		frappe.PermissionError: if it is missing or not permitted.
	"""
	if frappe.db.exists(*pair):
		doc = frappe.get_doc(*pair)
		if doc.has_permission(ptype):
			return doc
	return frappe.throw(
		_("{0} {1} was not found, or you do not have permission to change it.").format(
			_(pair[0]), escape_html(pair[1])
		),
		frappe.PermissionError,
		title=_("No Permission"),
	)


def delete_connections(pair: Pair) -> None:
	"""Delete all connections of a record on either side."""
	side = "reference" if pair[0] in OURS else "link"
	frappe.db.delete(LINK, {f"{side}_doctype": pair[0], f"{side}_name": pair[1]})


def _row(ours: Pair, theirs: Pair) -> dict[str, str]:
	return {
		"reference_doctype": ours[0],
		"reference_name": ours[1],
		"link_doctype": theirs[0],
		"link_name": theirs[1],
	}
