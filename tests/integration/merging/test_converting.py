"""An activist becomes a community leader, and back."""

import frappe
import pytest

from stakeholder_crm.api import duplicates
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.stakeholders.merging.references import references
from stakeholder_crm.stakeholders.merging.undo import undo_merge
from stakeholder_crm.testing import factories
from tests.integration.merging.conftest import rows_of_the_site

LEADER, ACTIVIST, LOG = "Community Leader", "Activist", "Stakeholder Merge Log"


def convert(doc, to: str = LEADER, **more) -> dict[str, str]:
	return duplicates.convert(doc.doctype, doc.name, to, frappe.as_json({"community": "Harbour"}), **more)


def pointing_at(pair: tuple[str, str]) -> int:
	return sum(
		frappe.db.count(place.doctype, filters)
		for place in references()
		if (filters := place.pointing_at(pair)) and place.doctype not in (LOG, "Comment", "Version")
	)


def test_everything_goes_along(twins):
	old = (ACTIVIST, twins.merged.name)
	before = pointing_at(old)
	answer = convert(twins.merged, why="She leads the quarter now")
	assert (answer["stakeholder_type"], frappe.db.exists(*old)) == (LEADER, None)
	new = frappe.get_doc(LEADER, answer["stakeholder"])
	assert (new.full_name, new.community, new.influence) == ("Zuleika Bhekimuzi", "Harbour", 5)
	assert len(new.contact_points) == 2
	assert [row.text for row in new.care_notes] == ["Offer tea"]
	assert pointing_at((LEADER, new.name)) == before
	assert pointing_at(old) == 0
	keys = frappe.get_all(
		"Thank You Follow Up", filters={"stakeholder": new.name}, pluck="occurrence_key", order_by="name"
	)
	assert keys
	assert all(key.endswith(f":{LEADER}:{new.name}") for key in keys)


def test_and_back(twins):
	there = convert(twins.merged)
	back = convert(frappe.get_doc(LEADER, there["stakeholder"]), ACTIVIST)
	new = frappe.get_doc(ACTIVIST, back["stakeholder"])
	assert (new.full_name, len(new.contact_points)) == ("Zuleika Bhekimuzi", 2)
	assert pointing_at((LEADER, there["stakeholder"])) == 0


def test_undone_every_row_says_what_it_said(twins):
	before = rows_of_the_site()
	answer = convert(twins.merged)
	undo_merge(frappe.get_doc(LOG, answer["log"]))
	after = rows_of_the_site()
	for doctype, rows in before.items():
		assert after[doctype] == rows, doctype
	assert frappe.db.get_value(LOG, answer["log"], ["stakeholder", "status"]) == (twins.merged.name, "Undone")


def test_what_came_since_is_not_lost(twins):
	answer = convert(twins.merged)
	concern = factories.concern((LEADER, answer["stakeholder"]))
	undo_merge(frappe.get_doc(LOG, answer["log"]))
	concern.reload()
	assert pair_of(concern) == (ACTIVIST, twins.merged.name)


def test_a_record_that_was_changed_since_is_converted_back_instead(twins):
	answer = convert(twins.merged)
	new = frappe.get_doc(LEADER, answer["stakeholder"])
	new.leadership_role = "Elder"
	new.save()
	with pytest.raises(frappe.ValidationError, match="Convert it back instead"):
		undo_merge(frappe.get_doc(LOG, answer["log"]))


def test_who_works_beside_the_police_is_not_for_everybody_to_decide(users, twins):
	frappe.set_user(users["outreach"])
	with pytest.raises(frappe.PermissionError, match="Only a manager"):
		convert(twins.merged)


def test_an_agency_is_no_person(twins):
	agency = factories.partner_agency()
	with pytest.raises(frappe.ValidationError, match="Only Activists and Community Leaders"):
		convert(agency)
	with pytest.raises(frappe.ValidationError, match="Only Activists and Community Leaders"):
		convert(twins.merged, ACTIVIST)
