"""Give stored choices the words that the screens use now. Safe to run again: what was renamed is not found a second time."""

import frappe
from pypika import Case

# DocType → field → what was stored → what is stored now.
RENAMED = {
	"Thank You Follow Up": {"status": {"Returned": "Bounced"}},
	"Engagement Plan": {"status": {"Called Off": "Cancelled"}},
	"Engagement Plan Step": {"kind": {"Thanks": "Thank-You"}, "who": {"Colleague": "Named User"}},
	"Engagement Plan Template Step": {"kind": {"Thanks": "Thank-You"}, "who": {"Colleague": "Named User"}},
	"Brief Line": {
		"section": {
			"Who Is Coming": "Participants",
			"Last Touch": "Last Contact",
			"Do and Don't": "Dos and Don'ts",
		}
	},
	"Contact Import": {
		"status": {
			"Checking": "Previewing",
			"Checked": "Previewed",
			"Undoing": "Reverting",
			"Undone": "Reverted",
		}
	},
	"Contact Import Row": {
		"outcome": {
			"Same": "Duplicate",
			"Maybe Same": "Possible Duplicate",
			"Refused": "Skipped",
			"Undone": "Reverted",
		}
	},
	"Contact Import Column": {"maps_to": {"Leave Out": "Skip"}},
	"Erasure Request": {
		"status": {"Carried Out": "Erased"},
		"reason": {"The Person Asked": "Data Subject Request", "Retention Passed": "Retention Period Ended"},
	},
	"Contact Suppression": {"reason": {"Asked Us To Stop": "Opted Out"}},
	"Stakeholder Access Log": {
		"action": {
			"Subject Access": "Data Export",
			"Role Given": "Role Added",
			"Role Taken Away": "Role Removed",
		}
	},
}


def execute() -> None:
	"""Rename by one statement a field: what was stored stays as old as it was."""
	for doctype, fields in RENAMED.items():
		table = frappe.qb.DocType(doctype)
		for fieldname, names in fields.items():
			field = table[fieldname]
			case = Case()
			for old, new in names.items():
				case = case.when(field == old, new)
			frappe.qb.update(table).set(field, case.else_(field)).where(field.isin(list(names))).run()
