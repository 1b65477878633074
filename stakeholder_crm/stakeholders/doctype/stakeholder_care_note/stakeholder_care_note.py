from stakeholder_crm.access.vault.sealed_document import WithSealedTexts


class StakeholderCareNote(WithSealedTexts):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		kind: DF.Literal["Do", "Don't"]
		noted_on: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		source: DF.Data | None
		text: DF.SmallText
	# end: auto-generated types
