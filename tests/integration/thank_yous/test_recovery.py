"""What fails, breaks off or is left behind by a dead run is found, and never sent twice."""

import smtplib
from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from stakeholder_crm.services.thank_yous import dispatch_thank_yous as dispatcher
from stakeholder_crm.services.thank_yous import thank_you_envelope
from stakeholder_crm.services.thank_yous.dispatch_thank_yous import claim, dispatch_due
from stakeholder_crm.services.thank_yous.retry_thank_you import retry_thank_you
from stakeholder_crm.services.thank_yous.thank_you_delivery import sync_delivery
from tests.integration.thank_yous.helpers import (
	again,
	email_queue_row,
)

pytestmark = pytest.mark.usefixtures("ready_to_send")

LONG_AGO = timedelta(minutes=16)


@pytest.mark.parametrize(
	("error", "word"),
	[
		(smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"unknown")}), "refused their address (550)"),
		(smtplib.SMTPDataError(451, b"later"), "refused the mail (451)"),
		(ConnectionRefusedError(), "could not be reached"),
	],
)
def test_a_refused_one_fails_with_a_reason_and_can_be_tried_again(
	planned, mail_sink, refuse, monkeypatch, error, word
):
	doc = planned()
	refuse(error)
	assert dispatch_due().outcomes == {doc.name: "Failed"}
	doc.reload()
	assert word in doc.block_reason
	assert frappe.db.get_value("ToDo", doc.todo, "status") == "Open"
	row = doc.email_queue
	assert frappe.db.get_value("Email Queue", row, "status") == "Error"
	monkeypatch.undo()
	retry_thank_you(doc)
	assert dispatch_due(now_datetime() + timedelta(seconds=1)).outcomes == {doc.name: "Sent"}
	doc.reload()
	assert (doc.email_queue, doc.attempts) == (row, 2)
	assert frappe.db.get_value("ToDo", doc.todo, "status") == "Closed"
	assert len(mail_sink.received) == 1


def test_a_line_that_breaks_while_the_mail_is_handed_over_is_never_tried_again(planned, mail_sink, refuse):
	doc = planned()
	refuse(smtplib.SMTPServerDisconnected("lost"))
	assert dispatch_due().outcomes == {doc.name: "Needs Review"}
	assert "may have left" in again(doc).block_reason


def test_one_that_left_by_an_administrators_hand_is_not_sent_again(planned, mail_sink, refuse, monkeypatch):
	doc = planned()
	refuse(smtplib.SMTPDataError(451, b"later"))
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
	refuse(smtplib.SMTPDataError(451, b"later"))
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
	compose = thank_you_envelope.compose

	def breaking(doc, *args):
		if doc.name == first.name:
			raise RuntimeError("out of ink")
		return compose(doc, *args)

	monkeypatch.setattr(thank_you_envelope, "compose", breaking)
	monkeypatch.setattr(frappe.db, "rollback", lambda *args, **kwargs: None)
	assert dispatch_due().outcomes == {first.name: "Needs Review", second.name: "Sent"}
	assert "Error Log" in again(first).block_reason
	assert len(mail_sink.received) == 1


def test_one_that_breaks_after_it_was_handed_over_is_left_for_the_next_run(planned, mail_sink, monkeypatch):
	doc = planned()

	def breaking(*args):
		raise RuntimeError("out of ink")

	monkeypatch.setattr(dispatcher, "record_sent", breaking)
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
		("Claimed", None, "Needs Review", "before the mail left"),
		("Queued", "Not Sent", "Needs Review", "before the mail left"),
		("Queued", "Error", "Needs Review", "before the mail left"),
		("Queued", "Sending", "Needs Review", "may have left"),
		("Queued", "Sent", "Sent", ""),
		("Claimed", "Sent", "Needs Review", "may have left"),
	],
)
def test_what_a_dead_run_left_behind_is_found_by_the_next(planned, mail_sink, status, queued, after, word):
	doc = planned()
	if queued:
		row = email_queue_row(doc, queued)
		doc.db_set("email_queue", row.name)
	doc.db_set({"status": status, "claimed_on": now_datetime()})
	assert sync_delivery() == []
	assert sync_delivery(now_datetime() + LONG_AGO) == [doc.name]
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
		with pytest.raises(frappe.ValidationError, match="may have left"):
			retry_thank_you(doc)
		doc.reload()
		doc.body = "Something new"
		with pytest.raises(frappe.ValidationError, match="may have left"):
			doc.save()
		frappe.get_doc("Meeting Log", doc.meeting_log).cancel()
	assert again(doc).status == "Needs Review"


def test_a_claim_is_had_once(planned):
	doc = planned()
	assert claim(doc.name)
	assert not claim(doc.name)
	doc.reload()
	assert (doc.status, doc.attempts) == ("Claimed", 1)


def test_one_that_was_claimed_by_another_run_in_the_meantime_is_left_alone(planned, mail_sink, monkeypatch):
	planned()
	monkeypatch.setattr(dispatcher, "claim", lambda *args: False)
	dispatch_due()
	assert mail_sink.received == []
