"""What fails, breaks off or is left behind by a dead run is found, and never sent twice."""

import smtplib
from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from stakeholder_crm.base.clock import current_moment
from stakeholder_crm.domain.delivery import MOST_ATTEMPTS, wait_before_next
from stakeholder_crm.follow_up.channels import email as email_channel
from stakeholder_crm.follow_up.channels.registry import open_channels
from stakeholder_crm.follow_up.messages import send as sender
from stakeholder_crm.follow_up.messages.claim import claim, reserve
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.follow_up.messages.recover import recover_thank_yous
from stakeholder_crm.follow_up.messages.retry import retry_thank_you
from tests.integration.thank_yous.helpers import (
	again,
	email_queue_row,
)

pytestmark = pytest.mark.usefixtures("ready_to_send")

LONG_AGO = timedelta(minutes=16)


REFUSED = smtplib.SMTPDataError(554, b"5.7.1 no")


@pytest.mark.parametrize(
	("error", "word", "code"),
	[
		(smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"5.1.1 unknown")}), "(550)", "bad_address"),
		(smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"5.7.1 policy")}), "(550)", "refused"),
		(REFUSED, "(554)", "refused"),
	],
)
def test_a_refused_one_fails_with_a_reason_and_can_be_tried_again(
	planned, mail_sink, refuse, monkeypatch, error, word, code
):
	doc = planned()
	refuse(error)
	assert dispatch_due().outcomes == {doc.name: "Failed"}
	doc.reload()
	assert word in doc.block_reason
	assert doc.reason_code == code
	assert frappe.db.get_value("ToDo", doc.todo, "status") == "Open"
	row = doc.email_queue
	assert frappe.db.get_value("Email Queue", row, "status") == "Error"
	monkeypatch.undo()
	retry_thank_you(doc)
	frappe.db.set_value("Stakeholder Contact Point", doc.contact_point, "bounced", 0)
	assert dispatch_due(now_datetime() + timedelta(seconds=1)).outcomes == {doc.name: "Sent"}
	doc.reload()
	assert (doc.email_queue, doc.attempts) == (row, 2)
	assert frappe.db.get_value("ToDo", doc.todo, "status") == "Closed"
	assert len(mail_sink.received) == 1


def test_an_address_that_nobody_has_is_marked_and_not_written_to_again(
	planned, mail_sink, refuse, monkeypatch
):
	doc = planned()
	refuse(smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"5.1.1 unknown")}))
	dispatch_due()
	monkeypatch.undo()
	doc.reload()
	assert frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "bounced") == 1
	retry_thank_you(doc)
	dispatch_due(now_datetime() + timedelta(seconds=1))
	doc.reload()
	assert (doc.status, doc.reason_code) == ("Blocked", "no_safe_route")
	assert mail_sink.received == []


@pytest.mark.parametrize(
	"reply",
	[
		b"5.1.8 Sender address rejected: Domain not found",
		b"5.1.7 Sender address rejected: undeliverable address",
		b"5.1.0 Address rejected",
		b"Blocked by spam policy",
		b"Sender verify failed",
		b"relay not permitted",
		b"SC-001 (COL004) Unfortunately, messages from 192.0.2.1 weren't sent",
		b"Administrative prohibition",
		b"sorry, that domain isn't in my list of allowed rcpthosts",
	],
)
def test_a_fault_of_ours_marks_no_address(planned, mail_sink, refuse, reply):
	doc = planned()
	refuse(smtplib.SMTPRecipientsRefused({"x@example.org": (550, reply)}))
	assert dispatch_due().outcomes == {doc.name: "Failed"}
	doc.reload()
	assert doc.reason_code == "refused"
	assert not frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "bounced")


