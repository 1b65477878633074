import frappe
from frappe import _
from frappe.utils import get_datetime, now_datetime

from stakeholder_crm.domain.consent import BY_CHANNEL
from stakeholder_crm.safeguarding.append_only import AppendOnlyDocument
from stakeholder_crm.safeguarding.consents.apply_decision import apply_decision


class ConsentRecord(AppendOnlyDocument):
	"""Consent given or withdrawn; the latest decision counts."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		channel: DF.Literal["", "Email", "SMS", "WhatsApp", "Phone", "Letter", "In Person", "Intermediary"]
		decided_on: DF.Datetime
		decision: DF.Literal["", "Given", "Withdrawn"]
		how: DF.Literal["", "Spoken", "In Writing", "Form", "Message", "Through an Intermediary"]
		purpose: DF.Literal[
			"",
			"Thank-You Messages",
			"Meeting Invitations",
			"Keeping Notes",
			"Sharing with Partner Agencies",
			"Publicity",
		]
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		witness: DF.Data | None
	# end: auto-generated types

	def check(self) -> None:
		"""Reject edits, future decisions, and a channel for a purpose without channels.

		Raises:
			frappe.ValidationError: with the field and what to do.
		"""
		super().check()
		if get_datetime(self.decided_on) > now_datetime():
			frappe.throw(_("Decided On cannot be in the future."), title=_("Decided On"))
		if self.channel and self.purpose not in BY_CHANNEL:
			frappe.throw(
				_("Channel: leave it blank. {0} does not depend on a channel.").format(
					frappe.bold(_(self.purpose))
				),
				title=_("Channel"),
			)

	def after_insert(self) -> None:
		"""Apply the decision."""
		apply_decision(self)
