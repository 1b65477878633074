"""What is due leaves once, by the Email Queue, to a real SMTP server; the rest stays, with a reason."""

import smtplib
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import frappe
import pytest
from frappe.utils import now_datetime

from stakeholder_crm import tasks
from stakeholder_crm.domain.gate import Decision, Reason, Verdict
from stakeholder_crm.services import dispatch_thank_yous as dispatcher
from stakeholder_crm.services import thank_you_envelope
from stakeholder_crm.services.dispatch_thank_yous import claim, dispatch_due, due_names
from stakeholder_crm.services.retry_thank_you import retry_thank_you
from stakeholder_crm.services.site_clock import current_moment, to_moment, to_stored
from stakeholder_crm.services.suppress import fingerprint, suppress
from stakeholder_crm.services.thank_you_delivery import sync_delivery
from stakeholder_crm.services.thank_you_reasons import sentence
from stakeholder_crm.testing import factories

THANK_YOU = "Thank You Follow Up"
LONG_AGO = timedelta(minutes=16)


def again(doc):
	"""The document as it is stored now; early Frappe 15's reload() returns nothing."""
	return frappe.get_doc(doc.doctype, doc.name)


def settings(**values):
	doc = frappe.get_doc("Stakeholder CRM Settings")
	doc.update(values)
	doc.save()


@pytest.fixture(autouse=True)
def clean(transaction):
	frappe.local.outgoing_email_account = {}
	settings(
		quiet_from="",
		quiet_to="",
		approval_rule="None",
		thank_you_delay_hours=0,
		organisation_name="Safe Harbour",
	)
	yield
	frappe.local.outgoing_email_account = {}


@pytest.fixture
def due(users, as_user):
	"""A thank-you to a new activist that may go now."""

	def plan(meeting=None, **fields):
		with as_user(users["outreach"]):
			person = factories.activist(**fields)
			factories.log(factories.held_meeting([person], **(meeting or {})), submit=True)
		return frappe.get_doc(THANK_YOU, {"stakeholder": person.name})

	return plan


def address(doc) -> str:
	return frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "value")


def test_one_that_is_due_arrives(due, mail_sink):
	doc = due(full_name="Amina Diallo")
	run = dispatch_due()
	assert run.outcomes == {doc.name: "Sent"}
	assert run.stopped_by == ""
	[mail] = mail_sink.received
	assert mail.recipients == (address(doc),)
	assert mail.subject == "Thank you"
	assert "Dear Amina Diallo," in mail.text
	assert "explaining how the neighbourhood sees it" in mail.text
	assert "<p>Dear Amina Diallo,</p>" in mail.html
	doc.reload()
	assert doc.status == "Sent"
	assert doc.attempts == 1
	assert (now_datetime() - doc.sent_on).total_seconds() < 60
	row = frappe.get_doc("Email Queue", doc.email_queue)
	assert row.status == "Sent"
	assert (row.reference_doctype, row.reference_name) == (THANK_YOU, doc.name)
	assert [(one.recipient, one.status) for one in row.recipients] == [(address(doc), "Sent")]


def test_the_envelope_says_nothing_about_us(due, mail_sink):
	account = frappe.get_doc("Email Account", {"default_outgoing": 1})
	account.db_set({"footer": "Safe Harbour, Dock Road", "always_use_account_name_as_sender_name": 1})
	frappe.db.set_default("email_footer_address", "Safe Harbour, Dock Road")
	frappe.local.outgoing_email_account = {}
	due(contact_points=[factories.contact_point(name_organisation_ok=0)])
	dispatch_due()
	[mail] = mail_sink.received
	raw = mail.message.as_string()
	assert str(mail.message["From"]) == "Outreach <office@crm-test.example>"
	for word in ("Safe Harbour", "Dock Road", "Frappe", frappe.local.site, "http", "<img", "unsubscribe"):
		assert word.casefold() not in raw.casefold()
	assert set(mail.message.keys()) <= {
		*("Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type"),
	}


