"""Refuse steps so far from their meeting that a typing error must be meant."""

import frappe
from frappe import _
from frappe.model.document import Document

FARTHEST_DAYS = 365


def check_days(doc: Document) -> None:
	"""Check the steps of a plan or of a template.

	Args:
		doc: with ``steps`` that have ``days``.

	Raises:
		frappe.ValidationError: naming the row.
	"""
	for row in doc.steps:
		if abs(row.days or 0) > FARTHEST_DAYS:
			frappe.throw(
				_("Steps, row {0}: Days is more than a year away. Write at most {1}.").format(
					row.idx, FARTHEST_DAYS
				)
			)
