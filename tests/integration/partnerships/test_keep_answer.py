"""Numbers that take long to count: kept for their reader, told with their age, counted again where something changed."""

from datetime import timedelta

import frappe
import pytest
from frappe.desk.query_report import run
from frappe.utils import getdate, now_datetime, today

from stakeholder_crm.base.reporting import kept_answer
from stakeholder_crm.partnerships.figures.commitments_ageing import AgedCommitments, count_by_age
from stakeholder_crm.partnerships.figures.roles import watchers
from stakeholder_crm.testing import factories

REPORT = "Commitments Ageing"
ABOUT = ("Stakeholder Commitment",)


@pytest.fixture(autouse=True)
def _slow(monkeypatch, as_user, users, freeze):
	monkeypatch.setattr(kept_answer, "FELT_SECONDS", 0)
	freeze(now_datetime().replace(hour=12, minute=2, second=0))
	with as_user(users["manager"]):
		yield


@pytest.fixture
def person(as_user, users):
	with as_user(users["outreach"]):
		return factories.activist()


def shown(**filters) -> tuple[int, str]:
	"""The total of the report, and what it says of itself."""
	answer = run(REPORT, filters=filters)
	totals = [row["all"] for row in answer["result"] if isinstance(row, dict) and row.get("is_total")]
	return sum(totals), answer["message"] or ""


def later(freeze, minutes: int) -> None:
	freeze(now_datetime() + timedelta(minutes=minutes))


def test_a_kept_number_says_how_old_it_is(freeze, person):
	factories.commitment(person)
	before, message = shown()
	assert "Counted at" not in message
	factories.commitment(person)
	later(freeze, 3)
	number, message = shown()
	assert number == before
	assert "Counted at 12:02" in message


def test_the_numbers_of_this_moment_can_be_asked_for(freeze, person):
	factories.commitment(person)
	before, _message = shown()
	factories.commitment(person)
	later(freeze, 3)
	number, message = shown(count_now=1)
	assert (number, "Counted at" in message) == (before + 1, False)


def test_the_scheduler_counts_again_what_has_changed(freeze, person, query_count):
	factories.commitment(person)
	before, _message = shown()
	later(freeze, 5)
	with query_count() as idle:
		kept_answer.refresh_answers(watchers())
	factories.commitment(person)
	with query_count() as busy:
		kept_answer.refresh_answers(watchers())
	assert shown()[0] == before + 1
	assert "Counted at" not in shown()[1]
	assert len(idle) < len(busy)


def test_an_old_number_is_not_shown(freeze, person):
	factories.commitment(person)
	before, _message = shown()
	factories.commitment(person)
	later(freeze, 16)
	assert shown()[0] == before + 1


def test_each_reader_and_each_question_has_an_answer_of_its_own(as_user, users, person):
	factories.commitment(person, direction="Theirs")
	mine, _message = shown()
	assert shown(direction="Theirs")[0] >= 1
	with as_user(users["outreach"]):
		hidden = factories.activist(confidentiality="Confidential", safe_alias="Heron")
		factories.commitment(hidden)
		assert shown()[0] == mine + 1
	assert shown()[0] == mine


def test_they_are_counted_again_with_the_eyes_of_their_reader(freeze, as_user, users, person):
	factories.commitment(person)
	before, _message = shown()
	with as_user(users["outreach"]):
		hidden = factories.activist(confidentiality="Confidential", safe_alias="Heron")
		factories.commitment(hidden)
	kept_answer.refresh_answers(watchers())
	assert shown()[0] == before
	assert frappe.session.user == users["manager"]


def test_who_no_longer_looks_costs_nothing(freeze, person):
	shown()
	later(freeze, 2 * 24 * 60)
	kept_answer.refresh_answers(watchers())
	assert frappe.cache.hgetall(f"{kept_answer.KEY}:{frappe.session.user}") == {}


def test_what_is_quick_is_never_kept(monkeypatch, person):
	monkeypatch.setattr(kept_answer, "FELT_SECONDS", 3600)
	owed, day = AgedCommitments.by_filters(None), getdate(today())
	first = kept_answer.keep_answer(count_by_age, owed, day, about=ABOUT)
	factories.commitment(person)
	second = kept_answer.keep_answer(count_by_age, owed, day, about=ABOUT)
	assert first.value != second.value