def test_what_a_server_puts_off_is_tried_again_later_each_time_and_not_for_ever(planned, mail_sink, refuse):
	doc = planned()
	refuse(smtplib.SMTPDataError(451, b"4.7.1 greylisted"))
	now = now_datetime()
	for attempt in range(1, MOST_ATTEMPTS):
		assert dispatch_due(now).outcomes == {doc.name: "Scheduled"}
		doc.reload()
		wait = wait_before_next(attempt)
		assert doc.deferred_until == (now + wait)
		assert (doc.attempts, doc.reason_code) == (attempt, "put_off")
		assert dispatch_due(now + wait - timedelta(seconds=1)).outcomes == {}
		now += wait
	assert dispatch_due(now).outcomes == {doc.name: "Failed"}
	assert again(doc).reason_code == "gave_up"
	assert mail_sink.received == []


def test_a_server_that_puts_off_everything_is_left_alone_and_nothing_is_lost(
	planned, mail_sink, refuse, monkeypatch
):
	docs = [planned() for _ in range(7)]
	refuse(smtplib.SMTPDataError(450, b"too many"))
	run = dispatch_due(now_datetime())
	assert "450" in run.stopped_by
	assert list(run.outcomes.values()) == ["Scheduled"] * 5
	assert {again(doc).status for doc in docs} == {"Scheduled"}
	monkeypatch.undo()
	later = dispatch_due(now_datetime() + timedelta(minutes=6))
	assert sorted(later.outcomes) == sorted(doc.name for doc in docs)
	assert set(later.outcomes.values()) == {"Sent"}
	assert len(mail_sink.received) == 7


@pytest.mark.parametrize(
	"error",
	[ConnectionRefusedError(), smtplib.SMTPSenderRefused(530, b"log in first", "office@crm-test.example")],
)
def test_a_server_that_does_not_take_us_costs_no_message_an_attempt(planned, mail_sink, refuse, error):
	first, second = planned(), planned()
	refuse(error)
	run = dispatch_due()
	assert run.stopped_by
	assert list(run.outcomes.values()) == ["Scheduled"]
	for doc in (first, second):
		assert (again(doc).status, again(doc).attempts, again(doc).reserved_until) == ("Scheduled", 0, None)


def test_a_server_that_cannot_be_reached_is_found_out_before_anything_is_claimed(planned, mail_sink):
	doc = planned()
	frappe.get_doc("Email Account", {"default_outgoing": 1}).db_set("smtp_port", 1)
	frappe.local.outgoing_email_account = {}
	assert "could not be reached" in dispatch_due().stopped_by
	assert (again(doc).status, again(doc).attempts) == ("Scheduled", 0)


def test_a_line_that_breaks_while_the_mail_is_handed_over_is_never_tried_again(planned, mail_sink, refuse):
	doc = planned()
	refuse(smtplib.SMTPServerDisconnected("lost"))
	assert dispatch_due().outcomes == {doc.name: "Needs Review"}
	assert "Delivery unconfirmed" in again(doc).block_reason


def test_one_that_left_by_an_administrators_hand_is_not_sent_again(planned, mail_sink, refuse, monkeypatch):
	doc = planned()
	refuse(REFUSED)
	dispatch_due()
	monkeypatch.undo()
	doc.reload()
	frappe.db.set_value("Email Queue", doc.email_queue, "status", "Not Sent")
	retry_thank_you(doc)
	frappe.get_doc("Email Queue", doc.email_queue).send()
	assert dispatch_due(now_datetime() + timedelta(seconds=1)).outcomes == {doc.name: "Sent"}
	assert len(mail_sink.received) == 1


def test_a_failed_one_whose_row_the_host_cleared_away_can_be_tried_again(
	planned, mail_sink, refuse, monkeypatch
):
	doc = planned()
	refuse(REFUSED)
	dispatch_due()
	monkeypatch.undo()
	doc.reload()
	frappe.db.delete("Email Queue", {"name": doc.email_queue})
	retry_thank_you(doc)
	assert dispatch_due(now_datetime() + timedelta(seconds=1)).outcomes == {doc.name: "Sent"}


