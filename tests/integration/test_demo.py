"""The demo data: believable, complete, loaded once, and gone without a trace."""

from typing import Any

import frappe
import pytest
from frappe.utils.password import check_password

from stakeholder_crm import demo
from stakeholder_crm.demo import registry
from stakeholder_crm.domain.states import MACHINES
from stakeholder_crm.testing import factories

THANK_YOU = "Thank You Follow Up"


def rows_by_doctype() -> dict[str, int]:
	names = frappe.get_all("DocType", {"issingle": 0, "is_virtual": 0}, pluck="name", order_by="name")
	return {name: frappe.db.count(name) for name in names if frappe.db.table_exists(name)}


@pytest.fixture
def before(users: dict[str, str]) -> dict[str, int]:
	return rows_by_doctype()


@pytest.fixture
def loaded(before: dict[str, int]) -> dict[str, Any]:
	return demo.load("first-password")


def test_a_story_from_loading_to_unloading(before: dict[str, int], loaded: dict[str, Any]) -> None:
	records = registry.recall()
	kinds = ("Community Leader", "Activist", "Partner Agency")
	assert sum(len(records[kind]) for kind in kinds) == 43
	assert len(records["Stakeholder Meeting"]) == 26
	assert_every_state_is_there(records)
	assert_nobody_can_be_reached_for_real()
	assert set(loaded["log_ins"]) >= {"outreach@demo.example", "manager@demo.example"}
	assert "first-password" in demo.log_ins(loaded["password"])

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
		for row in frappe.get_all(doctype, fields=["channel", fieldname], order_by="name"):
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
