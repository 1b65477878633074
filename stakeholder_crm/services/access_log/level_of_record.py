"""How confidential any record of this app is: its own level, or that of whom it is about."""

import frappe
from frappe.model.document import Document

from stakeholder_crm.domain.clearance import Level, most
from stakeholder_crm.services.pairs import load

MEETING = "Stakeholder Meeting"
AGENCY = "Partner Agency"


def level_of_record(doc: Document) -> Level:
	"""The level of a record, by its own field and by the stakeholder, agency and meeting that it names.

	Args:
		doc: a document of this app.

	Returns:
		The highest of them; Open where it is about nobody.
	"""
	pairs = [
		pair
		for pair in ((doc.get("stakeholder_type"), doc.get("stakeholder")), (AGENCY, doc.get("agency")))
		if all(pair)
	]
	levels = [row.confidentiality for row in load(pairs, ["confidentiality"]).values()]
	if doc.meta.has_field("confidentiality"):
		levels.append(doc.confidentiality)
	if doc.get("meeting"):
		levels.append(frappe.db.get_value(MEETING, doc.meeting, "confidentiality"))
	return most(levels)
