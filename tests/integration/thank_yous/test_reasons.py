"""Every answer of the gate has words, and every clock reading a zone."""

from datetime import datetime, timezone

import pytest

from stakeholder_crm.base.clock import current_moment, to_moment, to_stored
from stakeholder_crm.domain.delivery import Trouble
from stakeholder_crm.domain.gate import GateDecision, GateReason, GateVerdict
from stakeholder_crm.follow_up.messages.reasons import next_step, reason_label, reason_message


@pytest.mark.parametrize("reason", list(GateReason))
def test_every_reason_has_a_sentence(reason):
	text = reason_message(GateDecision(GateVerdict.REVIEW, reason))
	assert text.endswith(".")


def test_a_go_needs_no_sentence():
	assert reason_message(GateDecision(GateVerdict.GO)) == ""


@pytest.mark.parametrize("reason", [*GateReason, *Trouble], ids=lambda reason: reason.value)
def test_every_reason_has_a_label_and_a_next_step_that_fit_a_table(reason):
	assert 0 < len(reason_label(reason.value)) <= 30
	assert not reason_label(reason.value).endswith(".")
	assert 0 < len(next_step(reason.value)) <= 60
	assert next_step(reason.value).endswith(".")


def test_labels_tell_reasons_apart():
	assert len({reason_label(reason.value) for reason in (*GateReason, *Trouble)}) == len(GateReason) + len(
		Trouble
	)


def test_a_code_that_is_not_known_any_more_still_has_words():
	assert reason_label("long_gone") == "Other reason"
	assert next_step("long_gone").endswith(".")


def test_no_reason_needs_no_words():
	assert (reason_label(""), next_step("")) == ("", "")


def test_the_clock_reads_both_ways():
	moment = datetime(2026, 3, 4, 12, tzinfo=timezone.utc)
	assert to_moment(to_stored(moment)) == moment
	assert current_moment(moment) is moment
	assert current_moment(to_stored(moment)) == moment
