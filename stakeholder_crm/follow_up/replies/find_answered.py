"""Find the thank-you that a received e-mail answers or returns."""

import frappe
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.replies import Signs
from stakeholder_crm.follow_up.channels.email import EMAIL_QUEUE
from stakeholder_crm.follow_up.messages.unsubscribe_link import key_in
from stakeholder_crm.follow_up.replies.sent_mail import COMMUNICATION

LONGEST_THREAD = 20


def find_answered(mail: Document, signs: Signs) -> str | None:
	"""The thank-you of an e-mail, by the message it answers, else by the link it quotes.

	Args:
		mail: its Communication.
		signs: extracted from its headers and content.

	Returns:
		The name of the Thank You Follow Up; None if there is none, or its recipient was erased.
	"""
	name = answered_by_frappe(mail) or _by_message_id(signs.answers) or _by_link(signs.tokens)
	if not name:
		return None
	whose = frappe.db.get_value(THANK_YOU, name, ["stakeholder_type", "stakeholder"])
	return None if frappe.db.get_value(*whose, "status") == "Anonymised" else name


def answered_by_frappe(mail: Document) -> str | None:
	"""The thank-you that Frappe found by In-Reply-To: its message, or an earlier reply."""
	parent = mail.in_reply_to
	for _step in range(LONGEST_THREAD):
		if not parent:
			return None
		row = frappe.db.get_value(
			COMMUNICATION, parent, ["reference_doctype", "reference_name", "in_reply_to"], as_dict=True
		)
		if not row or (
			row.reference_doctype == THANK_YOU and frappe.db.exists(THANK_YOU, row.reference_name)
		):
			return row and row.reference_name
		if row.reference_doctype and row.reference_doctype not in KINDS:
			return None
		parent = row.in_reply_to
	return None


def _by_message_id(ids: tuple[str, ...]) -> str | None:
	"""The thank-you with the nearest of these Message-IDs."""
	if not ids:
		return None
	found: dict[str, str] = {}
	for doctype in (COMMUNICATION, EMAIL_QUEUE):
		rows = frappe.get_all(
			doctype,
			filters={"message_id": ("in", list(ids)), "reference_doctype": THANK_YOU},
			fields=["message_id", "reference_name"],
			order_by="creation",
		)
		found |= {row.message_id: row.reference_name for row in rows}
	names = [found[one] for one in ids if one in found and frappe.db.exists(THANK_YOU, found[one])]
	return names[0] if names else None


def _by_link(tokens: tuple[str, ...]) -> str | None:
	"""The thank-you whose unsubscribe link is quoted first; unsigned tokens are ignored."""
	for key in filter(None, map(key_in, tokens)):
		if name := frappe.db.get_value(THANK_YOU, {"opt_out_key": key}):
			return name
	return None
