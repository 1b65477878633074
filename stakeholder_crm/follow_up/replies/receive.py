"""File a reply to a thank-you with the stakeholder, and notify the relationship owner.

A reply is matched by the message that it answers or quotes, never by its sender: see ``find_answered``. It is
processed in two steps. While Frappe stores it, it is read in the same way for IMAP and POP3, and its references are
removed. Otherwise Frappe would create a Contact for its sender and forward it by e-mail to the record's owner. The
rest is done afterwards, in a job.
"""

from dataclasses import asdict
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.vault.sealed_files import follow_files
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.notify import notify_user
from stakeholder_crm.domain.delivery import Trouble
from stakeholder_crm.domain.replies import Author, Signs, guess_author, read_signs
from stakeholder_crm.follow_up.channels.email import EMAIL_QUEUE
from stakeholder_crm.follow_up.messages.reasons import trouble_message
from stakeholder_crm.follow_up.messages.timeline import add_to_timeline
from stakeholder_crm.follow_up.replies.find_answered import answered_by_frappe, find_answered
from stakeholder_crm.follow_up.replies.mark_bounced import mark_bounced
from stakeholder_crm.follow_up.replies.raw_mail import fetch_raw_mail, mail_being_stored
from stakeholder_crm.follow_up.replies.seal_answer import seal_answer
from stakeholder_crm.follow_up.replies.sent_mail import COMMUNICATION
from stakeholder_crm.stakeholders.contact_dates import update_contact_dates

JOB = "stakeholder_crm.follow_up.replies.receive.file_reply"


def remove_reference(mail: Document) -> None:
	"""Remove what Frappe must not act on from a reply that is about to be stored.

	Args:
		mail: a new Communication.
	"""
	if not _is_received(mail):
		return
	if not answered_by_frappe(mail) and not _is_sending_account(mail.email_account):
		return
	raw = mail_being_stored(mail)
	signs = read_signs(raw) if raw else Signs((), guess_author(mail.sender or "", mail.subject or ""))
	mail.flags.signs, mail.flags.was_read = signs, bool(raw)
	if name := find_answered(mail, signs):
		seal_answer(mail, name)
		mail.update({"reference_doctype": None, "reference_name": None, "sender": None, "cc": None})
		mail.update({"recipients": None, "sender_full_name": _("Reply to a thank-you"), "timeline_links": []})


def enqueue_reply(mail: Document) -> None:
	"""Enqueue filing of a stored e-mail that may be a reply.

	Args:
		mail: a newly inserted Communication.
	"""
	if mail.flags.signs is None:
		return
	signs: Signs = mail.flags.signs
	frappe.enqueue(
		JOB,
		queue="short",
		job_id=f"stakeholder_crm_reply::{mail.name}",
		deduplicate=True,
		enqueue_after_commit=True,
		communication=mail.name,
		signs={**asdict(signs), "author": signs.author.value},
		was_read=mail.flags.was_read,
		sealed=bool(mail.flags.answers),
	)


def file_reply(
	communication: str,
	signs: dict[str, Any] | None = None,
	was_read: bool = False,
	author: str = "",
	sealed: bool = False,
) -> None:
	"""File a received e-mail once, if it answers a thank-you.

	Args:
		communication: its name; a deleted or already filed one is skipped.
		signs: fields of ``Signs``.
		was_read: whether the whole e-mail was read; otherwise it is fetched again if possible.
		author: the only argument of jobs enqueued by an earlier version.
		sealed: whether its text was sealed with the thank-you before it was stored.
	"""
	known = signs or {"answers": (), "author": author}
	if not frappe.db.exists(COMMUNICATION, communication):
		return
	mail = frappe.get_doc(COMMUNICATION, communication, for_update=True)
	if mail.reference_name:
		return
	raw = None if was_read else fetch_raw_mail(mail)
	found = read_signs(raw) if raw else Signs(**{**known, "author": Author(known["author"])})
	name = find_answered(mail, found)
	if not name:
		return
	if not sealed:
		seal_answer(mail, name)
	thank_you = frappe.get_doc(THANK_YOU, name)
	if found.author is Author.RETURNED:
		_mark_returned(mail, thank_you, found)
	else:
		_file(mail, thank_you, by_person=found.author is Author.PERSON)


def _file(mail: Document, thank_you: Document, *, by_person: bool) -> None:
	person = frappe.get_doc(thank_you.stakeholder_type, thank_you.stakeholder)
	_link_to_stakeholder(
		mail, person, communication_type="Communication" if by_person else "Automated Message"
	)
	if not by_person:
		return
	update_contact_dates([(person.doctype, person.name)])
	for user in filter(None, (person.relationship_owner or person.backup_owner,)):
		notify_user(user, person, _("There is a reply to a thank-you. See the timeline."))


def _mark_returned(mail: Document, thank_you: Document, signs: Signs) -> None:
	"""Mark a thank-you as Bounced: it is not retried, and a person decides."""
	_link_to_stakeholder(mail, thank_you, communication_type="Automated Message")
	if thank_you.status != "Sent":
		return
	# This runs in a job, for any user.
	thank_you.flags.ignore_permissions = True
	thank_you.move_to("Bounced", **trouble_message(Trouble.CAME_BACK, signs.code))
	if signs.bad_address:
		mark_bounced(thank_you)
	add_to_timeline(thank_you, _("Thank-you {0} bounced.").format(thank_you.name))


def _link_to_stakeholder(mail: Document, about: Document, **values: str | None) -> None:
	"""Link an e-mail to a record, with the record's permissions, without sender and recipients."""
	frappe.db.delete("Communication Link", {"parent": mail.name})
	if mail.flags.answers:
		frappe.db.delete("Version", {"ref_doctype": mail.doctype, "docname": mail.name})
		values |= {"subject": mail.subject, "content": mail.content, "text_content": None}
	mail.db_set(
		{
			"reference_doctype": about.doctype,
			"reference_name": about.name,
			"status": "Linked",
			"sender": None,
			"recipients": None,
			"cc": None,
			"sender_full_name": about.get("display_name") or _("Mail server"),
			**values,
		},
		update_modified=False,
	)
	# What came with it is as confidential as the record.
	follow_files(about)


def _is_received(mail: Document) -> bool:
	return mail.sent_or_received == "Received" and mail.communication_medium == "Email"


def _is_sending_account(account: str | None) -> bool:
	"""Whether this account sends thank-yous: then its e-mails may be replies or bounces."""
	return bool(
		account and frappe.db.exists(EMAIL_QUEUE, {"email_account": account, "reference_doctype": THANK_YOU})
	)
