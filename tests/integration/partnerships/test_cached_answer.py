"""Numbers that take long to count: cached for their reader, and shown with their age."""

from datetime import timedelta

import pytest
from frappe.desk.query_report import run
from frappe.utils import getdate, now_datetime, today

from stakeholder_crm.base.reporting import cached_answer
from stakeholder_crm.partnerships.figures.commitments_ageing import AgedCommitments, count_by_age
from stakeholder_crm.testing import factories

REPORT = "Commitments Ageing"


@pytest.fixture(autouse=True)
def _slow(monkeypatch, as_user, users, freeze):
	monkeypatch.setattr(cached_answer, "FELT_SECONDS", 0)
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


def test_a_cached_number_says_how_old_it_is(freeze, person):
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


def test_what_is_quick_is_never_cached(monkeypatch, person):
	monkeypatch.setattr(cached_answer, "FELT_SECONDS", 3600)
	owed, day = AgedCommitments.by_filters(None), getdate(today())
	first = cached_answer.cached_answer(count_by_age, owed, day)
	factories.commitment(person)
	second = cached_answer.cached_answer(count_by_age, owed, day)
	assert first.value != second.value
