"""E-mail, by way of the host's Email Queue: one envelope, one recipient, nothing that says who we are.

The row is where administrators look for mails, and ``EmailQueue.send()`` sends it. The message in it is our
own: the host's carries the site's address, its footers and its logo.
"""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, make_msgid
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from stakeholder_crm.base.clock import current_moment
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.base.system_records import insert_without_hooks, log_error
from stakeholder_crm.domain.delivery import Delivery, Outcome, classify_reply
from stakeholder_crm.domain.mail_addresses import ascii_address
from stakeholder_crm.domain.thank_you_text import link_to_html, to_html
from stakeholder_crm.follow_up.channels.channel import OutgoingMessage

EMAIL_QUEUE = "Email Queue"
# The host's own flush takes rows without a lock; it leaves alone what is not to be sent before this.
OUT_OF_REACH = "2999-12-31 23:59:59"
# Why an address cannot be sent to that is not ASCII before its @ (RFC 6531).
NOT_ASCII = "SMTPUTF8"
# Python's mail code breaks a longer line in a header that it does not know, and the link with it.
LONGEST_LINK_IN_HEADER = SMTP.max_line_length - len(" <>")


def outgoing_account() -> Document | None:
	"""The Email Account that thank-yous leave by; None when there is none, or mails are muted."""
	# Importing it opens a log file in the site's bench, which need not be there yet when we are imported.
	from frappe.email.doctype.email_account.email_account import EmailAccount

	if frappe.are_emails_muted() or cint(frappe.db.get_default("suspend_email_queue")):
		return None
	return EmailAccount.find_outgoing(match_by_doctype=THANK_YOU)


class EmailChannel:
	"""Sends by SMTP, over one connection a run."""

	name = "Email"

	def __init__(self) -> None:
		self._account: Document | None = None
		self._server: Any = None
		self._row: Document | None = None

	def is_set_up(self) -> bool:
		"""Always: without an account, or while mails are muted, thank-yous wait."""
		return True

	def obstacle(self) -> str:
		"""Why no mail can leave just now; connects to the server."""
		account = outgoing_account()
		if not account:
			return _(
				"E-mail cannot be sent: it is muted or suspended, or there is no outgoing Email Account."
			)
		if self._account is None or account.name != self._account.name:
			self.close()
			self._account, self._server = account, account.get_smtp_server()
		try:
			connected = bool(self._server.session)
		except Exception as error:
			frappe.clear_last_message()
			return _("The mail server could not be reached: {0}").format(str(error))
		return "" if connected else _("The mail server could not be reached.")

	def prepare(self, outgoing: OutgoingMessage) -> dict[str, Any]:
		"""Write the Email Queue row: one for the whole life of a thank-you, out of the reach of ``flush``."""
		message = build_message(outgoing, self._account)
		values = {
			"sender": str(message["From"]),
			"message": message.as_string(),
			"message_id": str(message["Message-ID"]).strip("<>"),
			"status": "Not Sent",
			"send_after": OUT_OF_REACH,
			"retry": 0,
			"error": None,
			"email_account": self._account.name,
		}
		if outgoing.email_queue and frappe.db.exists(EMAIL_QUEUE, outgoing.email_queue):
			self._row = _use_again(outgoing, values)
		else:
			self._row = _new_row(outgoing, values)
		return {"email_queue": self._row.name}

	def send(self, outgoing: OutgoingMessage) -> Outcome:
		"""Send the row that ``prepare`` wrote; ``EmailQueue.send`` commits it as Sending before it sends."""
		row, self._row = self._row, None
		if row.status == "Sent":  # by an administrator's hand
			return Outcome(Delivery.SENT)
		if not ascii_address(outgoing.address):
			# Only its domain has an ASCII form: without SMTPUTF8, which the host does not speak, nobody can be named so.
			frappe.db.set_value(EMAIL_QUEUE, row.name, "status", "Error")
			return Outcome(Delivery.REFUSED, NOT_ASCII)
		try:
			row.send(smtp_server_instance=self._server)
		except Exception as error:
			if _has_left(row.name):
				return Outcome(Delivery.SENT)
			outcome = _outcome_of(error)
			if outcome.delivery is Delivery.UNKNOWN:
				log_error("Sending a thank-you broke off", THANK_YOU, outgoing.name)
			else:
				# Kept from an administrator's "send now", which knows nothing of the gate.
				frappe.db.set_value(EMAIL_QUEUE, row.name, "status", "Error")
			return outcome
		# Muted or suspended at this very moment, it answers nothing and sends nothing.
		sent = _status(row.name) == "Sent"
		return Outcome(Delivery.SENT if sent else Delivery.UNREACHED)

	def delivery_of(self, follow_up: Any) -> Delivery:
		"""What the Email Queue knows of it.

		Where sending broke off, the host writes Not Sent again, with the error, though the server may have it.
		"""
		status = _status(follow_up.email_queue)
		if status == "Sent":
			return Delivery.SENT
		begun = status in ("Sending", "Partially Sent") or _has_error(follow_up.email_queue)
		return Delivery.UNKNOWN if begun else Delivery.WAIT

	def close(self) -> None:
		"""Take leave of the mail server."""
		if self._server:
			self._server.quit()
		self._account = self._server = None


