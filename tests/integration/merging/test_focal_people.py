"""Two records of one agency become one: who speaks for it, by which address, and who came where."""

from datetime import date

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders
from stakeholder_crm.stakeholders.merging.undo import undo_merge
from stakeholder_crm.testing import factories
from tests.integration.merging.conftest import rows_of_the_site

THANK_YOU, AGENCY = "Thank You Follow Up", "Partner Agency"
MIRA = {"person_name": "Mira Osei", "address": "mira@example.org"}


@pytest.fixture(autouse=True)
def _as_outreach(users):
	frappe.set_user(users["outreach"])


def agency(*people: dict, **fields):
	return factories.partner_agency(focal_people=[factories.focal_person(**one) for one in people], **fields)


def merge(kept, merged):
	log = merge_stakeholders((AGENCY, kept.name), (AGENCY, merged.name))
	kept.reload()
	return log


def came_for(name: str, of) -> dict[str, object]:
	return {**factories.pair(of), "invited": 1, "represented_by": name}


def logged(*rows: dict):
	return factories.log(factories.held_meeting(list(rows)), submit=True)


def thanks(log) -> list[frappe._dict]:
	return frappe.get_all(
		THANK_YOU,
		filters={"meeting": log.meeting, "status": ("!=", "Cancelled")},
		fields=["name", "represented_by", "status", "contact_point", "occurrence_key"],
		order_by="represented_by",
	)


@pytest.mark.parametrize(
	("here", "there", "merged"),
	[
		({"safety": "Safe"}, {"safety": "Unsafe"}, {"safety": "Unsafe"}),
		({"safety": "Unsafe"}, {"safety": "Safe"}, {"safety": "Unsafe"}),
		({"safety": "Safe"}, {"safety": "Unknown"}, {"safety": "Unknown"}),
		(
			{},
			{"person_name": " mira  OSEI", "safety": "Unsafe"},
			{"safety": "Unsafe", "person_name": "Mira Osei"},
		),
		({"name_organisation_ok": 1}, {"name_organisation_ok": 0}, {"name_organisation_ok": 0}),
		(
			{"since": "2025-06-01", "until": None},
			{"since": "2025-06-01", "until": "2026-01-31"},
			{"until": date(2026, 1, 31)},
		),
		({"role": ""}, {"role": "Director"}, {"role": "Director"}),
		(
			{"address": "", "safety": "Unknown", "role": ""},
			{"role": "Director"},
			{"address": "mira@example.org", "role": "Director", "safety": "Safe"},
		),
		({}, {"address": "", "safety": "Unsafe"}, {"address": "mira@example.org", "safety": "Unsafe"}),
		(
			{"channel": "Phone", "address": "+49 151 12345678"},
			{"channel": "Phone", "address": "+4915112345678", "safety": "Unsafe"},
			{"safety": "Unsafe", "address": "+4915112345678"},
		),
	],
)
def test_of_the_same_person_the_less_safe_opinion_counts(here, there, merged):
	kept, other = agency({**MIRA, **here}), agency({**MIRA, **there})
	merge(kept, other)
	[row] = kept.focal_people
	assert {field: row.get(field) for field in merged} == merged


def test_a_bounce_of_either_counts():
	kept, other = agency(MIRA), agency(MIRA)
	frappe.db.set_value("Agency Focal Person", other.focal_people[0].name, "bounced", 1)
	merge(kept, other)
	assert [row.bounced for row in kept.focal_people] == [1]


def test_at_another_address_both_rows_stay_and_can_be_saved_again():
	kept, other = agency(MIRA), agency({**MIRA, "address": "m1@example.org", "safety": "Unsafe"})
	merge(kept, other)
	assert {row.address: row.safety for row in kept.focal_people} == {
		"mira@example.org": "Safe",
		"m1@example.org": "Unsafe",
	}
	kept.jurisdiction = "South Shore"
	kept.save()
	kept.append("focal_people", factories.focal_person(person_name="MIRA OSEI"))
	with pytest.raises(frappe.ValidationError, match="Make the names different"):
		kept.save()


def test_what_one_record_says_of_an_address_counts_for_everybody_who_shares_it():
	office = "office@example.org"
	kept = agency(
		{"person_name": "Ana A", "address": office},
		contact_points=[factories.contact_point(value=office)],
	)
	other = agency({"person_name": "Ben B", "address": office, "safety": "Unsafe", "name_organisation_ok": 0})
	merge(kept, other)
	rows = [*kept.focal_people, *(row for row in kept.contact_points if row.value == office)]
	said = {(row.safety, row.name_organisation_ok) for row in rows}
	assert said == {("Unsafe", 0)}
	assert [row.person_name for row in kept.focal_people] == ["Ana A", "Ben B"]


def test_an_expired_contact_point_stays_expired():
	point = factories.contact_point(value="desk@example.org")
	kept = agency(contact_points=[point])
	other = agency(contact_points=[{**point, "valid_until": add_days(today(), -1)}])
	merge(kept, other)
	assert [row.valid_until for row in kept.contact_points] == [getdate(add_days(today(), -1))]