def test_one_that_breaks_in_our_hands_is_put_before_a_person_and_the_others_go_on(
	planned, mail_sink, monkeypatch
):
	first, second = planned(), planned()
	compose = email_channel.build_message

	def breaking(outgoing, *args):
		if outgoing.name == first.name:
			raise RuntimeError("out of ink")
		return compose(outgoing, *args)

	monkeypatch.setattr(email_channel, "build_message", breaking)
	monkeypatch.setattr(frappe.db, "rollback", lambda *args, **kwargs: None)
	assert dispatch_due().outcomes == {first.name: "Needs Review", second.name: "Sent"}
	assert "Error Log" in again(first).block_reason
	assert len(mail_sink.received) == 1


def test_one_that_breaks_after_it_was_handed_over_is_left_for_the_next_run(planned, mail_sink, monkeypatch):
	doc = planned()

	def breaking(*args):
		raise RuntimeError("out of ink")

	monkeypatch.setattr(sender, "record_outcome", breaking)
	monkeypatch.setattr(frappe.db, "rollback", lambda *args, **kwargs: None)
	assert dispatch_due().outcomes == {doc.name: "Queued"}
	monkeypatch.undo()
	run = dispatch_due(now_datetime() + LONG_AGO)
	assert run.recovered == [doc.name]
	assert again(doc).status == "Sent"
	assert len(mail_sink.received) == 1


@pytest.mark.parametrize(
	("status", "queued", "after", "word"),
	[
		("Claimed", None, "Needs Review", "before it was sent"),
		("Queued", "Not Sent", "Needs Review", "before it was sent"),
		("Queued", "Error", "Needs Review", "before it was sent"),
		("Queued", "Sending", "Needs Review", "Delivery unconfirmed"),
		("Queued", "Sent", "Sent", ""),
		("Claimed", "Not Sent", "Needs Review", "before it was sent"),
	],
)
def test_what_a_dead_run_left_behind_is_found_by_the_next(planned, mail_sink, status, queued, after, word):
	doc = planned()
	if queued:
		row = email_queue_row(doc, queued)
		doc.db_set("email_queue", row.name)
	doc.db_set({"status": status, "claimed_on": now_datetime()})
	assert recover_thank_yous(open_channels()) == []
	assert recover_thank_yous(open_channels(), now_datetime() + LONG_AGO) == [doc.name]
	assert recover_thank_yous(open_channels(), now_datetime() + LONG_AGO) == []
	doc.reload()
	assert doc.status == after
	assert word in (doc.block_reason or "")
	assert mail_sink.received == []


def test_what_may_have_left_is_neither_tried_again_nor_rewritten_nor_woken(planned, users, as_user):
	doc = planned()
	row = email_queue_row(doc, "Sending")
	doc.db_set({"status": "Needs Review", "email_queue": row.name})
	doc.reload()
	with as_user(users["outreach"]):
		with pytest.raises(frappe.ValidationError, match="may have been sent"):
			retry_thank_you(doc)
		doc.reload()
		doc.body = "Something new"
		with pytest.raises(frappe.ValidationError, match="may have been sent"):
			doc.save()
		frappe.get_doc("Meeting Log", doc.meeting_log).cancel()
	assert again(doc).status == "Needs Review"


def test_a_claim_is_had_once(planned):
	doc = planned()
	token = reserve(current_moment(), 5).token
	assert claim(doc.name, token, current_moment())
	assert claim(doc.name, token, current_moment()) is None
	doc.reload()
	assert (doc.status, doc.attempts) == ("Claimed", 1)


def test_what_one_run_has_reserved_no_other_gets_until_it_lapses(planned):
	doc = planned()
	first = reserve(current_moment(), 5)
	assert [row.name for row in first.rows] == [doc.name]
	assert reserve(current_moment(), 5).rows == []
	later = current_moment() + timedelta(minutes=6)
	second = reserve(later, 5)
	assert [row.name for row in second.rows] == [doc.name]
	assert not claim(doc.name, first.token, later)
	assert claim(doc.name, second.token, later)


def test_one_that_was_claimed_by_another_run_in_the_meantime_is_left_alone(planned, mail_sink, monkeypatch):
	planned()
	monkeypatch.setattr(sender, "claim", lambda *args: None)
	dispatch_due()
	assert mail_sink.received == []
