from frappe.model.document import Document


class AgreementCategory(Document):
	"""A category of information that may be shared under an agreement."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		category: DF.Literal["", "Identity", "Contact", "Whereabouts", "Concerns", "Meeting Content", "Other"]
		note: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types
