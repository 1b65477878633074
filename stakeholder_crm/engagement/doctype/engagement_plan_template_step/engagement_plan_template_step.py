from frappe.model.document import Document


class EngagementPlanTemplateStep(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		colleague: DF.Link | None
		days: DF.Int
		kind: DF.Literal["Call", "Letter", "Brief", "Thank-You", "Check-in", "Task"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		title: DF.Data
		who: DF.Literal["Meeting Lead", "Relationship Owners", "Team", "Named User"]
	# end: auto-generated types
