from stakeholder_crm.document import CRMDocument


class AddressBookLink(CRMDocument):
	"""The link of a Contact or an Address to an activist. No role may read it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		link_doctype: DF.Link
		link_name: DF.DynamicLink
		record_doctype: DF.Link
		record_name: DF.DynamicLink
	# end: auto-generated types
