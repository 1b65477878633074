from frappe.model.document import Document


class StakeholderLikenessKey(Document):
	"""A keyed hash by which possible duplicates of a stakeholder are found."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		key_hash: DF.Data
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types
