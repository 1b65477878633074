"""What is said to a Confidential person, and where, is sealed from the meeting to the thank-you; its readers notice nothing."""

import frappe
import pytest
from frappe.utils import add_days, today

from stakeholder_crm.access.vault.sealed_rows import read_texts
from stakeholder_crm.api import logs
from stakeholder_crm.base.doctypes import COMMITMENT, CONCERN, MEETING, MEETING_LOG, SEALED_TEXT, THANK_YOU
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.engagement.briefs.create_brief import create_brief
from stakeholder_crm.engagement.meetings.quick_log import QuickLogInput, quick_log
from stakeholder_crm.follow_up.messages.script import load_script
from stakeholder_crm.follow_up.my_week import my_week
from stakeholder_crm.patches import seal_confidential_records
from stakeholder_crm.safeguarding.privacy.collect_person import collect_person
from stakeholder_crm.safeguarding.privacy.erase_person import erase_person
from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders
from stakeholder_crm.stakeholders.merging.undo import undo_merge
from stakeholder_crm.testing import factories
from tests.security.vault.conftest import confidential
from tests.security.vault.test_sealed_records import in_database

WORDS = {
	MEETING: ("location", "purpose", "desired_outcome", "agenda", "ground_rules", "disclosure_boundary"),
	MEETING_LOG: ("summary", "what_we_heard", "adaptations", "next_steps"),
}
# What each record of the world is read from, in its form.
SHOWN = {
	CONCERN: "said",
	COMMITMENT: "promise",
	"Stakeholder Assessment": "evidence",
	THANK_YOU: "contribution",
}


def words(doctype):
	return {field: f"Quokka{field.replace('_', '')}" for field in WORDS[doctype]}


def world_of(person):
	"""A logged meeting with a person and a guest, and all that came of it, by DocType."""
	meeting = factories.held_meeting([person, {"guest_name": "Quokka Guest"}], **words(MEETING))
	log = factories.log(
		meeting,
		submit=True,
		**words(MEETING_LOG),
		attendance=[
			factories.attendance(
				person, contribution="Quokkacontribution", note="Quokkanote", acknowledge_in_writing=0
			),
			{"guest_name": "Quokka Guest", "attended": 1, "contribution": "Quokkaguestsaid"},
		],
		concerns=[{**factories.pair(person), "said": "Quokkasaid", "category": "Trust", "severity": "High"}],
		commitments=[
			{
				**factories.pair(person),
				"promise": "Quokkapromise",
				"direction": "Ours",
				"responsible": frappe.session.user,
				"due_on": today(),
			}
		],
	)
	factories.assessment(person, evidence="Quokkaevidence")
	return meeting, log


def of(person, doctype):
	return frappe.get_doc(doctype, factories.pair(person))


def stored(doc):
	return frappe.get_doc(doc.doctype, doc.name)


def number_sealed():
	return frappe.db.count(SEALED_TEXT)


@pytest.fixture
def person(acting):
	return confidential("Activist", status="Active")


@pytest.fixture
def world(person):
	return world_of(person)


def test_no_column_holds_a_word_of_it(world):
	assert in_database("quokka") == []


def test_an_open_meeting_is_not_sealed(acting):
	meeting, log = world_of(factories.activist())
	assert (stored(meeting).location, stored(log).summary) == ("Quokkalocation", "Quokkasummary")
	assert number_sealed() == 0


def test_its_readers_forms_show_it(world, person, form_of):
	meeting, log = world
	shown = form_of(meeting)
	assert {field: shown[field] for field in words(MEETING)} == words(MEETING)
	assert [row["guest_name"] for row in shown["participants"]] == [None, "Quokka Guest"]
	shown = form_of(log)
	assert {field: shown[field] for field in words(MEETING_LOG)} == words(MEETING_LOG)
	assert [row["contribution"] for row in shown["attendance"]] == ["Quokkacontribution", "Quokkaguestsaid"]
	assert (shown["concerns"][0]["said"], shown["commitments"][0]["promise"]) == (
		"Quokkasaid",
		"Quokkapromise",
	)
	found = {doctype: form_of(of(person, doctype))[field] for doctype, field in SHOWN.items()}
	assert found == {doctype: f"Quokka{field}" for doctype, field in SHOWN.items()}


def test_it_is_saved_again_and_changed(world, person, form_of):
	concern = of(person, CONCERN)
	concern.update({"status": "Acting", "did": "Quokkadid"})
	concern.save()
	assert (concern.said, concern.did) == (DOTS, DOTS)
	shown = form_of(concern)
	assert (shown["said"], shown["did"]) == ("Quokkasaid", "Quokkadid")
	assert in_database("quokka") == []


def test_the_log_is_prefilled_with_guests(person, asked):
	meeting = factories.held_meeting([person, {"guest_name": "Quokka Guest"}])
	assert [row["guest_name"] for row in logs.prefill(meeting.name)["attendance"]] == [None, "Quokka Guest"]


