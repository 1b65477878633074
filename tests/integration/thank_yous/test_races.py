"""Two who do something with one thank-you at the same moment: one of them wins, and nothing is lost."""

import frappe
import pytest
from frappe.utils import now_datetime

from stakeholder_crm.follow_up.messages import dispatch as dispatcher
from stakeholder_crm.follow_up.messages import recall as pulling
from stakeholder_crm.follow_up.messages import send as sender
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from tests.integration.thank_yous.helpers import THANK_YOU, again, settings

pytestmark = pytest.mark.usefixtures("ready_to_send")


@pytest.fixture
def no_rollback(monkeypatch):
	"""What would undo the whole test here undoes one step in a run."""
	monkeypatch.setattr(frappe.db, "rollback", lambda *args, **kwargs: None)


def do_not_contact(doc):
	person = frappe.get_doc("Activist", doc.stakeholder)
	person.status = "Do Not Contact"
	person.save()


def test_a_cancellation_that_comes_after_the_handing_over_comes_too_late(planned):
	doc = planned()
	doc.db_set({"status": "Claimed", "claim_token": "a-run"})
	seen = again(doc)
	doc.db_set("status", "Queued")
	assert pulling.recall_thank_you(seen, {"block_reason": "", "reason_code": ""}) is False
	assert again(doc).status == "Queued"


def test_a_cancellation_between_claim_and_handing_over_keeps_it_here(
	planned, mail_sink, monkeypatch, no_rollback
):
	doc = planned()
	claim = sender.claim

	def claim_and_lose(name, token, moment):
		mine = claim(name, token, moment)
		do_not_contact(doc)
		return mine

	monkeypatch.setattr(sender, "claim", claim_and_lose)
	assert dispatch_due().outcomes == {doc.name: "Cancelled"}
	assert mail_sink.received == []


def test_a_cancellation_that_meets_somebody_elses_change_is_tried_again(planned, monkeypatch):
	doc = planned()
	ask = pulling.check_gate

	def save_then_ask(docs):
		frappe.db.set_value(THANK_YOU, doc.name, "subject", "Thanks", modified=now_datetime())
		return ask(docs)

	monkeypatch.setattr(pulling, "check_gate", save_then_ask)
	do_not_contact(doc)
	assert (again(doc).status, again(doc).subject) == ("Cancelled", "Thanks")


def test_a_cancellation_that_never_gets_through_is_left_to_the_gate_at_sending(
	planned, mail_sink, monkeypatch
):
	doc = planned()

	def always_meeting(*_args):
		raise frappe.TimestampMismatchError

	monkeypatch.setattr(pulling, "recall_thank_you", always_meeting)
	do_not_contact(doc)
	assert again(doc).status == "Scheduled"
	assert dispatch_due().outcomes == {doc.name: "Cancelled"}
	assert mail_sink.received == []


@pytest.mark.parametrize("where", ["before the claim", "after the claim"])
def test_a_row_that_somebody_holds_is_sent_by_the_next_run(
	planned, mail_sink, monkeypatch, no_rollback, where
):
	doc = planned()

	def held(*_args, **_kwargs):
		raise frappe.QueryDeadlockError

	if where == "before the claim":
		monkeypatch.setattr(dispatcher, "send_thank_you", held)
	else:
		monkeypatch.setattr(sender, "move_claimed", held)
	assert dispatch_due().outcomes == {doc.name: "Scheduled"}
	assert mail_sink.received == []
	monkeypatch.undo()
	assert dispatch_due().outcomes == {doc.name: "Sent"}
	assert len(mail_sink.received) == 1


def test_an_error_after_the_server_took_it_does_not_hide_that_it_left(planned, mail_sink, monkeypatch):
	from frappe.email.doctype.email_queue.email_queue import EmailQueue

	doc = planned()
	send = EmailQueue.send

	def send_and_break(self, *args, **kwargs):
		send(self, *args, **kwargs)
		raise RuntimeError("out of ink")

	monkeypatch.setattr(EmailQueue, "send", send_and_break)
	assert dispatch_due().outcomes == {doc.name: "Sent"}
	assert len(mail_sink.received) == 1


def test_no_more_leave_in_a_minute_than_settings_allow(planned, mail_sink):
	settings(messages_per_minute=2)
	for _ in range(3):
		planned()
	run = dispatch_due(now_datetime())
	assert sorted(run.outcomes.values()) == ["Sent", "Sent"]
	assert "minute" in run.stopped_by
	assert frappe.get_all(THANK_YOU, filters={"status": "Scheduled"}, pluck="reason_code") == ["pace"]


def test_a_run_waits_for_the_next_minute_and_goes_on(planned, mail_sink, monkeypatch):
	settings(messages_per_minute=2)
	for _ in range(5):
		planned()
	rests = []

	def a_minute_passes(seconds):
		rests.append(seconds)
		frappe.db.set_value(THANK_YOU, {"status": "Sent"}, "claimed_on", "2020-01-01 00:00:00")

	monkeypatch.setattr(dispatcher, "_pause", a_minute_passes)
	assert list(dispatch_due().outcomes.values()) == ["Sent"] * 5
	assert len(rests) == 2
	assert len(mail_sink.received) == 5
