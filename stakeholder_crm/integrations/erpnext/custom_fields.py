"""The field on ERPNext's forms and ours that shows connected records. It stores no data."""

from itertools import chain

import frappe

from stakeholder_crm.base.doctypes import SETTINGS
from stakeholder_crm.integrations.erpnext.connectable import EMPLOYEE, OURS, THEIRS

SECTION, FIELD = "stakeholder_connections_section", "stakeholder_connections"
HOLIDAY_LIST = "holiday_list"
MODULE = "Partnerships"
# After which field, the first of these that the form has: of ERPNext 16, then of 15. Frappe 16 moves a section on to
# the next one, past tabs, so a section or the form's end must come next, where it is not a tab that we name.
PLACES = {
	"Customer": ("connections_tab", "dashboard_tab"),
	"Employee": ("connections_tab",),
	"Lead": ("dashboard_tab",),
	"Project": ("connections_tab",),
	"Prospect": ("company",),
	"Supplier": ("dashboard_tab",),
	"Task": ("is_milestone",),
}
OUR_PLACE = ("connections_tab",)
# The field is empty for users without one of these roles.
FOR_US = "eval:frappe.user.has_role(['Outreach Staff', 'Outreach Manager', 'Safeguarding Lead'])"


def ensure_custom_fields() -> None:
	"""Add or update the fields. ERPNext must be installed."""
	fields: dict[str, list[dict[str, object]]] = {
		**{doctype: _connections(doctype, "ERPNext", "") for doctype in OURS},
		**{doctype: _connections(doctype, "Stakeholder CRM", FOR_US) for doctype in (*THEIRS, EMPLOYEE)},
		SETTINGS: [
			{
				"fieldname": HOLIDAY_LIST,
				"fieldtype": "Link",
				"options": "Holiday List",
				"label": "Holiday List",
				"insert_after": "holidays_in",
				"description": "Days on which none of us works, as ERPNext knows them. Where one is chosen, Public Holidays In is not asked.",
				"module": MODULE,
			}
		],
	}
	for doctype, rows in fields.items():
		_store(doctype, rows)


def _store(doctype: str, rows: list[dict[str, object]]) -> None:
	"""Add or update fields that have no column.

	The host's `create_custom_fields` also brings the table up to date, and would leave an index on a table of ERPNext.
	"""
	frappe.flags.in_create_custom_fields = True
	try:
		changed = [_store_field(doctype, row) for row in rows]
	finally:
		frappe.flags.in_create_custom_fields = False
	if any(changed):
		frappe.clear_cache(doctype=doctype)


def _store_field(doctype: str, row: dict[str, object]) -> bool:
	"""Whether anything was stored."""
	name = frappe.db.exists("Custom Field", {"dt": doctype, "fieldname": row["fieldname"]})
	if not name:
		values = {
			"doctype": "Custom Field",
			"dt": doctype,
			"is_system_generated": 1,
			"owner": "Administrator",
		}
		frappe.get_doc({**values, **row}).insert()
		return True
	field = frappe.get_doc("Custom Field", name)
	if all(field.get(key) == value for key, value in row.items()):
		return False
	field.update(row).save()
	return True


def remove_custom_fields() -> None:
	"""Remove the fields from ERPNext's DocTypes and ours, and the setting."""
	ours = {"module": MODULE, "fieldname": ("in", (SECTION, FIELD, HOLIDAY_LIST))}
	for name in frappe.get_all("Custom Field", filters=ours, pluck="name", order_by="name"):
		frappe.delete_doc("Custom Field", name, force=True)
	frappe.db.delete("Singles", {"doctype": SETTINGS, "field": HOLIDAY_LIST})


def _connections(doctype: str, label: str, depends_on: str) -> list[dict[str, object]]:
	return [
		{
			"fieldname": SECTION,
			"fieldtype": "Section Break",
			"label": label,
			"insert_after": _place(doctype),
			"depends_on": depends_on,
			"module": MODULE,
		},
		{
			"fieldname": FIELD,
			"fieldtype": "HTML",
			"label": "Connected Records",
			"insert_after": SECTION,
			"module": MODULE,
		},
	]


def _place(doctype: str) -> str:
	"""After which field we come; on a form that has none of those we know, at its end."""
	there = [field.fieldname for field in frappe.get_meta(doctype, cached=False).fields]
	known = PLACES.get(doctype, OUR_PLACE)
	ours = (SECTION, FIELD)
	return next(
		chain((one for one in known if one in there), (one for one in reversed(there) if one not in ours))
	)
