"""What depends on the level of a stakeholder or a meeting is sealed or opened with it."""

from collections.abc import Collection, Iterable, Mapping

import frappe
from frappe.model.document import Document

from stakeholder_crm.access.vault.kept_copies import seal_copies_naming, seal_versions
from stakeholder_crm.access.vault.sealed_document import reseal
from stakeholder_crm.access.vault.sealed_files import follow_files, seal_deleted_files
from stakeholder_crm.base.doctypes import (
	AGENCY,
	AGREEMENT,
	ASSESSMENT,
	BRIEF,
	COMMITMENT,
	CONCERN,
	CONSENT,
	DISCLOSURE,
	MEETING,
	MEETING_LOG,
	PLAN,
	THANK_YOU,
)
from stakeholder_crm.base.pairs import Pair

# Records whose level is at least that of their stakeholder, or of their meeting.
OF_STAKEHOLDERS = (ASSESSMENT, CONCERN, COMMITMENT, THANK_YOU, DISCLOSURE, CONSENT)
OF_MEETINGS = (BRIEF, PLAN, MEETING_LOG, CONCERN, COMMITMENT, THANK_YOU)


def follow_level(record: Document) -> None:
	"""Seal or open what depends on the level of a stakeholder or a meeting, once that has changed.

	Args:
		record: a saved stakeholder or meeting.
	"""
	followed = _follow_all(record)
	if record.is_sealed:
		seal_copies_naming([record.name])
		seal_deleted_files(followed)


def follow_raised(meetings: Collection[str]) -> None:
	"""Seal meetings that were raised to Confidential in the database, and what depends on them.

	Args:
		meetings: their names.
	"""
	followed: list[Pair] = []
	for name in meetings:
		meeting = frappe.get_doc(MEETING, name, for_update=True)
		reseal(meeting)
		followed += _follow_all(meeting)
	seal_copies_naming(meetings)
	seal_deleted_files(followed)


def _follow_all(record: Document) -> list[Pair]:
	"""The record and those that depend on it that are sealed now."""
	follow_files(record)
	if record.doctype == MEETING:
		followed = _follow(OF_MEETINGS, {"meeting": record.name})
	else:
		followed = _follow(OF_STAKEHOLDERS, {"stakeholder_type": record.doctype, "stakeholder": record.name})
	if record.doctype == AGENCY:
		followed += _follow((DISCLOSURE, AGREEMENT), {"agency": record.name})
	if record.is_sealed:
		seal_versions(record.doctype, record.name)
		followed.append((record.doctype, record.name))
	return followed


def _follow(doctypes: Iterable[str], about: Mapping[str, str]) -> list[Pair]:
	sealed: list[Pair] = []
	for doctype in doctypes:
		for name in frappe.get_all(doctype, filters=about, pluck="name", order_by="name"):
			record = frappe.get_doc(doctype, name, for_update=True)
			reseal(record)
			if record.is_sealed:
				seal_versions(doctype, name)
				sealed.append((doctype, name))
	return sealed
