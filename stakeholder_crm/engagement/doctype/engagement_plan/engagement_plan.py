import frappe
from frappe import _

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.engagement.plans.sync_todos import remove_plan_todos, sync_plan_todos
from stakeholder_crm.engagement.plans.update_plan import check_days, meeting_of_plan, update_plan


class EngagementPlan(CRMDocument):
	"""What we do before and after a meeting. It is seen by whom its meeting is seen."""

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
		"""Days, status and order follow from the steps and the meeting."""
		if not self.meeting:
			frappe.throw(_("Choose the Meeting that the plan is for."), frappe.MandatoryError)
		check_days(self)
		for row in self.steps:
			row.who = row.who or "Named User"
		update_plan(self, meeting_of_plan(self))

	def on_update(self) -> None:
		"""Each step has its to-do."""
		sync_plan_todos(self)

	def on_trash(self) -> None:
		"""The to-dos go with their steps."""
		remove_plan_todos(self)