def build_message(outgoing: OutgoingMessage, account: Document) -> EmailMessage:
	"""The message itself: plain text and HTML, a neutral sender, no site address, nothing remote.

	``List-Unsubscribe`` follows RFC 2369 and, with ``List-Unsubscribe-Post``, RFC 8058, which asks for HTTPS.
	"""
	sender = ascii_address(account.email_id) or account.email_id
	domain = sender.rpartition("@")[2]
	message = EmailMessage(policy=SMTP)
	message["Subject"] = outgoing.subject
	message["From"] = formataddr((get_settings().neutral_sender_name, sender))
	local, _at, their_domain = _recipient(outgoing).rpartition("@")
	message["To"] = Address(username=local, domain=their_domain)
	message["Date"] = format_datetime(current_moment())
	message["Message-ID"] = make_msgid(domain=domain)
	if len(outgoing.stop_link) <= LONGEST_LINK_IN_HEADER:
		message["List-Unsubscribe"] = f"<{outgoing.stop_link}>"
		if outgoing.stop_link.startswith("https://"):
			message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
	# Quoted-printable keeps every line ASCII and short, whatever the host does with it on the way.
	message.set_content(outgoing.text, cte="quoted-printable")
	page = f"{to_html(outgoing.body)}\n{link_to_html(outgoing.stop_line, outgoing.stop_link)}"
	message.add_alternative(page, subtype="html", cte="quoted-printable")
	return message


def _recipient(outgoing: OutgoingMessage) -> str:
	"""The address as the mail server is told it; that which has no ASCII form is not sent to."""
	return ascii_address(outgoing.address) or outgoing.address


def _new_row(outgoing: OutgoingMessage, values: dict[str, Any]) -> Document:
	"""Insert the row and its one recipient."""
	row = frappe.get_doc(
		{
			"doctype": EMAIL_QUEUE,
			"reference_doctype": THANK_YOU,
			"reference_name": outgoing.name,
			"add_unsubscribe_link": 0,
			"priority": 1,
			"recipients": [{"recipient": _recipient(outgoing), "status": "Not Sent"}],
			**values,
		}
	)
	insert_without_hooks(row)
	return row


def _use_again(outgoing: OutgoingMessage, values: dict[str, Any]) -> Document:
	"""A thank-you has one row for its whole life; one that an administrator sent stays as it is."""
	row = frappe.get_doc(EMAIL_QUEUE, outgoing.email_queue)
	if row.status != "Sent":
		row.set("recipients", [])
		row.append("recipients", {"recipient": _recipient(outgoing), "status": "Not Sent"})
		row.update(values)
		# The Email Queue belongs to the system; no role of ours may write there.
		row.save(ignore_permissions=True)
	return row


def _status(row: str | None) -> str | None:
	"""The status of an Email Queue row as it is stored."""
	table = frappe.qb.DocType(EMAIL_QUEUE)
	found = frappe.qb.from_(table).select(table.status).where(table.name == row).run(pluck=True)
	return found[0] if found else None


def _has_error(row: str | None) -> bool:
	"""Whether sending it began, and did not end well; ``prepare`` forgets the error of an earlier attempt."""
	return bool(row and frappe.db.get_value(EMAIL_QUEUE, row, "error"))


def _has_left(row: str) -> bool:
	"""Whether the server took the message before something went wrong."""
	return bool(frappe.db.exists("Email Queue Recipient", {"parent": row, "status": "Sent"}))


def _outcome_of(error: Exception) -> Outcome:
	"""What an error of the hand-over says about the message."""
	if isinstance(error, SMTPRecipientsRefused):
		code, text = next(iter(error.recipients.values()))
		return Outcome(classify_reply(code, _text(text), about_address=True), str(code))
	if isinstance(error, SMTPResponseException):
		delivery = classify_reply(error.smtp_code, _text(error.smtp_error), about_address=False)
		if isinstance(error, SMTPSenderRefused) and delivery is Delivery.REFUSED:
			# It is our account that the server does not like: no message is to blame.
			delivery = Delivery.UNREACHED
		return Outcome(delivery, str(error.smtp_code))
	# The host says so when it could not connect or log in.
	if isinstance(error, (frappe.ValidationError, ConnectionRefusedError)):
		frappe.clear_last_message()
		return Outcome(Delivery.UNREACHED)
	if isinstance(error, UnicodeError):
		# smtplib says so of a command or a message that it cannot write, before it sends the message.
		return Outcome(Delivery.REFUSED, NOT_ASCII)
	return Outcome(Delivery.UNKNOWN)


def _text(reply: bytes | str) -> str:
	return reply.decode(errors="replace") if isinstance(reply, bytes) else str(reply)
