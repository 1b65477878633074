"""Put into a query what a user may list, so that one statement counts it, however much there is."""

import frappe
from frappe.desk.reportview import build_match_conditions
from pypika.terms import Criterion


class SQLCondition(Criterion):
	"""A condition that the host wrote as text, among those of the query builder."""

	def __init__(self, text: str) -> None:
		"""Take the text as it is.

		Args:
			text: SQL in which every value is escaped and every percent sign doubled.
		"""
		super().__init__()
		self.text = text

	def get_sql(self, **_options: object) -> str:
		"""The text, in brackets."""
		return f"({self.text})"


def visible(doctype: str) -> Criterion:
	"""What the session's user may list: by role, User Permission, share and clearance, as ``get_list`` has it.

	Args:
		doctype: one of this app's; its table stands in the query under its own name.

	Returns:
		A condition; it leaves nothing where the user may not read the DocType at all.
	"""
	if not frappe.has_permission(doctype, "read"):
		return SQLCondition("1=0")
	return SQLCondition(build_match_conditions(doctype) or "1=1")
