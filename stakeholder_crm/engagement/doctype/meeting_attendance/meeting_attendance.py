from stakeholder_crm.access.vault.sealed_document import WithSealedTexts


class MeetingAttendance(WithSealedTexts):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acknowledge_in_writing: DF.Check
		attended: DF.Check
		contribution: DF.SmallText | None
		guest_name: DF.Data | None
		note: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		represented_by: DF.Autocomplete | None
		safe_to_mention: DF.Check
		stakeholder: DF.DynamicLink | None
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link | None
		trust_change: DF.Literal["", "Grew", "Same", "Shrank"]
	# end: auto-generated types
