"""A Lead or a Prospect becomes a stakeholder, with what was written."""

import frappe
import pytest

from stakeholder_crm.api import erpnext
from stakeholder_crm.stakeholders.address_book.kept_links import linked_records
from stakeholder_crm.testing import factories

pytestmark = [pytest.mark.erpnext, pytest.mark.usefixtures("_as_buyer")]


@pytest.fixture
def lead(theirs):
	return theirs(
		"Lead",
		first_name="Amina",
		last_name="Ben Salah",
		company_name="Harbour Union",
		email_id="Amina@Example.org",
		mobile_no="+447700900123",
		phone="0700 900123",
	)


@pytest.fixture
def reader(sales_only):
	"""Somebody in sales who reads mails, too."""
	return factories.make_user(sales_only, "", ["Inbox User"])


@pytest.fixture
def mail(lead):
	doc = frappe.get_doc(
		{
			"doctype": "Communication",
			"communication_type": "Communication",
			"communication_medium": "Email",
			"subject": "About the docks",
			"content": "I would rather speak than write.",
			"sender": "amina@example.org",
			"sent_or_received": "Received",
			"reference_doctype": "Lead",
			"reference_name": lead.name,
		}
	)
	doc.append("timeline_links", {"link_doctype": "Lead", "link_name": lead.name})
	return doc.insert(ignore_permissions=True)


def make(lead, kind="Activist", delete=False, **values) -> "frappe.Document":
	name = erpnext.create_from_lead(lead.doctype, lead.name, kind, values, delete=delete)
	return frappe.get_doc(kind, name)


def comments(doc) -> str:
	rows = frappe.get_all(
		"Comment", filters={"reference_doctype": doc.doctype, "reference_name": doc.name}, pluck="content"
	)
	return " ".join(row or "" for row in rows)


def test_it_is_said_beforehand_what_goes_along(lead, mail):
	lead.add_comment("Comment", "Call after six")
	said = erpnext.preview_stakeholder("Lead", lead.name)
	assert said == {
		"full_name": {
			"Community Leader": "Amina Ben Salah",
			"Activist": "Amina Ben Salah",
			"Partner Agency": "Harbour Union",
		},
		"mails": 2,
		"may_delete": False,
		"made": "",
	}
	make(lead)
	assert erpnext.preview_stakeholder("Lead", lead.name)["made"] == "Amina Ben Salah"


def test_a_draft_that_nothing_is_sent_to(lead):
	made = make(lead, causes="Dock workers")
	assert (made.full_name, made.status, made.causes) == ("Amina Ben Salah", "Draft", "Dock workers")
	assert made.relationship_owner == frappe.session.user
	assert [(row.channel, row.value, row.safety) for row in made.contact_points] == [
		("Email", "Amina@example.org", "Unknown"),
		("Phone", "+447700900123", "Unknown"),
	]
	assert "0700 900123" in comments(made)


def test_an_agency_has_the_lead_for_its_focal_person(lead):
	made = make(lead, "Partner Agency", agency_type="NGO")
	assert made.full_name == "Harbour Union"
	assert [row.person_name for row in made.focal_people] == ["Amina Ben Salah"]


def test_a_prospect_becomes_an_agency_with_its_notes(theirs, buyer):
	# Sales users read Prospects and do not change them.
	factories.make_user(buyer, "", ["Sales Manager"])
	prospect = theirs("Prospect", company_name="Law Clinic")
	prospect.append(
		"notes", {"note": "They take cases for free", "added_by": "Administrator", "added_on": "2026-01-02"}
	)
	prospect.save(ignore_permissions=True)
	made = make(prospect, "Partner Agency", agency_type="Legal Services")
	assert made.full_name == "Law Clinic"
	assert "They take cases for free" in comments(made)
	shown = erpnext.connections("Partner Agency", made.name)["connections"]
	assert [(one["doctype"], one["title"]) for one in shown] == [("Prospect", "Law Clinic")]


@pytest.mark.parametrize("level", ["Open", "Confidential"])
def test_mails_and_comments_move_to_where_only_those_cleared_read_them(lead, mail, as_user, reader, level):
	lead.add_comment("Comment", "Call after six")
	with as_user(reader):
		assert frappe.has_permission("Communication", doc=frappe.get_doc("Communication", mail.name))
	made = make(lead, confidentiality=level, safe_alias="Heron")
	mail.reload()
	assert (mail.reference_doctype, mail.reference_name) == ("Activist", made.name)
	assert "Lead" not in {row.link_doctype for row in mail.timeline_links}
	assert "Call after six" in comments(made)
	assert "Call after six" not in comments(lead)
	assert frappe.has_permission("Communication", doc=mail)
	with as_user(reader):
		assert not frappe.has_permission("Communication", doc=frappe.get_doc("Communication", mail.name))


def test_an_open_person_has_the_contact_that_was_there(lead, users, buyer):
	name = frappe.db.get_value("Dynamic Link", {"link_doctype": "Lead", "link_name": lead.name}, "parent")
	contact = frappe.get_doc("Contact", name)
	contact.phone_nos = [row for row in contact.phone_nos if row.phone.startswith("+")]
	contact.save(ignore_permissions=True)
	made = make(lead)
	links = contact.reload().links
	assert [(row.link_doctype, row.link_name) for row in links] == [("Lead", lead.name)]
	assert linked_records(("Activist", made.name), "Contact") == [contact.name]


def test_a_contact_with_a_number_that_nobody_can_call_stays_the_lead_s_alone(lead):
	made = make(lead)
	assert made.contact_points
	assert not linked_records(("Activist", made.name), "Contact")


@pytest.mark.parametrize("level", ["Restricted", "Confidential"])
def test_somebody_who_is_not_open_stands_in_no_address_book(lead, level):
	made = make(lead, confidentiality=level, safe_alias="Heron")
	assert not linked_records(("Activist", made.name), "Contact")


def test_the_lead_goes_for_good_where_the_user_may_delete_it(lead, mail, buyer):
	with pytest.raises(frappe.PermissionError):
		make(lead, delete=True)
	factories.make_user(buyer, "", ["Sales Manager"])
	frappe.clear_cache(user=buyer)
	made = make(lead, confidentiality="Confidential", safe_alias="Heron", delete=True)
	assert not frappe.db.exists("Lead", lead.name)
	assert not frappe.db.exists("Contact", {"first_name": "Amina"})
	assert not frappe.db.exists("Deleted Document", {"data": ("like", "%Salah%")})
	assert frappe.db.get_value("Communication", mail.name, "reference_name") == made.name
	assert erpnext.connections("Activist", made.name)["connections"] == []


def test_who_may_not_change_the_lead_or_make_the_stakeholder_makes_none(lead, as_user, users, sales_only):
	for user in (users["outreach2"], sales_only):
		with as_user(user), pytest.raises(frappe.PermissionError):
			make(lead)
	assert not frappe.db.exists("Activist", {"full_name": "Amina Ben Salah"})


def test_the_record_s_own_checks_name_the_field(lead, mail):
	with pytest.raises(frappe.ValidationError, match="Alias"):
		make(lead, confidentiality="Confidential")
