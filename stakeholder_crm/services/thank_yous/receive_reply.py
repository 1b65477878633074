"""An answer to a thank-you has come in: it lands with the stakeholder, and whoever looks after her is told.

Whose answer it is, is known by the message that it answers (In-Reply-To, References), never by its sender.
It is settled in two steps. While Frappe stores it, it is kept apart: from the address book, which
would get a Contact for its sender, and from the mail by which Frappe sends each answer on to the owner of the
record. What it says of itself is read afterwards, in a job.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.channels.email import EMAIL_QUEUE
from stakeholder_crm.domain.delivery import Trouble
from stakeholder_crm.domain.replies import Author, Signs, guess_author, read_signs
from stakeholder_crm.services.pairs import KINDS
from stakeholder_crm.services.stakeholders.keep_in_touch import recompute
from stakeholder_crm.services.tell_user import tell_user
from stakeholder_crm.services.thank_yous.gate_facts import THANK_YOU
from stakeholder_crm.services.thank_yous.mark_bounced import mark_bounced
from stakeholder_crm.services.thank_yous.note_sent_mail import COMMUNICATION
from stakeholder_crm.services.thank_yous.read_raw_mail import read_raw_mail
from stakeholder_crm.services.thank_yous.thank_you_reasons import trouble
from stakeholder_crm.services.thank_yous.timeline import add_to_timeline

JOB = "stakeholder_crm.services.thank_yous.receive_reply.land_reply"


def keep_apart(mail: Document) -> None:
	"""Take what Frappe must not act upon out of an answer to a thank-you that is about to be stored.

	Args:
		mail: a new Communication.
	"""
	if _is_received(mail) and _answered_by_frappe(mail):
		mail.flags.author = guess_author(mail.sender or "", mail.subject or "").value
		mail.update({"reference_doctype": None, "reference_name": None, "sender": None, "cc": None})
		mail.update(
			{"recipients": None, "sender_full_name": _("An answer to a thank-you"), "timeline_links": []}
		)


def look_into_it_later(mail: Document) -> None:
	"""Have a received mail looked at once it is stored, where it may answer a thank-you.

	Args:
		mail: a Communication that has just been inserted.
	"""
	if not _is_received(mail) or not (_answered_by_frappe(mail) or _thanks_leave_by(mail.email_account)):
		return
	frappe.enqueue(
		JOB,
		queue="short",
		job_id=f"stakeholder_crm_reply::{mail.name}",
		deduplicate=True,
		enqueue_after_commit=True,
		communication=mail.name,
		author=mail.flags.author or guess_author(mail.sender or "", mail.subject or "").value,
	)


def land_reply(communication: str, author: str) -> None:
	"""Settle a received mail, if it answers a thank-you; once.

	Args:
		communication: its name; one that is gone, or is somebody's already, stays as it is.
		author: who seems to have written it, where it cannot be fetched once more.
	"""
	if not frappe.db.exists(COMMUNICATION, communication):
		return
	mail = frappe.get_doc(COMMUNICATION, communication, for_update=True)
	if mail.reference_name:
		return
	raw = read_raw_mail(mail)
	signs = read_signs(raw) if raw else Signs((), Author(author))
	name = _answered_by_frappe(mail) or _answered(signs.answers)
	if not name:
		return
	thank_you = frappe.get_doc(THANK_YOU, name)
	if signs.author is Author.RETURNED:
		_came_back(mail, thank_you, signs)
	elif frappe.db.get_value(thank_you.stakeholder_type, thank_you.stakeholder, "status") != "Anonymised":
		_land(mail, thank_you, by_person=signs.author is Author.PERSON)


def _land(mail: Document, thank_you: Document, *, by_person: bool) -> None:
	person = frappe.get_doc(thank_you.stakeholder_type, thank_you.stakeholder)
	_put(mail, person, communication_type="Communication" if by_person else "Automated Message")
	if not by_person:
		return
	recompute([(person.doctype, person.name)])
	for user in filter(None, (person.relationship_owner or person.backup_owner,)):
		tell_user(user, person, _("Somebody has answered a thank-you. The answer is in the timeline."))


def _came_back(mail: Document, thank_you: Document, signs: Signs) -> None:
	"""The mail server that took it could not deliver it: no machine tries again, and a person decides."""
	_put(mail, thank_you, communication_type="Automated Message")
	if thank_you.status != "Sent":
		return
	# A mail server says so, in a job, whoever runs that.
	thank_you.flags.ignore_permissions = True
	thank_you.move_to("Returned", **trouble(Trouble.CAME_BACK, signs.code))
	if signs.bad_address:
		mark_bounced(thank_you)
	add_to_timeline(thank_you, _("Thank-you {0} came back undelivered.").format(thank_you.name))


def _put(mail: Document, about: Document, **values: str) -> None:
	"""Let a mail be about a record, and be seen as that is, without who sent it and to where."""
	frappe.db.delete("Communication Link", {"parent": mail.name})
	mail.db_set(
		{
			"reference_doctype": about.doctype,
			"reference_name": about.name,
			"status": "Linked",
			"sender": None,
			"recipients": None,
			"cc": None,
			"sender_full_name": about.get("display_name") or _("A mail server"),
			**values,
		},
		update_modified=False,
	)


def _is_received(mail: Document) -> bool:
	return mail.sent_or_received == "Received" and mail.communication_medium == "Email"


def _answered_by_frappe(mail: Document) -> str | None:
	"""The thank-you that Frappe found by In-Reply-To: its own message, or an earlier answer to it."""
	parent = mail.in_reply_to
	for _step in range(20):
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


def _answered(ids: tuple[str, ...]) -> str | None:
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


def _thanks_leave_by(account: str | None) -> bool:
	"""Whether thank-yous leave by this mailbox: then what it receives may be an answer, or one that came back."""
	return bool(
		account and frappe.db.exists(EMAIL_QUEUE, {"email_account": account, "reference_doctype": THANK_YOU})
	)
