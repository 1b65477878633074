"""A focal person and the Contact that was chosen for them: changed here, changed there."""

import frappe
import pytest

from stakeholder_crm.stakeholders.address_book.unlink import removals
from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders
from stakeholder_crm.stakeholders.merging.undo import undo_merge
from stakeholder_crm.testing import factories
from tests.integration.contacts.test_in_step import emails, make_contact, phones, timeline

DANA, MAIL, PHONE = "Dana Roe", "dana@example.org", "+4930901820"


@pytest.fixture
def agency():
	people = [
		factories.focal_person(person_name=DANA, address=MAIL),
		factories.focal_person(person_name="Omar Berg", channel="Phone", address=PHONE),
	]
	return factories.partner_agency(full_name="Safe House", focal_people=people)


@pytest.fixture
def contact(agency):
	"""Dana's, chosen in her row."""
	made = make_contact(agency, first_name="Dana", last_name="Roe")
	return choose(agency, made)


def choose(agency, contact, row: int = 0):
	agency.reload()
	agency.focal_people[row].contact = contact.name
	agency.save()
	contact.reload()
	return contact


def dana(agency) -> tuple[str, str, str, str | None]:
	agency.reload()
	row = agency.focal_people[0]
	return row.person_name, row.address, row.safety, row.contact


def test_a_contact_that_is_chosen_learns_the_address(agency, contact):
	assert emails(contact) == [MAIL]
	omar = choose(agency, make_contact(agency, first_name="Omar", last_name="Berg"), row=1)
	assert phones(omar) == [PHONE]
	assert emails(contact) == [MAIL]


def test_the_row_changes_its_contact(agency, contact):
	agency.reload()
	agency.focal_people[0].person_name = "Dana Mary Haddad"
	agency.focal_people[0].address = "haddad@example.org"
	agency.save()
	assert emails(contact) == ["haddad@example.org"]
	assert (contact.first_name, contact.last_name) == ("Dana Mary", "Haddad")


def test_the_contact_changes_its_row(agency, contact):
	contact.last_name = "Haddad"
	contact.email_ids[0].email_id = "haddad@example.org"
	contact.save()
	assert dana(agency) == ("Dana Haddad", "haddad@example.org", "Unknown", contact.name)
	assert agency.focal_people[1].address == PHONE
	said = timeline(agency)
	assert DANA in said
	assert MAIL in said


def test_a_row_without_an_address_takes_one_that_it_can_hold(agency):
	agency.focal_people[1].address = ""
	agency.focal_people[1].safety = "Unknown"
	agency.save()
	contact = choose(agency, make_contact(agency, first_name="Omar", last_name="Berg"), row=1)
	contact.append("phone_nos", {"phone": "030 901820"})
	contact.save()
	agency.reload()
	assert agency.focal_people[1].address == ""
	contact.append("phone_nos", {"phone": PHONE})
	contact.save()
	agency.reload()
	assert (agency.focal_people[1].address, agency.focal_people[1].safety) == (PHONE, "Unknown")


def test_what_is_unsafe_goes_neither_way(agency):
	agency.focal_people[0].safety = "Unsafe"
	agency.save()
	contact = choose(agency, make_contact(agency, first_name="Dana", last_name="Roe"))
	assert emails(contact) == []
	contact.append("email_ids", {"email_id": "other@example.org", "is_primary": 1})
	contact.save()
	assert dana(agency) == (DANA, MAIL, "Unsafe", contact.name)


def test_an_address_that_turns_unsafe_leaves_the_address_book(agency, contact):
	agency.reload()
	agency.focal_people[0].safety = "Unsafe"
	agency.save()
	assert emails(contact) == []


def test_another_agencys_contact_is_refused_with_its_row(agency):
	other = make_contact(factories.partner_agency(full_name="Other House"), first_name="Eva")
	agency.focal_people[1].contact = other.name
	with pytest.raises(frappe.ValidationError, match=f"row 2: {other.name} is not a Contact of this agency"):
		agency.save()


