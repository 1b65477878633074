from stakeholder_crm.document import CRMDocument


class CalendarFeed(CRMDocument):
	"""A user's calendar feed. Only the hash of its link is stored."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		made_on: DF.Datetime
		token_hash: DF.Data
		user: DF.Link
		user_full_name: DF.Data | None
	# end: auto-generated types
