import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from stakeholder_crm.safeguarding.append_only import AppendOnlyDocument


class ConsentRecord(AppendOnlyDocument):
	"""What somebody allowed or took back; the newest one counts."""

	def check(self) -> None:
		"""Refuse edits, and decisions that lie in the future."""
		super().check()
		if get_datetime(self.decided_on) > now_datetime():
			frappe.throw(_("Decided On lies in the future. Give the moment when they decided."))
