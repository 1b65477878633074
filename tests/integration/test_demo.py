"""The demo data: believable, complete, loaded once, and gone without a trace, whether it is unloaded or the app goes."""

from typing import Any

import frappe
import pytest
from frappe.utils.password import check_password

from dev import demo as terminal
from stakeholder_crm import demo
from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.host_traces import TRACES
from stakeholder_crm.demo import registry
from stakeholder_crm.demo.registry import app_doctypes
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.domain.states import MACHINES
from stakeholder_crm.testing import factories
from stakeholder_crm.uninstall import ROLES, before_uninstall

THANK_YOU = "Thank You Follow Up"


def rows_by_doctype() -> dict[str, int]:
	names = frappe.get_all("DocType", {"issingle": 0, "is_virtual": 0}, pluck="name", order_by="name")
	return {name: frappe.db.count(name) for name in names if frappe.db.table_exists(name)}


@pytest.fixture(scope="module")
def before(module_transaction: None) -> dict[str, int]:
	return rows_by_doctype()


@pytest.fixture(scope="module")
def loaded(before: dict[str, int]) -> dict[str, Any]:
	return demo.load("first-password")


def assert_the_terminal_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
	"""The part of `make demo` before anything is sent."""
	frappe.db.savepoint("terminal")
	scene = terminal.loaded_scene()
	terminal.prepare(scene)
	terminal.record(scene)
	shown = capsys.readouterr().out
	assert "What we heard" in shown
	assert DOTS not in shown
	frappe.db.rollback(save_point="terminal")


def test_a_story_from_loading_to_unloading(
	before: dict[str, int], loaded: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
	records = registry.recall()
	kinds = ("Community Leader", "Activist", "Partner Agency")
	assert sum(len(records[kind]) for kind in kinds) == 43
	assert len(records["Stakeholder Meeting"]) == 26
	assert_every_state_is_there(records)
	assert_nobody_can_be_reached_for_real()
	assert set(loaded["log_ins"]) >= {"outreach@demo.example", "manager@demo.example"}
	assert "first-password" in demo.log_ins(loaded["password"])

	assert_the_terminal_shows_it(capsys)

	again = demo.load("second-password")
	assert again["records"] == loaded["records"]
	assert registry.recall() == records
	assert check_password("outreach@demo.example", "second-password")

	amara = frappe.get_doc("Community Leader", {"full_name": "Amara Okonjo"})
	own = factories.meeting([amara])
	kept = demo.unload()["still_in_use"]
	assert amara.name in kept["Community Leader"]
	assert frappe.db.exists("Stakeholder Meeting", own.name)
	assert frappe.db.exists("Community Leader", amara.name)
	assert frappe.db.exists("User", amara.relationship_owner)
	assert not frappe.db.exists("Stakeholder Meeting", {"name": ("in", records["Stakeholder Meeting"])})

	frappe.delete_doc("Stakeholder Meeting", own.name, delete_permanently=True)
	assert demo.unload()["still_in_use"] == {}
	left = rows_by_doctype()
	# Comments and versions are about the meeting of our own as well; the access log stays whole.
	stays = {"Comment", "Version", "Stakeholder Access Log"}
	assert {name for name in left if left[name] != before[name]} <= stays
	assert registry.recall() == {}
	assert demo.unload() == {"removed": {}, "still_in_use": {}}


def test_uninstalling_leaves_nothing_of_the_app_outside_its_own_tables(loaded: dict[str, Any]) -> None:
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
	assert not frappe.db.exists("Patch Log", {"patch": ("like", "stakeholder_crm.%")})
	assert not frappe.db.exists("Custom HTML Block", "Outreach Week")
	assert not frappe.db.exists("Email Template", {"name": ("like", "Stakeholder%")})
	assert not frappe.db.exists("Singles", {"doctype": "Stakeholder CRM Settings"})
	assert not frappe.db.sql(
		"select name from `tabSeries` where name in ('ACT-', 'PA-') or name like 'MTG-%'"
	)


def assert_every_state_is_there(records: registry.Records) -> None:
	statuses = frappe.get_all(
		THANK_YOU, filters={"name": ("in", records[THANK_YOU])}, pluck="status", order_by="name"
	)
	assert set(statuses) == set(MACHINES[THANK_YOU])
	meetings = frappe.get_all(
		"Stakeholder Meeting",
		filters={"name": ("in", records["Stakeholder Meeting"])},
		pluck="status",
		order_by="name",
	)
	assert set(meetings) == set(MACHINES["Stakeholder Meeting"])
	for doctype in ("Meeting Log", "Meeting Brief", "Stakeholder Concern", "Stakeholder Commitment"):
		assert records[doctype]


def assert_nobody_can_be_reached_for_real() -> None:
	"""Addresses under .example (RFC 2606), numbers that Ofcom keeps for drama."""
	for doctype, fieldname in (("Stakeholder Contact Point", "value"), ("Agency Focal Person", "address")):
		for row in get_all_opened(doctype, fields=["channel", fieldname], order_by="name"):
			address = row[fieldname] or ""
			if row.channel == "Email":
				assert address.endswith(".example")
			elif row.channel in ("Phone", "SMS", "WhatsApp"):
				assert address.startswith("+447700900")
			else:
				assert "@" not in address
	enabled = frappe.get_all(
		"Notification Settings",
		filters={"name": ("like", "%@demo.example"), "enable_email_notifications": 1},
		order_by="name",
	)
	assert enabled == []
