"""What a Confidential person answers is sealed with the thank-you, and the host's e-mail says only where it is."""

from smtplib import SMTPRecipientsRefused

import frappe
import pytest

from stakeholder_crm.access.vault import keys
from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_files import open_sealed_file
from stakeholder_crm.access.vault.sealed_rows import delete_texts
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.follow_up.channels.channel import OutgoingMessage
from stakeholder_crm.follow_up.channels.email import NOBODY
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.follow_up.replies import receive as receive_reply
from stakeholder_crm.safeguarding.privacy.collect_person import collect_person
from stakeholder_crm.safeguarding.privacy.erase_person import erase_person
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import THANK_YOU, again
from tests.integration.thank_yous.mails import about, answer, person_of, returned, told
from tests.security.vault.test_sealed_files import commit_files
from tests.security.vault.test_sealed_records import in_database, in_files

pytestmark = pytest.mark.usefixtures("ready_to_send")


@pytest.fixture
def sent_to_heron(thanked):
	doc, sent = thanked(confidentiality="Confidential", safe_alias="Heron")
	assert doc.status == "Sent"
	return doc, sent


def test_the_message_itself_has_words(sent_to_heron):
	_doc, sent = sent_to_heron
	text = sent.get_body(("plain",)).get_content()
	assert "Dear Heron," in text
	assert DOTS not in text


def test_the_hosts_queue_keeps_neither_text_nor_address(sent_to_heron):
	doc, sent = sent_to_heron
	queued = frappe.get_doc("Email Queue", frappe.db.get_value(THANK_YOU, doc.name, "email_queue"))
	assert (queued.message, [row.recipient for row in queued.recipients]) == (DOTS, [NOBODY])
	assert queued.status == "Sent"
	assert sent["To"].endswith("@example.org")


def test_nor_does_one_that_was_refused(planned, refuse, mail_sink):
	to = "quokka@example.org"
	points = [factories.contact_point(value=to)]
	doc = planned(confidentiality="Confidential", safe_alias="Heron", contact_points=points)
	refuse(SMTPRecipientsRefused({to: (450, b"4.2.0 later")}))
	for _time in range(2):
		dispatch_due()
		frappe.db.set_value(THANK_YOU, doc.name, "deferred_until", None)
	assert again(doc).attempts == 2
	assert in_database(to) == []


def test_a_sealed_text_is_not_sent():
	with pytest.raises(ValueError, match="sealed"):
		OutgoingMessage("TY-1", "a@example.org", "Thank you", DOTS, "Unsubscribe:", "https://x.example")


@pytest.fixture
def lost(planned):
	"""A thank-you to a Confidential person whose sealed text is not there any more."""
	doc = planned(confidentiality="Confidential", safe_alias="Heron")
	delete_texts((THANK_YOU, doc.name))
	return doc


def test_one_whose_text_is_lost_stops_no_other(lost, planned, mail_sink):
	other = planned()
	dispatch_due()
	assert frappe.db.get_value(THANK_YOU, other.name, "status") == "Sent"
	assert frappe.db.get_value(THANK_YOU, lost.name, "status") == "Needs Review"
	assert len(mail_sink.received) == 1


def test_nor_that_its_person_asks_not_to_be_contacted(lost, as_user, users):
	with as_user(users["safeguarding"]):
		person = person_of(lost)
		person.status = "Do Not Contact"
		person.save()
	assert frappe.db.get_value(THANK_YOU, lost.name, "status") == "Cancelled"


def answer_kept(doc) -> str:
	[row] = get_all_opened(THANK_YOU, filters={"name": doc.name}, fields=["answer"], order_by="name")
	return row.answer or ""


def test_no_column_holds_a_word_of_it(sent_to_heron, receive, users):
	doc, sent = sent_to_heron
	found = receive(answer(sent, text="Quokka asks you to come by."))
	assert in_database("quokka") == []
	assert (found.subject, found.content) == ("Answer", f"The answer is in {doc.name}.")
	assert "Quokka asks you to come by." in answer_kept(doc)
	assert about(found) == (doc.stakeholder_type, doc.stakeholder)
	assert len(told(users["outreach"])) == 1


