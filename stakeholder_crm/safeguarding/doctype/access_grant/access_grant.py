import frappe
from frappe import _
from frappe.utils import add_days, getdate, now_datetime, today

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.access.viewers import forget_outsider
from stakeholder_crm.safeguarding.append_only import AppendOnlyDocument

LONGEST_DAYS = 366


class AccessGrant(AppendOnlyDocument):
	"""Grants one user access to one stakeholder, until a date and with a reason."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		ends_on: DF.Date
		reason: DF.SmallText
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		user: DF.Link
		withdrawn_because: DF.SmallText | None
		withdrawn_on: DF.Datetime | None
	# end: auto-generated types

	def check(self) -> None:
		"""Reject edits, a missing reason, and an end date in the past or too far ahead.

		Raises:
			frappe.ValidationError: with the field and what to do.
		"""
		if not self.flags.by_service:
			super().check()
		if not (self.reason or "").strip():
			frappe.throw(
				_("Reason is required. Explain why this user needs to view the record."),
				frappe.MandatoryError,
				title=_("Reason"),
			)
		if self.is_new() and getdate(self.ends_on) < getdate(today()):
			frappe.throw(_("Ends On cannot be in the past."), title=_("Ends On"))
		if self.is_new() and getdate(self.ends_on) > getdate(add_days(today(), LONGEST_DAYS)):
			frappe.throw(
				_("Ends On cannot be more than a year ahead. Choose an earlier day."), title=_("Ends On")
			)

	def after_insert(self) -> None:
		"""Apply the grant at once, and log its user and reason."""
		forget_outsider(self.user)
		detail = f"{self.user}, {self.ends_on}"
		record_access("Grant", self.stakeholder_type, self.stakeholder, reason=self.reason, detail=detail)

	def withdraw(self, reason: str) -> None:
		"""End access immediately; the grant is kept.

		Args:
			reason: why; kept in the access log.

		Raises:
			frappe.ValidationError: if the reason is missing, or it is already withdrawn.
		"""
		if not reason.strip():
			frappe.throw(
				_("Reason for Withdrawal is required."),
				frappe.MandatoryError,
				title=_("Reason for Withdrawal"),
			)
		if self.withdrawn_on:
			frappe.throw(_("This grant is already withdrawn."), title=_("Withdraw Grant"))
		self.update({"withdrawn_on": now_datetime(), "withdrawn_because": reason})
		self.flags.by_service = True
		# No role has write permission on grants.
		self.save(ignore_permissions=True)
		record_access(
			"Grant Ended", self.stakeholder_type, self.stakeholder, reason=reason, detail=str(self.user)
		)

	def on_trash(self) -> None:
		"""Reject deletion: a grant is withdrawn instead.

		Raises:
			frappe.PermissionError: always.
		"""
		frappe.throw(
			_("A grant cannot be deleted. Withdraw it instead."),
			frappe.PermissionError,
			title=_("Cannot Delete"),
		)
