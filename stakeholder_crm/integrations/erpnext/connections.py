"""Which record of ours goes with which of ERPNext's.

A field on either side would show the other to whoever reads this one: a supplier's name to outreach staff, a
partner to the purchase department. So connections lie in a DocType that nobody reads; what is shown of them goes
through here, to whoever may see both ends.
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
	"""The other end of a connection, as its reader may see it.

	Attributes:
		doctype: of the record there.
		name: of the record.
		title: what people call it.
		status: its state, where it has one.
	"""

	doctype: str
	name: str
	title: str
	status: str


def connect(ours: Pair, theirs: Pair) -> None:
	"""Connect two records; nothing happens where they are already.

	Args:
		ours: DocType and name of a record that the user may change.
		theirs: of one of ERPNext's that the user may read.

	Raises:
		frappe.ValidationError: when records of these kinds do not go together.
		frappe.PermissionError: when one is not there, or not for the user.
	"""
	if theirs[0] not in BY_HAND.get(ours[0], ()):
		frappe.throw(
			_("{0} and {1} cannot be connected. Choose another type of record.").format(
				escape_html(_(ours[0])), escape_html(_(theirs[0]))
			)
		)
	find(ours, "write")
	find(theirs, "read")
	store(ours, theirs)


def disconnect(ours: Pair, theirs: Pair) -> None:
	"""Take a connection away.

	Args:
		ours: DocType and name of a record that the user may change.
		theirs: of one of ERPNext's that the user may read.

	Raises:
		frappe.PermissionError: when one is not there, or not for the user.
	"""
	find(ours, "write")
	find(theirs, "read")
	frappe.db.delete(LINK, _row(ours, theirs))


def kinds_to_connect(doctype: str) -> list[str]:
	"""The DocTypes that the session's user may connect by hand with records of this one: ours is changed, theirs read.

	Args:
		doctype: on either side; none go with any other.
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
	"""Connect two records whose permission was asked; nothing happens where they are already."""
	if frappe.db.exists(LINK, _row(ours, theirs)):
		return
	# Nobody has a right on these rows: who may make one was asked on both ends.
	frappe.get_doc({"doctype": LINK, **_row(ours, theirs)}).insert(ignore_permissions=True)


def connected_with(pair: Pair) -> list[Connection]:
	"""The other ends that the session's user may see, by kind and title.

	Args:
		pair: DocType and name of a record on either side, which the user may read.

	Raises:
		frappe.ValidationError: when records of this kind have no connections.
		frappe.PermissionError: when the record is not there, or not for the user.
	"""
	if pair[0] not in (*OURS, *THEIRS):
		frappe.throw(_("{0} cannot be connected.").format(escape_html(pair[0])))
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
	"""Those of the named records that the session's user may read, by title.

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
	"""The record, where the session's user may do this with it; what is not there looks like what is hidden.

	Args:
		pair: DocType and name.
		ptype: the permission asked for, as Frappe names it.

	Raises:
		frappe.PermissionError: in either case.
	"""
	if frappe.db.exists(*pair):
		doc = frappe.get_doc(*pair)
		if doc.has_permission(ptype):
			return doc
	return frappe.throw(
		_(
			"{0} {1} was not found, or you do not have permission to change it."
		).format(_(pair[0]), escape_html(pair[1])),
		frappe.PermissionError,
	)


def delete_connections(pair: Pair) -> None:
	"""Take away all connections of a record on either side."""
	side = "reference" if pair[0] in OURS else "link"
	frappe.db.delete(LINK, {f"{side}_doctype": pair[0], f"{side}_name": pair[1]})


def _row(ours: Pair, theirs: Pair) -> dict[str, str]:
	return {
		"reference_doctype": ours[0],
		"reference_name": ours[1],
		"link_doctype": theirs[0],
		"link_name": theirs[1],
	}
