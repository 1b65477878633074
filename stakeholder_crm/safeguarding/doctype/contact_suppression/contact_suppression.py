import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.contact_points import BadAddress
from stakeholder_crm.stakeholders.suppression import fingerprint


class ContactSuppression(CRMDocument):
	"""A suppressed address, stored as a fingerprint only."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data | None
		address_hash: DF.Data
		channel: DF.Literal["Email", "SMS", "WhatsApp", "Phone", "Letter", "In Person", "Intermediary"]
		covers: DF.Literal["All Messages", "Thank-You Messages"]
		reason: DF.Literal["Opted Out", "Unsafe", "Consent Withdrawn", "Permanent Bounce"]
		suppressed_on: DF.Datetime
	# end: auto-generated types

	def check(self) -> None:
		"""Replace the address with its fingerprint.

		Raises:
			frappe.ValidationError: with the field and what to do.
		"""
		if self.is_new() and not self.address_hash:
			self.address_hash = self._fingerprint()
		self.address = None
		if self.is_new() and (
			existing := frappe.db.get_value(self.doctype, {"address_hash": self.address_hash})
		):
			frappe.throw(
				_("This address is already suppressed ({0}).").format(
					frappe.utils.get_link_to_form(self.doctype, existing)
				),
				frappe.DuplicateEntryError,
				title=_("Address or Number"),
			)

	def _fingerprint(self) -> str:
		found = ""
		if not self.address:
			frappe.throw(
				_("Address or Number is required."), frappe.MandatoryError, title=_("Address or Number")
			)
		try:
			found = fingerprint(self.channel, self.address or "")
		except BadAddress:
			frappe.throw(
				_("Address or Number is not valid for {0}. Check it for typing errors.").format(
					frappe.bold(_(self.channel))
				),
				title=_("Address or Number"),
			)
		return found
