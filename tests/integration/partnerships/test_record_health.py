"""What the records say of a relationship: computed from all that is on record, kept up to date by the scheduler."""

import json
from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.api import partnerships
from stakeholder_crm.partnerships.health.refresh_health import (
	rebuild_health,
	refresh_health,
	update_health,
)
from stakeholder_crm.testing import factories


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def person():
	return factories.activist(cadence_days=30)


def stored(doc):
	row = frappe.db.get_value(
		doc.doctype,
		doc.name,
		["record_health", "record_health_known", "record_health_parts", "record_health_on", "modified"],
		as_dict=True,
	)
	row.parts = json.loads(row.record_health_parts or "{}")
	return row


def health_of(doc):
	update_health([(doc.doctype, doc.name)])
	return stored(doc)


def test_a_new_acquaintance_has_nothing_but_recency(person):
	row = health_of(person)
	assert row.parts == {"recency": 100, "reciprocity": None, "trust": None, "sentiment": None}
	assert (row.record_health, row.record_health_known) == (100, 1)
	assert str(row.record_health_on) == today()


def test_all_four_parts_come_from_the_records(person):
	meeting = factories.held_meeting([person])
	factories.log(meeting, attendance=[factories.attendance(person, trust_change="Shrank")], submit=True)
	for direction, status in (("Ours", "Kept"), ("Ours", "Broken"), ("Theirs", "Kept")):
		promise = factories.commitment(person, direction=direction)
		promise.db_set("status", status)
	overdue = factories.commitment(person, direction="Theirs")
	overdue.db_set("due_on", add_days(today(), -1))
	factories.assessment(person, trust=2, assessed_on=add_days(today(), -100))
	factories.assessment(person, trust=3)
	row = health_of(person)
	assert row.parts == {"recency": 100, "reciprocity": 50, "trust": 60, "sentiment": 0}
	# 40 × 100 + 20 × 50 + 20 × 60 + 20 × 0, of 100
	assert (row.record_health, row.record_health_known) == (62, 4)


def test_what_lies_too_far_back_does_not_count(person):
	promise = factories.commitment(person)
	promise.db_set({"status": "Broken", "made_on": add_days(today(), -731)})
	factories.assessment(person, trust=1, assessed_on=add_days(today(), -366))
	assert health_of(person).parts["reciprocity"] is None
	assert health_of(person).parts["trust"] is None


def test_only_submitted_logs_of_those_who_came_count(person):
	factories.log(
		factories.held_meeting([person]),
		attendance=[factories.attendance(person, attended=0, contribution="", trust_change="Grew")],
		submit=True,
	)
	factories.log(
		factories.held_meeting([person]), attendance=[factories.attendance(person, trust_change="Grew")]
	)
	assert health_of(person).parts["sentiment"] is None


def test_other_weights_make_another_sum(as_user, users, person, jobs):
	factories.assessment(person, trust=1)
	assert health_of(person).record_health == 67
	with as_user(users["manager"]):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		settings.weight_trust = 0
		settings.save()
	assert jobs.run() == 1
	assert stored(person).record_health == 100


def test_settings_that_weigh_nothing_are_refused(as_user, users):
	with as_user(users["manager"]):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		settings.update(
			dict.fromkeys(("weight_recency", "weight_reciprocity", "weight_trust", "weight_sentiment"), 0)
		)
		with pytest.raises(frappe.ValidationError, match="at least one"):
			settings.save()


def test_the_owners_view_and_the_records_stand_side_by_side(person):
	person.health = "Broken"
	person.save()
	row = health_of(person)
	assert row.record_health == 100
	assert frappe.db.get_value("Activist", person.name, "health") == "Broken"


def test_nobody_types_what_is_computed(person):
	update_health([("Activist", person.name)])
	person.reload()
	person.record_health = 3
	person.save()
	assert stored(person).record_health == 100


def test_computing_is_no_edit(person):
	before = stored(person).modified
	assert health_of(person).modified == before


def test_the_scheduler_computes_those_about_whom_something_changed(freeze, person):
	refresh_health()
	assert stored(person).record_health == 100
	factories.assessment(person, trust=1)
	refresh_health()
	assert stored(person).parts["trust"] == 0
	log = factories.log(
		factories.held_meeting([person]),
		attendance=[factories.attendance(person, trust_change="Shrank")],
		submit=True,
	)
	refresh_health()
	assert stored(person).parts["sentiment"] == 0
	log.cancel()
	refresh_health()
	assert stored(person).parts["sentiment"] is None


def test_the_next_day_all_grow_older(freeze, person):
	refresh_health()
	freeze(now_datetime().replace(hour=12) + timedelta(days=60))
	refresh_health()
	row = stored(person)
	assert row.parts["recency"] == 50
	assert str(row.record_health_on) == today()


def test_everything_can_be_computed_again(person, jobs, monkeypatch):
	monkeypatch.setattr("stakeholder_crm.partnerships.health.refresh_health.BATCH", 2)
	others = [factories.activist() for _ in range(4)]
	update_health([("Activist", doc.name) for doc in (person, *others)])
	person.db_set("record_health", 1)
	rebuild_health()
	assert jobs.run() == 1
	assert stored(person).record_health == 100
	assert all(str(stored(doc).record_health_on) == today() for doc in others)


def test_an_erased_record_is_left_alone(person):
	person.db_set({"status": "Anonymised", "record_health_on": None})
	refresh_health()
	assert stored(person).record_health_on is None


def test_the_number_of_queries_does_not_grow_with_the_people(query_count, person):
	pairs = [("Activist", person.name)]
	update_health(pairs)
	with query_count() as few:
		update_health(pairs)
	pairs += [("Activist", factories.activist().name) for _ in range(6)]
	with query_count() as more:
		update_health(pairs)
	assert len(more) == len(few)


def test_whoever_works_with_people_may_ask_what_a_figure_is_made_of(as_user, users):
	answer = partnerships.health_parts()
	assert answer["weights"] == {"recency": 40, "reciprocity": 20, "trust": 20, "sentiment": 20}
	assert answer["trust_since"] == add_days(today(), -365)
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		partnerships.health_parts()
