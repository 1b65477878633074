"""An address book has a row for each person of an agency: they become one record with several focal people."""

import json

import frappe
import pytest

from stakeholder_crm.stakeholders.imports import commands, lease
from stakeholder_crm.stakeholders.imports.list_rows import list_rows
from stakeholder_crm.stakeholders.imports.repository import ROW, count_rows
from stakeholder_crm.testing import address_books as books
from stakeholder_crm.testing import factories

KIND = "Partner Agency"
OFFICE = "+4930901820"
JOINS = "Same agency as row 2 in this file. Both are imported together."


def row(first: str, *, company: str = "Safe House", phone: str = OFFICE, **more: str) -> dict[str, str]:
	mail = {"E-mail Address": f"{first.casefold()}@example.org"} if first else {}
	return {"First Name": first, "Company": company, "Business Phone": phone, **mail, **more}


@pytest.fixture
def house(checked, users):
	"""`house(*rows)`: looked through, in outreach's session."""

	def make(*rows: dict[str, str]):
		frappe.set_user(users["outreach"])
		text = books.csv_text((*books.OUTLOOK, "Jurisdiction", "Services"), rows)
		return checked(KIND, text, agency_type="Shelter")

	return make


def told(doc) -> list[tuple[int, str, str]]:
	return [(row["row"], row["outcome"], row["reason"]) for row in list_rows(doc, "", 0)]


def made(doc) -> list[str]:
	return frappe.get_all(ROW, {"parent": doc.name}, pluck="made", order_by="at_row")


def test_its_people_are_taken_over_together(house, work):
	doc = house(
		row("Dana", **{"Job Title": "Lead"}),
		row("Omar", Services="Beds"),
		row("", phone="+4930901821"),
		row("Omar"),
		row("Eva", company="Other House", phone="+4930901822"),
	)
	assert told(doc) == [
		(2, "New", ""),
		(3, "New", JOINS),
		(4, "New", JOINS),
		(5, "Duplicate", "Duplicate of row 3 in this file."),
		(6, "New", ""),
	]
	assert list_rows(doc, "New", 0)[1]["details"] == f"Omar, {OFFICE}, omar@example.org"
	commands.start_import(doc)
	doc = work(doc)
	assert count_rows(doc.name) == {"Imported": 4, "Duplicate": 1}
	names = made(doc)
	assert names[0] == names[1] == names[2] != names[4]
	agency = frappe.get_doc(KIND, names[0])
	people = [(one.person_name, one.role or "", one.address, one.safety) for one in agency.focal_people]
	assert people == [
		("Dana", "Lead", "dana@example.org", "Unknown"),
		("Omar", "", "omar@example.org", "Unknown"),
	]
	assert [point.value for point in agency.contact_points] == [OFFICE, "+4930901821"]
	assert agency.services == "Beds"


def test_an_office_elsewhere_is_another_agency(house):
	doc = house(
		row("Dana", Jurisdiction="North Shore"),
		row("Omar", Jurisdiction="South Shore", phone="+4930901821"),
		row("Eva", Jurisdiction="South Shore", phone="+4930901822"),
	)
	assert [one[1:] for one in told(doc)] == [
		("New", ""),
		("Possible Duplicate", "Possible duplicate of row 2 in this file."),
		("Possible Duplicate", "Possible duplicate of row 3 in this file."),
	]


def test_nobody_joins_what_is_left_out(house, work, users):
	frappe.set_user(users["outreach"])
	known = factories.partner_agency(
		full_name="Safe House", contact_points=[factories.contact_point(channel="Phone", value=OFFICE)]
	)
	doc = house(row("Dana"), row("Omar", phone=""), row("Eva", company="Other House", phone=""))
	outcomes = [outcome for _row, outcome, _reason in told(doc)]
	assert outcomes == ["Duplicate", "Possible Duplicate", "New"]
	commands.start_import(doc)
	doc = work(doc)
	assert [bool(name) for name in made(doc)] == [False, False, True]
	assert not frappe.get_doc(KIND, known.name).focal_people


def test_those_who_are_said_to_be_another_agency_are_one(house, work, users):
	frappe.set_user(users["outreach"])
	factories.partner_agency(full_name="Safe House")
	doc = house(row("Dana"), row("Omar"))
	assert count_rows(doc.name) == {"Possible Duplicate": 2}
	commands.import_anyway(doc, [])
	commands.start_import(doc)
	doc = work(doc)
	names = made(doc)
	assert names[0] == names[1]
	assert [one.person_name for one in frappe.get_doc(KIND, names[0]).focal_people] == ["Dana", "Omar"]


def test_it_does_not_matter_where_a_batch_ends(house, work, monkeypatch):
	monkeypatch.setattr(lease, "BATCH", 1)
	doc = house(row("Dana"), row("Eva", company="Other House", phone=""), row("Omar"))
	commands.start_import(doc)
	doc = work(doc)
	assert count_rows(doc.name) == {"Imported": 3}
	names = made(doc)
	assert names[0] == names[2] != names[1]
	commands.revert_import(doc)
	doc = work(doc)
	assert count_rows(doc.name) == {"Reverted": 3}
	assert {row["reason"] for row in list_rows(doc, "Reverted", 0)} == {""}


def test_what_its_own_checks_refuse_is_refused_with_all_its_people(house, work):
	doc = house(row("Dana"), row("Omar"))
	contact = {"full_name": "Safe House", "fields": {"agency_type": "No Such Type"}}
	frappe.db.set_value(ROW, {"parent": doc.name, "at_row": 2}, "contact", json.dumps(contact))
	commands.start_import(doc)
	doc = work(doc)
	assert count_rows(doc.name) == {"Skipped": 2}
	reasons = {row["reason"] for row in list_rows(doc, "Skipped", 0)}
	assert len(reasons) == 1
	assert "No Such Type" in reasons.pop()
	assert not frappe.db.exists(KIND, {"full_name": "Safe House"})


def test_it_is_undone_as_one(house, work):
	doc = house(row("Dana"), row("Omar"), row("Eva", company="Other House", phone="+4930901822"))
	commands.start_import(doc)
	doc = work(doc)
	other = frappe.get_doc(KIND, made(doc)[2])
	other.services = "Beds"
	other.save()
	commands.revert_import(doc)
	doc = work(doc)
	assert count_rows(doc.name) == {"Reverted": 2, "Kept": 1}
	assert {row["reason"] for row in list_rows(doc, "Reverted", 0)} == {""}
	assert [bool(frappe.db.exists(KIND, name)) for name in made(doc)] == [False, False, True]
