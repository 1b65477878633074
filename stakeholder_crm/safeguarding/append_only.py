"""Records that are written once: what was decided or disclosed is not rewritten."""

import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument


class AppendOnlyDocument(CRMDocument):
	"""A document that nobody edits after it was saved."""

	def check(self) -> None:
		"""Refuse every change to a saved record.

		Raises:
			frappe.ValidationError: saying to add a new record instead.
		"""
		if not self.is_new():
			frappe.throw(
				_("A {0} is never edited, so that it can be trusted later. Add a new one instead.").format(
					_(self.doctype)
				)
			)
