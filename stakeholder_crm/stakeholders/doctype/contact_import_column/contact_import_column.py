from frappe.model.document import Document


class ContactImportColumn(Document):
	"""A column of the file, and the field it is imported as."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		column_name: DF.Data | None
		filled: DF.Int
		maps_to: DF.Literal[
			"Skip",
			"Please Choose",
			"Full Name",
			"First Name",
			"Middle Name",
			"Last Name",
			"Name Suffix",
			"Safe Alias",
			"Organisation",
			"Role",
			"Person or Organisation",
			"Is an Organisation",
			"Email",
			"Phone",
			"SMS",
			"Phone Extension",
			"Whole Address",
			"Street",
			"Postal Code",
			"City",
			"Region",
			"Country",
			"Language",
			"Time Zone",
			"Community",
			"Constituency",
			"Causes",
			"Jurisdiction",
			"Services",
			"Do Not Email",
			"Do Not Phone",
			"Do Not Text",
			"Do Not Write Letters",
			"Do Not Contact",
			"Email Allowed",
			"Text Allowed",
			"Has Died",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		position: DF.Int
	# end: auto-generated types
