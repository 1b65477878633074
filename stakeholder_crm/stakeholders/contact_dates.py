"""Compute each stakeholder's last contact and next contact due."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Max
from frappe.utils import getdate

from stakeholder_crm.base.pairs import KINDS, Pair, load_pairs
from stakeholder_crm.domain.cadence import next_contact_due


def update_contact_dates(pairs: Iterable[Pair]) -> None:
	"""Set both dates from submitted logs and replies. Idempotent.

	Both are computed fields: ``modified`` is not changed, so that open forms do not become outdated.

	Args:
			pairs: the stakeholders. The number of queries per type is fixed.
	"""
	rows = load_pairs(pairs, ["status", "cadence_days", "creation", "last_interaction_on", "next_touch_on"])
	latest = _last_interactions(rows)
	for pair, day in _last_answers(rows).items():
		latest[pair] = max(day, latest.get(pair) or day)
	changes: dict[str, dict[str, tuple]] = {}
	for (kind, name), row in rows.items():
		last = latest.get((kind, name))
		due = next_contact_due(row.status, row.cadence_days or 0, last, getdate(row.creation))
		if (last, due) != (row.last_interaction_on, row.next_touch_on):
			changes.setdefault(kind, {})[name] = (last, due)
	for kind, values in changes.items():
		_store(kind, values)


def _last_answers(pairs: Iterable[Pair]) -> dict[Pair, date]:
	"""The day of each stakeholder's latest e-mail reply. Automatic replies do not count."""
	names = sorted({name for _kind, name in pairs})
	if not names:
		return {}
	mail = frappe.qb.DocType("Communication")
	rows = (
		frappe.qb.from_(mail)
		.select(mail.reference_doctype, mail.reference_name, Max(mail.communication_date))
		.where((mail.sent_or_received == "Received") & (mail.communication_type == "Communication"))
		.where(mail.reference_doctype.isin(KINDS) & mail.reference_name.isin(names))
		.where(mail.communication_medium == "Email")
		.groupby(mail.reference_doctype, mail.reference_name)
		.orderby(mail.reference_name)
	).run()
	return {(kind, name): getdate(written_on) for kind, name, written_on in rows if written_on}


def _last_interactions(pairs: Iterable[Pair]) -> dict[Pair, date]:
	"""The day of the latest submitted log that each stakeholder attended."""
	names = sorted({name for _kind, name in pairs})
	if not names:
		return {}
	log = frappe.qb.DocType("Meeting Log")
	attendance = frappe.qb.DocType("Meeting Attendance")
	rows = (
		frappe.qb.from_(attendance)
		.join(log)
		.on((attendance.parent == log.name) & (attendance.parenttype == "Meeting Log"))
		.select(attendance.stakeholder_type, attendance.stakeholder, Max(log.held_from))
		.where((log.docstatus == 1) & (attendance.attended == 1) & attendance.stakeholder.isin(names))
		.groupby(attendance.stakeholder_type, attendance.stakeholder)
		.orderby(attendance.stakeholder)
	).run()
	return {(kind, name): getdate(held_from) for kind, name, held_from in rows}


def _store(kind: str, values: dict[str, tuple]) -> None:
	"""Write (last contact, next contact due) by name, in one statement."""
	table = frappe.qb.DocType(kind)
	last, due = Case(), Case()
	for name, (last_on, due_on) in values.items():
		last = last.when(table.name == name, last_on)
		due = due.when(table.name == name, due_on)
	(
		frappe.qb.update(table)
		.set(table.last_interaction_on, last)
		.set(table.next_touch_on, due)
		.where(table.name.isin(sorted(values)))
	).run()
	for name in values:
		frappe.clear_document_cache(kind, name)
