from typing import ClassVar

import frappe
from frappe import _

from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.states import MACHINES
from stakeholder_crm.safeguarding.privacy.open_requests import open_request_for


class ErasureRequest(CRMDocument):
	"""A request to erase a person's data, reviewed by another user than its author."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		asked_by: DF.SmallText | None
		carried_out_on: DF.Datetime | None
		failed_because: DF.SmallText | None
		reason: DF.Literal["Data Subject Request", "Retention Period Ended", "Recorded in Error"]
		report: DF.Code | None
		requested_by: DF.Link | None
		review_note: DF.SmallText | None
		reviewed_on: DF.Datetime | None
		reviewer: DF.Link | None
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		status: DF.Literal["Requested", "Approved", "Refused", "Erased"]
	# end: auto-generated types

	state_machine: ClassVar[str | None] = "Erasure Request"
	service_states: ClassVar[frozenset[str]] = frozenset(MACHINES["Erasure Request"]) - {"Requested"}

	def check(self) -> None:
		"""Require the request details, and reject duplicates.

		Raises:
			frappe.ValidationError: with the field and what to do.
		"""
		if not self.is_new():
			return
		self.requested_by = frappe.session.user
		if self.reason == "Data Subject Request" and not (self.asked_by or "").strip():
			frappe.throw(
				_("Request Details is required. Explain who asked, when and how you verified it."),
				frappe.MandatoryError,
				title=_("Request Details"),
			)
		if frappe.db.get_value(self.stakeholder_type, self.stakeholder, "status") == "Anonymised":
			frappe.throw(_("Stakeholder: this record is already erased."), title=_("Stakeholder"))
		if other := open_request_for(pair_of(self)):
			frappe.throw(
				_("Stakeholder: {0} already requests this erasure. Decide on that request.").format(
					frappe.bold(other)
				),
				frappe.DuplicateEntryError,
				title=_("Stakeholder"),
			)
