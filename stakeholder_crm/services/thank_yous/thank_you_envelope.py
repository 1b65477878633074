"""Put a thank-you into the Email Queue: one envelope, one recipient, nothing that says who we are.

`frappe.sendmail` makes the row, so that administrators find it where they look for mails. The message
in it is our own: the host's carries the site's address, its footers and its logo.
"""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, make_msgid

import frappe
from frappe.model.document import Document
from frappe.utils import cint

from stakeholder_crm.domain.gate import Route
from stakeholder_crm.domain.thank_you_text import to_html
from stakeholder_crm.services.settings import get_settings
from stakeholder_crm.services.site_clock import current_moment
from stakeholder_crm.services.thank_yous.gate_facts import THANK_YOU

EMAIL_QUEUE = "Email Queue"
# The host's own flush takes rows without a lock; it leaves alone what is not to be sent before this.
OUT_OF_REACH = "2999-12-31 23:59:59"


class OptedOutError(frappe.ValidationError):
	"""The host knows that this address wants no more mails from here."""


def outgoing_account() -> Document | None:
	"""The Email Account that thank-yous leave by; None when there is none, or mails are muted."""
	# Importing it opens a log file in the site's bench, which need not be there yet when we are imported.
	from frappe.email.doctype.email_account.email_account import EmailAccount

	if frappe.are_emails_muted() or cint(frappe.db.get_default("suspend_email_queue")):
		return None
	return EmailAccount.find_outgoing(match_by_doctype=THANK_YOU)


def queue_row(doc: Document, route: Route) -> Document:
	"""The Email Queue row of a thank-you, out of the reach of the host's flush, ready to be sent.

	A thank-you has one row for its whole life: a second attempt sends the same one again, and one that
	left by an administrator's hand is seen to have left.

	Args:
		doc: the Thank You Follow Up, claimed.
		route: where it goes.

	Raises:
		OptedOutError: when the address is on the host's unsubscribe list.
	"""
	account = outgoing_account()
	message = compose(doc, route, account)
	if not (doc.email_queue and frappe.db.exists(EMAIL_QUEUE, doc.email_queue)):
		doc.email_queue = _new_row(doc, route, message)
	row = frappe.get_doc(EMAIL_QUEUE, doc.email_queue)
	if row.status == "Sent":
		return row
	row.set("recipients", [])
	row.append("recipients", {"recipient": route.address, "status": "Not Sent"})
	row.update(
		{
			"sender": str(message["From"]),
			"message": message.as_string(),
			"message_id": str(message["Message-ID"]).strip("<>"),
			"status": "Not Sent",
			"send_after": OUT_OF_REACH,
			"retry": 0,
			"error": None,
		}
	)
	# The Email Queue belongs to the system; no role of ours may write there.
	row.save(ignore_permissions=True)
	return row


def compose(doc: Document, route: Route, account: Document) -> EmailMessage:
	"""The message itself: plain text and HTML, a neutral sender, no site address, nothing remote."""
	domain = account.email_id.rpartition("@")[2]
	message = EmailMessage(policy=SMTP)
	message["Subject"] = doc.subject
	message["From"] = formataddr((get_settings().neutral_sender_name, account.email_id))
	message["To"] = Address(addr_spec=route.address)
	message["Date"] = format_datetime(current_moment())
	message["Message-ID"] = make_msgid(domain=domain)
	# Quoted-printable keeps every line ASCII and short, whatever the host does with it on the way.
	message.set_content(doc.body, cte="quoted-printable")
	message.add_alternative(to_html(doc.body), subtype="html", cte="quoted-printable")
	return message


def _new_row(doc: Document, route: Route, message: EmailMessage) -> str:
	message_id = str(message["Message-ID"]).strip("<>")
	frappe.sendmail(
		recipients=[route.address],
		sender=str(message["From"]),
		subject=doc.subject,
		message=to_html(doc.body),
		reference_doctype=doc.doctype,
		reference_name=doc.name,
		message_id=message_id,
		add_unsubscribe_link=0,
		send_after=OUT_OF_REACH,
		delayed=True,
	)
	# Early Frappe 15 does not return the row it made.
	name = frappe.db.get_value(EMAIL_QUEUE, {"message_id": message_id})
	if not name:
		raise OptedOutError
	return name
