"""The field on ERPNext's forms and ours that shows connected records. It stores no data."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.utils import cint

from stakeholder_crm.base.doctypes import SETTINGS
from stakeholder_crm.integrations.erpnext.connectable import EMPLOYEE, OURS, THEIRS

SECTION, FIELD = "stakeholder_connections_section", "stakeholder_connections"
HOLIDAY_LIST = "holiday_list"
MODULE = "Partnerships"
# The field is empty for users without one of these roles.
FOR_US = "eval:frappe.user.has_role(['Outreach Staff', 'Outreach Manager', 'Safeguarding Lead'])"


def ensure_custom_fields() -> None:
	"""Add or update the fields. ERPNext must be installed."""
	fields = {
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
	create_custom_fields(fields, update=True)


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
			"insert_after": _last_of_connections(doctype),
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


def _last_of_connections(doctype: str) -> str:
	"""The position in the Connections tab, or else at the end of the first tab."""
	fields = [
		field
		for field in frappe.get_meta(doctype, cached=False).fields
		if field.fieldname not in (SECTION, FIELD)
	]
	tab = next((field.fieldname for field in fields if cint(field.show_dashboard)), "")
	later_tabs = [place for place, field in enumerate(fields) if place and field.fieldtype == "Tab Break"]
	return tab or fields[min([*later_tabs, len(fields)]) - 1].fieldname
