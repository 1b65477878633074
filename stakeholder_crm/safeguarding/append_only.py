"""Records that are written once: what was decided or disclosed is not rewritten, and does not go away."""

import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument


class AppendOnlyDocument(CRMDocument):
	"""A document that nobody edits or deletes after it was saved.

	The app's own erasure and its uninstalling remove rows, not documents, and so do not come by here.
	"""

	def check(self) -> None:
		"""Refuse every change to a saved record.

		Raises:
			frappe.ValidationError: saying to add a new record instead.
		"""
		if not self.is_new():
			frappe.throw(_("{0} cannot be edited. Create a new one instead.").format(_(self.doctype)))

	def on_trash(self) -> None:
		"""Nobody deletes it, whatever her role.

		Raises:
			frappe.PermissionError: always.
		"""
		frappe.throw(
			_("{0} cannot be deleted. Create a new one that corrects it.").format(_(self.doctype)),
			frappe.PermissionError,
		)
