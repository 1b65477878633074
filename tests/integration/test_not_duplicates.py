"""Who looks alike and is somebody else is said once, and nobody is asked about it again."""

import frappe
import pytest
from frappe.desk.query_report import run

from stakeholder_crm.api import duplicates
from stakeholder_crm.base.doctypes import DUPLICATE_EXCEPTION
from stakeholder_crm.safeguarding.privacy.erase_person import erase_person
from stakeholder_crm.stakeholders.duplicates.exceptions import mark_not_duplicate, not_duplicates_of
from stakeholder_crm.testing import factories

NAME, MAIL = "Zuleikha Bhekimuzi", "zuleikha@example.org"


@pytest.fixture
def two(users):
	"""An activist and a leader who look like one person, in outreach's session."""
	frappe.set_user(users["outreach"])
	points = [factories.contact_point(value=MAIL)]
	return (
		factories.activist(full_name=NAME, contact_points=points),
		factories.community_leader(full_name=NAME, contact_points=points),
	)


def pairs(*docs):
	return [(doc.doctype, doc.name) for doc in docs]


def hinted(doc) -> list[str]:
	points = [{"channel": "Email", "value": MAIL}]
	found = duplicates.find_matches(doc.doctype, doc.full_name, contact_points=points, stakeholder=doc.name)
	return [row.get("stakeholder", "hidden") for row in found]


def say(one, other, **more) -> None:
	duplicates.mark_not_duplicate(one.doctype, one.name, other.doctype, other.name, **more)


def test_the_form_does_not_ask_again_from_either_side(two):
	one, other = two
	assert (hinted(one), hinted(other)) == ([other.name], [one.name])
	say(one, other)
	assert (hinted(one), hinted(other)) == ([], [])
	say(other, one, undo=True)
	assert (hinted(one), hinted(other)) == ([other.name], [one.name])


def test_a_third_who_looks_alike_is_told_of_all_the_same(two):
	one, other = two
	say(one, other)
	third = factories.activist(full_name=NAME, contact_points=[factories.contact_point(value=MAIL)])
	assert hinted(one) == [third.name]
	assert set(hinted(third)) == {one.name, other.name}


def test_the_report_leaves_them_out_unless_it_is_asked_for_them(users, two):
	one, other = two
	say(one, other)
	frappe.set_user(users["manager"])
	assert run("Possible Duplicates", filters={})["result"] == []
	(row,) = run("Possible Duplicates", filters={"not_duplicate": 1})["result"]
	assert {row["number"], row["other_number"]} == {one.name, other.name}
	assert row["not_duplicate"]


def test_it_is_noted_once(two):
	one, other = two
	say(one, other)
	say(other, one)
	assert frappe.db.count(DUPLICATE_EXCEPTION) == 1


def test_a_pair_marked_as_not_duplicates_by_the_safeguarding_lead_brings_no_hint(users, two):
	one, _other = two
	frappe.set_user(users["manager"])
	hidden = factories.activist(
		full_name=NAME,
		safe_alias="Heron",
		confidentiality="Confidential",
		contact_points=[factories.contact_point(value=MAIL)],
	)
	frappe.set_user(users["outreach"])
	assert "hidden" in hinted(one)
	mark_not_duplicate(*pairs(one, hidden))
	assert "hidden" not in hinted(one)


def test_who_may_not_write_both_says_nothing_of_them(users, two):
	one, _other = two
	frappe.set_user(users["manager"])
	hidden = factories.activist(full_name=NAME, safe_alias="Heron", confidentiality="Confidential")
	mark_not_duplicate(*pairs(one, hidden))
	frappe.set_user(users["outreach"])
	for undo in (False, True):
		for mine, theirs in ((one, hidden), (hidden, one)):
			with pytest.raises(
				frappe.PermissionError, match="was not found, or you do not have permission to change it"
			):
				say(mine, theirs, undo=undo)
	assert not_duplicates_of(pairs(one)) == {("Activist", one.name): {("Activist", hidden.name)}}


def test_a_record_cannot_be_marked_as_not_a_duplicate_of_itself(two):
	one, _other = two
	with pytest.raises(frappe.ValidationError, match="two different records"):
		say(one, one)


def test_nobody_reads_the_rows(users, two):
	say(*two)
	for user in ("outreach", "manager", "safeguarding"):
		frappe.set_user(users[user])
		with pytest.raises(frappe.PermissionError):
			frappe.get_list(DUPLICATE_EXCEPTION)


def test_it_goes_with_either_record(two):
	one, other = two
	say(one, other)
	frappe.set_user("Administrator")
	other.delete()
	assert not frappe.db.count(DUPLICATE_EXCEPTION)


def test_it_goes_with_an_erasure(two):
	one, other = two
	say(one, other)
	frappe.set_user("Administrator")
	erase_person(("Activist", one.name), asked=True)
	assert not_duplicates_of(pairs(one, other)) == {pair: set() for pair in pairs(one, other)}
