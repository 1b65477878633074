import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.engagement.plans.sync_todos import remove_plan_todos, sync_plan_todos
from stakeholder_crm.engagement.plans.update_plan import check_days, meeting_of_plan, update_plan


class EngagementPlan(CRMDocument):
	"""Steps before and after a meeting. Its permissions follow the meeting."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from stakeholder_crm.engagement.doctype.engagement_plan_step.engagement_plan_step import (
			EngagementPlanStep,
		)

		meeting: DF.Link
		next_due_on: DF.Date | None
		status: DF.Literal["Running", "Waiting", "Done", "Cancelled"]
		steps: DF.Table[EngagementPlanStep]
		subject: DF.Data | None
		template: DF.Link | None
	# end: auto-generated types

	def check(self) -> None:
		"""Set dates, status and order from the steps and the meeting."""
		if not self.meeting:
			frappe.throw(_("Choose a Meeting for the plan."), frappe.MandatoryError)
		check_days(self)
		for row in self.steps:
			row.who = row.who or "Named User"
		update_plan(self, meeting_of_plan(self))

	def on_update(self) -> None:
		"""Sync the to-dos of the steps."""
		sync_plan_todos(self)

	def on_trash(self) -> None:
		"""Delete the to-dos of the steps."""
		remove_plan_todos(self)
