"""Two records of one person become one, and two again."""

import json

import frappe
import pytest

from stakeholder_crm.access.vault.sealed_document import opened
from stakeholder_crm.api import duplicates
from stakeholder_crm.base.doctypes import DUPLICATE_EXCEPTION, MERGE_LOG
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.stakeholders.duplicates.exceptions import mark_not_duplicate, not_duplicates_of
from stakeholder_crm.stakeholders.duplicates.find_matches import find_matches
from stakeholder_crm.stakeholders.duplicates.load_people import person_of
from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders
from stakeholder_crm.stakeholders.merging.references import references
from stakeholder_crm.stakeholders.merging.undo import undo_merge
from stakeholder_crm.testing import factories
from tests.integration.merging.conftest import rows_of_the_site

THANK_YOU = "Thank You Follow Up"


def pair(doc) -> tuple[str, str]:
	return (doc.doctype, doc.name)


def merge(twins, *from_merged: str):
	log = merge_stakeholders(pair(twins.kept), pair(twins.merged), from_merged, "Her sister says so")
	twins.kept.reload()
	return log


def still_pointing_at(doc) -> list[str]:
	return [
		place.doctype
		for place in references()
		if (filters := place.pointing_at(pair(doc))) and frappe.db.exists(place.doctype, filters)
	]


def test_everything_that_pointed_at_the_one_points_at_the_other(twins):
	assert len(still_pointing_at(twins.merged)) > 10
	log = merge(twins)
	assert still_pointing_at(twins.merged) == []
	assert not frappe.db.exists(*pair(twins.merged))
	assert (log.merged_type, log.merged_number) == pair(twins.merged)
	with opened(log):
		assert (log.stakeholder, log.status, log.why) == (twins.kept.name, "Done", "Her sister says so")
	twins.friend.reload()
	assert twins.friend.intermediary == twins.kept.name
	assert [tie.stakeholder for tie in twins.friend.ties] == [twins.kept.name]


def test_split_again_every_row_says_what_it_said(twins):
	before = rows_of_the_site()
	log = merge(twins, "causes")
	assert rows_of_the_site() != before
	assert undo_merge(log) == 0
	after = rows_of_the_site()
	for doctype, rows in before.items():
		assert after[doctype] == rows, doctype
	log.reload()
	assert (log.status, log.undone_by, log.undo) == ("Undone", frappe.session.user, None)


def test_a_higher_level_and_do_not_contact_win_and_are_undone_too(users, twins):
	frappe.set_user(users["safeguarding"])
	twins.merged.update(
		{"confidentiality": "Confidential", "safe_alias": "Heron", "status": "Do Not Contact"}
	)
	twins.merged.save()
	frappe.set_user("Administrator")
	before = rows_of_the_site()
	log = merge(twins)
	assert (twins.kept.confidentiality, twins.kept.status) == ("Confidential", "Do Not Contact")
	assert (twins.kept.display_name, twins.kept.safe_alias) == ("Heron", "Heron")
	assert frappe.db.get_value("Stakeholder Meeting", twins.both.name, "confidentiality") == "Confidential"
	assert (
		frappe.get_all(
			THANK_YOU,
			filters={"stakeholder": twins.kept.name, "status": ("not in", ("Cancelled", "Sent"))},
			order_by="name",
		)
		== []
	)
	undo_merge(log)
	after = rows_of_the_site()
	for doctype, rows in before.items():
		assert after[doctype] == rows, doctype


def test_the_chosen_values_are_kept_and_gaps_are_filled(twins):
	merge(twins, "causes")
	assert (twins.kept.full_name, twins.kept.causes) == ("Zuleikha Bhekimuzi", "Rents")
	assert twins.kept.affiliations == "Harbour choir"
	assert twins.kept.influence == 5
	assert [row.text for row in twins.kept.care_notes] == ["Offer tea"]
	assert twins.kept.ties == []
	points = {row.value: row.safety for row in twins.kept.contact_points}
	assert points == {
		"zuleikha@example.org": "Unsafe",
		"+4915112345678": "Safe",
		"z@example.org": "Safe",
	}
	assert [row.idx for row in twins.kept.contact_points] == [1, 2, 3]


