"""Take back what a cancelled log did, and nothing that people have done since."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.base.doctypes import COMMITMENT, CONCERN
from stakeholder_crm.domain.commitments import is_as_made
from stakeholder_crm.engagement.meetings.apply_log import attended, made_from
from stakeholder_crm.stakeholders.contact_dates import update_contact_dates

# What people add to a record after a log has made it.
WORK = {
	CONCERN: ("did", "cannot_act_reason", "reported_back_on"),
	COMMITMENT: ("evidence", "explanation"),
}


def revert_log(log: Document) -> None:
	"""Undo what ``apply_log`` did for a log that has just been cancelled.

	Touch dates are recomputed from the logs that remain; concerns and commitments that nobody has worked
	on are deleted with their to-dos; the others stay, with a comment; the meeting is Held again.

	Args:
		log: a Meeting Log that has just been cancelled.
	"""
	_withdraw(log, log.concerns, CONCERN, "concern")
	_withdraw(log, log.commitments, COMMITMENT, "commitment")
	update_contact_dates(attended(log))
	meeting = frappe.get_doc("Stakeholder Meeting", log.meeting, for_update=True)
	if meeting.status in ("Logged", "Closed"):
		# Who may cancel the log may take its meeting back, though it be somebody else's.
		meeting.flags.ignore_permissions = True
		meeting.move_to("Held")


def _withdraw(log: Document, rows: Iterable[Document], doctype: str, link: str) -> None:
	rows = [row for row in rows if row.get(link)]
	names = [row.get(link) for row in rows]
	stored = _stored(doctype, names)
	discussed = _discussed(doctype, names)
	for row in rows:
		name = row.get(link)
		now = stored.get(name)
		if now and (name in discussed or not is_as_made(_as_made(row, log, doctype), now)):
			_keep_record(doctype, name, log)
			continue
		row.db_set(link, None, update_modified=False)
		if now:
			# Made by this log alone, and nobody has touched it; a brief that quotes it turns stale.
			frappe.delete_doc(doctype, name, ignore_permissions=True, force=True)


def _as_made(row: Document, log: Document, doctype: str) -> dict[str, object]:
	return made_from(row, log) | dict.fromkeys(WORK[doctype])


def _stored(doctype: str, names: list[str]) -> dict[str, dict]:
	if not names:
		return {}
	rows = frappe.get_all(doctype, filters={"name": ("in", names)}, fields=["*"], order_by="name")
	return {row.name: row for row in rows}


def _discussed(doctype: str, names: list[str]) -> set[str]:
	"""Those that somebody has commented on."""
	if not names:
		return set()
	return set(
		frappe.get_all(
			"Comment",
			filters={
				"reference_doctype": doctype,
				"reference_name": ("in", names),
				"comment_type": "Comment",
			},
			pluck="reference_name",
			order_by="creation",
		)
	)


def _keep_record(doctype: str, name: str, log: Document) -> None:
	frappe.get_doc(doctype, name).add_comment(
		"Info",
		_("Its meeting log {0} was cancelled; this stays, since it has been worked on.").format(log.name),
	)
