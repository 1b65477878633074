from stakeholder_crm.access.vault.sealed_document import WithSealedTexts


class StakeholderContactPoint(WithSealedTexts):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		bounced: DF.Check
		channel: DF.Literal["Email", "SMS", "WhatsApp", "Phone", "Letter", "In Person", "Intermediary"]
		name_organisation_ok: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		preferred: DF.Check
		safety: DF.Literal["Unknown", "Safe", "Unsafe"]
		valid_until: DF.Date | None
		value: DF.Data | None
		voicemail_ok: DF.Check
	# end: auto-generated types
