from stakeholder_crm.access.vault.sealed_document import WithSealedTexts


class MeetingLogConcern(WithSealedTexts):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		category: DF.Literal[
			"Safety",
			"Trust",
			"Confidentiality",
			"Process",
			"Representation",
			"Resources",
			"Language and Culture",
			"Other",
		]
		concern: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		said: DF.SmallText
		severity: DF.Literal["Low", "Medium", "High", "Critical"]
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
	# end: auto-generated types
