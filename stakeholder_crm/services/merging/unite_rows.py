"""The rows of two records in one: nothing is lost, nothing stands there twice."""

import frappe

from stakeholder_crm.services.pairs import Pair

POINT, TIE, NOTE, FOCAL = (
	*("Stakeholder Contact Point", "Stakeholder Tie"),
	*("Stakeholder Care Note", "Agency Focal Person"),
)
TABLES = {
	"contact_points": (POINT, ("channel", "value")),
	"ties": (TIE, ("stakeholder_type", "stakeholder")),
	"care_notes": (NOTE, ("kind", "text")),
	"focal_people": (FOCAL, ("person_name",)),
}
THANK_YOU = "Thank You Follow Up"
# The least safe of two opinions counts.
SAFETY = ("Unsafe", "Unknown", "Safe")


def unite_rows(old: Pair, new: Pair) -> None:
	"""Move the rows of one record into another; of two that say the same the other's stays.

	Args:
		old: the record that goes.
		new: the record that stays; its rows stand first.
	"""
	for fieldname, (table, telling) in TABLES.items():
		kept = _rows(table, new)
		there = {tuple(_folded(row[field]) for field in telling): row for row in kept}
		number = len(kept)
		for row in _rows(table, old):
			same = there.get(tuple(_folded(row[field]) for field in telling))
			if same:
				_make_one(table, row, same)
			elif table == TIE and (row.stakeholder_type, row.stakeholder) == new:
				frappe.db.delete(table, {"name": row.name})
			else:
				number += 1
				_move(table, fieldname, row, new, number, kept)
	frappe.db.delete(
		TIE,
		{
			"parenttype": new[0],
			"parent": new[1],
			"stakeholder_type": ("in", (old[0], new[0])),
			"stakeholder": ("in", (old[1], new[1])),
		},
	)


def _move(table: str, fieldname: str, row: frappe._dict, new: Pair, number: int, kept: list) -> None:
	values = {"parenttype": new[0], "parent": new[1], "parentfield": fieldname, "idx": number}
	if row.get("preferred") and any(one.preferred for one in kept):
		values["preferred"] = 0
	frappe.db.set_value(table, row.name, values, update_modified=False)


def _make_one(table: str, row: frappe._dict, same: frappe._dict) -> None:
	"""The other's row stays; what it says less safely than this one does is corrected."""
	if table == POINT:
		safety = min((row.safety, same.safety), key=SAFETY.index)
		values = {
			"safety": safety,
			"bounced": max(row.bounced or 0, same.bounced or 0),
			"voicemail_ok": min(row.voicemail_ok or 0, same.voicemail_ok or 0),
			"name_organisation_ok": min(row.name_organisation_ok or 0, same.name_organisation_ok or 0),
		}
		frappe.db.set_value(table, same.name, values, update_modified=False)
		frappe.db.set_value(
			THANK_YOU, {"contact_point": row.name}, "contact_point", same.name, update_modified=False
		)
	frappe.db.delete(table, {"name": row.name})


def _rows(table: str, pair: Pair) -> list[frappe._dict]:
	return frappe.get_all(
		table, filters={"parenttype": pair[0], "parent": pair[1]}, fields=["*"], order_by="idx"
	)


def _folded(value: str | None) -> str:
	return (value or "").strip().casefold()
