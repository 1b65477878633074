from stakeholder_crm.access.vault.sealed_document import WithSealedTexts


class MeetingParticipant(WithSealedTexts):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		guest_name: DF.Data | None
		invited: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		represented_by: DF.Autocomplete | None
		role: DF.Literal[
			"Participant", "Party", "Host", "Speaker", "Mediator", "Interpreter", "Observer", "Supporter"
		]
		stakeholder: DF.DynamicLink | None
		stakeholder_name: DF.Data | None
		stakeholder_type: DF.Link | None
	# end: auto-generated types
