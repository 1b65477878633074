"""Answers to thank-yous: they land with whom they are from, by the message that they answer, and nowhere else."""

from email.message import EmailMessage
from email.utils import parseaddr

import frappe
import pytest
from frappe.desk.form.load import getdoc
from frappe.email.receive import InboundMail
from frappe.utils import add_days, getdate, today

from stakeholder_crm.access.traces import has_trace_permission
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.follow_up.replies import receive as receive_reply
from stakeholder_crm.safeguarding.privacy.collect_person import collect_person
from stakeholder_crm.safeguarding.privacy.erase_person import erase_person
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import THANK_YOU, address, again
from tests.integration.thank_yous.mails import RELAYED, about, answer, person_of, quoted, told

pytestmark = pytest.mark.usefixtures("ready_to_send")


def timeline_of(person) -> str:
	"""What the form's timeline is given, where the user may open the form."""
	frappe.local.response = frappe._dict({"docs": []})
	try:
		getdoc(person.doctype, person.name)
	except frappe.PermissionError:
		return ""
	return frappe.as_json(frappe.local.response["docinfo"])


def test_an_answer_lands_with_its_person_and_counts(thanked, receive, users):
	doc, sent = thanked(cadence_days=30)
	before = person_of(doc)
	frappe.db.set_value(before.doctype, before.name, "last_interaction_on", add_days(today(), -90))
	found = receive(answer(sent))
	person = person_of(doc)
	assert about(found) == (person.doctype, person.name)
	assert "You are welcome" in found.content
	assert person.last_interaction_on == getdate(today())
	assert person.next_touch_on == getdate(add_days(today(), 30))
	[note] = told(users["outreach"])
	assert (note.document_type, note.document_name) == (person.doctype, person.name)
	assert person.full_name not in note.subject


def test_the_timeline_shows_it_to_who_sees_the_person(thanked, receive, users, as_user):
	doc, sent = thanked(confidentiality="Restricted")
	found = receive(answer(sent))
	for key, sees in (("outreach", True), ("manager", True), ("outreach2", False)):
		with as_user(users[key]):
			assert (found.name in timeline_of(person_of(doc))) == sees


@pytest.mark.parametrize("level", ["Open", "Restricted", "Confidential"])
def test_no_address_is_kept_and_no_contact_is_made(thanked, receive, level):
	_doc, sent = thanked(confidentiality=level, safe_alias="Heron")
	contacts = frappe.db.count("Contact")
	found = receive(answer(sent, sender="amina.odhiambo@example.org"))
	assert frappe.db.count("Contact") == contacts
	assert not frappe.db.exists("Communication Link", {"parent": found.name})
	stored = frappe.get_doc("Communication", found.name)
	assert "odhiambo" not in f"{stored.sender} {stored.recipients} {stored.cc} {stored.sender_full_name}"


def test_what_came_with_it_is_seen_by_who_sees_it(thanked, receive, users, as_user):
	_doc, sent = thanked(confidentiality="Restricted")
	mail = answer(sent)
	mail.add_attachment(b"I am afraid", maintype="text", subtype="plain", filename="amina-letter.txt")
	found = receive(mail)
	[letter] = frappe.get_all("File", filters={"attached_to_name": found.name}, pluck="name", order_by="name")
	admin = factories.make_user("files@crm-test.example", "Finn", ["System Manager"])
	# The host opens what came with a mail to those who read mails.
	reader = factories.make_user(users["manager"], "", ["Inbox User"])
	for user, sees in ((reader, True), (users["outreach2"], False), (admin, False)):
		with as_user(user):
			file = frappe.get_doc("File", letter)
			assert has_trace_permission(file, "read") == sees
			if not sees:
				assert not file.has_permission("read")
				assert not frappe.get_list("File", filters={"name": letter}, order_by="name")


def test_what_came_with_it_is_named_in_the_copy_for_the_person(thanked, receive):
	doc, sent = thanked()
	mail = answer(sent, text="Here is my letter.")
	mail.add_attachment(b"I am afraid", maintype="text", subtype="plain", filename="letter.txt")
	receive(mail)
	other = factories.activist()
	assert "letter.txt" in frappe.as_json(collect_person(person_of(doc)))
	assert "letter.txt" not in frappe.as_json(collect_person(other))


def test_it_is_not_mailed_on(thanked, receive, mail_sink):
	_doc, sent = thanked()
	queued = frappe.db.count("Email Queue")
	receive(answer(sent))
	assert frappe.db.count("Email Queue") == queued


