"""Seal the texts of Confidential records that were stored before there was a vault, or before it took these fields."""

from collections.abc import Iterable

import frappe

from stakeholder_crm.access.vault.follow_level import OF_MEETINGS, OF_STAKEHOLDERS, follow_level
from stakeholder_crm.access.vault.kept_copies import seal_deleted_copies, seal_versions
from stakeholder_crm.access.vault.keys import ensure_key
from stakeholder_crm.access.vault.sealed_document import reseal
from stakeholder_crm.access.vault.sealed_fields import OF_ROWS, SEALED
from stakeholder_crm.base.doctypes import AGENCY, AGREEMENT, BRIEF, MEETING, MERGE_LOG
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.stored_files import SEALED_URL
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.follow_up.replies.seal_answer import ANSWERS, seal_earlier_answers
from stakeholder_crm.stakeholders.duplicates.likeness_keys import rebuild_keys

BATCH = 200
LEADING = (*KINDS, MEETING)


def execute() -> None:
	"""Seal them in batches. If it is interrupted, it continues with those that are left."""
	ensure_key()
	for doctype in (*LEADING, BRIEF, MERGE_LOG):
		seal_deleted_copies(doctype)
	for doctype in (*LEADING, AGREEMENT, MERGE_LOG, *dict.fromkeys((*OF_MEETINGS, *OF_STAKEHOLDERS))):
		waiting = _waiting(doctype)
		for start in range(0, len(waiting), BATCH):
			for name in waiting[start : start + BATCH]:
				_seal(doctype, name)
			# Each batch is sealed for good: a hundred thousand records are more than one transaction.
			frappe.db.commit()
	# Their hashes were keyed with a secret that is in the site's backup.
	rebuild_keys()


def _waiting(doctype: str) -> list[str]:
	"""The Confidential records of a DocType that still have a text in a sealed field, their own or of a row."""
	plain = set(_with_text(doctype, "name"))
	for field in frappe.get_meta(doctype).get_table_fields():
		if field.options in OF_ROWS:
			plain.update(_with_text(field.options, "parent", parenttype=doctype))
	plain.update(_with_open_files(doctype))
	if doctype in KINDS:
		plain.update(_with_answers(doctype))
	# A merge log is sealed at every level.
	return sorted(plain if doctype == MERGE_LOG else plain & set(_confidential(doctype)))


def _with_text(doctype: str, column: str, **about: str) -> list[str]:
	any_of = [[field, "not in", ["", DOTS]] for field in SEALED[doctype]]
	if not any_of:
		return []
	return frappe.get_all(doctype, filters=about, or_filters=any_of, pluck=column, order_by="name")


def _with_open_files(doctype: str) -> list[str]:
	files = {"attached_to_doctype": doctype, "file_url": ("not like", f"{SEALED_URL}%"), "is_folder": 0}
	return frappe.get_all("File", filters=files, pluck="attached_to_name", order_by="name")


def _with_answers(kind: str) -> list[str]:
	answers = {"reference_doctype": kind, **ANSWERS}
	return frappe.get_all("Communication", filters=answers, pluck="reference_name", order_by="name")


def _confidential(doctype: str) -> Iterable[str]:
	fields = frappe.get_meta(doctype)
	if fields.has_field("confidentiality"):
		yield from frappe.get_all(
			doctype, filters={"confidentiality": "Confidential"}, pluck="name", order_by="name"
		)
	if fields.has_field("meeting"):
		yield from _of_confidential(doctype, "meeting", MEETING)
	for kind in KINDS if fields.has_field("stakeholder") else ():
		yield from _of_confidential(doctype, "stakeholder", kind)
	if fields.has_field("agency"):
		yield from _of_confidential(doctype, "agency", AGENCY)


def _of_confidential(doctype: str, link: str, kind: str) -> list[str]:
	table, other = frappe.qb.DocType(doctype), frappe.qb.DocType(kind)
	query = frappe.qb.from_(table).join(other).on(other.name == table[link]).select(table.name)
	if link == "stakeholder":
		query = query.where(table.stakeholder_type == kind)
	return query.where(other.confidentiality == "Confidential").run(pluck=True)


def _seal(doctype: str, name: str) -> None:
	record = frappe.get_doc(doctype, name)
	reseal(record)
	if doctype in KINDS:
		seal_earlier_answers((doctype, name))
	if doctype in LEADING:
		follow_level(record)
	else:
		seal_versions(doctype, name)