def test_a_thank_you_follows_its_row_and_is_held_where_it_is_unsafe():
	kept, other = agency({**MIRA, "safety": "Unsafe"}), agency(MIRA)
	log = logged(came_for("Mira Osei", other))
	assert [row.contact_point for row in thanks(log)] == [other.focal_people[0].name]
	merge(kept, other)
	[row] = thanks(log)
	assert row.status == "Blocked"
	assert row.contact_point in (None, "", kept.focal_people[0].name)


def test_a_thank_you_to_the_row_that_went_goes_to_the_one_that_stays():
	kept, other = agency(MIRA), agency({**MIRA, "person_name": "mira osei"})
	log = logged(came_for("mira osei", other))
	merge(kept, other)
	[row] = thanks(log)
	assert (row.status, row.contact_point) == ("Awaiting Approval", kept.focal_people[0].name)
	assert row.represented_by == "Mira Osei"


def test_two_representatives_at_one_meeting_both_came_and_are_both_thanked():
	kept, other = agency({"person_name": "Ana A"}), agency({"person_name": "Ben B"})
	log = logged(came_for("Ana A", kept), came_for("Ben B", other))
	merge(kept, other)
	for doctype, parent in (("Meeting Participant", log.meeting), ("Meeting Attendance", log.name)):
		rows = frappe.get_all(
			doctype, filters={"parent": parent}, fields=["stakeholder", "represented_by"], order_by="idx"
		)
		assert [(row.stakeholder, row.represented_by) for row in rows] == [
			(kept.name, "Ana A"),
			(kept.name, "Ben B"),
		]
	rows = thanks(log)
	assert [(row.represented_by, row.status) for row in rows] == [
		("Ana A", "Awaiting Approval"),
		("Ben B", "Awaiting Approval"),
	]
	assert len({row.occurrence_key for row in rows}) == 2
	again = frappe.get_doc("Stakeholder Meeting", log.meeting)
	again.purpose = "Another purpose"
	again.save()


def test_the_same_representative_in_both_came_once_and_is_thanked_once():
	kept, other = agency(MIRA), agency({**MIRA, "person_name": "mira osei"})
	log = logged(came_for("Mira Osei", kept), came_for("mira osei", other))
	merge(kept, other)
	assert frappe.db.count("Meeting Attendance", {"parent": log.name}) == 1
	assert [row.represented_by for row in thanks(log)] == ["Mira Osei"]


def test_who_was_thanked_already_is_not_thanked_again():
	kept, other = agency(MIRA), agency(MIRA)
	log = logged(came_for("Mira Osei", kept), came_for("Mira Osei", other))
	sent = frappe.db.get_value(THANK_YOU, {"meeting": log.meeting, "stakeholder": other.name})
	frappe.db.set_value(THANK_YOU, sent, "status", "Sent")
	merge(kept, other)
	assert [(row.name, row.status) for row in thanks(log)] == [(sent, "Sent")]


def test_two_that_were_both_sent_stay_as_they_are():
	kept, other = agency(MIRA), agency(MIRA)
	log = logged(came_for("Mira Osei", kept), came_for("Mira Osei", other))
	frappe.db.set_value(THANK_YOU, {"meeting": log.meeting}, "status", "Sent")
	merge(kept, other)
	assert [row.status for row in thanks(log)] == ["Sent", "Sent"]


def test_split_again_every_row_says_what_it_said():
	kept = agency(MIRA, {"person_name": "Ana A"}, {"person_name": "Eva", "address": "", "safety": "Unknown"})
	other = agency(
		{**MIRA, "person_name": "mira osei", "safety": "Unsafe"},
		{"person_name": "Ben B"},
		{"person_name": "Eva", "address": "eva@example.org"},
	)
	logged(came_for("Ana A", kept), came_for("Ben B", other), came_for("mira osei", other))
	logged(came_for("Mira Osei", kept), came_for("mira osei", other))
	before = rows_of_the_site()
	log = merge(kept, other)
	assert rows_of_the_site() != before
	assert undo_merge(log) == 0
	after = rows_of_the_site()
	for doctype, rows in before.items():
		missing = {name: row for name, row in rows.items() if after[doctype].get(name) != row}
		assert missing == {}, doctype


@pytest.mark.parametrize("marked_is_kept", [True, False])
def test_merging_ends_no_wall(users, marked_is_kept):
	"""Else somebody would write the person down again as one who left, and merge the two."""
	user = factories.make_user("mira@agency.example", "Mira", [])
	frappe.set_user(users["manager"])
	marked = agency({**MIRA, "user": user})
	frappe.set_user(users["outreach"])
	left = agency({**MIRA, "until": "2026-01-31"})
	with pytest.raises(frappe.ValidationError, match=r"Mira Osei.*Until differs between the records"):
		merge(*((marked, left) if marked_is_kept else (left, marked)))
	same = agency(MIRA)
	merge(*((marked, same) if marked_is_kept else (same, marked)))
	kept = marked if marked_is_kept else same
	assert [(row.user, row.until) for row in kept.focal_people] == [(user, None)]


def test_an_accent_is_one_however_it_is_stored():
	here = agency({**MIRA, "person_name": "Jos\u00e9 Osei"})
	there = agency({**MIRA, "person_name": "Jose\u0301 Osei", "safety": "Unsafe", "until": "2026-01-31"})
	merge(here, there)
	(row,) = here.focal_people
	assert (row.safety, row.until) == ("Unsafe", date(2026, 1, 31))
