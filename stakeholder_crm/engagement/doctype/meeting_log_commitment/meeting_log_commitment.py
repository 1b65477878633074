from stakeholder_crm.access.vault.sealed_document import WithSealedTexts


class MeetingLogCommitment(WithSealedTexts):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		commitment: DF.Link | None
		direction: DF.Literal["Ours", "Theirs"]
		due_on: DF.Date
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		promise: DF.Data
		responsible: DF.Link | None
		stakeholder: DF.DynamicLink
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link
	# end: auto-generated types
