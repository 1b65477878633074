"""Employees are of a meeting's team, and a Holiday List says when nobody works."""

from datetime import date

import frappe
import pytest

from stakeholder_crm.api import erpnext
from stakeholder_crm.engagement.plans.people_and_days import load_free_days
from stakeholder_crm.testing import factories

pytestmark = pytest.mark.erpnext


@pytest.fixture
def employee(theirs, users):
	def make(first_name: str, user: str | None = None, status: str = "Active"):
		born = {"date_of_birth": "1990-01-01", "date_of_joining": "2020-01-01", "create_user_permission": 0}
		return theirs("Employee", first_name=first_name, user_id=user, status=status, **born)

	return make


@pytest.mark.usefixtures("_as_buyer")
def test_employees_come_into_the_team_by_their_users(employee, users):
	ana = employee("Ana", users["outreach2"])
	assert erpnext.users_of_employees([ana.name, ana.name]) == [users["outreach2"]]
	with pytest.raises(frappe.ValidationError, match="Berta has no user"):
		erpnext.users_of_employees([ana.name, employee("Berta").name])
	with pytest.raises(frappe.ValidationError, match="Chris is not an active employee"):
		erpnext.users_of_employees([employee("Chris", status="Suspended").name])


def test_who_sees_no_employees_learns_of_none(employee, users, as_user):
	ana = employee("Ana", users["outreach2"])
	with as_user(users["manager"]), pytest.raises(frappe.PermissionError):
		erpnext.users_of_employees([ana.name])


def test_an_employee_s_meetings_are_shown_to_who_sees_them(employee, users, buyer, as_user, sales_only):
	with as_user(buyer):
		person = factories.community_leader()
		factories.meeting([person], subject="Dock talk", team=[{"user": users["outreach2"]}])
		factories.meeting(
			[person], subject="Cancelled talk", team=[{"user": users["outreach2"]}], status="Cancelled"
		)
	ana = employee("Ana", users["outreach2"])
	with as_user(buyer):
		assert [one["title"] for one in erpnext.connections("Employee", ana.name)["connections"]] == [
			"Dock talk"
		]
		assert erpnext.connections("Employee", employee("Berta").name)["connections"] == []
	factories.make_user(sales_only, "", ["HR User"])
	with as_user(sales_only):
		assert erpnext.connections("Employee", ana.name)["connections"] == []


def test_the_holiday_list_stands_in_for_the_country(theirs):
	frappe.db.set_single_value("Stakeholder CRM Settings", {"weekend": "Friday", "holidays_in": "ES"})
	epiphany, own = date(2026, 1, 6), date(2026, 3, 4)
	free = load_free_days()
	assert (free(epiphany), free(own)) == (True, False)
	chosen = theirs(
		"Holiday List",
		holiday_list_name="Harbour office",
		from_date="2026-01-01",
		to_date="2026-12-31",
		holidays=[{"holiday_date": own, "description": "Moving day"}],
	)
	frappe.db.set_single_value("Stakeholder CRM Settings", "holiday_list", chosen.name)
	free = load_free_days()
	assert (free(epiphany), free(own), free(date(2026, 3, 6))) == (False, True, True)
