"""What uninstalling takes along: everything the app wrote outside its own tables."""

import frappe

from stakeholder_crm import demo
from stakeholder_crm.demo.registry import app_doctypes
from stakeholder_crm.testing import factories
from stakeholder_crm.traces import TRACES
from stakeholder_crm.uninstall import ROLES, before_uninstall


def test_nothing_of_the_app_stays_outside_its_own_tables():
	demo.load("first-password")
	own = factories.community_leader(full_name="Amina Odhiambo")
	own.add_comment("Comment", "Amina likes to be called on Sundays")
	own.full_name = "Amina Otieno"
	own.save()
	ours = app_doctypes()
	before_uninstall()

	left = {
		trace: count
		for trace, doctype_field, _name in TRACES
		if frappe.db.table_exists(trace) and (count := frappe.db.count(trace, {doctype_field: ("in", ours)}))
	}
	assert left == {}
	assert not frappe.db.sql("select name from `tabComment` where content like '%Sundays%'")
	assert not frappe.db.sql("select name from `tabVersion` where data like '%Odhiambo%'")
	assert not frappe.db.exists("User", {"email": ("like", "%@demo.example")})

	assert not frappe.db.exists("Role", {"name": ("in", ROLES)})
	assert not frappe.db.exists("Has Role", {"role": ("in", ROLES)})
	assert not frappe.db.exists("Scheduled Job Type", {"method": ("like", "stakeholder_crm.%")})
	assert not frappe.db.exists("Custom HTML Block", "Outreach Week")
	assert not frappe.db.exists("Email Template", {"name": ("like", "Stakeholder%")})
	assert not frappe.db.exists("Singles", {"doctype": "Stakeholder CRM Settings"})
	assert not frappe.db.sql(
		"select name from `tabSeries` where name in ('ACT-', 'PA-') or name like 'MTG-%'"
	)
