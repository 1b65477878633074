"""Every answer of the gate has words, and every clock reading a zone."""

from datetime import datetime, timezone

import pytest

from stakeholder_crm.domain.gate import Decision, Reason, Verdict
from stakeholder_crm.services.site_clock import current_moment, to_moment, to_stored
from stakeholder_crm.services.thank_yous.thank_you_reasons import sentence


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence(reason):
	text = sentence(Decision(Verdict.REVIEW, reason))
	assert text.endswith(".")


def test_a_go_needs_no_sentence():
	assert sentence(Decision(Verdict.GO)) == ""


def test_the_clock_reads_both_ways():
	moment = datetime(2026, 3, 4, 12, tzinfo=timezone.utc)
	assert to_moment(to_stored(moment)) == moment
	assert current_moment(moment) is moment
	assert current_moment(to_stored(moment)) == moment
