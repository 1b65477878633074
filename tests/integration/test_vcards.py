"""What leaves as a card, for whom, and that it is written down."""

from io import StringIO

import frappe
import pytest
import vobject

from stakeholder_crm.api.vcards import export
from stakeholder_crm.testing import factories


def cards() -> list:
	return list(vobject.readComponents(StringIO(frappe.response["filecontent"].decode())))


def logged(name: str) -> int:
	return frappe.db.count(
		"Stakeholder Access Log", {"action": "Export", "reference_name": name, "detail": "vCard 4.0"}
	)


@pytest.fixture
def people(transaction, users, as_user):
	with as_user(users["outreach"]):
		point = factories.contact_point
		open_one = factories.community_leader(
			full_name="Amina, Abbas",
			leadership_role="Elder",
			language="de",
			time_zone="Africa/Nairobi",
			contact_points=[
				point(value="safe@example.org"),
				point(value="unknown@example.org", safety="Unknown", preferred=0),
				point(value="unsafe@example.org", safety="Unsafe", preferred=0),
				point(value="old@example.org", valid_until="2020-01-01", preferred=0),
				point(channel="SMS", value="+254712345678", preferred=0),
				point(channel="Letter", value="Hill Road 1; Nairobi", preferred=0),
				point(channel="In Person", value="At the mosque", preferred=0),
			],
			care_notes=[{"kind": "Do", "text": "Ask about her son", "noted_on": "2026-01-01"}],
		)
		stopped = factories.community_leader(full_name="Björn Bauer", status="Do Not Contact")
		confidential = factories.community_leader(
			full_name="Chiara Çelik", safe_alias="Heron", confidentiality="Confidential", language="de"
		)
	return open_one, stopped, confidential


def test_a_card_holds_safe_addresses_only(people, users, as_user):
	with as_user(users["manager"]):
		export("Community Leader", frappe.as_json([people[0].name, people[1].name]))
		assert frappe.response["filename"] == "community-leader.vcf"
		amina, stopped = cards()
	text = frappe.response["filecontent"].decode()
	assert amina.fn.value == "Amina, Abbas"
	assert [line.value for line in amina.email_list] == ["safe@example.org"]
	assert amina.email.params == {"PREF": ["1"]}
	assert (amina.tel.value, amina.adr.value.street) == ("tel:+254712345678", "Hill Road 1; Nairobi")
	assert (amina.title.value, amina.lang.value, amina.tz.value) == ("Elder", "de", "Africa/Nairobi")
	assert amina.kind.value == "individual"
	assert "son" not in text
	assert "NOTE" not in text
	assert not hasattr(stopped, "email")
	assert logged(people[0].name) == logged(people[1].name) == 1


def test_whoever_is_confidential_is_an_alias_and_no_more(people, users, as_user):
	with as_user(users["safeguarding"]):
		export("Community Leader", [people[2].name])
		assert frappe.response["filename"] == f"{people[2].name}.vcf"
		[card] = cards()
		assert card.fn.value == "Heron"
		assert sorted(card.contents) == ["fn", "kind", "n", "uid", "version"]


def test_an_agency_is_an_organisation(users, as_user):
	with as_user(users["outreach"]):
		agency = factories.partner_agency(full_name="Safe House", focal_people=[factories.focal_person()])
	with as_user(users["manager"]):
		export("Partner Agency", [agency.name])
		[card] = cards()
		assert (card.kind.value, card.org.value) == ("org", ["Safe House"])
		assert "Focal" not in frappe.response["filecontent"].decode()


def test_who_may_not_export_gets_none(people, users, as_user):
	with as_user(users["outreach"]), pytest.raises(frappe.PermissionError, match="Ask a manager"):
		export("Community Leader", [people[0].name])
	with as_user(users["manager"]), pytest.raises(frappe.PermissionError):
		export("Community Leader", [people[0].name, people[2].name])
	for kind, names in (("User", ["Administrator"]), ("Community Leader", "[]"), ("Community Leader", "")):
		with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="Choose stakeholders"):
			export(kind, names)
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="1001 were chosen"):
		export("Community Leader", [str(number) for number in range(1001)])
