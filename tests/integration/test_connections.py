"""What a stakeholder's form shows as connected, counted by Frappe as the user who looks."""

import frappe
import pytest
from frappe.desk.notifications import get_open_count

from stakeholder_crm.api.stakeholders import focal_people
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.testing import factories


def external_links(counts) -> list[dict]:
	"""Early Frappe 15 answers with a list, later versions with one list per sort of link."""
	return counts if isinstance(counts, list) else counts["external_links_found"]


@pytest.mark.parametrize("kind", KINDS)
def test_connected_records_are_counted_for_each_kind(kind, users, as_user):
	make = factories.STAKEHOLDERS[kind]
	with as_user(users["outreach"]):
		doc, other = make(), make()
		for one in (doc, other):
			factories.concern(one)
		factories.commitment(doc)
		links = frappe.get_meta(kind).get_dashboard_data()
		items = [item for group in links.transactions for item in group["items"]]
		counts = get_open_count(kind, doc.name, frappe.as_json(items))["count"]
	found = {row.get("doctype") or row["name"]: row["count"] for row in external_links(counts)}
	assert found["Stakeholder Concern"] == 1
	assert found["Stakeholder Commitment"] == 1
	assert found["Stakeholder Assessment"] == 0
	assert ("Partnership Agreement" in items) == (kind == "Partner Agency")


def test_an_agency_is_represented_by_those_in_office(users, as_user):
	with as_user(users["outreach"]):
		agency = factories.partner_agency(
			focal_people=[
				factories.focal_person(person_name="Zoe Lind", role="Liaison"),
				factories.focal_person(person_name="Ada Crane", role="Duty officer"),
				factories.focal_person(person_name="Gone Longago", since="2020-01-01", until="2021-01-01"),
				factories.focal_person(person_name="Notyet Here", since="2999-01-01"),
			]
		)
		assert [row["value"] for row in focal_people(agency.name)] == ["Ada Crane", "Zoe Lind"]
		assert focal_people(agency.name, "zoe") == [{"value": "Zoe Lind", "description": "Liaison"}]


def test_a_hidden_agency_says_nothing_of_its_people(users, as_user):
	with as_user(users["outreach"]):
		agency = factories.partner_agency(
			confidentiality="Confidential",
			safe_alias="The shelter",
			focal_people=[factories.focal_person()],
		)
	with as_user(users["outreach2"]), pytest.raises(frappe.PermissionError):
		focal_people(agency.name)
