from stakeholder_crm.document import CRMDocument


class ERPNextLink(CRMDocument):
	"""That a record of ours goes with one of ERPNext's; read by nobody, and shown to who may see both."""

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
