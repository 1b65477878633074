from stakeholder_crm.access.vault.sealed_document import WithSealedTexts


class AgencyFocalPerson(WithSealedTexts):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data | None
		bounced: DF.Check
		channel: DF.Literal["Email", "SMS", "WhatsApp", "Phone", "Letter", "In Person", "Intermediary"]
		contact: DF.Link | None
		name_organisation_ok: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		person_name: DF.Data
		role: DF.Data | None
		safety: DF.Literal["Unknown", "Safe", "Unsafe"]
		since: DF.Date | None
		until: DF.Date | None
		user: DF.Link | None
	# end: auto-generated types
