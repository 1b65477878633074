"""Thank-yous that a mail server sends back, as a report or in words: somebody decides, and no machine tries again."""

import frappe
import pytest

from stakeholder_crm.follow_up.messages.retry import retry_thank_you
from stakeholder_crm.follow_up.messages.settle import close_thank_you
from tests.integration.thank_yous.helpers import THANK_YOU, address, again
from tests.integration.thank_yous.mails import about, answer, in_words, returned, told

pytestmark = pytest.mark.usefixtures("ready_to_send")


def test_what_comes_back_by_such_a_relay_is_known_by_the_same_link(thanked, receive):
	doc, sent = thanked()
	link = str(sent["List-Unsubscribe"])
	raw = returned(sent, address(doc)).decode()
	receive(raw.replace(f"Message-ID: {sent['Message-ID']}", f"List-Unsubscribe: {link}").encode())
	assert again(doc).status == "Bounced"


@pytest.mark.parametrize(
	"headers",
	[
		(),
		("From: MAILER-DAEMON@mx.example", "Auto-Submitted: auto-replied"),
		("From: postmaster@mx.example",),
		("From: robot@mx.example", "Return-Path: <>"),
	],
)
@pytest.mark.parametrize("fetched", [True, False], ids=["IMAP", "POP3"])
def test_one_that_came_back_without_a_report(thanked, receive, users, headers, fetched):
	doc, sent = thanked()
	found = receive(in_words(sent, *headers), fetched=fetched)
	doc = again(doc)
	assert (doc.status, doc.reason_code) == ("Bounced", "came_back")
	assert about(found) == (THANK_YOU, doc.name)
	assert frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "bounced")
	assert frappe.db.get_value("ToDo", doc.todo, "allocated_to") == users["outreach"]
	assert told(users["outreach"]) == []


def test_one_that_came_back_with_an_attachment_and_as_an_answer(thanked, receive):
	doc, sent = thanked()
	mail = answer(sent, "Delivery has failed: 550 5.7.1 blocked", From="postmaster@mx.example")
	mail.add_attachment(sent.as_bytes(), maintype="message", subtype="rfc822-headers", filename="sent.eml")
	receive(mail)
	assert again(doc).status == "Bounced"
	assert not frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "bounced")


def test_an_address_that_was_put_right_meanwhile_is_not_marked(thanked, receive, users, as_user):
	doc, sent = thanked()
	with as_user(users["outreach"]):
		person = frappe.get_doc(doc.stakeholder_type, doc.stakeholder)
		person.contact_points[0].value = "put-right@example.org"
		person.save()
	receive(in_words(sent))
	assert again(doc).status == "Bounced"
	assert not frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "bounced")


def test_what_came_back_unreported_marks_no_address_for_a_fault_of_ours(thanked, receive):
	doc, sent = thanked()
	receive(in_words(sent, why="550 Sender verify failed"))
	assert again(doc).status == "Bounced"
	assert not frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "bounced")


@pytest.mark.parametrize("fetched", [True, False], ids=["IMAP", "POP3"])
def test_one_that_came_back_marks_the_address_and_waits_for_a_person(thanked, receive, users, fetched):
	doc, sent = thanked()
	assert doc.status == "Sent"
	found = receive(returned(sent, address(doc)), fetched=fetched)
	doc = again(doc)
	assert (doc.status, doc.reason_code) == ("Bounced", "came_back")
	assert "5.1.1" in doc.block_reason
	assert about(found) == (THANK_YOU, doc.name)
	assert frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "bounced")
	todo = frappe.get_doc("ToDo", doc.todo)
	assert (todo.status, todo.allocated_to) == ("Open", users["outreach"])
	assert told(users["outreach"]) == []


@pytest.mark.parametrize("status", ["5.2.2", "5.1.8", "5.1.7", "5.1.0", "5.7.1"])
def test_a_full_mailbox_or_a_fault_of_ours_is_no_wrong_address(thanked, receive, status):
	doc, sent = thanked()
	receive(returned(sent, address(doc), status))
	assert again(doc).status == "Bounced"
	assert not frappe.db.get_value("Stakeholder Contact Point", doc.contact_point, "bounced")


def test_a_delay_changes_nothing(thanked, receive):
	doc, sent = thanked()
	receive(returned(sent, address(doc), "4.4.1", "delayed"))
	assert again(doc).status == "Sent"


def test_no_machine_sends_again_what_came_back_and_a_person_ends_it(thanked, receive, users, as_user):
	doc, sent = thanked()
	receive(returned(sent, address(doc)))
	receive(returned(sent, address(doc)))
	with as_user(users["outreach"]):
		with pytest.raises(frappe.ValidationError):
			retry_thank_you(again(doc))
		close_thank_you(again(doc), "Done Manually")
	assert again(doc).status == "Done Manually"
	assert frappe.db.get_value("ToDo", again(doc).todo, "status") == "Closed"