def test_the_next_brief_tells_what_was_said(world, person, form_of):
	brief = create_brief(factories.meeting([person], purpose="Quokkasecondpurpose").name)
	html = form_of(brief)["__onload"].html
	for word in (
		"Quokkasaid",
		"Quokkapromise",
		"Quokkacontribution",
		"Quokkaadaptations",
		"Quokkasecondpurpose",
	):
		assert word in html, word
	assert in_database("quokka") == []


def test_a_note_from_the_quick_log_is_sealed(person, form_of):
	made = quick_log(
		QuickLogInput.read(
			{
				"key": "quokka-key",
				"about": "A talk",
				"kind": "Informal Gathering",
				"began": f"{add_days(today(), -1)} 10:00:00",
				"minutes": 30,
				"people": [
					{
						**factories.pair(person),
						"brought": "Quokkabrought",
						"promised": "Quokkapromised",
						"due_on": today(),
					},
					{"guest_name": "Quokka Guest"},
				],
			}
		)
	)
	frappe.db.delete(MEETING, {"quick_log_key": "quokka-key", "name": ("!=", made.meeting)})
	assert in_database("quokkabrought", "quokkapromised", "quokka guest") == []
	shown = form_of(frappe.get_doc(MEETING_LOG, made.log))
	assert [row["guest_name"] for row in shown["attendance"]] == [None, "Quokka Guest"]
	assert shown["attendance"][0]["contribution"] == "Quokkabrought"


def test_who_calls_to_thank_reads_what_to_say(world, person):
	script = load_script(of(person, THANK_YOU))
	assert "for Quokkacontribution" in script.say


def test_my_week_shows_what_i_promised(world):
	assert [row["promise"] for row in my_week(frappe.session.user).commitments.rows] == ["Quokkapromise"]


def test_a_cancelled_log_takes_back_what_nobody_has_worked_on(world, person):
	_meeting, log = world
	frappe.get_doc(MEETING_LOG, log.name).cancel()
	assert frappe.db.count(CONCERN, factories.pair(person)) == 0
	assert frappe.db.exists(SEALED_TEXT, {"name": ("like", f"{CONCERN}/%")}) is None
	assert in_database("quokka") == []


def test_and_keeps_what_a_colleague_has_worked_on(world, person):
	_meeting, log = world
	concern = of(person, CONCERN)
	concern.update({"status": "Acting", "did": "Quokkadid"})
	concern.save()
	frappe.get_doc(MEETING_LOG, log.name).cancel()
	assert frappe.db.count(CONCERN, factories.pair(person)) == 1
	assert frappe.db.count(COMMITMENT, factories.pair(person)) == 0


def test_an_amended_log_keeps_its_concerns(world, person, form_of):
	_meeting, log = world
	concern = of(person, CONCERN)
	concern.update({"status": "Acting", "did": "Quokkadid"})
	concern.save()
	frappe.get_doc(MEETING_LOG, log.name).cancel()
	again = frappe.copy_doc(frappe.get_doc(MEETING_LOG, log.name))
	again.update(form_values(form_of(log)))
	again.update({"amended_from": log.name, "docstatus": 0})
	again.insert()
	again.submit()
	assert frappe.db.count(CONCERN, factories.pair(person)) == 1
	assert in_database("quokka") == []


def form_values(shown):
	"""What the form of an amended log sends: the texts, as its user sees them."""
	return {
		**{field: shown[field] for field in words(MEETING_LOG)},
		**{
			table: [
				{
					key: value
					for key, value in row.items()
					if key not in ("name", "parent", "creation", "modified")
				}
				for row in shown[table]
			]
			for table in ("attendance", "concerns", "commitments")
		},
	}


def test_raising_a_person_seals_what_was_said_before(acting, form_of):
	person = factories.activist(status="Active")
	meeting, log = world_of(person)
	concern = of(person, CONCERN)
	concern.update({"said": "Quokkasaid again"})
	concern.save()
	person.reload()
	person.update({"confidentiality": "Confidential", "safe_alias": "Plover"})
	person.save()
	assert in_database("quokka") == []
	assert form_of(stored(log))["summary"] == "Quokkasummary"
	assert form_of(stored(meeting))["location"] == "Quokkalocation"


def test_naming_a_confidential_person_in_a_log_seals_the_meeting(acting, person):
	meeting = factories.held_meeting([factories.community_leader()], **words(MEETING))
	assert number_sealed() == 1  # the person
	factories.log(
		meeting,
		**words(MEETING_LOG),
		concerns=[{**factories.pair(person), "said": "Quokkasaid", "category": "Trust", "severity": "High"}],
	)
	assert in_database("quokka") == []


def test_lowering_a_meeting_opens_it(acting, form_of):
	meeting = factories.held_meeting([factories.activist()], confidentiality="Confidential", **words(MEETING))
	log = factories.log(meeting, **words(MEETING_LOG))
	assert in_database("quokka") == []
	meeting.update({"confidentiality": "Open", "lowered_because": "It was in the newspaper"})
	meeting.save()
	assert (stored(meeting).location, stored(log).summary) == ("Quokkalocation", "Quokkasummary")
	assert number_sealed() == 0