def test_the_timeline_of_the_stakeholder_gets_a_line_that_names_nobody(due, mail_sink):
	doc = due(full_name="Amina Diallo")
	dispatch_due()
	[line] = frappe.get_all(
		"Comment",
		filters={"reference_doctype": "Activist", "reference_name": doc.stakeholder, "comment_type": "Info"},
		pluck="content",
	)
	assert line == f"Thank-you {doc.name} was sent by Email."


def test_words_in_any_script_arrive_as_they_were_approved(due, mail_sink):
	doc = due()
	text = "Дорогой друг, σ’ ευχαριστώ – 你好, شكراً.\n\n" + "A long line of thanks. " * 40
	doc.move_to("Scheduled", subject="Grüße", body=text)
	dispatch_due()
	[mail] = mail_sink.received
	assert mail.subject == "Grüße"
	assert " ".join(mail.text.split()) == " ".join(text.split())


def test_each_gets_an_envelope_of_their_own(due, mail_sink):
	docs = [due() for _ in range(3)]
	dispatch_due()
	assert sorted(mail.recipients for mail in mail_sink.received) == sorted((address(doc),) for doc in docs)


def test_running_again_sends_nothing_twice(due, mail_sink):
	due()
	dispatch_due()
	tasks.dispatch_thank_yous()
	assert len(mail_sink.received) == 1


def test_the_hosts_own_flush_never_takes_its_row(due, mail_sink, monkeypatch):
	from frappe.email.doctype.email_queue.email_queue import EmailQueue
	from frappe.email.queue import flush

	doc = due()
	monkeypatch.setattr(EmailQueue, "send", lambda self, *args, **kwargs: None)
	dispatch_due()
	monkeypatch.undo()
	frappe.db.set_value("Email Queue", again(doc).email_queue, "status", "Not Sent")
	flush()
	assert mail_sink.received == []


def test_an_agencys_focal_person_is_written_to(users, as_user, mail_sink):
	with as_user(users["outreach"]):
		focal = factories.focal_person(person_name="Petra Lund", address="petra@example.org")
		agency = factories.partner_agency(focal_people=[focal])
		row = {**factories.pair_of(agency), "represented_by": "Petra Lund"}
		factories.log(factories.held_meeting([row]), submit=True)
	dispatch_due()
	assert [mail.recipients for mail in mail_sink.received] == [("petra@example.org",)]


def test_what_is_not_due_yet_waits(due, mail_sink):
	settings(thank_you_delay_hours=48)
	doc = due()
	assert dispatch_due().outcomes == {}
	assert again(doc).status == "Scheduled"
	assert dispatch_due(now_datetime() + timedelta(hours=49)).outcomes == {doc.name: "Sent"}


def test_what_waits_for_approval_does_not_leave(due, mail_sink):
	settings(approval_rule="Always")
	due()
	assert dispatch_due().outcomes == {}
	assert mail_sink.received == []


def test_quiet_hours_defer_to_the_recipients_morning(due, mail_sink):
	zone = ZoneInfo("Asia/Kathmandu")
	doc = due(time_zone=zone.key)
	frappe.db.set_value("Activist", doc.stakeholder, {"quiet_from": "20:00", "quiet_to": "08:00"})
	night = datetime.now(zone).replace(hour=23, minute=0, second=0, microsecond=0) + timedelta(days=1)
	assert dispatch_due(night).outcomes == {doc.name: "Scheduled"}
	doc.reload()
	morning = night.replace(hour=8) + timedelta(days=1)
	assert doc.deferred_until == morning.astimezone(ZoneInfo(frappe.utils.get_system_timezone())).replace(
		tzinfo=None
	)
	assert "quiet time" in doc.block_reason
	assert dispatch_due(morning - timedelta(minutes=1)).outcomes == {}
	assert dispatch_due(morning).outcomes == {doc.name: "Sent"}
	assert len(mail_sink.received) == 1


def test_what_was_opted_out_of_after_approval_does_not_leave(due, mail_sink):
	doc = due()
	suppress("Email", address(doc), "Asked Us To Stop")
	assert dispatch_due().outcomes == {doc.name: "Cancelled"}
	assert mail_sink.received == []


def test_what_is_too_late_needs_review(due, mail_sink):
	doc = due()
	assert dispatch_due(now_datetime() + timedelta(hours=169)).outcomes == {doc.name: "Needs Review"}
	assert mail_sink.received == []


