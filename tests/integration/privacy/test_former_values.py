"""What somebody was called and reached by before is forgotten, too; so is what a small community gives away."""

import frappe
import pytest

from stakeholder_crm.testing import factories

FORMER_NAME, FORMER_MAIL = "Tekla Moreau", "tekla.moreau@quay.example"
FORMER_PHONE = "+254712345699"
FORMER_FOCAL = "Odo Reedman"


@pytest.fixture
def renamed(as_user, users):
	"""Married since, with another address and another phone."""
	with as_user(users["outreach"]):
		doc = factories.activist(
			full_name=FORMER_NAME,
			contact_points=[
				factories.contact_point(value=FORMER_MAIL),
				factories.contact_point(channel="Phone", value=FORMER_PHONE, preferred=0),
			],
		)
		doc.full_name = "Tekla Nowak"
		doc.contact_points[0].value = "tekla.nowak@quay.example"
		doc.remove(doc.contact_points[1])
		doc.append("contact_points", factories.contact_point(channel="In Person", value=" ", preferred=0))
		doc.save(ignore_version=False)
	return doc


def heard_from(user: str, text: str, as_user) -> str:
	"""A concern of somebody else in which a person is named."""
	with as_user(user):
		return factories.concern(factories.activist(full_name="Peter Mendes"), said=text).name


def test_former_names_and_addresses_go(renamed, forget, as_user, users):
	text = f"{FORMER_NAME} wrote from {FORMER_MAIL}, then rang from 0712 345 699 or {FORMER_PHONE}."
	concern = heard_from(users["outreach"], text, as_user)
	report = forget(renamed)
	said = frappe.db.get_value("Stakeholder Concern", concern, "said")
	for gone in (FORMER_NAME, FORMER_MAIL, FORMER_PHONE):
		assert gone not in said
	assert said.startswith("[erased] wrote from [erased], then rang from ")
	assert report["scan"]["hits"] == {}
	assert not frappe.db.exists("Version", {"docname": renamed.name})


def test_an_address_at_an_international_domain_goes_in_both_spellings(forget, as_user, users):
	typed, sent_to = "tekla@bücher.example.org", "tekla@xn--bcher-kva.example.org"
	with as_user(users["outreach"]):
		doc = factories.activist(contact_points=[factories.contact_point(value=typed)])
	concern = heard_from(users["outreach"], f"She wrote from {sent_to}, which is {typed}.", as_user)
	forget(doc)
	said = frappe.db.get_value("Stakeholder Concern", concern, "said")
	assert said == "She wrote from [erased], which is [erased]."


def test_so_do_those_of_an_agencys_people(forget, as_user, users):
	with as_user(users["manager"]):
		agency = factories.partner_agency(
			full_name="Shore Legal", focal_people=[factories.focal_person(person_name=FORMER_FOCAL)]
		)
		other = factories.partner_agency(
			full_name="Quay Legal", focal_people=[factories.focal_person(person_name="Ida Berg")]
		)
		agency.focal_people = []
		agency.save(ignore_version=False)
	concern = heard_from(users["outreach"], f"{FORMER_FOCAL} of Shore Legal knows Ida Berg", as_user)
	forget(agency)
	assert frappe.db.get_value("Stakeholder Concern", concern, "said") == (
		"[erased] of [erased] knows Ida Berg"
	)
	assert frappe.get_doc("Partner Agency", other.name).focal_people[0].person_name == "Ida Berg"


@pytest.mark.parametrize(("others", "kept"), [(0, False), (4, False), (5, True)])
def test_a_community_is_kept_where_enough_others_lead_it(forget, as_user, users, others, kept):
	with as_user(users["outreach"]):
		leader = factories.community_leader(full_name="Tekla Moreau", community="Harbour Quarter")
		for _number in range(others):
			factories.community_leader(community="Harbour Quarter")
	forget(leader)
	community = frappe.db.get_value("Community Leader", leader.name, "community")
	assert community == ("Harbour Quarter" if kept else "Erased")
