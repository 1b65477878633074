"""Stored choices get the words that the screens use now."""

import frappe

from stakeholder_crm.patches import rename_stored_values
from stakeholder_crm.stakeholders.imports.repository import ROW
from stakeholder_crm.testing import factories

ROWS = 100_000


def _count() -> dict[str, int]:
	row = frappe.qb.DocType(ROW)
	counted = frappe.qb.from_(row).select(row.outcome, frappe.query_builder.functions.Count("*"))
	return dict(counted.where(row.parent == "OLD").groupby(row.outcome).orderby(row.outcome).run())


def test_what_is_stored_now_can_be_chosen_and_what_was_stored_cannot():
	for doctype, fields in rename_stored_values.RENAMED.items():
		for fieldname, names in fields.items():
			options = frappe.get_meta(doctype).get_field(fieldname).options.split("\n")
			assert set(names.values()) <= set(options), (doctype, fieldname)
			assert set(names).isdisjoint(options), (doctype, fieldname)


def test_a_hundred_thousand_rows_are_renamed_once():
	old = ("Same", "Maybe Same", "Refused", "Undone", "New")
	frappe.db.bulk_insert(
		ROW,
		("name", "parent", "parenttype", "parentfield", "at_row", "outcome"),
		((f"old{n}", "OLD", "Contact Import", "rows", n, old[n % len(old)]) for n in range(ROWS)),
		chunk_size=10_000,
	)
	rename_stored_values.execute()
	each = ROWS // len(old)
	assert _count() == dict.fromkeys(("Duplicate", "New", "Possible Duplicate", "Reverted", "Skipped"), each)
	rename_stored_values.execute()
	assert sum(_count().values()) == ROWS


def test_when_a_record_was_last_changed_stays_as_it_was():
	person = factories.activist()
	request = frappe.get_doc(
		{
			"doctype": "Erasure Request",
			**factories.pair(person),
			"reason": "Data Subject Request",
			"asked_by": "Them",
		}
	).insert()
	old = {"status": "Carried Out", "modified": "2026-01-01 10:00:00"}
	frappe.db.set_value("Erasure Request", request.name, old, update_modified=False)
	rename_stored_values.execute()
	stored = frappe.db.get_value("Erasure Request", request.name, ["status", "modified"])
	assert (stored[0], str(stored[1])) == ("Erased", "2026-01-01 10:00:00")
