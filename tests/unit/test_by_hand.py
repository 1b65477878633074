from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.by_hand import (
	BY_HAND_CHANNELS,
	SPOKEN_CHANNELS,
	Act,
	act_for,
	choose_hand_route,
)
from stakeholder_crm.domain.gate import GateReason, Route, is_usable

TODAY = date(2026, 3, 4)
NOBODY_SAID_NO: frozenset[str] = frozenset()
PHONE = Route(
	row="a",
	channel="Phone",
	address="+447700900123",
	safe=True,
	preferred=False,
	valid_until=None,
	bounced=False,
	names_us=False,
	suppressed=False,
)
EMAIL = replace(PHONE, row="b", channel="Email", address="a@example.org", preferred=True)
LETTER = replace(PHONE, row="c", channel="Letter", address="Dock Road 4", preferred=True)
VISIT = replace(PHONE, row="d", channel="In Person", address="")


@pytest.mark.parametrize(
	("reason", "channel", "act"),
	[
		("by_hand", "Phone", Act.CALL),
		("by_hand", "SMS", Act.MESSAGE),
		("by_hand", "WhatsApp", Act.MESSAGE),
		("by_hand", "Letter", Act.LETTER),
		("by_hand", "In Person", Act.VISIT),
		("by_hand", "Intermediary", Act.ASK_INTERMEDIARY),
		("through_intermediary", "Email", Act.ASK_INTERMEDIARY),
		("through_intermediary", "", Act.ASK_INTERMEDIARY),
		("not_in_writing", "Email", Act.SPEAK),
		("not_in_writing", "Letter", Act.SPEAK),
		("not_in_writing", "Phone", Act.CALL),
		("nothing_to_mention", "In Person", Act.VISIT),
		("nothing_to_mention", "", Act.SPEAK),
		("no_safe_route", "", None),
		("names_others", "Phone", None),
		("", "Phone", None),
	],
)
def test_what_a_person_is_asked_to_do(reason, channel, act):
	assert act_for(reason, channel) is act


@pytest.mark.parametrize(
	("routes", "withdrawn", "spoken", "chosen"),
	[
		([EMAIL, PHONE], NOBODY_SAID_NO, False, PHONE),
		([PHONE, LETTER], NOBODY_SAID_NO, False, LETTER),
		([PHONE, LETTER], NOBODY_SAID_NO, True, PHONE),
		([VISIT, PHONE], NOBODY_SAID_NO, True, VISIT),
		([EMAIL], NOBODY_SAID_NO, False, None),
		([LETTER], NOBODY_SAID_NO, True, None),
		([PHONE, VISIT], frozenset({"Phone"}), True, VISIT),
		([PHONE, VISIT], frozenset({""}), True, None),
		([replace(PHONE, safe=False)], NOBODY_SAID_NO, False, None),
		([replace(PHONE, bounced=True)], NOBODY_SAID_NO, False, None),
		([replace(PHONE, suppressed=True)], NOBODY_SAID_NO, False, None),
		([replace(PHONE, address="")], NOBODY_SAID_NO, False, None),
		([replace(PHONE, valid_until=TODAY - timedelta(days=1))], NOBODY_SAID_NO, False, None),
		([replace(PHONE, valid_until=TODAY)], NOBODY_SAID_NO, False, replace(PHONE, valid_until=TODAY)),
		([], NOBODY_SAID_NO, False, None),
	],
)
def test_the_route_that_a_person_takes(routes, withdrawn, spoken, chosen):
	assert choose_hand_route(routes, TODAY, withdrawn, spoken=spoken) == chosen


routes = st.builds(
	Route,
	row=st.just("x"),
	channel=st.sampled_from(["Email", *sorted(BY_HAND_CHANNELS), ""]),
	address=st.sampled_from(["", "somewhere"]),
	safe=st.booleans(),
	preferred=st.booleans(),
	valid_until=st.none() | st.dates(TODAY - timedelta(days=2), TODAY + timedelta(days=2)),
	bounced=st.booleans(),
	names_us=st.booleans(),
	suppressed=st.booleans(),
)


@given(
	st.lists(routes), st.frozensets(st.sampled_from(["", "Email", *sorted(BY_HAND_CHANNELS)])), st.booleans()
)
def test_it_is_never_a_route_that_somebody_closed(ways, withdrawn, spoken):
	chosen = choose_hand_route(ways, TODAY, withdrawn, spoken=spoken)
	if chosen:
		assert is_usable(chosen, TODAY)
		assert not chosen.suppressed
		assert withdrawn.isdisjoint({"", chosen.channel})
		assert chosen.channel in (SPOKEN_CHANNELS if spoken else BY_HAND_CHANNELS)


def test_every_reason_is_answered():
	assert {act_for(reason.value, "Phone") for reason in GateReason} == {Act.CALL, Act.ASK_INTERMEDIARY, None}
