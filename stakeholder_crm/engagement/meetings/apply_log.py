"""Apply a submitted log: contact dates, concerns, commitments and the meeting's status."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from stakeholder_crm.base.doctypes import COMMITMENT, CONCERN, MEETING
from stakeholder_crm.base.notify import notify_safeguarding_leads
from stakeholder_crm.base.pairs import Pair, pair_of, pairs_of
from stakeholder_crm.stakeholders.contact_dates import update_contact_dates


def apply_log(log: Document) -> None:
	"""Apply a submitted log.

	Contact dates of attendees are computed, concerns and commitments are created, the meeting becomes Logged, and
	safeguarding leads are notified if the flag is set. Rows of an amended log keep the concern or commitment they
	are linked to.

	Args:
		log: a Meeting Log that was just submitted, and checked under a lock on its meeting.
	"""
	meeting = frappe.get_doc(MEETING, log.meeting)
	_record(log, log.concerns, CONCERN, "concern", {"responsible": meeting.lead})
	_record(log, log.commitments, COMMITMENT, "commitment", {})
	update_contact_dates(attended(log))
	# A user who may submit the log may also mark the meeting as logged.
	meeting.flags.ignore_permissions = True
	meeting.move_to("Logged")
	if log.safeguarding_flag and not _was_flagged(log):
		alert_safeguarding(log)


def attended(log: Document) -> list[Pair]:
	"""The stakeholders who attended."""
	return pairs_of(row for row in log.attendance if row.attended)


def made_from(row: Document, log: Document) -> dict[str, object]:
	"""The values of the concern or commitment created from a row."""
	day = getdate(log.held_from)
	values: dict[str, object] = {
		"stakeholder_type": row.stakeholder_type,
		"stakeholder": row.stakeholder,
		"meeting": log.meeting,
		"meeting_log": log.name,
	}
	if row.doctype == "Meeting Log Concern":
		return values | {
			"said": row.said,
			"category": row.category,
			"severity": row.severity,
			"raised_on": day,
			"status": "Raised",
		}
	return values | {
		"promise": row.promise,
		"direction": row.direction,
		"responsible": row.responsible,
		"made_on": day,
		"due_on": getdate(row.due_on),
		"status": "Open",
	}


def _record(log: Document, rows: Iterable[Document], doctype: str, link: str, also: dict) -> None:
	"""Create a record per row, unless the row is linked to one of this meeting from a cancelled log."""
	survivors = _survivors(log, [row.get(link) for row in rows if row.get(link)], doctype)
	for row in rows:
		name = row.get(link)
		if survivors.pop(name, None) == pair_of(row):
			frappe.db.set_value(doctype, name, "meeting_log", log.name, update_modified=False)
			continue
		doc = frappe.new_doc(doctype)
		doc.update({**also, **made_from(row, log)})
		doc.flags.by_service = True
		# A user who may submit the log may create its concerns and commitments.
		doc.insert(ignore_permissions=True)
		set_link(row, link, doc.name)


def set_link(row: Document, link: str, name: str | None) -> None:
	"""Link a row of a log to the record created from it, without events: the row is open.

	Args:
		row: of concerns or commitments.
		link: the fieldname.
		name: of the record; None removes the link.
	"""
	row.set(link, name)
	frappe.db.set_value(row.doctype, row.name, link, name, update_modified=False)


def _survivors(log: Document, names: list[str], doctype: str) -> dict[str, Pair]:
	"""The stakeholder of each record that belongs to the log's meeting, by name."""
	if not names:
		return {}
	rows = frappe.get_all(
		doctype,
		filters={"name": ("in", names), "meeting": log.meeting},
		fields=["name", "stakeholder_type", "stakeholder"],
		order_by="name",
	)
	return {row.name: pair_of(row) for row in rows}


def _was_flagged(log: Document) -> bool:
	"""Whether the log that this one amends was already flagged."""
	return bool(
		log.amended_from and frappe.db.get_value("Meeting Log", log.amended_from, "safeguarding_flag")
	)


def alert_safeguarding(log: Document) -> None:
	"""Notify each safeguarding lead, without names or details.

	Args:
		log: a submitted Meeting Log with its safeguarding flag set.
	"""
	notify_safeguarding_leads(log, _("Meeting log {0} needs your attention").format(log.name))
