from stakeholder_crm.access.vault.sealed_document import WithSealedTexts


class BriefLine(WithSealedTexts):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		confidence: DF.Literal["First-hand", "Reported"]
		confidentiality: DF.Literal["Open", "Restricted", "Confidential"]
		due_on: DF.Date | None
		overdue: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		section: DF.Literal[
			"Purpose",
			"Participants",
			"Last Contact",
			"Commitments",
			"Concerns",
			"Talking Points",
			"What Worked Last Time",
			"Ground Rules",
			"Dos and Don'ts",
			"Ties",
			"Gaps",
		]
		source_date: DF.Date | None
		source_doctype: DF.Link | None
		source_name: DF.DynamicLink | None
		text: DF.SmallText | None
	# end: auto-generated types
