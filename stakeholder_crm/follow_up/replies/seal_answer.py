"""Keep the answer of a Confidential person with the thank-you that it answers, sealed, and not as the host's e-mail."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_datetime, now_datetime, strip_html
from frappe.utils.global_search import update_global_search

from stakeholder_crm.access.vault.keys import VaultLocked
from stakeholder_crm.access.vault.sealed_document import put_in, reseal
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.domain.clearance import Level, level_of
from stakeholder_crm.follow_up.channels.email import seal_queued_mails
from stakeholder_crm.follow_up.replies.find_answered import answered_by_frappe
from stakeholder_crm.follow_up.replies.sent_mail import COMMUNICATION

# Received e-mails that were filed as answers have no sender; one that a user linked has.
ANSWERS = {
	"sent_or_received": "Received",
	"communication_medium": "Email",
	"sender": ("is", "not set"),
}


def seal_answer(mail: Document, name: str, *, is_kept: bool = False) -> None:
	"""Move an e-mail's subject and text to the thank-you that it answers, if that is sealed. The e-mail is not saved.

	Args:
		mail: a received Communication, stored or about to be.
		name: the Thank You Follow Up.
		is_kept: whether this e-mail may be the only copy; then it stays as it is if the vault is locked.

	Raises:
		VaultLocked: if it is the only copy and cannot be sealed.
	"""
	thank_you = frappe.get_doc(THANK_YOU, name, for_update=True)
	if not thank_you.is_sealed:
		return
	when = format_datetime(mail.communication_date or now_datetime())
	text = _text(mail)
	mail.flags.update({"answers": name, "sealed_texts": {text}, "is_kept": is_kept})
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


def on_stakeholder_change(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook: seal the answers from before they were Confidential.

	Args:
		stakeholder: a saved stakeholder, or one that another was merged into.
		method: the event, as Frappe passes it.
	"""
	before = stakeholder.get_doc_before_save()
	raised = not before or level_of(before.confidentiality) is not Level.CONFIDENTIAL
	if stakeholder.is_sealed and (raised or method == "on_merge"):
		seal_earlier_answers((stakeholder.doctype, stakeholder.name))


def seal_earlier_answers(pair: Pair) -> None:
	"""Move the answers of a Confidential stakeholder from the host's e-mails to their thank-yous.

	One whose thank-you is not known goes to the latest.

	Args:
		pair: the stakeholder.
	"""
	thank_yous = frappe.get_all(
		THANK_YOU,
		filters={"stakeholder_type": pair[0], "stakeholder": pair[1]},
		pluck="name",
		order_by="creation desc",
	)
	if not thank_yous:
		return
	seal_queued_mails(thank_yous)
	answers = {"reference_doctype": pair[0], "reference_name": pair[1], **ANSWERS}
	for name in frappe.get_all(COMMUNICATION, filters=answers, pluck="name", order_by="creation"):
		mail = frappe.get_doc(COMMUNICATION, name, for_update=True)
		if any(name in (mail.content or "") for name in thank_yous):
			continue
		found = answered_by_frappe(mail)
		seal_answer(mail, found if found and found in thank_yous else thank_yous[0], is_kept=True)
		kept = {"sender": None, "recipients": None, "cc": None, "sender_full_name": _("Reply to a thank-you")}
		mail.db_set(
			{"subject": mail.subject, "content": mail.content, "text_content": None, **kept},
			update_modified=False,
		)
		update_global_search(mail)
		frappe.db.delete("Version", {"ref_doctype": COMMUNICATION, "docname": name})


def _text(mail: Document) -> str:
	return strip_html(mail.content or "").strip()


def _move(mail: Document, *texts: str) -> None:
	name = mail.flags.answers
	try:
		_append(frappe.get_doc(THANK_YOU, name, for_update=True), texts)
		instead = _("The answer is in {0}.").format(name)
	except VaultLocked:
		if mail.flags.is_kept:
			raise
		instead = _("The answer to {0} could not be stored. Read it in the mailbox.").format(name)
	mail.flags.instead = instead
	mail.update({"subject": _("Answer"), "content": instead, "text_content": None})


def _append(thank_you: Document, texts: tuple[str, ...]) -> None:
	put_in(thank_you)
	thank_you.answer = "\n\n".join(filter(None, (thank_you.answer, *texts)))
	# Without events: a text that a stranger wrote is not refused for its letters, and other apps are not told of it.
	reseal(thank_you)
