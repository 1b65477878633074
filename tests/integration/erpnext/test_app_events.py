"""Our fields come with ERPNext and go with it, whichever was there first."""

import frappe
import pytest

from stakeholder_crm.base.doctypes import ERPNEXT_LINK, SETTINGS
from stakeholder_crm.install import after_migrate
from stakeholder_crm.integrations.erpnext.app_events import after_app_install, before_app_uninstall
from stakeholder_crm.integrations.erpnext.connectable import EMPLOYEE, OURS, THEIRS
from stakeholder_crm.integrations.erpnext.connections import store
from stakeholder_crm.integrations.erpnext.custom_fields import (
	FIELD,
	SECTION,
	ensure_custom_fields,
	remove_custom_fields,
)
from stakeholder_crm.testing import factories

pytestmark = pytest.mark.erpnext


@pytest.fixture(autouse=True)
def _forms_as_before(transaction):
	"""The host keeps forms in its cache, which no rollback reaches."""
	yield
	frappe.db.rollback()
	for doctype in (*OURS, *THEIRS, EMPLOYEE, SETTINGS):
		frappe.clear_cache(doctype=doctype)


def places() -> set[tuple[str, str]]:
	rows = frappe.get_all(
		"Custom Field", filters={"module": "Partnerships"}, fields=["dt", "fieldname"], order_by="name"
	)
	return {(row.dt, row.fieldname) for row in rows}


ALL = {
	*((doctype, fieldname) for doctype in (*OURS, *THEIRS, EMPLOYEE) for fieldname in (SECTION, FIELD)),
	(SETTINGS, "holiday_list"),
}


def test_they_are_there_after_install_and_once():
	assert places() == ALL
	after_migrate()
	assert places() == ALL
	for doctype in (*OURS, *THEIRS, EMPLOYEE):
		names = [field.fieldname for field in frappe.get_meta(doctype).fields]
		assert names.count(FIELD) == 1
		assert names.index(SECTION) + 1 == names.index(FIELD)


def layout(fields) -> dict[str, tuple[str, str, str]]:
	"""In which tab, section and column each field is drawn."""
	places, tab, section, column = {}, "", "", ""
	for field in fields:
		if field.fieldtype == "Tab Break":
			tab, section, column = field.fieldname, "", ""
		elif field.fieldtype == "Section Break":
			section, column = field.fieldname, ""
		elif field.fieldtype == "Column Break":
			column = field.fieldname
		else:
			places[field.fieldname] = (tab, section, column)
	return places


@pytest.mark.parametrize("doctype", [*OURS, *THEIRS, EMPLOYEE])
def test_they_move_nothing_and_stand_with_the_connections_or_on_the_first_tab(doctype):
	fields = frappe.get_meta(doctype, cached=False).fields
	before = layout(field for field in fields if field.fieldname not in (SECTION, FIELD))
	after = layout(fields)
	assert after.pop(FIELD)[1] == SECTION
	assert after == before
	tabs = [field.fieldname for field in fields if field.fieldtype == "Tab Break"]
	first = tabs[:1] if tabs and fields[0].fieldname == tabs[0] else [""]
	connections = [field.fieldname for field in fields if field.get("show_dashboard")]
	assert layout(fields)[FIELD][0] in (connections or first)


def test_they_come_when_erpnext_comes_later():
	remove_custom_fields()
	assert places() == set()
	after_app_install("another_app")
	assert places() == set()
	after_app_install("erpnext")
	assert places() == ALL


def test_they_leave_the_tables_alone(monkeypatch):
	"""The host adds an index when it brings a table up to date, and no uninstall would remove it."""
	updated: list[str] = []
	monkeypatch.setattr(frappe.db, "updatedb", updated.append)
	remove_custom_fields()
	ensure_custom_fields()
	assert places() == ALL
	assert updated == []


def test_a_field_that_was_changed_is_as_before_after_a_migration():
	changed = {"dt": "Supplier", "fieldname": FIELD}
	frappe.db.set_value("Custom Field", changed, "insert_after", "supplier_name")
	frappe.clear_cache(doctype="Supplier")
	after_migrate()
	assert frappe.db.get_value("Custom Field", changed, "insert_after") == SECTION
	names = [field.fieldname for field in frappe.get_meta("Supplier").fields]
	assert names.index(SECTION) + 1 == names.index(FIELD)


def test_they_go_when_erpnext_goes(theirs):
	agency = factories.partner_agency()
	supplier = theirs("Supplier", supplier_name="Acme")

	store(("Partner Agency", agency.name), ("Supplier", supplier.name))
	frappe.db.set_single_value(SETTINGS, "holiday_list", "Nobody's")
	before_app_uninstall("another_app")
	assert places() == ALL
	before_app_uninstall("erpnext")
	assert places() == set()
	assert not frappe.db.count(ERPNEXT_LINK)
	assert not frappe.db.exists("Singles", {"doctype": SETTINGS, "field": "holiday_list"})
	assert frappe.db.exists("Partner Agency", agency.name)
