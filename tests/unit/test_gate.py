"""The gate: a case for each row, one for each pair of rows that can conflict, and never GO by accident."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.gate import (
	GateDecision,
	GateFacts,
	GateReason,
	GateVerdict,
	Route,
	choose_route,
	decide,
	is_usable,
)
from stakeholder_crm.domain.quiet_hours import SPREAD, ContactHours, is_allowed
from stakeholder_crm.domain.thank_you_text import Finding

NOW = datetime(2026, 3, 4, 12, tzinfo=timezone.utc)
TODAY = NOW.date()
TOMORROW = NOW.replace(hour=0) + timedelta(days=1)
HOURS = ContactHours(ZoneInfo("UTC"), time(20), time(8))
EMAIL = Route(
	row="r1",
	channel="Email",
	address="a@example.org",
	safe=True,
	preferred=False,
	valid_until=None,
	bounced=False,
	names_us=False,
	suppressed=False,
)
MACHINES = frozenset({"Email"})
PHONE = replace(EMAIL, row="r2", channel="Phone", address="+447700900123")
GOOD = GateFacts(
	attended=True,
	status="Active",
	withdrawn=frozenset(),
	through_intermediary=False,
	routes=(EMAIL,),
	machine_channels=MACHINES,
	in_writing=True,
	contribution_is_safe=True,
	has_text=True,
	findings=frozenset(),
	now=NOW,
	due_on=NOW - timedelta(hours=1),
	late_limit=timedelta(hours=168),
	hours=HOURS,
	stopped=False,
	cap_left=1,
	tomorrow=TOMORROW,
	key="MTG-1:Activist:ACT-1",
)

# Each row of the gate, in its order of precedence: what fails it, and what the gate then answers.
ROWS = [
	({"attended": False}, GateVerdict.CANCEL, GateReason.NOT_ATTENDED),
	({"status": "Do Not Contact"}, GateVerdict.CANCEL, GateReason.NOT_ACTIVE),
	({"withdrawn": frozenset({""})}, GateVerdict.CANCEL, GateReason.CONSENT_WITHDRAWN),
	({"routes": (replace(EMAIL, suppressed=True),)}, GateVerdict.CANCEL, GateReason.SUPPRESSED),
	({"through_intermediary": True}, GateVerdict.TASK, GateReason.THROUGH_INTERMEDIARY),
	({"routes": (replace(EMAIL, safe=False),)}, GateVerdict.BLOCK, GateReason.NO_SAFE_ROUTE),
	({"in_writing": False}, GateVerdict.TASK, GateReason.NOT_IN_WRITING),
	({"routes": (PHONE,)}, GateVerdict.TASK, GateReason.BY_HAND),
	({"contribution_is_safe": False}, GateVerdict.TASK, GateReason.NOTHING_TO_MENTION),
	({"hours": None}, GateVerdict.BLOCK, GateReason.NO_DECENT_HOUR),
	({"has_text": False}, GateVerdict.REVIEW, GateReason.NO_TEXT),
	({"findings": frozenset({Finding.NAME})}, GateVerdict.REVIEW, GateReason.NAMES_OTHERS),
	({"due_on": NOW - timedelta(hours=169)}, GateVerdict.REVIEW, GateReason.TOO_LATE),
	({"stopped": True}, GateVerdict.DEFER, GateReason.STOPPED),
	({"cap_left": 0}, GateVerdict.DEFER, GateReason.DAILY_CAP),
	({"hours": replace(HOURS, quiet_from=time(11), quiet_to=time(13))}, GateVerdict.DEFER, GateReason.QUIET),
]


def answer(decision: GateDecision) -> tuple[GateVerdict, GateReason | None]:
	return decision.verdict, decision.reason


def test_when_every_row_passes_it_may_go_by_its_route():
	assert decide(GOOD) == GateDecision(GateVerdict.GO, route=EMAIL)


@pytest.mark.parametrize(("fault", "verdict", "reason"), ROWS, ids=[row[2].value for row in ROWS])
def test_each_row_alone(fault, verdict, reason):
	assert answer(decide(replace(GOOD, **fault))) == (verdict, reason)


@pytest.mark.parametrize("fold", [0, 1])
def test_an_hour_that_a_time_change_repeats_is_an_hour_like_another(fold):
	now = datetime(2026, 10, 25, 2, 10, fold=fold, tzinfo=ZoneInfo("Europe/Madrid"))
	always = ContactHours(now.tzinfo, time(0), time(0))
	assert (
		decide(replace(GOOD, now=now, due_on=now - timedelta(hours=1), hours=always)).verdict
		is GateVerdict.GO
	)


@pytest.mark.parametrize(
	("first", "second"),
	[pair for pair in combinations(ROWS, 2) if not pair[0][0].keys() & pair[1][0].keys()],
	ids=lambda row: row[2].value,
)
def test_of_two_rows_the_earlier_decides(first, second):
	assert answer(decide(replace(GOOD, **first[0], **second[0]))) == (first[1], first[2])


@pytest.mark.parametrize("status", ["Draft", "Dormant", "Do Not Contact", "Anonymised", ""])
def test_only_active_stakeholders_are_thanked(status):
	assert answer(decide(replace(GOOD, status=status))) == (GateVerdict.CANCEL, GateReason.NOT_ACTIVE)


@pytest.mark.parametrize(
	("finding", "reason"),
	[
		(Finding.NAME, GateReason.NAMES_OTHERS),
		(Finding.CASE_REF, GateReason.NAMES_CASE),
		(Finding.PLACE, GateReason.NAMES_PLACE),
		(Finding.ORGANISATION, GateReason.NAMES_ORGANISATION),
		(Finding.SENDER, GateReason.SENDER_NAMES_ORGANISATION),
	],
)
def test_each_thing_a_text_may_give_away(finding, reason):
	assert answer(decide(replace(GOOD, findings=frozenset({finding})))) == (GateVerdict.REVIEW, reason)


def test_the_organisation_may_be_named_where_the_route_allows_it():
	about_us = frozenset({Finding.ORGANISATION, Finding.SENDER})
	facts = replace(GOOD, findings=about_us, routes=(replace(EMAIL, names_us=True),))
	assert decide(facts).verdict is GateVerdict.GO


def test_consent_taken_back_for_everything_or_for_another_channel():
	assert decide(replace(GOOD, withdrawn=frozenset({"Email"}))).reason is GateReason.CONSENT_WITHDRAWN
	assert decide(replace(GOOD, withdrawn=frozenset({"SMS"}))).verdict is GateVerdict.GO
	assert decide(replace(GOOD, withdrawn=frozenset({""}), routes=())).verdict is GateVerdict.CANCEL


def test_the_last_moment_of_the_late_limit_still_counts():
	assert decide(replace(GOOD, due_on=NOW - GOOD.late_limit)).verdict is GateVerdict.GO


def test_a_deferral_says_until_when_where_that_is_known():
	assert decide(replace(GOOD, cap_left=0)).until == TOMORROW
	assert decide(replace(GOOD, stopped=True)).until is None
	night = datetime(2026, 3, 4, 22, tzinfo=timezone.utc)
	morning = datetime(2026, 3, 5, 8, tzinfo=timezone.utc)
	assert morning <= decide(replace(GOOD, now=night)).until < morning + SPREAD


def test_a_week_of_no_contact_days_is_a_block_not_an_endless_deferral():
	facts = replace(GOOD, hours=replace(HOURS, no_contact_days=frozenset(range(7))))
	assert answer(decide(facts)) == (GateVerdict.BLOCK, GateReason.NO_DECENT_HOUR)


@pytest.mark.parametrize(
	("change", "usable"),
	[
		({}, True),
		({"safe": False}, False),
		({"bounced": True}, False),
		({"valid_until": TODAY}, True),
		({"valid_until": TODAY - timedelta(days=1)}, False),
		({"address": ""}, False),
		({"address": "", "channel": "In Person"}, True),
	],
)
def test_which_route_is_usable(change, usable):
	assert is_usable(replace(EMAIL, **change), TODAY) is usable


@pytest.mark.parametrize(
	("routes", "row"),
	[
		((), None),
		((PHONE, EMAIL), "r1"),
		((replace(PHONE, preferred=True), EMAIL), "r2"),
		((replace(PHONE, preferred=True, safe=False), EMAIL), "r1"),
		((replace(PHONE, row="first"), PHONE), "first"),
	],
)
def test_the_preferred_route_is_taken_then_email_then_the_first(routes, row):
	route = choose_route(routes, TODAY, MACHINES)
	assert (route.row if route else None) == row


def test_a_route_is_in_date_by_the_recipients_calendar():
	"""At noon UTC it is already tomorrow in Kiritimati."""
	facts = replace(
		GOOD,
		routes=(replace(EMAIL, valid_until=TODAY),),
		hours=ContactHours(ZoneInfo("Pacific/Kiritimati"), time(0), time(0)),
	)
	assert decide(facts).reason is GateReason.NO_SAFE_ROUTE


routes = st.builds(
	Route,
	row=st.sampled_from(["r1", "r2", "r3"]),
	channel=st.sampled_from(["Email", "SMS", "Phone", "In Person"]),
	address=st.sampled_from(["", "a@example.org"]),
	safe=st.booleans(),
	preferred=st.booleans(),
	valid_until=st.none() | st.dates(date(2026, 3, 1), date(2026, 3, 8)),
	bounced=st.booleans(),
	names_us=st.booleans(),
	suppressed=st.booleans(),
)
anything = st.builds(
	GateFacts,
	attended=st.booleans(),
	status=st.sampled_from(["Active", "Dormant", "Do Not Contact"]),
	withdrawn=st.frozensets(st.sampled_from(["", "Email", "SMS"])),
	through_intermediary=st.booleans(),
	routes=st.lists(routes, max_size=3).map(tuple),
	machine_channels=st.frozensets(st.sampled_from(["Email", "SMS"])),
	in_writing=st.booleans(),
	contribution_is_safe=st.booleans(),
	has_text=st.booleans(),
	findings=st.frozensets(st.sampled_from(list(Finding))),
	now=st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 31), timezones=st.just(timezone.utc)),
	due_on=st.datetimes(datetime(2026, 2, 1), datetime(2026, 3, 31), timezones=st.just(timezone.utc)),
	late_limit=st.integers(0, 400).map(lambda hours: timedelta(hours=hours)),
	hours=st.none()
	| st.builds(
		ContactHours,
		st.sampled_from(["UTC", "Asia/Kathmandu", "America/Havana"]).map(ZoneInfo),
		st.times(),
		st.times(),
		st.frozensets(st.integers(0, 6)),
	),
	stopped=st.booleans(),
	cap_left=st.integers(-1, 2),
	tomorrow=st.just(TOMORROW),
	key=st.text(max_size=3),
)
nearly_good = st.sampled_from([row[0] for row in ROWS]).flatmap(
	lambda fault: st.booleans().map(lambda faulty: replace(GOOD, **(fault if faulty else {})))
)


@given(anything | nearly_good)
def test_it_never_goes_unless_every_row_passes(facts):
	decision = decide(facts)
	if decision.verdict is not GateVerdict.GO:
		assert decision.reason is not None
		return
	route = decision.route
	assert route is not None
	assert facts.hours is not None
	assert route.channel in facts.machine_channels
	assert is_usable(route, facts.now.astimezone(facts.hours.zone).date())
	assert not route.suppressed
	assert facts.attended
	assert facts.status == "Active"
	assert facts.withdrawn.isdisjoint({"", route.channel})
	assert not facts.through_intermediary
	assert facts.in_writing
	assert facts.contribution_is_safe
	assert facts.has_text
	assert facts.findings <= ({Finding.ORGANISATION, Finding.SENDER} if route.names_us else set())
	assert facts.now <= facts.due_on + facts.late_limit
	assert not facts.stopped
	assert facts.cap_left > 0
	assert is_allowed(facts.now, facts.hours)


@given(anything)
def test_a_deferral_never_points_into_the_past(facts):
	decision = decide(facts)
	if decision.verdict is GateVerdict.DEFER and decision.reason is GateReason.QUIET:
		assert decision.until is not None
		assert decision.until > facts.now
