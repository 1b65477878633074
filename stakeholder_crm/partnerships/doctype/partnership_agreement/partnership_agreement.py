import frappe
from frappe import _
from frappe.utils import getdate

from stakeholder_crm.base.pairs import display_names
from stakeholder_crm.document import CRMDocument


class PartnershipAgreement(CRMDocument):
	"""What an agency and we agreed to share."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from stakeholder_crm.partnerships.doctype.agreement_category.agreement_category import (
			AgreementCategory,
		)

		agency: DF.Link
		agency_name: DF.Data | None
		categories: DF.Table[AgreementCategory]
		ends_on: DF.Date | None
		may_share: DF.SmallText | None
		must_not_share: DF.SmallText | None
		our_signatory: DF.Link | None
		review_on: DF.Date | None
		signed_on: DF.Date | None
		starts_on: DF.Date
		status: DF.Literal["Draft", "In Force", "Expired", "Ended"]
		their_signatory: DF.Data | None
		title: DF.Data
	# end: auto-generated types

	state_machine = "Partnership Agreement"

	def check(self) -> None:
		"""Validate dates and categories, and copy the agency's display name.

		Raises:
			frappe.ValidationError: with the field and what to do.
		"""
		pair = ("Partner Agency", self.agency)
		self.agency_name = display_names([pair]).get(pair)
		for fieldname in ("ends_on", "review_on"):
			if self.get(fieldname) and getdate(self.get(fieldname)) < getdate(self.starts_on):
				frappe.throw(
					_("{0} must be after Starts On.").format(frappe.bold(_(self.meta.get_label(fieldname)))),
					title=_(self.meta.get_label(fieldname)),
				)
		if self.status == "In Force" and not self.signed_on:
			frappe.throw(
				_("Signed On is required for an agreement in force."),
				frappe.MandatoryError,
				title=_("Signed On"),
			)
		self._check_categories()

	def _check_categories(self) -> None:
		seen = set()
		for row in self.categories:
			if row.category in seen:
				frappe.throw(
					_("May Share, row {0}: {1} is already listed. Combine both notes in one row.").format(
						row.idx, frappe.bold(_(row.category))
					),
					title=_("May Share"),
				)
			seen.add(row.category)
		if self.status == "In Force" and not self.categories:
			frappe.msgprint(
				_("May Share is empty. Any disclosure under this agreement needs an override."),
				title=_("Nothing May Be Shared"),
				indicator="orange",
			)
