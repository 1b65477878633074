"""A person and her Contact: changed here, changed there; what was before stays in the timeline."""

import frappe
import pytest

from stakeholder_crm.stakeholders.address_book.links import linked_pairs
from stakeholder_crm.testing import factories
from tests.integration.reloaded import reloaded

UNKNOWN = "Unknown"


@pytest.fixture
def person():
	return factories.activist(
		full_name="Amina Ben Salah",
		contact_points=[
			factories.contact_point(value="amina@example.org"),
			factories.contact_point(channel="SMS", value="+447700900123", preferred=0),
			factories.contact_point(value="shared@example.org", safety="Unsafe", preferred=0),
		],
	)


def link(to) -> dict[str, str]:
	return {"link_doctype": to.doctype, "link_name": to.name}


def make_contact(*linked, **fields):
	doc = frappe.new_doc("Contact")
	doc.update({"first_name": "Amina Ben", "last_name": "Salah", **fields})
	for to in linked:
		doc.append("links", to if isinstance(to, dict) else link(to))
	return doc.insert()


def emails(contact) -> list[str]:
	return [row.email_id for row in reloaded(contact).email_ids]


def phones(contact) -> list[str]:
	return [row.phone for row in reloaded(contact).phone_nos]


def points(person) -> list[tuple[str, str, str]]:
	return [(row.channel, row.value, row.safety) for row in reloaded(person).contact_points]


def timeline(person) -> str:
	rows = frappe.get_all(
		"Comment",
		filters={"reference_doctype": person.doctype, "reference_name": person.name, "comment_type": "Info"},
		pluck="content",
		order_by="creation",
	)
	return "\n".join(rows)


def test_a_new_contact_knows_what_may_be_used_and_nothing_unsafe(person):
	contact = make_contact(person)
	assert emails(contact) == ["amina@example.org"]
	assert phones(contact) == ["+447700900123"]
	assert contact.email_id == "amina@example.org"


def test_what_a_new_contact_knows_is_unknown_until_somebody_asks(person):
	make_contact(person, phone_nos=[{"phone": "+254 712 345678"}], email_ids=[{"email_id": "a@example.net"}])
	assert points(person)[-2:] == [("Email", "a@example.net", UNKNOWN), ("Phone", "+254712345678", UNKNOWN)]
	assert person.full_name == "Amina Ben Salah"


def test_the_record_changes_its_contact(person):
	contact = make_contact(person)
	person.reload()
	person.full_name = "Amina Haddad"
	person.contact_points[0].value = "haddad@example.org"
	person.append(
		"contact_points", factories.contact_point(channel="Phone", value="+254712345678", preferred=0)
	)
	person.save()
	assert emails(contact) == ["haddad@example.org"]
	assert phones(contact) == ["+447700900123", "+254712345678"]
	assert (contact.first_name, contact.last_name, contact.full_name) == ("Amina", "Haddad", "Amina Haddad")


def test_an_address_that_turns_unsafe_leaves_the_address_book(person):
	contact = make_contact(person)
	person.reload()
	person.contact_points[1].safety = "Unsafe"
	person.save()
	assert phones(contact) == []


def test_the_contact_changes_its_record(person):
	contact = make_contact(person)
	contact.reload()
	contact.last_name = "Haddad"
	contact.first_name = "Amina"
	contact.email_ids[0].email_id = "haddad@example.org"
	contact.set("phone_nos", [])
	contact.save()
	assert points(person) == [
		("Email", "shared@example.org", "Unsafe"),
		("Email", "haddad@example.org", UNKNOWN),
	]
	assert person.full_name == "Amina Haddad"
	said = timeline(person)
	for before in ("amina@example.org", "+447700900123", "Amina Ben Salah"):
		assert before in said


def test_what_the_address_book_forgets_stays_unsafe_here(person):
	contact = make_contact(person, email_ids=[{"email_id": "shared@example.org"}])
	assert ("Email", "shared@example.org", "Unsafe") in points(person)
	contact.reload()
	contact.set("email_ids", [row for row in contact.email_ids if row.email_id != "shared@example.org"])
	contact.save()
	assert ("Email", "shared@example.org", "Unsafe") in points(person)


def test_the_last_to_write_wins_and_the_other_value_is_kept(person):
	contact = make_contact(person, first_name="Ami", last_name="")
	person.reload()
	person.full_name = "Amina Haddad"
	person.save()
	assert reloaded(contact).full_name == "Amina Haddad"
	assert "Previous name in the Contact: Ami" in timeline(person)


def test_saving_either_without_a_change_saves_the_other_not(person):
	contact = make_contact(person)
	person.reload()
	stamps = reloaded(contact).modified, person.modified
	contact.save()
	person.save()
	assert reloaded(contact).modified >= stamps[0]
	assert "Previous value" not in timeline(person)
	versions = frappe.get_all(
		"Version", {"ref_doctype": "Activist", "docname": person.name}, order_by="creation"
	)
	contact.save()
	assert (
		frappe.get_all("Version", {"ref_doctype": "Activist", "docname": person.name}, order_by="creation")
		== versions
	)


