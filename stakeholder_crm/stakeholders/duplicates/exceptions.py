"""Remember that two records which look alike are of two people, so that nobody is asked again."""

from collections.abc import Collection

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import DUPLICATE_EXCEPTION
from stakeholder_crm.base.pairs import Pair

SIDES = (("stakeholder_type", "stakeholder"), ("other_type", "other"))


def mark_not_duplicate(one: Pair, other: Pair) -> None:
	"""Note that two records are of two people; nothing happens where it is noted already.

	Args:
		one: a record that the session's user may change.
		other: another one.

	Raises:
		frappe.ValidationError: when both are one record.
	"""
	if one == other:
		frappe.throw(_("These are one and the same record. Choose two."))
	if other in not_duplicates_of([one])[one]:
		return
	# Nobody has a right on these rows: who may write one was asked of both records.
	frappe.get_doc({"doctype": DUPLICATE_EXCEPTION, **_row(one, other)}).insert(ignore_permissions=True)


def unmark_not_duplicate(one: Pair, other: Pair) -> None:
	"""Let two records be looked at as possible duplicates again.

	Args:
		one: a record that the session's user may change.
		other: another one.
	"""
	for row in (_row(one, other), _row(other, one)):
		frappe.db.delete(DUPLICATE_EXCEPTION, row)


def not_duplicates_of(pairs: Collection[Pair]) -> dict[Pair, set[Pair]]:
	"""From whom each of these is known to be another person. Checks no permission.

	Args:
		pairs: as many as wanted, with two queries.
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
	"""A stakeholder's hook: with the record goes from whom it was set apart."""
	delete_exceptions((stakeholder.doctype, stakeholder.name))


def delete_exceptions(pair: Pair) -> None:
	"""Remove from whom a record was set apart.

	Args:
		pair: the stakeholder.
	"""
	for type_field, name_field in SIDES:
		frappe.db.delete(DUPLICATE_EXCEPTION, {type_field: pair[0], name_field: pair[1]})


def _row(one: Pair, other: Pair) -> dict[str, str]:
	return {"stakeholder_type": one[0], "stakeholder": one[1], "other_type": other[0], "other": other[1]}
