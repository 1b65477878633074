"""Whether something may be told to a partner agency."""

from dataclasses import replace
from datetime import date, datetime
from itertools import product

import pytest

from stakeholder_crm.domain.consent import ConsentDecision
from stakeholder_crm.domain.disclosure import Agreement, Basis, Gap, judge

DAY = date(2026, 3, 10)
AGREED = Agreement(
	"AGR-1", "In Force", date(2026, 1, 1), date(2026, 1, 1), date(2026, 12, 31), frozenset({"Identity"})
)
GIVEN = ConsentDecision(True, datetime(2026, 2, 1))
WITHDRAWN = ConsentDecision(False, datetime(2026, 2, 1))


def verdict(category="Identity", basis=Basis.CONSENT, agreements=(AGREED,), consent=GIVEN):
	return judge(category, basis, DAY, agreements, consent)


@pytest.mark.parametrize("basis", Basis)
def test_an_agreement_and_consent_are_enough(basis):
	said = verdict(basis=basis)
	assert said.allowed
	assert not said.needs_reason
	assert not said.lead_only
	assert said.covering == (AGREED,)


@pytest.mark.parametrize(
	("changes", "in_force"),
	[
		({}, True),
		({"ends_on": None}, True),
		({"ends_on": DAY, "starts_on": DAY, "signed_on": DAY}, True),
		({"ends_on": date(2026, 3, 9)}, False),
		({"starts_on": date(2026, 3, 11)}, False),
		({"signed_on": None}, False),
		({"signed_on": date(2026, 3, 11)}, False),
		({"status": "Draft"}, False),
		({"status": "Expired"}, False),
		({"status": "Ended"}, False),
	],
)
def test_an_agreement_is_in_force_while_it_is_signed_and_runs(changes, in_force):
	assert replace(AGREED, **changes).in_force(DAY) is in_force


def test_what_no_agreement_covers_needs_an_override():
	said = verdict(category="Whereabouts")
	assert said.gaps == {Gap.NOT_COVERED}
	assert said.in_force == (AGREED,)
	assert said.needs_reason


def test_without_an_agreement_in_force_an_override_is_needed_on_any_basis():
	for basis, agreements in product(Basis, [(), (replace(AGREED, status="Ended"),)]):
		said = verdict(basis=basis, agreements=agreements)
		assert said.gaps == {Gap.NO_AGREEMENT}
		assert said.needs_reason
		assert not said.lead_only


@pytest.mark.parametrize(
	("basis", "needs_reason"), [(Basis.CONSENT, True), (Basis.DANGER, False), (Basis.LAW, False)]
)
def test_where_nobody_asked_for_consent_the_basis_may_be_reason_enough(basis, needs_reason):
	said = verdict(basis=basis, consent=None)
	assert said.gaps == {Gap.NO_CONSENT}
	assert said.needs_reason is needs_reason
	assert not said.lead_only


@pytest.mark.parametrize(
	("basis", "lead_only"), [(Basis.CONSENT, True), (Basis.DANGER, False), (Basis.LAW, True)]
)
def test_against_what_somebody_said_only_a_lead_goes_on_unless_a_life_is_in_danger(basis, lead_only):
	said = verdict(basis=basis, consent=WITHDRAWN)
	assert said.gaps == {Gap.WITHDRAWN}
	assert said.needs_reason
	assert said.lead_only is lead_only