def test_nobody_is_thanked_twice_for_one_meeting(twins):
	of_both = {"meeting": twins.both.name}
	assert frappe.db.count(THANK_YOU, of_both) == 2
	merge(twins)
	statuses = frappe.get_all(THANK_YOU, filters=of_both, pluck="status", order_by="occurrence_key")
	assert sorted(status == "Cancelled" for status in statuses) == [False, True]
	assert len(frappe.get_all("Meeting Attendance", filters={"parent": twins.log.name}, order_by="idx")) == 1
	keys = frappe.get_all(
		THANK_YOU, filters={"status": ("!=", "Cancelled")}, pluck="occurrence_key", order_by="name"
	)
	assert all(key.endswith(f":{twins.kept.name}") for key in keys)


def test_a_pending_thank_you_passes_the_gate_again(twins):
	for row in twins.merged.contact_points:
		row.safety = "Unsafe"
	twins.merged.save()
	merge(twins)
	rows = frappe.get_all(
		THANK_YOU,
		filters={"stakeholder": twins.kept.name, "status": ("!=", "Cancelled")},
		fields=["status", "reason_code"],
		order_by="name",
	)
	# Her address is Unsafe in one of the two records: somebody is to call.
	assert {row.status for row in rows} == {"Blocked"}
	assert all(row.reason_code for row in rows)


def test_the_merged_record_is_found_once(twins):
	merge(twins)
	assert find_matches([person_of(twins.kept)], [pair(twins.kept)]) == [[]]
	(match,) = find_matches([person_of(twins.kept)])[0]
	assert match.pair == pair(twins.kept)


def test_what_was_changed_since_stays(twins):
	log = merge(twins)
	twins.kept.affiliations = "Another choir"
	twins.kept.save()
	since = factories.concern(twins.kept)
	assert undo_merge(log) >= 1
	twins.kept.reload()
	assert twins.kept.affiliations == "Another choir"
	assert frappe.db.get_value("Stakeholder Concern", since.name, "stakeholder") == twins.kept.name
	assert frappe.get_doc(*pair(twins.merged)).affiliations == "Harbour choir"


def test_of_several_merges_the_last_is_undone_first(twins):
	first = merge(twins)
	third = factories.activist(full_name="Zuleikha B.")
	second = merge_stakeholders(pair(twins.kept), pair(third))
	with pytest.raises(frappe.ValidationError, match=f"Undo the later merge {second.name} first"):
		undo_merge(first)
	undo_merge(second)
	undo_merge(first)
	with pytest.raises(frappe.ValidationError, match="already undone"):
		undo_merge(first)


def test_a_record_with_a_log_can_be_merged_and_all_be_split(twins):
	before = rows_of_the_site()
	first = merge(twins)
	third = factories.activist(full_name="Somebody Else")
	second = merge_stakeholders(pair(third), pair(twins.kept))
	assert frappe.db.get_value(MERGE_LOG, first.name, "stakeholder") == third.name
	undo_merge(second)
	undo_merge(first)
	after = rows_of_the_site()
	for doctype, rows in before.items():
		missing = {name: row for name, row in rows.items() if after[doctype].get(name) != row}
		assert missing == {}, doctype


def test_who_is_not_whom_goes_along_and_comes_back(twins):
	kept, merged, friend = map(pair, (twins.kept, twins.merged, twins.friend))
	mark_not_duplicate(kept, merged)
	mark_not_duplicate(merged, friend)
	log = merge_stakeholders(kept, merged)
	assert not_duplicates_of([kept]) == {kept: {friend}}
	assert frappe.db.count(DUPLICATE_EXCEPTION) == 1
	undo_merge(log)
	assert not_duplicates_of([kept, merged]) == {kept: {merged}, merged: {kept, friend}}


def test_who_may_not_write_both_merges_neither(users, twins):
	twins.merged.db_set("confidentiality", "Restricted")
	frappe.set_user(users["outreach2"])
	frappe.db.delete("DocShare", {"user": users["outreach2"]})
	with pytest.raises(frappe.PermissionError):
		merge(twins)
	assert frappe.db.exists(*pair(twins.merged))


def test_only_who_did_it_or_a_manager_undoes_it(users, twins):
	log = merge(twins)
	frappe.set_user(users["outreach"])
	with pytest.raises(frappe.PermissionError, match="Only a manager"):
		undo_merge(log)


