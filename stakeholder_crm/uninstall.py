"""Delete what Frappe would leave behind on uninstall."""

import frappe

from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.base.host_traces import TRACES, delete_rows
from stakeholder_crm.demo import unload
from stakeholder_crm.demo.registry import app_doctypes
from stakeholder_crm.engagement.meetings.sync_event import remove_events
from stakeholder_crm.follow_up.messages.template import remove_default_template
from stakeholder_crm.integrations.erpnext.custom_fields import remove_custom_fields

ROLES = ("Outreach Staff", "Outreach Manager", "Safeguarding Lead")
BLOCKS = ("Outreach Week", "Partnership Figures")


def before_uninstall() -> None:
	"""Delete the app's data outside its modules, which Frappe does not delete."""
	unload()
	remove_events(_events())
	_delete_traces()
	frappe.db.delete("Has Role", {"role": ("in", ROLES)})
	for role in ROLES:
		frappe.delete_doc("Role", role, ignore_missing=True, force=True)
	frappe.db.delete("Scheduled Job Type", {"method": ("like", "stakeholder_crm.%")})
	frappe.db.delete("Patch Log", {"patch": ("like", "stakeholder_crm.%")})
	for block in BLOCKS:
		frappe.delete_doc("Custom HTML Block", block, ignore_missing=True, force=True)
	_delete_navigation()
	remove_default_template()
	remove_custom_fields()
	_delete_counters()


def _events() -> list[str]:
	return frappe.get_all(MEETING, filters={"event": ("is", "set")}, pluck="event", order_by="event")


def _delete_navigation() -> None:
	"""Delete icons and sidebars, which apps have since Frappe 16."""
	for doctype in ("Desktop Icon", "Workspace Sidebar"):
		if frappe.db.table_exists(doctype):
			for name in frappe.get_all(doctype, {"app": "stakeholder_crm"}, pluck="name", order_by="name"):
				frappe.delete_doc(doctype, name, force=True)


def _delete_counters() -> None:
	"""Delete the naming counters of our records, except shared ones."""
	ours = app_doctypes()
	names = frappe.get_all("DocType", fields=["name", "autoname"], order_by="name")
	others = {_counted(row.autoname) for row in names if row.name not in ours}
	for options in frappe.get_all(
		"DocField", {"fieldname": "naming_series"}, pluck="options", order_by="name"
	):
		others.update(map(_counted, (options or "").splitlines()))
	for prefix in {_counted(row.autoname) for row in names if row.name in ours} - others - {""}:
		# A year in a name matches any year.
		frappe.db.delete("Series", {"name": ("like", prefix.replace("YYYY", "____"))})


def _counted(autoname: str | None) -> str:
	"""The counter prefix of a series; empty for other naming."""
	prefix = (autoname or "").strip().rstrip("#.")
	return "" if ":" in prefix or "-" not in prefix else prefix.replace(".", "")


def _delete_traces() -> None:
	"""Delete comments, versions and to-dos about our records, which contain personal data."""
	ours = app_doctypes()
	for name in _about(ours, "File", "attached_to_doctype"):
		frappe.delete_doc("File", name, force=True)
	for trace, doctype_field, _name_field in TRACES:
		if frappe.db.table_exists(trace):
			delete_rows(trace, _about(ours, trace, doctype_field))
	frappe.db.delete("Deleted Document", {"deleted_doctype": ("in", ours)})
	frappe.db.delete("__UserSettings", {"doctype": ("in", ours)})
	frappe.db.delete("Singles", {"doctype": "Stakeholder CRM Settings"})


def _about(doctypes: list[str], trace: str, doctype_field: str) -> list[str]:
	return frappe.get_all(trace, filters={doctype_field: ("in", doctypes)}, pluck="name", order_by="name")
