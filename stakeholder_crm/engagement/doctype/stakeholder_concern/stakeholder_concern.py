from typing import ClassVar

import frappe
from frappe import _
from frappe.utils import getdate, today

from stakeholder_crm.document import CRMDocument


class StakeholderConcern(CRMDocument):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		cannot_act_reason: DF.SmallText | None
		category: DF.Literal[
			"Safety",
			"Trust",
			"Confidentiality",
			"Process",
			"Representation",
			"Resources",
			"Language and Culture",
			"Other",
		]
		did: DF.SmallText | None
		meeting: DF.Link | None
		meeting_log: DF.Link | None
		raised_on: DF.Date
		reported_back_on: DF.Date | None
		responsible: DF.Link | None
		said: DF.SmallText
		severity: DF.Literal["Low", "Medium", "High", "Critical"]
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		status: DF.Literal["Raised", "Acknowledged", "Acting", "Cannot Act", "Reported Back", "Closed"]
	# end: auto-generated types
	state_machine: ClassVar[str | None] = "Stakeholder Concern"

	def check(self) -> None:
		"""Check the fields that each status requires, and the order of the dates."""
		raised_on = getdate(self.raised_on or today())
		if raised_on > getdate(today()):
			frappe.throw(_("Raised On cannot be in the future."))
		if self.is_new() and self.status != "Raised":
			frappe.throw(_("A new concern must have the status Raised. Save it, then change the status."))
		if self.status == "Cannot Act" and not (self.cannot_act_reason or "").strip():
			frappe.throw(
				_("Status Cannot Act requires Why We Cannot Act."),
				frappe.MandatoryError,
			)
		if self.status == "Reported Back":
			self._check_report()
		if self.reported_back_on and not raised_on <= getdate(self.reported_back_on) <= getdate(today()):
			frappe.throw(_("Reported Back On must be between Raised On and today."))

	def _check_report(self) -> None:
		if not (self.did or "").strip() and not (self.cannot_act_reason or "").strip():
			frappe.throw(_("Status Reported Back requires a Response."), frappe.MandatoryError)
		if not self.reported_back_on:
			frappe.throw(_("Status Reported Back requires Reported Back On."), frappe.MandatoryError)
