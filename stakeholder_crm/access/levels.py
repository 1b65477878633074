"""The confidentiality level of any record of this app: its own, or that of its stakeholder."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.base.doctypes import AGENCY, MEETING
from stakeholder_crm.base.pairs import Pair, load_pairs, pair_of
from stakeholder_crm.domain.clearance import Level, level_of, most


def level_of_people(pairs: Iterable[Pair]) -> Level:
	"""The highest level of some stakeholders; Open if there are none.

	Args:
		pairs: the stakeholders.
	"""
	return most(row.confidentiality for row in load_pairs(pairs, ["confidentiality"]).values())


def level_of_record(doc: Document) -> Level:
	"""The level of a record, from its own field and the stakeholder, agency and meeting that it names.

	Args:
		doc: a document of this app.

	Returns:
		The highest of them; Open if it names none.
	"""
	pairs = [pair for pair in (pair_of(doc), (AGENCY, doc.get("agency"))) if all(pair)]
	levels = []
	if doc.meta.has_field("confidentiality"):
		levels.append(doc.confidentiality)
	if doc.get("meeting"):
		levels.append(frappe.db.get_value(MEETING, doc.meeting, "confidentiality"))
	return max(level_of_people(pairs), most(levels))


def check_lowered(doc: Document) -> None:
	"""Require a new reason when the level is lowered, and log it. Raising it needs none.

	Args:
		doc: a stakeholder or a meeting that is being saved.

	Raises:
		frappe.MandatoryError: if the reason is missing, or is the previous one.
	"""
	before = doc.get_doc_before_save()
	if not before:
		doc.lowered_because = None
		return
	old, new = level_of(before.confidentiality), level_of(doc.confidentiality)
	if new > old:
		doc.lowered_because = None
	if new >= old or doc.flags.by_service:
		return
	reason = (doc.lowered_because or "").strip()
	if not reason or reason == (before.lowered_because or "").strip():
		frappe.throw(
			_(
				"{0}: more people will see this record. Explain why this is safe. The access log keeps the reason."
			).format(frappe.bold(_(doc.meta.get_label("lowered_because")))),
			frappe.MandatoryError,
			title=_("Lower Confidentiality"),
		)
	detail = f"{before.confidentiality} → {doc.confidentiality}"
	record_access("Level Lowered", doc.doctype, doc.name, reason=reason, detail=detail)
