"""Seal the texts of Confidential records that were stored before there was a vault."""

import frappe

from stakeholder_crm.access.vault.follow_level import follow_level, seal_deleted_copies
from stakeholder_crm.access.vault.keys import ensure_key
from stakeholder_crm.access.vault.sealed_document import reseal
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.stakeholders.duplicates.likeness_keys import rebuild_keys

BATCH = 200


def execute() -> None:
	"""Seal them in batches. If it is interrupted, it continues with those that are left."""
	ensure_key()
	for kind in KINDS:
		seal_deleted_copies(kind)
		waiting = {"confidentiality": "Confidential", "full_name": ("not in", ("", DOTS))}
		while names := frappe.get_all(kind, filters=waiting, pluck="name", order_by="name", limit=BATCH):
			for name in names:
				record = frappe.get_doc(kind, name)
				reseal(record)
				follow_level(record)
			# Each batch is sealed for good: a hundred thousand records are more than one transaction.
			frappe.db.commit()
	# Their hashes were keyed with a secret that is in the site's backup.
	rebuild_keys()
