"""Thank-yous: planned by staff, approved by managers, refused by mail servers."""

from email.message import EmailMessage

import frappe
import pytest
from frappe.email.receive import InboundMail

from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.follow_up.replies import receive as receive_reply
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import THANK_YOU, again, settings


@pytest.fixture(autouse=True)
def always_decent(transaction):
	"""Quiet hours would make what is planned depend on the hour at which the tests run."""
	settings(quiet_from="", quiet_to="", approval_rule="Always", organisation_name="Safe Harbour")


@pytest.fixture
def ready_to_send(always_decent):
	"""No approval, no delay, and no mail account remembered from another test."""
	frappe.local.outgoing_email_account = {}
	settings(approval_rule="None", thank_you_delay_hours=0)
	yield
	frappe.local.outgoing_email_account = {}


@pytest.fixture
def staff(users, as_user):
	with as_user(users["outreach"]):
		yield users["outreach"]


@pytest.fixture
def logged(users, as_user):
	"""Log a meeting held with these people, as outreach staff do; the submitted log."""

	def submit(*people, meeting=None, **fields):
		with as_user(users["outreach"]):
			return factories.log(factories.held_meeting(people, **(meeting or {})), submit=True, **fields)

	return submit


@pytest.fixture
def planned(users, as_user):
	"""Plan a thank-you to a new activist, as outreach staff do; its document."""

	def plan(meeting=None, row=None, **fields):
		with as_user(users["outreach"]):
			person = factories.activist(**fields)
			held = factories.held_meeting([person], **(meeting or {}))
			factories.log(held, submit=True, attendance=[factories.attendance(person, **(row or {}))])
		return frappe.get_doc(THANK_YOU, {"stakeholder": person.name})

	return plan


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


@pytest.fixture
def mailbox(mail_sink, monkeypatch):
	"""The account by which thank-yous leave also receives; what is in it can be fetched once more."""
	account = frappe.get_doc("Email Account", {"default_outgoing": 1})
	account.db_set({"enable_incoming": 1, "use_imap": 1, "create_contact": 1})
	account.reload()
	kept: dict[int, bytes] = {}
	monkeypatch.setattr(receive_reply, "fetch_raw_mail", lambda mail: kept.get(mail.uid))
	account.kept = kept
	return account


@pytest.fixture
def receive(mailbox, jobs, run_after_commit):
	"""What the host's scheduler does with a mail that has come in, and then our job."""

	def work(mail: EmailMessage | bytes, *, fetched: bool = True):
		raw = mail if isinstance(mail, bytes) else mail.as_bytes()
		uid = len(mailbox.kept) + 1
		if fetched:
			mailbox.kept[uid] = raw
		frappe.set_user("Administrator")
		found = InboundMail(raw, mailbox, uid).process()
		run_after_commit()
		found.send_email(is_inbound_mail_communcation=True)
		jobs.run()
		return frappe.get_doc("Communication", found.name)

	return work


@pytest.fixture
def thanked(planned, mailbox, mail_sink):
	"""A thank-you that arrived, and the mail as it did."""

	def send(**fields):
		doc = planned(**fields)
		dispatch_due()
		return again(doc), mail_sink.received[-1].message

	return send
