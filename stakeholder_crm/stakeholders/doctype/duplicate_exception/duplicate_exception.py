from stakeholder_crm.document import CRMDocument


class DuplicateException(CRMDocument):
	"""Two similar records that are not duplicates. No role reads these rows."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		other: DF.DynamicLink
		other_type: DF.Link
		stakeholder: DF.DynamicLink
		stakeholder_type: DF.Link
	# end: auto-generated types