def test_what_cannot_be_merged_says_why(users, twins):
	kept, merged = pair(twins.kept), pair(twins.merged)
	with pytest.raises(frappe.ValidationError, match="same type"):
		merge_stakeholders(kept, pair(twins.friend))
	with pytest.raises(frappe.ValidationError, match="two different records"):
		merge_stakeholders(kept, kept)
	with pytest.raises(frappe.ValidationError, match="cannot be chosen"):
		merge_stakeholders(kept, merged, ["display_name"])
	thank_you = frappe.get_all(
		THANK_YOU, filters={"stakeholder": twins.merged.name}, pluck="name", order_by="name"
	)[0]
	status = frappe.db.get_value(THANK_YOU, thank_you, "status")
	frappe.db.set_value(THANK_YOU, thank_you, "status", "Claimed")
	with pytest.raises(frappe.ValidationError, match="is being sent now"):
		merge_stakeholders(kept, merged)
	frappe.db.set_value(THANK_YOU, thank_you, "status", status)
	frappe.get_doc(
		{
			"doctype": "Erasure Request",
			**factories.pair(twins.merged),
			"asked_by": "She",
			"reason": "Data Subject Request",
		}
	).insert()
	with pytest.raises(frappe.ValidationError, match="open erasure request"):
		merge_stakeholders(kept, merged)
	frappe.db.delete("Erasure Request")
	twins.merged.db_set("status", "Anonymised")
	with pytest.raises(frappe.ValidationError, match="was erased"):
		merge_stakeholders(kept, merged)


def test_after_an_erasure_nothing_of_it_is_left_in_the_log(twins):
	log = merge(twins)
	with opened(log):
		assert "Harbour choir" in json.dumps(json.loads(log.undo))
	assert log.undo == DOTS
	frappe.db.set_value(MERGE_LOG, log.name, "undo", None)
	with pytest.raises(frappe.ValidationError, match="has been erased"):
		undo_merge(log)


def test_nobody_writes_the_log(users, twins):
	frappe.set_user("Administrator")
	with pytest.raises(frappe.PermissionError, match="written automatically"):
		frappe.get_doc(
			{
				"doctype": MERGE_LOG,
				**factories.pair(twins.kept),
				"what": "Merge",
				"merged_type": "Activist",
				"merged_number": "ACT-1",
			}
		).insert()


def test_the_two_are_shown_side_by_side(twins):
	seen = duplicates.compare_records("Activist", twins.kept.name, twins.merged.name)
	values = {row["fieldname"]: (row["kept"], row["merged"]) for row in seen["fields"]}
	assert values["causes"] == ("Night buses", "Rents")
	assert values["affiliations"] == ("", "Harbour choir")
	assert "safe_alias" not in values
	assert {row["label"]: (row["kept"], row["merged"]) for row in seen["rows"]} == {
		"Contact Points": (2, 2),
		"Ties": (0, 1),
		"Dos and Don'ts": (0, 1),
	}
	assert (seen["confidentiality"], seen["status"]) == ("Open", "Active")
	assert seen["pointing"] > 10
	assert (seen["says"], seen["reasons"][0]) == ("Likely duplicate", "similar name")


def test_they_are_merged_and_split_from_the_desk(users, twins):
	name = duplicates.merge("Activist", twins.kept.name, twins.merged.name, '["causes"]', " Same number ")
	log = frappe.get_doc(MERGE_LOG, name)
	with opened(log):
		assert (log.why, log.done_by) == ("Same number", users["manager"])
	assert frappe.db.get_value("Activist", twins.kept.name, "causes") == "Rents"
	assert duplicates.undo_merge(name) == 0
	assert frappe.db.exists(*pair(twins.merged))


def test_what_is_not_there_is_not_told_apart_from_what_is_hidden(users, twins):
	twins.merged.db_set("confidentiality", "Restricted")
	frappe.db.delete("DocShare")
	frappe.set_user(users["outreach2"])
	for number in ("ACT-99999", "<b>", twins.merged.name):
		with pytest.raises(frappe.PermissionError, match="permission to change"):
			duplicates.compare_records("Activist", twins.kept.name, number)
	with pytest.raises(frappe.ValidationError, match="Choose Community Leader"):
		duplicates.merge("User", "a", "b")
