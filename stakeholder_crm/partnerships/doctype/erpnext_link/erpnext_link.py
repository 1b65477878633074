from stakeholder_crm.document import CRMDocument


class ERPNextLink(CRMDocument):
	"""A connection of our record with an ERPNext record; no role can read it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		link_doctype: DF.Link
		link_name: DF.DynamicLink
		reference_doctype: DF.Link
		reference_name: DF.DynamicLink
	# end: auto-generated types