def test_the_kill_switch_holds_everything_and_loses_nothing(due, mail_sink):
	doc = due()
	settings(kill_switch=1)
	run = dispatch_due()
	assert run.outcomes == {}
	assert "stopped" in run.stopped_by
	settings(kill_switch=0)
	assert dispatch_due().outcomes == {doc.name: "Sent"}


def test_the_kill_switch_works_on_a_run_that_has_begun(due, mail_sink, monkeypatch):
	first, second = due(), due()
	compose = thank_you_envelope.compose

	def pull(*args):
		frappe.db.set_value("Stakeholder CRM Settings", None, "kill_switch", 1)
		return compose(*args)

	monkeypatch.setattr(thank_you_envelope, "compose", pull)
	run = dispatch_due()
	assert run.outcomes == {first.name: "Sent", second.name: "Scheduled"}
	assert "stopped" in run.stopped_by
	assert again(second).deferred_until is None


def test_the_daily_cap_leaves_the_rest_for_tomorrow(due, mail_sink):
	settings(daily_cap=2)
	for _ in range(4):
		due()
	run = dispatch_due()
	assert sorted(run.outcomes.values()) == ["Scheduled", "Sent", "Sent"]
	assert "cap" in run.stopped_by
	assert dispatch_due().stopped_by
	tomorrow = now_datetime().replace(hour=0, minute=1) + timedelta(days=1)
	assert sorted(dispatch_due(tomorrow).outcomes.values()) == ["Sent", "Sent"]
	assert len(mail_sink.received) == 4


def test_muted_mails_wait(due, mail_sink):
	doc = due()
	frappe.flags.mute_emails = True
	try:
		assert "muted" in dispatch_due().stopped_by
	finally:
		frappe.flags.mute_emails = False
	assert again(doc).status == "Scheduled"


def test_without_an_outgoing_account_they_wait(due):
	doc = due()
	frappe.db.delete("Email Account")
	assert "Email Account" in dispatch_due().stopped_by
	assert again(doc).status == "Scheduled"


def test_an_address_on_the_hosts_unsubscribe_list_cancels(due, mail_sink):
	doc = due()
	frappe.get_doc({"doctype": "Email Unsubscribe", "email": address(doc), "global_unsubscribe": 1}).insert()
	assert dispatch_due().outcomes == {doc.name: "Cancelled"}
	assert "unsubscribe" in again(doc).block_reason
	assert mail_sink.received == []


class RefusingSession:
	"""A mail server's end of the line that answers as told."""

	def __init__(self, error: Exception) -> None:
		self.error = error

	def sendmail(self, **_arguments: object) -> None:
		raise self.error

	def noop(self) -> tuple[int, bytes]:
		return 250, b""

	def quit(self) -> None:
		pass


@pytest.fixture
def refuse(monkeypatch):
	"""`with refuse(error)`: the mail server fails so."""
	from frappe.email.smtp import SMTPServer

	def failing(error: Exception) -> None:
		monkeypatch.setattr(SMTPServer, "session", property(lambda self: RefusingSession(error)))

	return failing


@pytest.mark.parametrize(
	("error", "word"),
	[
		(smtplib.SMTPRecipientsRefused({"x@example.org": (550, b"unknown")}), "refused their address (550)"),
		(smtplib.SMTPDataError(451, b"later"), "refused the mail (451)"),
		(ConnectionRefusedError(), "could not be reached"),
	],
)
def test_a_refused_one_fails_with_a_reason_and_can_be_tried_again(
	due, mail_sink, refuse, monkeypatch, error, word
):
	doc = due()
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


def test_a_line_that_breaks_while_the_mail_is_handed_over_is_never_tried_again(due, mail_sink, refuse):
	doc = due()
	refuse(smtplib.SMTPServerDisconnected("lost"))
	assert dispatch_due().outcomes == {doc.name: "Needs Review"}
	assert "may have left" in again(doc).block_reason


