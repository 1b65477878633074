"""Mails as people and mail servers write them in answer to a thank-you, and what became of them."""

from email.message import EmailMessage
from email.utils import format_datetime

import frappe

from stakeholder_crm.base.clock import current_moment

# In an answer behind a relay that gives messages IDs of its own.
RELAYED = {"In_Reply_To": "<0102@relay.example>", "References": "<0102@relay.example>"}


def answer(sent, text="You are welcome.", sender="amina@example.org", **headers: str) -> EmailMessage:
	mail = EmailMessage()
	mail["From"] = f"Amina <{sender}>"
	mail["To"] = str(sent["From"])
	mail["Subject"] = f"Re: {sent['Subject']}"
	mail["Date"] = format_datetime(current_moment())
	mail["Message-ID"] = f"<{frappe.generate_hash(length=12)}@example.org>"
	mail["In-Reply-To"] = str(sent["Message-ID"])
	mail["References"] = str(sent["Message-ID"])
	for name, value in headers.items():
		del mail[name.replace("_", "-")]
		if value:
			mail[name.replace("_", "-")] = value
	mail.set_content(text)
	return mail


def returned(sent, to: str, status: str = "5.1.1", action: str = "failed") -> bytes:
	return (
		f"From: MAILER-DAEMON@mx.example\r\nTo: {sent['From']}\r\nSubject: Undelivered\r\n"
		f"Message-ID: <{frappe.generate_hash(length=12)}@mx.example>\r\nReturn-Path: <>\r\n"
		'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
		"--b\r\nContent-Type: text/plain\r\n\r\nI could not deliver it.\r\n"
		"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
		f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
		f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {sent['Message-ID']}\r\n\r\n--b--\r\n"
	).encode()


def quoted(sent) -> str:
	"""What a mail program quotes of a message."""
	text = sent.get_body(("plain",)).get_content()
	return "\n".join(f"> {line}" for line in text.splitlines())


def in_words(sent, *headers: str, why: str = "550 no such user") -> bytes:
	"""A notice that is no report, as qmail and older Exim write it."""
	return "\r\n".join(
		(
			*(headers or ("From: Mailer-Daemon@mx.example", "X-Failed-Recipients: amina@example.org")),
			f"To: {sent['From']}\r\nSubject: Mail delivery failed",
			f"Message-ID: <{frappe.generate_hash(length=12)}@mx.example>",
			f"\r\nIt could not be delivered.\r\n\r\n  amina@example.org\r\n    {why}\r\n",
			f"--- This is a copy of your message ---\r\n\r\nMessage-ID: {sent['Message-ID']}\r\n",
		)
	).encode()


def about(mail) -> tuple:
	return mail.reference_doctype, mail.reference_name


def person_of(doc):
	return frappe.get_doc(doc.stakeholder_type, doc.stakeholder)


def told(user: str) -> list[frappe._dict]:
	return frappe.get_all(
		"Notification Log",
		filters={"for_user": user, "subject": ("like", "%reply to a thank-you%")},
		fields=["subject", "document_type", "document_name"],
		order_by="name",
	)