def test_nor_of_one_with_a_picture_in_it(sent_to_heron, receive):
	_doc, sent = sent_to_heron
	mail = answer(sent)
	mail.set_content('<p>Quokka <img src="cid:map"></p>', subtype="html")
	mail.add_related(b"\x89PNG\r\n", "image", "png", cid="<map>", filename="map.png")
	receive(mail)
	assert in_database("quokka") == []


def test_a_second_answer_is_kept_with_the_first(sent_to_heron, receive):
	doc, sent = sent_to_heron
	receive(answer(sent, text="Quokka the first."))
	receive(answer(sent, text="Quokka the <b second."))
	kept = answer_kept(doc)
	assert kept.index("Quokka the first.") < kept.index("Quokka the <b second.")
	assert kept.count("Quokka") == 2


def test_the_rest_is_saved_with_it(sent_to_heron, receive):
	doc, sent = sent_to_heron
	receive(answer(sent, text="Quokka asks you to come by."))
	stored = frappe.get_doc(THANK_YOU, doc.name)
	stored.flags.by_service = True
	stored.save()
	assert "Quokka" in answer_kept(doc)


def test_one_that_is_read_later_is_sealed_then(sent_to_heron, receive, monkeypatch):
	doc, sent = sent_to_heron
	monkeypatch.setattr(receive_reply, "mail_being_stored", lambda _mail: None)
	found = receive(
		answer(sent, text="Quokka asks you to come by.", In_Reply_To="", References=str(sent["Message-ID"]))
	)
	assert found.content == f"The answer is in {doc.name}."
	assert in_database("quokka") == []


def test_a_returned_mail_says_nothing_either(sent_to_heron, receive):
	doc, sent = sent_to_heron
	receive(returned(sent, "quokka@example.org"))
	assert frappe.db.get_value(THANK_YOU, doc.name, "status") == "Bounced"
	assert in_database("quokka@example.org") == []


def test_without_the_key_it_stays_in_the_mailbox(sent_to_heron, receive, monkeypatch):
	doc, sent = sent_to_heron
	monkeypatch.setattr(keys, "load_keyring", lambda: (_ for _ in ()).throw(keys.VaultLocked("no key")))
	monkeypatch.setattr(
		"stakeholder_crm.access.vault.sealed_rows.load_keyring",
		lambda: (_ for _ in ()).throw(keys.VaultLocked("no key")),
	)
	found = receive(answer(sent, text="Quokka asks you to come by."))
	assert found.content == f"The answer to {doc.name} could not be stored. Read it in the mailbox."
	assert in_database("quokka") == []


def test_the_answer_of_others_stays_where_it_was(thanked, receive):
	doc, sent = thanked()
	assert "You are welcome" in receive(answer(sent)).content
	assert answer_kept(doc) == ""


def test_it_is_in_the_persons_copy_and_goes_with_them(sent_to_heron, receive):
	doc, sent = sent_to_heron
	receive(answer(sent, text="Quokka asks you to come by."))
	assert "Quokka asks" in frappe.as_json(collect_person(person_of(doc)))
	erase_person((doc.stakeholder_type, doc.stakeholder), asked=True)
	assert answer_kept(doc) == ""


def test_an_answer_from_before_the_level_was_raised_is_sealed_with_it(thanked, receive, users, as_user):
	doc, sent = thanked(safe_alias="Heron")
	found = receive(answer(sent, text="Quokka asks you to come by."))
	assert in_database("quokka") != []
	with as_user(users["outreach"]):
		person = person_of(doc)
		person.confidentiality = "Confidential"
		person.save()
	assert in_database("quokka") == []
	assert "Quokka asks you to come by." in answer_kept(doc)
	kept = frappe.db.get_value("Communication", found.name, ["subject", "content", "sender"])
	assert kept == ("Answer", f"The answer is in {doc.name}.", None)


def test_a_file_that_comes_with_it_is_sealed(sent_to_heron, receive):
	_doc, sent = sent_to_heron
	mail = answer(sent, text="See my letter.")
	mail.add_attachment(b"Quokka letter", "text", "plain", filename="quokka-letter.txt")
	found = receive(mail)
	commit_files()
	[file] = frappe.get_all("File", filters={"attached_to_name": found.name}, pluck="name")
	assert open_sealed_file(frappe.get_doc("File", file)) == ("quokka-letter.txt", b"Quokka letter")
	assert in_database("quokka") == []
	assert in_files("quokka") == []
