from stakeholder_crm.access.vault.sealed_document import WithSealedTexts


class EngagementPlanStep(WithSealedTexts):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		assigned_to: DF.Link
		days: DF.Int
		done: DF.Check
		due_on: DF.Date | None
		kind: DF.Literal["Call", "Letter", "Brief", "Thank-You", "Check-in", "Task"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		title: DF.Data
		todo: DF.Link | None
		who: DF.Literal["Meeting Lead", "Relationship Owners", "Team", "Named User"]
	# end: auto-generated types