def test_who_works_for_an_agency_that_is_not_open_has_no_contact(agency, contact):
	assert [one.stays_for for one in removals((agency.doctype, agency.name))] == [()]
	agency.reload()
	agency.confidentiality = "Restricted"
	agency.save()
	assert agency.focal_people[0].contact is None
	assert dana(agency) == (DANA, MAIL, "Safe", None)
	assert not frappe.db.exists("Contact", contact.name)
	agency.save()


def test_a_contact_that_is_deleted_leaves_the_row_as_it_is(agency, contact):
	factories.make_user(frappe.session.user, "", ["Sales Master Manager"])
	contact.delete()
	assert dana(agency) == (DANA, MAIL, "Safe", None)
	agency.save()


def test_a_contact_does_not_say_that_it_is_an_agencys(agency, contact):
	contact.save()
	assert frappe.get_doc("Contact", contact.name).links == []
	agency.reload()
	assert dana(agency) == (DANA, MAIL, "Safe", contact.name)


def test_it_goes_with_the_row_when_two_agencies_are_merged_and_split_again(agency, contact, users):
	kept = factories.partner_agency(full_name="Safe House Berlin")
	frappe.set_user(users["manager"])
	log = merge_stakeholders((agency.doctype, kept.name), (agency.doctype, agency.name), [], "")
	kept.reload()
	assert [row.contact for row in kept.focal_people] == [contact.name, None]
	kept.focal_people[0].person_name = "Dana Haddad"
	kept.save()
	contact.reload()
	assert contact.full_name == "Dana Haddad"
	undo_merge(log)
	again = frappe.get_doc(agency.doctype, agency.name)
	assert again.focal_people[0].contact == contact.name
	again.save()


def test_a_contact_that_is_merged_into_another_keeps_its_row(agency, contact):
	factories.make_user(frappe.session.user, "", ["Sales Master Manager"])
	other = make_contact(first_name="Dana", last_name="R", email_ids=[{"email_id": "d@example.net"}])
	frappe.rename_doc("Contact", contact.name, other.name, merge=True)
	assert dana(agency) == (DANA, MAIL, "Safe", other.name)
	agency.focal_people[0].person_name = "Dana Haddad"
	agency.save()
	other.reload()
	assert other.full_name == "Dana Haddad"


def test_who_may_not_change_the_agency_changes_the_contact_alone(agency, contact, users, as_user):
	factories.make_user(users["outsider"], "", ["Sales User"])
	customer = make_contact(first_name="Somebody")
	contact.append("links", {"link_doctype": "Contact", "link_name": customer.name})
	contact.save()
	with as_user(users["outsider"]):
		theirs = frappe.get_doc("Contact", contact.name)
		theirs.email_ids[0].email_id = "other@example.org"
		theirs.save()
	assert dana(agency)[1] == MAIL
	about = {"document_type": agency.doctype, "document_name": agency.name}
	assert frappe.get_all("Notification Log", about, pluck="for_user") == [agency.relationship_owner]


def test_who_is_an_activist_besides_hears_of_it_once(agency):
	activist = factories.activist(
		full_name=DANA, contact_points=[factories.contact_point(value=MAIL, preferred=0)]
	)
	contact = choose(agency, make_contact(activist, agency, first_name="Dana", last_name="Roe"))
	agency.reload()
	agency.focal_people[0].address = "haddad@example.org"
	agency.save()
	activist.reload()
	assert [row.value for row in activist.contact_points] == ["haddad@example.org"]
	activist.full_name = "Dana Haddad"
	activist.save()
	assert dana(agency) == ("Dana Haddad", "haddad@example.org", "Unknown", contact.name)
	contact.reload()
	assert (contact.full_name, emails(contact)) == ("Dana Haddad", ["haddad@example.org"])
