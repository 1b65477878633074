"""Revert a cancelled log, but keep what users have done since."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.doctypes import COMMITMENT, CONCERN
from stakeholder_crm.domain.commitments import is_as_made
from stakeholder_crm.engagement.meetings.apply_log import attended, made_from, set_link
from stakeholder_crm.stakeholders.contact_dates import update_contact_dates

# Fields that users fill in after a log has created the record.
WORK = {
	CONCERN: ("did", "cannot_act_reason", "reported_back_on"),
	COMMITMENT: ("evidence", "explanation"),
}


def revert_log(log: Document) -> None:
	"""Undo ``apply_log`` for a log that was just cancelled.

	Contact dates are computed from the remaining logs. Concerns and commitments without later work are deleted with
	their to-dos. The others are kept, with a comment. The meeting is Held again.

	Args:
			log: a Meeting Log that was just cancelled.
	"""
	_withdraw(log, log.concerns, CONCERN, "concern")
	_withdraw(log, log.commitments, COMMITMENT, "commitment")
	update_contact_dates(attended(log))
	meeting = frappe.get_doc("Stakeholder Meeting", log.meeting, for_update=True)
	if meeting.status in ("Logged", "Closed"):
		# A user who may cancel the log may also reset its meeting.
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
		set_link(row, link, None)
		if now:
			# Created by this log only and unchanged. A brief that quotes it becomes stale.
			frappe.delete_doc(doctype, name, ignore_permissions=True, force=True)


def _as_made(row: Document, log: Document, doctype: str) -> dict[str, object]:
	return made_from(row, log) | dict.fromkeys(WORK[doctype])


def _stored(doctype: str, names: list[str]) -> dict[str, dict]:
	if not names:
		return {}
	rows = get_all_opened(doctype, filters={"name": ("in", names)}, fields=["*"], order_by="name")
	return {row.name: row for row in rows}


def _discussed(doctype: str, names: list[str]) -> set[str]:
	"""The records that users have commented on."""
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
		_("Meeting log {0} was cancelled. This record was kept because it has been edited.").format(log.name),
	)
