"""What depends on the level of a stakeholder or a meeting is sealed or opened with it."""

from collections.abc import Collection, Iterable, Mapping

import frappe
from frappe.model.document import Document

from stakeholder_crm.access.vault.kept_copies import seal_copies_naming, seal_versions
from stakeholder_crm.access.vault.sealed_document import reseal
from stakeholder_crm.access.vault.sealed_files import follow_files
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

# Records whose level is at least that of their stakeholder, or of their meeting.
OF_STAKEHOLDERS = (ASSESSMENT, CONCERN, COMMITMENT, THANK_YOU, DISCLOSURE, CONSENT)
OF_MEETINGS = (BRIEF, PLAN, MEETING_LOG, CONCERN, COMMITMENT, THANK_YOU)


def follow_level(record: Document) -> None:
	"""Seal or open what depends on the level of a stakeholder or a meeting, once that has changed.

	Args:
		record: a saved stakeholder or meeting.
	"""
	_follow_all(record)
	if record.is_sealed:
		seal_copies_naming([record.name])


def follow_raised(meetings: Collection[str]) -> None:
	"""Seal meetings that were raised to Confidential in the database, and what depends on them.

	Args:
		meetings: their names.
	"""
	for name in meetings:
		meeting = frappe.get_doc(MEETING, name, for_update=True)
		reseal(meeting)
		_follow_all(meeting)
	seal_copies_naming(meetings)


def _follow_all(record: Document) -> None:
	follow_files(record)
	if record.doctype == MEETING:
		_follow(OF_MEETINGS, {"meeting": record.name})
	else:
		_follow(OF_STAKEHOLDERS, {"stakeholder_type": record.doctype, "stakeholder": record.name})
	if record.doctype == AGENCY:
		_follow((DISCLOSURE, AGREEMENT), {"agency": record.name})
	if record.is_sealed:
		seal_versions(record.doctype, record.name)


def _follow(doctypes: Iterable[str], about: Mapping[str, str]) -> None:
	for doctype in doctypes:
		for name in frappe.get_all(doctype, filters=about, pluck="name", order_by="name"):
			record = frappe.get_doc(doctype, name, for_update=True)
			reseal(record)
			if record.is_sealed:
				seal_versions(doctype, name)
