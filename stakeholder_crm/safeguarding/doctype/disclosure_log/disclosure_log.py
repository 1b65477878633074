import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from stakeholder_crm.access.permissions import visible_pairs
from stakeholder_crm.base.doctypes import AGENCY
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.safeguarding.append_only import AppendOnlyDocument
from stakeholder_crm.safeguarding.disclosures.authorise import authorise_disclosure, report_override

# Fields needed for the assessment.
DECIDE = ("stakeholder_type", "stakeholder", "agency", "category", "basis", "disclosed_on")


class DisclosureLog(AppendOnlyDocument):
	"""A disclosure about a stakeholder to a partner agency."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agency: DF.Link
		agreement: DF.Link | None
		basis: DF.Literal["", "Consent", "Danger to Life", "Legal Obligation"]
		category: DF.Literal["", "Identity", "Contact", "Whereabouts", "Concerns", "Meeting Content", "Other"]
		disclosed_on: DF.Datetime
		overridden: DF.Check
		override_reason: DF.SmallText | None
		reason: DF.SmallText
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		what: DF.SmallText
	# end: auto-generated types

	def check(self) -> None:
		"""Reject edits and disclosures that are not allowed, and set the agreement.

		Raises:
			frappe.ValidationError: with the field and what to do.
			frappe.PermissionError: if the agency is not permitted, or only a lead may override.
		"""
		super().check()
		if not all(self.get(fieldname) for fieldname in DECIDE):
			return  # Frappe checks mandatory fields
		if get_datetime(self.disclosed_on) > now_datetime():
			frappe.throw(_("Disclosed On cannot be in the future."), title=_("Disclosed On"))
		self._check_agency()
		if self.agreement and (
			frappe.db.get_value("Partnership Agreement", self.agreement, "agency") != self.agency
		):
			frappe.throw(
				_("Agreement: this one is with another agency. Choose one with the agency in Disclosed To."),
				title=_("Agreement"),
			)
		authorise_disclosure(self)

	def after_insert(self) -> None:
		"""Report an override."""
		if self.overridden:
			report_override(self)

	def _check_agency(self) -> None:
		pair = (AGENCY, self.agency)
		if pair == pair_of(self):
			frappe.throw(
				_("Disclosed To cannot be the agency in About. Choose another agency."),
				title=_("Disclosed To"),
			)
		if not self.flags.ignore_permissions and pair not in visible_pairs(frappe.session.user, [pair]):
			frappe.throw(
				_(
					"Disclosed To: {0} was not found, or you do not have permission to view it. Ask the safeguarding lead."
				).format(frappe.utils.escape_html(self.agency)),
				frappe.PermissionError,
				title=_("Disclosed To"),
			)
