"""Ways around the vault that were found by attacking it, each closed."""

import frappe
import pytest

from stakeholder_crm.access.vault import follow_level
from stakeholder_crm.access.vault.sealed_document import opened, reseal
from stakeholder_crm.access.vault.sealed_rows import delete_texts
from stakeholder_crm.base.clock import current_moment
from stakeholder_crm.base.doctypes import CONCERN, MEETING, MEETING_LOG, THANK_YOU
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.follow_up.messages.gate_facts import load_gate_context
from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders
from stakeholder_crm.stakeholders.merging.undo import undo_merge
from stakeholder_crm.testing import factories
from tests.integration.safeguarding.records import disclosure
from tests.security.vault.conftest import confidential
from tests.security.vault.test_sealed_meetings import WORDS, of, stored, words, world_of
from tests.security.vault.test_sealed_records import in_database, in_redis


@pytest.fixture
def person(acting):
	return confidential("Activist", status="Active")


@pytest.fixture
def seen_by_others(monkeypatch) -> list[str]:
	"""The texts that another app's events were given, of any DocType."""
	seen: list[str] = []
	run = frappe.model.document.Document.run_method

	def spied(self, method, *args, **kwargs):
		if "quokka" in str(self.as_dict()).casefold() and method not in ("onload", "validate"):
			seen.append(f"{self.doctype}.{method}")
		return run(self, method, *args, **kwargs)

	monkeypatch.setattr(frappe.model.document.Document, "run_method", spied)
	return seen


def raised(person):
	doc = stored(person)
	doc.update({"confidentiality": "Confidential", "safe_alias": "Plover"})
	doc.save()
	return doc


def test_the_version_of_raising_does_not_have_the_name(acting):
	raised(factories.activist(full_name="Quokka Surname", status="Active"))
	assert in_database("quokka") == []


def test_nor_have_versions_of_meetings_that_named_them_once(acting):
	person = factories.activist(full_name="Quokka Surname", status="Active")
	meeting = stored(factories.meeting([factories.activist()]))
	meeting.append("participants", {**factories.pair(person), "invited": 1})
	meeting.save()
	meeting.participants = meeting.participants[:1]
	meeting.save()
	raised(person)
	assert in_database("quokka") == []


def test_nor_have_copies_of_deleted_records(acting):
	person = factories.activist(full_name="Quokka Surname", status="Active")
	_meeting, log = world_of(person)
	frappe.get_doc(MEETING_LOG, log.name).cancel()
	assert in_database("quokkasaid") != []
	raised(person)
	assert in_database("quokka") == []


def test_raising_an_agency_seals_what_it_was_told(acting, form_of):
	agency = factories.partner_agency()
	told = disclosure(
		factories.activist(), agency, what="Quokkawhat", override_reason="It was urgent"
	).insert()
	agency = raised(agency)
	assert in_database("quokka") == []
	agency.update({"confidentiality": "Open", "lowered_because": "It was in the newspaper"})
	agency.save()
	assert stored(told).what == "Quokkawhat"


def test_undoing_a_merge_leaves_a_meeting_raised_whose_log_names_them(person):
	other = factories.activist(status="Active")
	meeting = factories.held_meeting([other], **words(MEETING))
	merge = merge_stakeholders((person.doctype, person.name), (other.doctype, other.name))
	concern = {**factories.pair(person), "said": "Quokkasaid", "category": "Trust", "severity": "High"}
	factories.log(stored(meeting), **words(MEETING_LOG), concerns=[concern])
	undo_merge(merge)
	assert stored(meeting).confidentiality == "Confidential"
	assert in_database("quokka") == []


def test_no_event_of_another_app_sees_a_text(person, seen_by_others):
	meeting, log = world_of(person)
	seen_by_others.clear()
	again = stored(meeting)
	again.purpose = "Quokkapurpose, changed"
	again.save()
	frappe.get_doc(MEETING_LOG, log.name).cancel()
	assert [event for event in seen_by_others if not event.endswith((".on_submit", ".on_cancel"))] == []


def test_a_participant_seals_the_meeting_before_any_event(person, seen_by_others):
	factories.meeting([person], **words(MEETING))
	assert seen_by_others == []


def test_no_cache_holds_what_was_sealed(acting):
	person = factories.activist(status="Active")
	_meeting, log = world_of(person)
	frappe.get_cached_doc(MEETING_LOG, log.name)
	raised(person)
	assert in_redis("quokkasummary") == []


def test_sealing_leaves_what_another_process_has_written(acting, monkeypatch):
	person = factories.activist(status="Active")
	concern = factories.concern(person, said="Quokkasaid")

	def late(record):
		if record.doctype == CONCERN:
			frappe.db.set_value(CONCERN, record.name, "severity", "Critical")
		reseal(record)

	monkeypatch.setattr(follow_level, "reseal", late)
	raised(person)
	assert stored(concern).severity == "Critical"


def test_a_thank_you_saved_from_before_an_answer_keeps_it(person, form_of):
	world_of(person)
	stale, fresh = of(person, THANK_YOU), of(person, THANK_YOU)
	fresh.answer = "Quokka answers"
	reseal(fresh)
	# As a service saves it: what a user sends of a read-only field is not stored anyway.
	stale.flags.by_service = stale.flags.ignore_permissions = True
	stale.save()
	assert form_of(stale)["answer"] == "Quokka answers"


def test_one_lost_text_blocks_its_own_thank_you_alone(person):
	world_of(person)
	lost = of(person, THANK_YOU)
	delete_texts((THANK_YOU, lost.name))
	other = factories.activist(status="Active")
	world_of(other)
	fine = of(other, THANK_YOU)
	fine.update({"subject": "Thank you", "body": "For all"})
	around = load_gate_context([lost, fine], current_moment())
	assert not around.facts(lost).has_text
	assert around.facts(fine).has_text


def test_a_level_that_was_lowered_past_us_loses_nothing(acting):
	meeting = factories.meeting(confidentiality="Confidential", **words(MEETING))
	frappe.db.set_value(MEETING, meeting.name, "confidentiality", "Open")
	stored(meeting).db_update()
	meeting = stored(meeting)
	meeting.save()
	assert {field: stored(meeting).get(field) for field in WORDS[MEETING]} == words(MEETING)


def test_a_document_that_is_loaded_again_forgets_what_it_held(acting):
	meeting = stored(factories.meeting(confidentiality="Confidential", **words(MEETING)))
	with opened(meeting):
		pass
	other = stored(meeting)
	other.purpose = "Quokka new"
	other.save()
	meeting.reload()
	meeting.save()
	with opened(stored(meeting)) as again:
		assert again.purpose == "Quokka new"


def test_dots_in_a_text_are_not_taken_for_a_sealed_one(acting):
	concern = factories.concern(factories.activist(), said=f"They wrote {DOTS} and no more")
	assert stored(concern).said == f"They wrote {DOTS} and no more"