@pytest.mark.parametrize("fetched", [True, False], ids=["IMAP", "POP3"])
def test_references_alone_are_enough(thanked, receive, fetched):
	doc, sent = thanked()
	contacts = frappe.db.count("Contact")
	found = receive(answer(sent, In_Reply_To=""), fetched=fetched)
	assert about(found) == pair_of(doc)
	assert frappe.db.count("Contact") == contacts


@pytest.mark.parametrize("fetched", [True, False], ids=["IMAP", "POP3"])
def test_behind_a_relay_with_its_own_message_ids_the_quoted_link_is_enough(thanked, receive, users, fetched):
	doc, sent = thanked()
	contacts = frappe.db.count("Contact")
	found = receive(answer(sent, f"You are welcome.\n\n{quoted(sent)}", **RELAYED), fetched=fetched)
	assert about(found) == pair_of(doc)
	assert found.sender is None
	assert frappe.db.count("Contact") == contacts
	assert len(told(users["outreach"])) == 1


def test_a_link_that_nobody_signed_or_none_leads_to_nobody(thanked, receive, users):
	doc, sent = thanked()
	token = str(sent["List-Unsubscribe"]).rpartition("=")[2].strip(">")
	forged = quoted(sent).replace(token, f"{token[:-4]}AAAA")
	for text in (forged, "You are welcome."):
		assert about(receive(answer(sent, text, **RELAYED))) == (None, None)
	assert told(users["outreach"]) == []
	assert again(doc).status == "Sent"


def test_an_answer_to_an_answer(thanked, receive):
	doc, sent = thanked()
	first = answer(sent)
	receive(first)
	second = receive(answer(sent, In_Reply_To=first["Message-ID"], References=first["Message-ID"]))
	assert about(second) == pair_of(doc)


def test_two_answers_are_two_and_the_same_again_is_none(thanked, receive, users, mailbox):
	_doc, sent = thanked()
	mail = answer(sent)
	first = receive(mail)
	assert receive(mail).name == first.name
	second = receive(answer(sent, "And one thing more."))
	assert second.name != first.name
	assert len(told(users["outreach"])) == 2


def test_an_answer_from_another_address_is_an_answer(thanked, receive):
	doc, sent = thanked()
	assert about(receive(answer(sent, sender="cousin@elsewhere.example"))) == (
		doc.stakeholder_type,
		doc.stakeholder,
	)


def test_a_known_address_alone_is_none(thanked, receive, users):
	doc, sent = thanked()
	found = receive(answer(sent, sender=address(doc), In_Reply_To="", References=""))
	assert about(found) == (None, None)
	assert told(users["outreach"]) == []


@pytest.mark.parametrize(
	"headers",
	[
		{"Auto_Submitted": "auto-replied"},
		{"Precedence": "bulk"},
		{"Return_Path": "<>"},
		{"X_Autorespond": "Thank you"},
		{"X_Apple_Action": "VACATION"},
		{"Subject": "Automatic reply: Thank you"},
		{"Subject": "Automatische Antwort: Thank you"},
		{"Subject": "Réponse automatique : Thank you"},
	],
)
@pytest.mark.parametrize("fetched", [True, False], ids=["IMAP", "POP3"])
def test_a_machines_answer_is_kept_and_does_not_count(thanked, receive, users, headers, fetched):
	doc, sent = thanked()
	before = person_of(doc).last_interaction_on
	frappe.db.set_value(doc.stakeholder_type, doc.stakeholder, "last_interaction_on", None)
	found = receive(answer(sent, "I am away.", **headers), fetched=fetched)
	assert about(found) == pair_of(doc)
	assert found.communication_type == "Automated Message"
	assert person_of(doc).last_interaction_on is None
	assert told(users["outreach"]) == []
	assert before


@pytest.mark.parametrize("header", ["i0000aaaa:Fastmail", "1.eu-west-1.abc=:AmazonSES"])
@pytest.mark.parametrize("fetched", [True, False], ids=["IMAP", "POP3"])
def test_a_persons_answer_by_a_provider_that_marks_its_mails_counts(thanked, receive, users, header, fetched):
	doc, sent = thanked()
	frappe.db.set_value(doc.stakeholder_type, doc.stakeholder, "last_interaction_on", None)
	found = receive(answer(sent, Feedback_ID=header), fetched=fetched)
	assert found.communication_type == "Communication"
	assert person_of(doc).last_interaction_on == getdate(today())
	assert len(told(users["outreach"])) == 1


