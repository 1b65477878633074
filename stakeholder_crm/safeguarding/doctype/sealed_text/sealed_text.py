from stakeholder_crm.document import CRMDocument


class SealedText(CRMDocument):
	"""The encrypted texts of a Confidential record. No role reads these rows."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		key_number: DF.Int
		sealed: DF.LongText | None
	# end: auto-generated types
