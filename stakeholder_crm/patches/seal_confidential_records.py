"""Seal the texts of Confidential records that were stored before there was a vault."""

import frappe

from stakeholder_crm.access.vault.follow_level import follow_level
from stakeholder_crm.access.vault.kept_copies import seal_deleted_copies, seal_versions
from stakeholder_crm.access.vault.keys import ensure_key
from stakeholder_crm.access.vault.sealed_document import reseal
from stakeholder_crm.access.vault.sealed_rows import sealed_row_name
from stakeholder_crm.base.doctypes import BRIEF, MEETING, MERGE_LOG, SEALED_TEXT
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.stakeholders.duplicates.likeness_keys import rebuild_keys

BATCH = 200


def execute() -> None:
	"""Seal them in batches. If it is interrupted, it continues with those that are left."""
	ensure_key()
	for doctype in (*KINDS, MEETING, BRIEF, MERGE_LOG):
		seal_deleted_copies(doctype)
		waiting = _not_sealed(doctype)
		for start in range(0, len(waiting), BATCH):
			for name in waiting[start : start + BATCH]:
				_seal(doctype, name)
			# Each batch is sealed for good: a hundred thousand records are more than one transaction.
			frappe.db.commit()
	# Their hashes were keyed with a secret that is in the site's backup.
	rebuild_keys()


def _not_sealed(doctype: str) -> list[str]:
	# A merge log is sealed at every level.
	level = {} if doctype == MERGE_LOG else {"confidentiality": "Confidential"}
	sealed = set(frappe.get_all(SEALED_TEXT, pluck="name", order_by="name"))
	names = frappe.get_all(doctype, filters=level, pluck="name", order_by="name")
	return [name for name in names if sealed_row_name((doctype, name)) not in sealed]


def _seal(doctype: str, name: str) -> None:
	record = frappe.get_doc(doctype, name)
	reseal(record)
	if doctype in (*KINDS, MEETING):
		follow_level(record)
	else:
		seal_versions(doctype, name)
