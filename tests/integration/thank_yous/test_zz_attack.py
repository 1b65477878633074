import frappe
import pytest

from stakeholder_crm.access.vault import follow_level as fl
from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.access.vault.sealed_rows import delete_texts
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.follow_up.messages import dispatch as dispatcher
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import THANK_YOU, again, settings
from tests.integration.thank_yous.mails import answer
from tests.security.vault.test_sealed_records import in_database
from tests.security.vault.test_zz_attack import spy  # noqa

pytestmark = pytest.mark.usefixtures("ready_to_send")
CONF = {"confidentiality": "Confidential", "safe_alias": "Heron"}


def kept(doc, field="answer"):
	[row] = get_all_opened(THANK_YOU, filters={"name": doc.name}, fields=[field], order_by="name")
	return row[field] or ""


def test_B1_open_person_of_confidential_meeting(planned, mail_sink):
	doc = planned(meeting={"confidentiality": "Confidential"}, row={"contribution": "bringing the kettle"})
	print("B1", doc.body, doc.status, doc.block_reason)
	assert doc.body == DOTS
	print(dispatch_due())
	assert "bringing the kettle" in " ".join(mail_sink.received[-1].message.get_body(("plain",)).get_content().split())
	assert DOTS not in str(mail_sink.received[-1].message)


def test_B2_one_missing_text_stops_all(planned, mail_sink):
	bad = planned(**CONF)
	good = planned()
	delete_texts((THANK_YOU, bad.name))
	try:
		print("B2", dispatch_due())
	except Exception as e:
		print("B2", type(e), e)
	assert again(good).status == "Sent"


def test_B3_subject(planned, mail_sink):
	t = frappe.get_doc("Email Template", "Stakeholder Thank You")
	t.subject = "Thank you for {{ contribution }}"
	t.save()
	planned(row={"contribution": "bringing the quokka"}, **CONF)
	dispatch_due()
	assert [c for c in in_database("quokka") if "Email Queue" not in c] == []


def test_B4_lifecycle_spied(users, as_user, planned, mail_sink, mailbox, receive, spy):
	settings(approval_rule="Always")
	doc = planned(row={"contribution": "bringing the quokka"}, **CONF)
	print("B4 plan", spy)
	a = again(doc)
	with as_user(users["outreach"]):
		a.body = "Thank you for the quokka, dear."
		a.save()
	print("B4 edit", spy, a.status, a.body)
	from stakeholder_crm.follow_up.messages.approve import approve_thank_yous
	with as_user(users["safeguarding"]):
		print(approve_thank_yous([doc.name]))
	print("B4 approve", spy)
	print(dispatch_due())
	assert "for the quokka, dear" in str(mail_sink.received[-1].message)
	print("B4 sent", spy)
	receive(answer(mail_sink.received[-1].message, text="Quokka answers."))
	print("B4 answered", spy)
	print([c for c in in_database("quokka")])
	assert [s for s in spy if "Communication" not in s] == []
	assert [c for c in in_database("quokka") if "Email Queue" not in c] == []


def test_B7_lowered_between(planned, mail_sink, monkeypatch):
	doc = planned(**CONF)
	other = planned()
	reserve = dispatcher.reserve
	done = []

	def then_lower(*a):
		r = reserve(*a)
		if not done:
			done.append(1)
			p = frappe.get_doc("Activist", doc.stakeholder)
			p.update({"confidentiality": "Restricted", "lowered_because": "x y"})
			p.save()
			m = frappe.get_doc("Stakeholder Meeting", doc.meeting)
			m.update({"confidentiality": "Restricted", "lowered_because": "x y"})
			m.save()
		return r

	monkeypatch.setattr(dispatcher, "reserve", then_lower)
	print("B7", dispatch_due())
	assert again(other).status == "Sent"


def test_B9_sent_twice(planned, mail_sink, monkeypatch):
	doc = planned()
	real = fl.reseal

	def late(record):
		# another process sends it between the read and the write
		if record.doctype == THANK_YOU and not mail_sink.received:
			dispatch_due()
			assert again(doc).status == "Sent"
		real(record)

	monkeypatch.setattr(fl, "reseal", late)
	p = frappe.get_doc("Activist", doc.stakeholder)
	p.update(CONF)
	p.save()
	print("B9", again(doc).status)
	print(dispatch_due())
	assert len(mail_sink.received) == 1


def test_B10_form_open(users, as_user, thanked, receive):
	doc, sent = thanked(**CONF)
	form = again(doc)
	receive(answer(sent, text="Quokka asks."))
	with as_user(users["outreach"]):
		form.save()
	assert "Quokka" in kept(doc)


def test_B10b_service_in_flight(users, as_user, thanked, receive):
	doc, sent = thanked(**CONF)
	form = again(doc)
	receive(answer(sent, text="Quokka asks."))
	frappe.set_user("Administrator")
	form.move_to("Bounced")
	assert "Quokka" in kept(doc)


def test_B10c_sibling(thanked, receive):
	"""answer while level comes only from the meeting"""
	doc, sent = thanked(meeting={"confidentiality": "Confidential"})
	receive(answer(sent, text="Quokka asks."))
	assert in_database("quokka") == []
	assert "Quokka" in kept(doc)
	m = frappe.get_doc("Stakeholder Meeting", doc.meeting)
	m.update({"confidentiality": "Open", "lowered_because": "x y"})
	m.save()
	assert "Quokka" in again(doc).answer
	m = frappe.get_doc("Stakeholder Meeting", doc.meeting)
	m.update({"confidentiality": "Confidential"})
	m.save()
	assert in_database("quokka") == []


def test_D30_unsubscribe_with_lost_text(thanked, planned):
	doc, sent = thanked(**CONF)
	delete_texts((THANK_YOU, doc.name))
	p = frappe.get_doc("Activist", doc.stakeholder)
	p.status = "Do Not Contact"
	p.save()


def test_D31_amended_log_wakes(users, as_user, planned, mail_sink):
	settings(approval_rule="Always")
	doc = planned(row={"contribution": "bringing the quokka"}, **CONF)
	with as_user(users["outreach"]):
		log = frappe.get_doc("Meeting Log", doc.meeting_log)
		log.cancel()
		assert again(doc).status == "Cancelled"
		with_texts = frappe.get_doc("Meeting Log", doc.meeting_log)
		put_in(with_texts)
		new = frappe.copy_doc(with_texts)
		new.update({"amended_from": log.name, "docstatus": 0})
		new.attendance[0].contribution = "bringing the quokka and tea"
		new.insert()
		new.submit()
	now = again(doc)
	print(now.status, kept(doc, "body"))
	assert "quokka and tea" in kept(doc, "body").replace("\n", " ")
	assert in_database("quokka") == []


def test_D32_sms_like_retry_reuse(planned, mail_sink, refuse):
	from smtplib import SMTPDataError
	doc = planned(row={"contribution": "bringing the quokka"}, **CONF)
	refuse(SMTPDataError(451, b"later"))
	print(dispatch_due())
	now = again(doc)
	print(now.status, now.body, now.deferred_until)
	assert now.body == DOTS and "quokka" in kept(doc, "body")
	assert [c for c in in_database("quokka") if "Email Queue" not in c] == []
