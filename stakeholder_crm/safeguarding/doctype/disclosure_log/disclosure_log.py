import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from stakeholder_crm.safeguarding.append_only import AppendOnlyDocument


class DisclosureLog(AppendOnlyDocument):
	"""What we told a partner agency about somebody."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agency: DF.Link
		agreement: DF.Link | None
		basis: DF.Literal["Consent", "Danger to Life", "Legal Obligation"]
		category: DF.Literal["Identity", "Contact", "Whereabouts", "Concerns", "Meeting Content", "Other"]
		disclosed_on: DF.Datetime
		reason: DF.SmallText
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		what: DF.SmallText
	# end: auto-generated types

	def check(self) -> None:
		"""Refuse edits, disclosures in the future, and an agreement with another agency."""
		super().check()
		if get_datetime(self.disclosed_on) > now_datetime():
			frappe.throw(_("Disclosed On lies in the future. Give the moment when it was said."))
		if self.agreement and (
			frappe.db.get_value("Partnership Agreement", self.agreement, "agency") != self.agency
		):
			frappe.throw(
				_("Agreement: this one is with another agency. Choose one with the agency that was told.")
			)
