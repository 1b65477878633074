from frappe.model.document import Document


class StakeholderTie(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		kind: DF.Literal["Family", "Friend", "Colleague", "Ally", "Rival", "Mentor", "Member", "Reports To"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		since: DF.Date | None
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
		strength: DF.Literal["Weak", "Medium", "Strong"]
	# end: auto-generated types
