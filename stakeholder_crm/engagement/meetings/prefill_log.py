"""Prefill a meeting's log from the meeting."""

from collections.abc import Collection

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_document import opened
from stakeholder_crm.base.doctypes import AGENCY
from stakeholder_crm.base.pairs import Pair, load_pairs, pair_of, pairs_of
from stakeholder_crm.engagement.meetings.check_loggable import check_loggable

WRITTEN = ("Email", "SMS", "WhatsApp", "Letter")


def prefill_log(meeting: Document) -> Document:
	"""An unsaved Meeting Log with the meeting's hours and participants.

	Thanking in writing is proposed for those with a safe written route, but never for Confidential stakeholders: a
	user must decide that.

	Args:
		meeting: a Stakeholder Meeting.

	Raises:
			NotLoggableError: when the meeting is cancelled, in the future, or already has a log.
	"""
	check_loggable(meeting)
	log = frappe.new_doc("Meeting Log")
	log.update(
		{
			"meeting": meeting.name,
			"subject": meeting.subject,
			"held_from": meeting.starts_on,
			"held_to": meeting.ends_on,
		}
	)
	with opened(meeting):
		_add_attendance(log, meeting)
	return log


def _add_attendance(log: Document, meeting: Document) -> None:
	pairs = pairs_of(meeting.participants)
	confidential = {
		pair
		for pair, row in load_pairs(pairs, ["confidentiality"]).items()
		if row.confidentiality == "Confidential"
	}
	reachable = _with_safe_point(pairs)
	speakers = _safe_focal_people(pairs)
	for row in meeting.participants:
		pair = pair_of(row)
		safe = (row.stakeholder, row.represented_by) in speakers if row.represented_by else pair in reachable
		log.append(
			"attendance",
			{
				"stakeholder_type": row.stakeholder_type,
				"stakeholder": row.stakeholder,
				"stakeholder_name": row.stakeholder_name,
				"guest_name": row.guest_name,
				"represented_by": row.represented_by,
				"attended": 1,
				"acknowledge_in_writing": int(all(pair) and safe and pair not in confidential),
			},
		)


def _with_safe_point(pairs: Collection[Pair]) -> set[Pair]:
	rows = frappe.get_all(
		"Stakeholder Contact Point",
		filters={
			"parent": ("in", sorted({name for _kind, name in pairs}) or [""]),
			"safety": "Safe",
			"bounced": 0,
			"channel": ("in", WRITTEN),
		},
		fields=["parenttype", "parent", "valid_until"],
		order_by="parent, idx",
	)
	return {(row.parenttype, row.parent) for row in rows if _in_date(row.valid_until)}


def _safe_focal_people(pairs: Collection[Pair]) -> set[tuple[str, str]]:
	rows = get_all_opened(
		"Agency Focal Person",
		filters={
			"parenttype": AGENCY,
			"parent": ("in", sorted({name for kind, name in pairs if kind == AGENCY}) or [""]),
			"safety": "Safe",
			"bounced": 0,
			"channel": ("in", WRITTEN),
		},
		fields=["parent", "person_name", "until"],
		order_by="parent, idx",
	)
	return {(row.parent, row.person_name) for row in rows if _in_date(row.until)}


def _in_date(until) -> bool:
	return not until or getdate(until) >= getdate(today())
