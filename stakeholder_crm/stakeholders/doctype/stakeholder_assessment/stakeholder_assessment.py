import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from stakeholder_crm.document import CRMDocument

SCALES = ("power", "legitimacy", "urgency", "influence", "interest", "trust")
FED = ("influence", "interest", "trust", "current_position", "desired_position")


class StakeholderAssessment(CRMDocument):
	"""A dated assessment of a stakeholder. Append-only."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		assessed_by: DF.Link | None
		assessed_on: DF.Date
		confidence: DF.Literal["Low", "Medium", "High"]
		current_position: DF.Literal["", "Unaware", "Resistant", "Neutral", "Supportive", "Leading"]
		desired_position: DF.Literal["", "Unaware", "Resistant", "Neutral", "Supportive", "Leading"]
		evidence: DF.SmallText
		influence: DF.Int
		interest: DF.Int
		legitimacy: DF.Int
		meeting_log: DF.Link | None
		power: DF.Int
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		trust: DF.Int
		urgency: DF.Int
	# end: auto-generated types

	def check(self) -> None:
		"""Check the scales and the date, and that it is new.

		Raises:
				frappe.ValidationError: names the field and what to do.
		"""
		if not self.is_new():
			frappe.throw(_("Assessments cannot be edited. Create a new one instead."))
		self.assessed_by = self.assessed_by or frappe.session.user
		for fieldname in SCALES:
			if not 1 <= (self.get(fieldname) or 0) <= 5:
				frappe.throw(_("{0}: choose a number from 1 to 5.").format(_(self.meta.get_label(fieldname))))
		if getdate(self.assessed_on) > getdate(nowdate()):
			frappe.throw(_("Assessed On cannot be in the future."))
		if frappe.db.exists(
			self.doctype,
			{
				"stakeholder_type": self.stakeholder_type,
				"stakeholder": self.stakeholder,
				"assessed_on": self.assessed_on,
			},
		):
			frappe.throw(
				_("{0} already has an assessment on {1}. Choose another day.").format(
					frappe.bold(frappe.utils.escape_html(self.stakeholder_name)),
					frappe.format(self.assessed_on, "Date"),
				),
				frappe.DuplicateEntryError,
			)

	def after_insert(self) -> None:
		"""Copy the latest assessment to the stakeholder."""
		newest = frappe.get_all(
			self.doctype,
			filters={"stakeholder_type": self.stakeholder_type, "stakeholder": self.stakeholder},
			fields=list(FED),
			order_by="assessed_on desc, creation desc",
			limit=1,
		)[0]
		frappe.db.set_value(self.stakeholder_type, self.stakeholder, dict(newest), update_modified=False)


def on_doctype_update() -> None:
	"""The latest assessment of a stakeholder is read often."""
	frappe.db.add_index("Stakeholder Assessment", ["stakeholder_type", "stakeholder", "assessed_on"])