def test_who_may_not_change_the_record_changes_the_contact_alone_and_its_owner_is_told(
	as_user, users, person
):
	customer = frappe.new_doc("Contact").update({"first_name": "Somebody"}).insert()
	contact = make_contact(person, {"link_doctype": "Contact", "link_name": customer.name})
	factories.make_user(users["outsider"], "", ["Sales User"])
	with as_user(users["outsider"]):
		theirs = frappe.get_doc("Contact", contact.name)
		theirs.email_ids[0].email_id = "other@example.org"
		theirs.save()
	assert points(person)[0] == ("Email", "amina@example.org", "Safe")
	told = frappe.get_all(
		"Notification Log",
		filters={"document_type": "Activist", "document_name": person.name},
		fields=["for_user", "subject"],
		order_by="creation desc",
	)
	assert [row.for_user for row in told] == [person.relationship_owner]
	assert "Amina" not in told[0].subject


def test_a_number_that_cannot_be_hers_is_refused_with_its_row(person):
	contact = make_contact(person)
	contact.reload()
	contact.append("phone_nos", {"phone": "0712 345678"})
	with pytest.raises(frappe.ValidationError, match=r"row 2: start the phone number with \+"):
		contact.save()


def test_a_person_has_one_contact_and_a_contact_one_person(person):
	first = make_contact(person)
	with pytest.raises(frappe.ValidationError, match=f"already has a Contact: {first.name}"):
		make_contact(person, first_name="Again")
	with pytest.raises(frappe.ValidationError, match="already linked to"):
		make_contact(factories.community_leader(), factories.activist(), first_name="Two")


def test_an_agency_has_several_contacts_and_keeps_its_own_name():
	agency = factories.partner_agency(full_name="Harbour Legal Aid")
	points_before = points(agency)
	for name in ("Ana", "Bo"):
		contact = make_contact(agency, first_name=name, last_name="", phone_nos=[{"phone": "020 7946 0000"}])
	contact.reload()
	contact.first_name = "Boris"
	contact.save()
	assert reloaded(agency).full_name == "Harbour Legal Aid"
	assert points(agency) == points_before


def test_a_contact_that_is_deleted_leaves_the_record_as_it_is(person):
	factories.make_user(frappe.session.user, "", ["Sales Master Manager"])
	contact = make_contact(person)
	before = points(person)
	reloaded(contact).delete()
	assert points(person) == before
	person.full_name = "Amina Haddad"
	person.save()


def test_a_contact_that_is_merged_into_another_keeps_its_person(person):
	factories.make_user(frappe.session.user, "", ["Sales Master Manager"])
	contact = make_contact(person)
	other = make_contact(first_name="Amina", last_name="B", email_ids=[{"email_id": "b@example.net"}])
	frappe.rename_doc("Contact", contact.name, other.name, merge=True)
	assert linked_pairs(frappe.get_doc("Contact", other.name)) == [("Activist", person.name)]
	person.reload()
	person.full_name = "Amina Haddad"
	person.save()
	assert reloaded(other).full_name == "Amina Haddad"


def test_the_form_shows_the_contact_to_who_may_see_it(as_user, users, person):
	make_contact(person)
	doc = frappe.get_doc("Activist", person.name)
	doc.run_method("onload")
	assert [row["email_id"] for row in doc.get_onload("contact_list")] == ["amina@example.org"]
	assert doc.get_onload("addr_list") == []


def test_an_extension_is_in_step(person):
	contact = make_contact(person)
	for number in ("+44 20 7946 0958 ext 123", "+44 20 7946 0958 ext 1234567"):
		person.append("contact_points", {"channel": "Phone", "value": number, "safety": UNKNOWN})
	person.save()
	assert "+442079460958 #123" in phones(contact)
	# Without its extension it would be somebody else's number, and with it a Contact cannot hold it.
	assert not [phone for phone in phones(contact) if phone.endswith(("0958", "4567"))]
	contact.phone_nos = [row for row in contact.phone_nos if "#" not in row.phone]
	contact.save()
	assert ("Phone", "+442079460958 ext. 123", UNKNOWN) not in points(person)
	assert ("Phone", "+442079460958 ext. 1234567", UNKNOWN) in points(person)


def test_a_number_that_the_contact_held_before_keeps_nobody_from_changing_the_rest(person):
	contact = make_contact(person)
	contact.append("phone_nos", {"phone": "+447700900199"})
	contact.save()
	contact.phone_nos[-1].db_set("phone", "+44 1212")
	contact = frappe.get_doc("Contact", contact.name)
	contact.last_name = "Salah-Idris"
	contact.save()
	assert reloaded(person).full_name == "Amina Ben Salah-Idris"
	contact.append("phone_nos", {"phone": "+44 1213"})
	with pytest.raises(frappe.ValidationError, match="row 3: this is not a valid phone number"):
		contact.save()
