"""Keep the answer of a Confidential person with the thank-you that it answers, sealed, and not as the host's e-mail."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_datetime, now_datetime, strip_html

from stakeholder_crm.access.vault.keys import VaultLocked
from stakeholder_crm.access.vault.sealed_document import put_in, reseal
from stakeholder_crm.base.doctypes import THANK_YOU


def seal_answer(mail: Document, name: str) -> None:
	"""Move an e-mail's subject and text to the thank-you that it answers, if that is sealed. The e-mail is not saved.

	Args:
		mail: a received Communication, stored or about to be.
		name: the Thank You Follow Up.
	"""
	thank_you = frappe.get_doc(THANK_YOU, name, for_update=True)
	if not thank_you.is_sealed:
		return
	when = format_datetime(mail.communication_date or now_datetime())
	text = _text(mail)
	mail.flags.update({"answers": name, "sealed_texts": {text}})
	_move(mail, f"{when}: {mail.subject or ''}", text)


def seal_text_again(mail: Document) -> None:
	"""Move a text that the host has put into the e-mail since, as it does while it stores attachments.

	Args:
		mail: a received Communication that is being stored.
	"""
	if not mail.flags.answers or mail.content == mail.flags.instead:
		return
	text = _text(mail)
	new = [] if text in mail.flags.sealed_texts else [text]
	mail.flags.sealed_texts.add(text)
	_move(mail, *new)


def _text(mail: Document) -> str:
	return strip_html(mail.content or "").strip()


def _move(mail: Document, *texts: str) -> None:
	name = mail.flags.answers
	try:
		_append(frappe.get_doc(THANK_YOU, name, for_update=True), texts)
		instead = _("The answer is in {0}.").format(name)
	except VaultLocked:
		instead = _("The answer to {0} could not be stored. Read it in the mailbox.").format(name)
	mail.flags.instead = instead
	mail.update({"subject": _("Answer"), "content": instead, "text_content": None})


def _append(thank_you: Document, texts: tuple[str, ...]) -> None:
	put_in(thank_you)
	thank_you.answer = "\n\n".join(filter(None, (thank_you.answer, *texts)))
	# Without events: a text that a stranger wrote is not refused for its letters, and other apps are not told of it.
	reseal(thank_you)
