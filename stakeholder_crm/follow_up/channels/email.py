"""E-mail through the host's Email Queue: one envelope, one recipient, nothing that names the organisation.

Administrators look for e-mails in the Email Queue, and ``EmailQueue.send()`` sends them. The message is our own,
because the host's contains the site's address, footer and logo.
"""

from collections.abc import Sequence
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
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.domain.thank_you_text import link_to_html, to_html
from stakeholder_crm.follow_up.channels.channel import OutgoingMessage

EMAIL_QUEUE = "Email Queue"
# The host's flush reads rows without a lock; it skips rows that are not to be sent before this date.
OUT_OF_REACH = "2999-12-31 23:59:59"
# In place of a Confidential person's address: the host takes addresses only, and this one leads nowhere (RFC 2606).
NOBODY = "sealed@sealed.invalid"
# Error code for an address that is not ASCII before its @ (RFC 6531).
NOT_ASCII = "SMTPUTF8"
# Python's e-mail package breaks longer lines in unknown headers, and with them the link.
LONGEST_LINK_IN_HEADER = (SMTP.max_line_length or 998) - len(" <>")


def outgoing_account() -> Document | None:
	"""The Email Account that sends thank-yous; None if there is none or e-mails are muted."""
	# Importing it opens a log file in the site's bench, which may not exist yet at import time.
	from frappe.email.doctype.email_account.email_account import EmailAccount

	if frappe.are_emails_muted() or cint(frappe.db.get_default("suspend_email_queue")):
		return None
	return EmailAccount.find_outgoing(match_by_doctype=THANK_YOU)


class EmailChannel:
	"""Sends by SMTP, over one connection per run."""

	name = "Email"

	def __init__(self) -> None:
		self._account: Any = None
		self._server: Any = None
		self._row: Any = None

	def is_set_up(self) -> bool:
		"""Always true: without an account, or while e-mails are muted, thank-yous wait."""
		return True

	def obstacle(self) -> str:
		"""Why no e-mail can be sent now; connects to the server."""
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
		"""Write the Email Queue row: one per thank-you, never sent by ``flush``."""
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
		stored = {**values, "message": DOTS} if outgoing.sealed else values
		address = NOBODY if outgoing.sealed else _recipient(outgoing)
		if outgoing.email_queue and frappe.db.exists(EMAIL_QUEUE, outgoing.email_queue):
			self._row = _reuse_row(outgoing, address, stored)
		else:
			self._row = _new_row(outgoing, address, stored)
		if outgoing.sealed and self._row.status != "Sent":
			# The host sends what the document holds, and writes its status alone.
			self._row.message = values["message"]
			self._row.recipients[0].recipient = _recipient(outgoing)
		return {"email_queue": self._row.name}

	def send(self, outgoing: OutgoingMessage) -> Outcome:
		"""Send the row that ``prepare`` wrote; ``EmailQueue.send`` commits it as Sending before it sends."""
		row, self._row = self._row, None
		if row.status == "Sent":  # manually, by an administrator: of a sealed one, only dots
			return Outcome(Delivery.UNKNOWN if outgoing.sealed else Delivery.SENT)
		if not ascii_address(outgoing.address):
			# Only the domain has an ASCII form: the local part needs SMTPUTF8, which the host does not support.
			frappe.db.set_value(EMAIL_QUEUE, row.name, "status", "Error")
			return Outcome(Delivery.REFUSED, NOT_ASCII)
		try:
			row.send(smtp_server_instance=self._server)
		except Exception as error:
			if _was_accepted(row.name):
				return Outcome(Delivery.SENT)
			outcome = _outcome_of(error)
			if outgoing.sealed:
				# The host notes the whole error, which may quote the address.
				frappe.db.set_value(EMAIL_QUEUE, row.name, "error", type(error).__name__)
			if outcome.delivery is Delivery.UNKNOWN and not outgoing.sealed:
				log_error("Sending a thank-you broke off", THANK_YOU, outgoing.name)
			else:
				# Blocks an administrator's "send now", which skips the gate.
				frappe.db.set_value(EMAIL_QUEUE, row.name, "status", "Error")
			return outcome
		# If muted or suspended by now, it returns nothing and sends nothing.
		sent = _status(row.name) == "Sent"
		return Outcome(Delivery.SENT if sent else Delivery.UNREACHED)

	def delivery_of(self, follow_up: Any) -> Delivery:
		"""The delivery state from the Email Queue.

		After an interrupted delivery the host sets Not Sent with the error, though the server may have the message.
		"""
		status = _status(follow_up.email_queue)
		if status == "Sent" and not _is_sealed(follow_up.email_queue):
			return Delivery.SENT
		begun = status in ("Sent", "Sending", "Partially Sent") or _has_error(follow_up.email_queue)
		return Delivery.UNKNOWN if begun else Delivery.WAIT

	def close(self) -> None:
		"""Close the connection to the mail server."""
		if self._server:
			self._server.quit()
		self._account = self._server = None


