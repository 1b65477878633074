"""Append-only records, which cannot be edited or deleted."""

import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument


class AppendOnlyDocument(CRMDocument):
	"""A document that cannot be edited or deleted once saved.

	Erasure and uninstalling delete rows directly, without these checks.
	"""

	def check(self) -> None:
		"""Reject every change to a saved record.

		Raises:
			frappe.ValidationError: with the advice to create a new record.
		"""
		if not self.is_new():
			frappe.throw(
				_("{0} cannot be edited. Create a new one instead.").format(_(self.doctype)),
				title=_("Cannot Edit"),
			)

	def on_trash(self) -> None:
		"""Reject deletion by any user.

		Raises:
			frappe.PermissionError: always.
		"""
		frappe.throw(
			_("{0} cannot be deleted. Create a new one that corrects it.").format(_(self.doctype)),
			frappe.PermissionError,
			title=_("Cannot Delete"),
		)