def test_an_answer_after_the_log_was_cancelled_still_lands(thanked, receive, users, as_user):
	doc, sent = thanked()
	with as_user(users["manager"]):
		frappe.get_doc("Meeting Log", doc.meeting_log).cancel()
	assert about(receive(answer(sent))) == pair_of(doc)


def test_after_erasure_it_is_a_mail_like_any_other(thanked, receive, users):
	doc, sent = thanked()
	link = quoted(sent)
	frappe.set_user("Administrator")
	erase_person(pair_of(doc), asked=True)
	for mail in (answer(sent), answer(sent, f"You are welcome.\n\n{link}", **RELAYED)):
		found = receive(mail)
		assert about(found) == (None, None)
		assert "You are welcome" in found.content
		assert found.sender == "amina@example.org"
	assert told(users["outreach"]) == []


def test_erasing_takes_the_answers_away(thanked, receive):
	doc, sent = thanked()
	found = receive(answer(sent))
	frappe.set_user("Administrator")
	erase_person(pair_of(doc), asked=True)
	assert not frappe.db.exists("Communication", found.name)


def stored_by_another_app(mail: EmailMessage, mailbox) -> str:
	"""Another program than the host's reception stores a mail; its name."""
	parent = frappe.db.get_value("Communication", {"message_id": str(mail["In-Reply-To"]).strip("<>")})
	row = {
		"doctype": "Communication",
		"communication_medium": "Email",
		"sent_or_received": "Received",
		"subject": str(mail["Subject"]),
		"sender": parseaddr(str(mail["From"]))[1],
		"content": mail.get_content(),
		"email_account": mailbox.name,
		"in_reply_to": parent,
		"message_id": str(mail["Message-ID"]).strip("<>"),
		"uid": 1,
	}
	return frappe.get_doc(row).insert().name


@pytest.mark.parametrize(
	("headers", "kept", "kind"),
	[
		({"sender": "mailer-daemon@mx.example"}, False, "Automated Message"),
		({"Subject": "Risposta automatica: Thank you"}, False, "Automated Message"),
		({"Auto_Submitted": "auto-replied"}, True, "Automated Message"),
		({"Auto_Submitted": "auto-replied"}, False, "Communication"),
		({}, True, "Communication"),
	],
)
def test_one_that_another_app_stores_is_fetched_again_or_known_by_its_sender_and_subject(
	thanked, mailbox, jobs, run_after_commit, headers, kept, kind
):
	doc, sent = thanked()
	mail = answer(sent, **headers)
	frappe.set_user("Administrator")
	if kept:
		mailbox.kept[1] = mail.as_bytes()
	name = stored_by_another_app(mail, mailbox)
	run_after_commit()
	jobs.run()
	found = frappe.get_doc("Communication", name)
	assert (*about(found), found.communication_type) == (doc.stakeholder_type, doc.stakeholder, kind)


@pytest.mark.parametrize(("author", "kind"), [("person", "Communication"), ("machine", "Automated Message")])
def test_a_job_that_an_earlier_version_left_in_the_queue_settles_its_answer(thanked, mailbox, author, kind):
	doc, sent = thanked()
	frappe.set_user("Administrator")
	name = stored_by_another_app(answer(sent), mailbox)
	receive_reply.file_reply(communication=name, author=author)
	found = frappe.get_doc("Communication", name)
	assert (*about(found), found.communication_type) == (doc.stakeholder_type, doc.stakeholder, kind)


def test_mails_to_other_mailboxes_are_not_looked_into(mailbox, jobs, run_after_commit):
	other = factories.email_account(
		0,
		email_account_name="Other",
		email_id="other@crm-test.example",
		enable_outgoing=0,
		default_outgoing=0,
	)
	mail = EmailMessage()
	mail["From"], mail["To"], mail["Subject"] = "x@example.org", other.email_id, "Hello"
	mail["Message-ID"] = "<1@example.org>"
	mail.set_content("Hello")
	InboundMail(mail.as_bytes(), other, 1).process()
	run_after_commit()
	assert receive_reply.JOB not in jobs.names()


def test_the_sent_message_is_noted_without_address_and_text(thanked):
	doc, sent = thanked(full_name="Amina Diallo")
	note = frappe.get_doc("Communication", {"reference_doctype": THANK_YOU, "reference_name": doc.name})
	assert f"<{note.message_id}>" == sent["Message-ID"]
	assert not [word for word in ("Amina", address(doc)) if word in note.as_json()]