def seal_queued_mails(thank_yous: Sequence[str]) -> None:
	"""Put dots in place of what the Email Queue keeps of thank-yous to a person who is Confidential now.

	Args:
		thank_yous: their names.
	"""
	about = {"reference_doctype": THANK_YOU, "reference_name": ("in", list(thank_yous))}
	for name in frappe.get_all(EMAIL_QUEUE, filters=about, pluck="name", order_by="name"):
		frappe.db.set_value(EMAIL_QUEUE, name, "message", DOTS, update_modified=False)
		recipients = {"parent": name, "parenttype": EMAIL_QUEUE}
		frappe.db.set_value("Email Queue Recipient", recipients, "recipient", NOBODY, update_modified=False)


def build_message(outgoing: OutgoingMessage, account: Document) -> EmailMessage:
	"""The message: plain text and HTML, a neutral sender, no site address and no remote content.

	``List-Unsubscribe`` follows RFC 2369 and, with ``List-Unsubscribe-Post``, RFC 8058, which requires HTTPS.
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
	# Quoted-printable keeps every line ASCII and short, however the host handles it.
	message.set_content(outgoing.text, cte="quoted-printable")
	page = f"{to_html(outgoing.body)}\n{link_to_html(outgoing.stop_line, outgoing.stop_link)}"
	message.add_alternative(page, subtype="html", cte="quoted-printable")
	return message


def _recipient(outgoing: OutgoingMessage) -> str:
	"""The address in the form for the mail server; an address without an ASCII form is never sent to."""
	return ascii_address(outgoing.address) or outgoing.address


def _new_row(outgoing: OutgoingMessage, address: str, values: dict[str, Any]) -> Document:
	"""Insert the row and its one recipient."""
	row = frappe.get_doc(
		{
			"doctype": EMAIL_QUEUE,
			"reference_doctype": THANK_YOU,
			"reference_name": outgoing.name,
			"add_unsubscribe_link": 0,
			"priority": 1,
			"recipients": [{"recipient": address, "status": "Not Sent"}],
			**values,
		}
	)
	insert_without_hooks(row)
	return row


def _reuse_row(outgoing: OutgoingMessage, address: str, values: dict[str, Any]) -> Document:
	"""Reuse the row of a thank-you; a row that an administrator sent stays unchanged."""
	row = frappe.get_doc(EMAIL_QUEUE, outgoing.email_queue)
	if row.status != "Sent":
		row.set("recipients", [])
		row.append("recipients", {"recipient": address, "status": "Not Sent"})
		row.update(values)
		# The Email Queue belongs to the system; our roles may not write there.
		row.save(ignore_permissions=True)
	return row


def _status(row: str | None) -> str | None:
	"""The stored status of an Email Queue row."""
	table = frappe.qb.DocType(EMAIL_QUEUE)
	found = frappe.qb.from_(table).select(table.status).where(table.name == row).run(pluck=True)
	return found[0] if found else None


def _is_sealed(row: str | None) -> bool:
	return frappe.db.get_value(EMAIL_QUEUE, row, "message") == DOTS


def _has_error(row: str | None) -> bool:
	"""Whether sending started and failed; ``prepare`` clears the error of an earlier attempt."""
	return bool(row and frappe.db.get_value(EMAIL_QUEUE, row, "error"))


def _was_accepted(row: str) -> bool:
	"""Whether the server accepted the message before the error."""
	return bool(frappe.db.exists("Email Queue Recipient", {"parent": row, "status": "Sent"}))


def _outcome_of(error: Exception) -> Outcome:
	"""The delivery outcome of a sending error."""
	if isinstance(error, SMTPRecipientsRefused):
		code, text = next(iter(error.recipients.values()))
		return Outcome(classify_reply(code, _text(text), about_address=True), str(code))
	if isinstance(error, SMTPResponseException):
		delivery = classify_reply(error.smtp_code, _text(error.smtp_error), about_address=False)
		if isinstance(error, SMTPSenderRefused) and delivery is Delivery.REFUSED:
			# The server rejects our account, not the message.
			delivery = Delivery.UNREACHED
		return Outcome(delivery, str(error.smtp_code))
	# The host raises this when it cannot connect or log in.
	if isinstance(error, (frappe.ValidationError, ConnectionRefusedError)):
		frappe.clear_last_message()
		return Outcome(Delivery.UNREACHED)
	if isinstance(error, UnicodeError):
		# smtplib raises this before sending, for a command or message that it cannot encode.
		return Outcome(Delivery.REFUSED, NOT_ASCII)
	return Outcome(Delivery.UNKNOWN)


def _text(reply: bytes | str) -> str:
	return reply.decode(errors="replace") if isinstance(reply, bytes) else str(reply)
