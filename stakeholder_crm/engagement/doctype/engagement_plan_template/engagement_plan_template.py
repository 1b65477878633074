import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.engagement.plans.update_plan import check_days


class EngagementPlanTemplate(CRMDocument):
	"""Standard steps before and after a type of meeting. It names no stakeholder."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from stakeholder_crm.engagement.doctype.engagement_plan_template_step.engagement_plan_template_step import (
			EngagementPlanTemplateStep,
		)

		kind: DF.Literal[
			"",
			"Pre-mediation",
			"Mediation",
			"Informal Gathering",
			"One-to-one",
			"Coalition",
			"Partner Coordination",
			"Site Visit",
			"Call",
		]
		steps: DF.Table[EngagementPlanTemplateStep]
		title: DF.Data
		use_for: DF.Data | None
	# end: auto-generated types

	def check(self) -> None:
		"""Check the steps, and sort them by day."""
		check_days(self)
		for row in self.steps:
			if row.who != "Named User":
				row.colleague = None
			elif not row.colleague:
				frappe.throw(
					_("Steps, row {0}: choose a Named User.").format(row.idx),
					frappe.MandatoryError,
				)
		self.steps.sort(key=lambda row: (row.days or 0, row.idx or 0))
		for index, row in enumerate(self.steps, start=1):
			row.idx = index
