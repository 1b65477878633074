"""What is due leaves once, by the Email Queue, to a real SMTP server; the rest stays, with a reason."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import frappe
import pytest
from frappe.utils import now_datetime

from stakeholder_crm import tasks
from stakeholder_crm.base.clock import current_moment, to_moment
from stakeholder_crm.domain.quiet_hours import SPREAD
from stakeholder_crm.follow_up.channels import email as email_channel
from stakeholder_crm.follow_up.messages.claim import due_names
from stakeholder_crm.follow_up.messages.delivery import may_have_left
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.follow_up.messages.gate_facts import count_sent
from stakeholder_crm.stakeholders.suppression import suppress
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import (
	THANK_YOU,
	address,
	again,
	settings,
)

pytestmark = pytest.mark.usefixtures("ready_to_send")


def test_one_that_is_due_arrives(planned, mail_sink):
	doc = planned(full_name="Amina Diallo")
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


def test_tags_in_a_text_of_an_earlier_version_are_shown_as_text(planned, mail_sink):
	doc = planned()
	frappe.db.set_value(THANK_YOU, doc.name, "body", 'Dear <img src=x onerror="alert(1)"// Amina <b>all</b>')
	dispatch_due()
	[mail] = mail_sink.received
	assert "&lt;img src=x onerror=&quot;alert(1)&quot;// Amina &lt;b&gt;all&lt;/b&gt;" in mail.html
	assert "<img" not in mail.html


def test_the_envelope_says_nothing_about_us(planned, mail_sink):
	account = frappe.get_doc("Email Account", {"default_outgoing": 1})
	account.db_set({"footer": "Safe Harbour, Dock Road", "always_use_account_name_as_sender_name": 1})
	frappe.db.set_default("email_footer_address", "Safe Harbour, Dock Road")
	frappe.local.outgoing_email_account = {}
	planned(contact_points=[factories.contact_point(name_organisation_ok=0)])
	dispatch_due()
	[mail] = mail_sink.received
	raw = mail.message.as_string()
	assert str(mail.message["From"]) == f"Outreach <{account.email_id}>"
	for word in ("Safe Harbour", "Dock Road", "Frappe", "<img", "src="):
		assert word.casefold() not in raw.casefold()
	assert set(mail.message.keys()) <= {
		*("Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type"),
		*("List-Unsubscribe", "List-Unsubscribe-Post"),
	}


def test_the_timeline_of_the_stakeholder_gets_a_line_that_names_nobody(planned, mail_sink):
	doc = planned(full_name="Amina Diallo")
	dispatch_due()
	[line] = frappe.get_all(
		"Comment",
		filters={"reference_doctype": "Activist", "reference_name": doc.stakeholder, "comment_type": "Info"},
		pluck="content",
	)
	assert line == f"Thank-you {doc.name} was sent by Email."


def test_words_in_any_script_arrive_as_they_were_approved(planned, mail_sink):
	doc = planned()
	text = "Дорогой друг, σ’ ευχαριστώ – 你好, شكراً.\n\n" + "A long line of thanks. " * 40
	doc.move_to("Scheduled", subject="Grüße", body=text)
	dispatch_due()
	[mail] = mail_sink.received
	assert mail.subject == "Grüße"
	assert " ".join(mail.text.split()).startswith(" ".join(text.split()))


def test_each_gets_an_envelope_of_their_own(planned, mail_sink):
	docs = [planned() for _ in range(3)]
	dispatch_due()
	assert sorted(mail.recipients for mail in mail_sink.received) == sorted((address(doc),) for doc in docs)


def test_running_again_sends_nothing_twice(planned, mail_sink):
	planned()
	dispatch_due()
	tasks.dispatch_thank_yous()
	assert len(mail_sink.received) == 1


def test_the_hosts_own_flush_never_takes_its_row(planned, mail_sink, monkeypatch):
	from frappe.email.doctype.email_queue.email_queue import EmailQueue
	from frappe.email.queue import flush

	doc = planned()
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
		row = {**factories.pair(agency), "represented_by": "Petra Lund"}
		factories.log(factories.held_meeting([row]), submit=True)
	dispatch_due()
	assert [mail.recipients for mail in mail_sink.received] == [("petra@example.org",)]


def test_what_is_not_due_yet_waits(planned, mail_sink):
	settings(thank_you_delay_hours=48)
	doc = planned()
	assert dispatch_due().outcomes == {}
	assert again(doc).status == "Scheduled"
	assert dispatch_due(now_datetime() + timedelta(hours=49)).outcomes == {doc.name: "Sent"}


def test_what_waits_for_approval_does_not_leave(planned, mail_sink):
	settings(approval_rule="Always")
	planned()
	assert dispatch_due().outcomes == {}
	assert mail_sink.received == []


def test_quiet_hours_defer_to_the_recipients_morning(planned, mail_sink):
	zone = ZoneInfo("Asia/Kathmandu")
	doc = planned(time_zone=zone.key)
	frappe.db.set_value("Activist", doc.stakeholder, {"quiet_from": "20:00", "quiet_to": "08:00"})
	night = datetime.now(zone).replace(hour=23, minute=0, second=0, microsecond=0) + timedelta(days=1)
	assert dispatch_due(night).outcomes == {doc.name: "Scheduled"}
	doc.reload()
	morning = night.replace(hour=8) + timedelta(days=1)
	until = to_moment(doc.deferred_until)
	assert morning <= until < morning + SPREAD
	assert "Outside their contact hours" in doc.block_reason
	assert doc.reason_code == "quiet"
	assert dispatch_due(until - timedelta(minutes=1)).outcomes == {}
	assert dispatch_due(until).outcomes == {doc.name: "Sent"}
	assert len(mail_sink.received) == 1


def test_what_was_opted_out_of_after_approval_does_not_leave(planned, mail_sink):
	doc = planned()
	suppress("Email", address(doc), "Opted Out")
	assert again(doc).status == "Cancelled"
	assert dispatch_due().outcomes == {}
	assert mail_sink.received == []


def test_the_gate_is_asked_again_at_the_last_moment(planned, mail_sink):
	doc = planned()
	# Past every hook, as a change that nothing told us of.
	frappe.db.set_value("Activist", doc.stakeholder, "status", "Do Not Contact")
	assert dispatch_due().outcomes == {doc.name: "Cancelled"}
	assert mail_sink.received == []


def test_what_is_too_late_needs_review(planned, mail_sink):
	doc = planned()
	assert dispatch_due(now_datetime() + timedelta(hours=169)).outcomes == {doc.name: "Needs Review"}
	assert mail_sink.received == []


def test_the_kill_switch_holds_everything_and_loses_nothing(planned, mail_sink):
	doc = planned()
	settings(kill_switch=1)
	run = dispatch_due()
	assert run.outcomes == {}
	assert "turned off" in run.stopped_by
	settings(kill_switch=0)
	assert dispatch_due().outcomes == {doc.name: "Sent"}


def test_the_kill_switch_works_on_a_run_that_has_begun(planned, mail_sink, monkeypatch):
	for _ in range(2):
		planned()
	compose = email_channel.build_message

	def pull(*args):
		frappe.db.set_single_value("Stakeholder CRM Settings", "kill_switch", 1)
		return compose(*args)

	monkeypatch.setattr(email_channel, "build_message", pull)
	run = dispatch_due()
	assert sorted(run.outcomes.values()) == ["Scheduled", "Sent"]
	assert "turned off" in run.stopped_by
	[waiting] = frappe.get_all(THANK_YOU, filters={"status": "Scheduled"}, fields=["deferred_until"])
	assert waiting.deferred_until is None


def test_the_daily_cap_leaves_the_rest_for_tomorrow(planned, mail_sink):
	settings(daily_cap=2)
	for _ in range(4):
		planned()
	run = dispatch_due()
	assert sorted(run.outcomes.values()) == ["Sent", "Sent"]
	assert "daily limit" in run.stopped_by
	waiting = frappe.get_all(THANK_YOU, filters={"status": "Scheduled"}, pluck="reason_code")
	assert waiting == ["daily_cap", "daily_cap"]
	assert dispatch_due().stopped_by
	tomorrow = now_datetime().replace(hour=0, minute=1) + timedelta(days=1)
	assert sorted(dispatch_due(tomorrow).outcomes.values()) == ["Sent", "Sent"]
	assert len(mail_sink.received) == 4


def test_muted_mails_wait(planned, mail_sink):
	doc = planned()
	frappe.flags.mute_emails = True
	try:
		assert "muted" in dispatch_due().stopped_by
	finally:
		frappe.flags.mute_emails = False
	assert again(doc).status == "Scheduled"


def test_without_an_outgoing_account_they_wait(planned):
	doc = planned()
	frappe.db.delete("Email Account")
	assert "Email Account" in dispatch_due().stopped_by
	assert again(doc).status == "Scheduled"


def test_an_address_on_the_hosts_unsubscribe_list_cancels(planned, mail_sink):
	doc = planned()
	frappe.get_doc({"doctype": "Email Unsubscribe", "email": address(doc), "global_unsubscribe": 1}).insert()
	assert dispatch_due().outcomes == {doc.name: "Cancelled"}
	assert "unsubscribe" in again(doc).block_reason
	assert mail_sink.received == []


@pytest.mark.parametrize("typed", ["info@bücher.example.org", "info@xn--bcher-kva.example.org"])
def test_an_address_at_an_international_domain_is_sent_to_in_ascii(planned, mail_sink, typed):
	doc = planned(contact_points=[factories.contact_point(value=typed)])
	assert dispatch_due().outcomes == {doc.name: "Sent"}
	[mail] = mail_sink.received
	assert mail.recipients == ("info@xn--bcher-kva.example.org",)
	assert "\nTo: info@xn--bcher-kva.example.org\n" in mail.message.as_string()
	assert address(doc) == "info@bücher.example.org"


def test_our_own_address_at_an_international_domain_is_told_in_ascii(planned, mail_sink):
	frappe.get_doc("Email Account", {"default_outgoing": 1}).db_set("email_id", "office@bücher.example.org")
	frappe.local.outgoing_email_account = {}
	doc = planned()
	assert dispatch_due().outcomes == {doc.name: "Sent"}
	[mail] = mail_sink.received
	assert mail.sender == "office@xn--bcher-kva.example.org"
	assert mail.message["Message-ID"].isascii()


def test_an_address_without_an_ascii_form_is_refused_and_did_not_leave(planned, mail_sink):
	doc = planned(contact_points=[factories.contact_point(value="büro@example.org")])
	other = planned()
	before = count_sent(current_moment())
	assert dispatch_due().outcomes == {doc.name: "Failed", other.name: "Sent"}
	doc = again(doc)
	assert doc.reason_code == "refused"
	assert not frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "bounced")
	assert not may_have_left(doc)
	assert count_sent(current_moment()) == before + 1
	assert [mail.recipients for mail in mail_sink.received] == [(address(other),)]


def test_what_smtplib_cannot_write_did_not_leave(planned, mail_sink, refuse):
	doc = planned()
	refuse(UnicodeEncodeError("ascii", "ü", 0, 1, "not in range"))
	assert dispatch_due().outcomes == {doc.name: "Failed"}
	assert again(doc).reason_code == "refused"


@pytest.mark.parametrize("listed", ["info@bücher.example.org", "info@xn--bcher-kva.example.org"])
def test_both_spellings_of_an_address_are_looked_for_on_the_hosts_unsubscribe_list(
	planned, mail_sink, listed
):
	doc = planned(contact_points=[factories.contact_point(value="info@bücher.example.org")])
	row = {"doctype": "Email Unsubscribe", "email": listed, "global_unsubscribe": 1}
	frappe.get_doc(row).insert()
	assert dispatch_due().outcomes == {doc.name: "Cancelled"}


def test_the_longest_waiting_come_first(planned):
	later = planned()
	earlier = planned(meeting={"starts_on": now_datetime() - timedelta(hours=30)})
	assert due_names(current_moment(), 9) == [earlier.name, later.name]
	assert due_names(current_moment(), 1) == [earlier.name]