def test_one_that_left_by_an_administrators_hand_is_not_sent_again(due, mail_sink, refuse, monkeypatch):
	doc = due()
	refuse(smtplib.SMTPDataError(451, b"later"))
	dispatch_due()
	monkeypatch.undo()
	doc.reload()
	frappe.db.set_value("Email Queue", doc.email_queue, "status", "Not Sent")
	retry_thank_you(doc)
	frappe.get_doc("Email Queue", doc.email_queue).send()
	assert dispatch_due(now_datetime() + timedelta(seconds=1)).outcomes == {doc.name: "Sent"}
	assert len(mail_sink.received) == 1


def test_a_failed_one_whose_row_the_host_cleared_away_can_be_tried_again(due, mail_sink, refuse, monkeypatch):
	doc = due()
	refuse(smtplib.SMTPDataError(451, b"later"))
	dispatch_due()
	monkeypatch.undo()
	doc.reload()
	frappe.db.delete("Email Queue", {"name": doc.email_queue})
	retry_thank_you(doc)
	assert dispatch_due(now_datetime() + timedelta(seconds=1)).outcomes == {doc.name: "Sent"}


def test_one_that_breaks_in_our_hands_is_put_before_a_person_and_the_others_go_on(
	due, mail_sink, monkeypatch
):
	first, second = due(), due()
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


def test_one_that_breaks_after_it_was_handed_over_is_left_for_the_next_run(due, mail_sink, monkeypatch):
	doc = due()

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
def test_what_a_dead_run_left_behind_is_found_by_the_next(due, mail_sink, status, queued, after, word):
	doc = due()
	if queued:
		row = frappe.get_doc(
			{
				"doctype": "Email Queue",
				"status": queued,
				"message": "x",
				"recipients": [{"recipient": address(doc)}],
			}
		).insert()
		doc.db_set("email_queue", row.name)
	doc.db_set({"status": status, "claimed_on": now_datetime()})
	assert sync_delivery() == []
	assert sync_delivery(now_datetime() + LONG_AGO) == [doc.name]
	doc.reload()
	assert doc.status == after
	assert word in (doc.block_reason or "")
	assert mail_sink.received == []


def test_what_may_have_left_is_neither_tried_again_nor_rewritten_nor_woken(due, users, as_user):
	doc = due()
	row = frappe.get_doc(
		{
			"doctype": "Email Queue",
			"status": "Sending",
			"message": "x",
			"recipients": [{"recipient": address(doc)}],
		}
	).insert()
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


def test_a_claim_is_had_once(due):
	doc = due()
	assert claim(doc.name)
	assert not claim(doc.name)
	doc.reload()
	assert (doc.status, doc.attempts) == ("Claimed", 1)


def test_one_that_was_claimed_by_another_run_in_the_meantime_is_left_alone(due, mail_sink, monkeypatch):
	due()
	monkeypatch.setattr(dispatcher, "claim", lambda *args: False)
	dispatch_due()
	assert mail_sink.received == []


def test_the_longest_waiting_come_first(due):
	later = due()
	earlier = due(meeting={"starts_on": now_datetime() - timedelta(hours=30)})
	assert due_names() == [earlier.name, later.name]
	assert due_names(limit=1) == [earlier.name]


def test_a_fingerprint_is_keyed_and_the_same_for_each_way_of_writing():
	assert fingerprint("Email", "Ann@Example.org ") == fingerprint("Email", "ann@example.org")
	assert fingerprint("Phone", "+44 7700 900123") == fingerprint("Phone", "+447700900123")
	assert fingerprint("Email", "ann@example.org") != fingerprint("Email", "bob@example.org")
	before = fingerprint("Email", "ann@example.org")
	key = frappe.local.conf.encryption_key
	frappe.local.conf.encryption_key = "another site's key"
	try:
		assert fingerprint("Email", "ann@example.org") != before
	finally:
		frappe.local.conf.encryption_key = key


def test_suppressing_twice_keeps_one_row_without_the_address():
	first = suppress("Email", "ann@example.org", "Asked Us To Stop")
	assert suppress("Email", "ANN@example.org", "Unsafe") == first
	row = frappe.get_doc("Contact Suppression", first)
	assert row.address_hash == fingerprint("Email", "ann@example.org")
	assert "ann@example.org" not in frappe.as_json(row.as_dict())


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