def test_merging_into_a_confidential_person_seals_what_the_other_said(person, form_of):
	other = factories.activist(full_name="Quokka Other", status="Active")
	_meeting, log = world_of(other)
	merge = merge_stakeholders((person.doctype, person.name), (other.doctype, other.name))
	assert in_database("quokka") == []
	undo_merge(merge)
	assert stored(log).summary == "Quokkasummary"


def merged_into(person, other):
	return merge_stakeholders((person.doctype, person.name), (other.doctype, other.name))


def test_what_was_written_since_a_merge_is_kept_by_its_undoing(person, form_of):
	other = factories.activist(status="Active")
	world_of(other)
	merge = merged_into(person, other)
	concern = of(person, CONCERN)
	concern.update({"status": "Acting", "did": "Quokkadid", "said": "Quokkasaid, and more"})
	concern.save()
	undo_merge(merge)
	shown = stored(concern)
	assert shown.stakeholder == other.name
	assert (shown.said, shown.did) == ("Quokkasaid, and more", "Quokkadid")
	assert number_sealed() == 1  # the person


def test_undoing_seals_at_the_restored_level(person, form_of):
	other = confidential("Activist", status="Active")
	concern = factories.concern(other, said="Quokkasaid")
	merge = merged_into(person, other)
	kept = stored(person)
	kept.update({"confidentiality": "Open", "lowered_because": "It was in the newspaper"})
	kept.save()
	assert stored(concern).said == "Quokkasaid"
	undo_merge(merge)
	assert in_database("quokkasaid") == []
	assert form_of(stored(concern))["said"] == "Quokkasaid"


def test_undoing_opens_what_the_merge_sealed(acting):
	person, other = factories.activist(status="Active"), confidential("Activist", status="Active")
	_meeting, log = world_of(person)
	merge = merged_into(person, other)
	assert in_database("quokka") == []
	undo_merge(merge)
	assert stored(log).summary == "Quokkasummary"
	assert of(person, CONCERN).said == "Quokkasaid"


def test_a_merge_log_is_sealed_at_every_level_and_shows_no_values(acting, form_of):
	person, other = factories.activist(status="Active"), factories.activist(status="Active")
	factories.held_meeting([other, confidential("Activist", status="Active")], location="Quokkaplace")
	merge = merged_into(person, other)
	assert in_database("quokkaplace") == []
	assert form_of(merge)["undo"] is None


def test_merging_two_who_attended_joins_what_they_brought(person, form_of):
	other = confidential("Activist", status="Active")
	meeting = factories.held_meeting([person, other])
	log = factories.log(
		meeting,
		submit=True,
		attendance=[
			factories.attendance(person, contribution="Quokkafirst", acknowledge_in_writing=0),
			factories.attendance(other, contribution="Quokkasecond", acknowledge_in_writing=0),
		],
	)
	merge_stakeholders((person.doctype, person.name), (other.doctype, other.name))
	assert in_database("quokka") == []
	shown = form_of(stored(log))
	assert [row["contribution"] for row in shown["attendance"]] == ["Quokkafirst; Quokkasecond"]


def test_a_person_gets_what_is_kept_of_what_they_said(world, person):
	told = frappe.as_json(collect_person(frappe.get_doc(person.doctype, person.name)))
	for word in ("Quokkasaid", "Quokkapromise", "Quokkacontribution", "Quokkaevidence"):
		assert word in told, word


def test_erasing_them_deletes_what_they_said_and_their_name_elsewhere(acting, as_user, users):
	person = confidential("Activist", status="Active")
	meeting = factories.held_meeting([person, factories.activist()])
	log = factories.log(
		meeting,
		submit=True,
		summary=f"{person.full_name} and the others agreed",
		attendance=[factories.attendance(person, contribution="Quokkafirst", acknowledge_in_writing=0)],
	)
	with as_user(users["safeguarding"]):
		erase_person((person.doctype, person.name), asked=True)
	texts = read_texts([(MEETING_LOG, log.name)])[MEETING_LOG, log.name]
	assert "quokka" not in str(texts).casefold()
	assert texts[""]["summary"].endswith("and the others agreed")
	assert person.name in frappe.get_all("Activist", {"status": "Anonymised"}, pluck="name")


def test_what_is_there_from_before_is_sealed_by_the_patch(acting, form_of):
	person = factories.activist(status="Active")
	meeting, log = world_of(person)
	frappe.db.set_value(MEETING, meeting.name, "confidentiality", "Confidential")
	frappe.clear_document_cache(MEETING, meeting.name)
	assert in_database("quokkasummary") != []
	seal_confidential_records.execute()
	assert in_database("quokkasummary", "quokkasaid", "quokkalocation", "quokkapromise") == []
	assert form_of(stored(log))["summary"] == "Quokkasummary"
