"""Pairs of similar records that are not duplicates."""

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import DUPLICATE_EXCEPTION
from stakeholder_crm.base.pairs import Pair

SIDES = (("stakeholder_type", "stakeholder"), ("other_type", "other"))


def mark_not_duplicate(one: Pair, other: Pair) -> None:
	"""Mark two records as not duplicates. Idempotent.

	Args:
			one: a record that the session's user may change.
			other: the other record.

	Raises:
			frappe.ValidationError: when both are the same record.
	"""
	if one == other:
		frappe.throw(_("Choose two different records."))
	if other in not_duplicates_of([one])[one]:
		return
	# No role has permission on these rows. The caller has checked write permission on the record.
	frappe.get_doc({"doctype": DUPLICATE_EXCEPTION, **_row(one, other)}).insert(ignore_permissions=True)


def unmark_not_duplicate(one: Pair, other: Pair) -> None:
	"""Allow two records to be found as possible duplicates again.

	Args:
			one: a record that the session's user may change.
			other: the other record.
	"""
	for row in (_row(one, other), _row(other, one)):
		frappe.db.delete(DUPLICATE_EXCEPTION, row)


def not_duplicates_of(pairs: Collection[Pair]) -> dict[Pair, set[Pair]]:
	"""The records that are known not to be duplicates of each of these. Checks no permission.

	Args:
			pairs: any number, in two queries.
	"""
	found: dict[Pair, set[Pair]] = {pair: set() for pair in pairs}
	names = sorted({name for _kind, name in found}) or [""]
	for (type_here, here), (type_there, there) in (SIDES, SIDES[::-1]):
		for row in frappe.get_all(
			DUPLICATE_EXCEPTION,
			filters={here: ("in", names)},
			fields=[type_here, here, type_there, there],
			order_by="name",
		):
			if (row[type_here], row[here]) in found:
				found[row[type_here], row[here]].add((row[type_there], row[there]))
	return found


def on_trash(stakeholder: Document, method: str | None = None) -> None:
	"""Stakeholder hook: delete its exceptions with the record."""
	delete_exceptions((stakeholder.doctype, stakeholder.name))


def delete_exceptions(pair: Pair) -> None:
	"""Delete the exceptions of a record.

	Args:
		pair: the stakeholder.
	"""
	for type_field, name_field in SIDES:
		frappe.db.delete(DUPLICATE_EXCEPTION, {type_field: pair[0], name_field: pair[1]})


def _row(one: Pair, other: Pair) -> dict[str, str]:
	return {"stakeholder_type": one[0], "stakeholder": one[1], "other_type": other[0], "other": other[1]}
