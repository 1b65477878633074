"""How many rows a report brings at once."""

from collections.abc import Mapping

from frappe import _
from frappe.utils import cint

LIMITS = (500, 2_000, 10_000)


def read_limit(filters: Mapping[str, object] | None) -> int:
	"""What the filter Rows says; the least where it says nothing that is offered."""
	asked = cint((filters or {}).get("rows"))
	return asked if asked in LIMITS else LIMITS[0]


def limit_message(shown: int, total: int) -> str:
	"""A sentence where not all rows are shown; empty where they are.

	Args:
		shown: how many rows there are.
		total: how many there would be.
	"""
	if shown >= total:
		return ""
	return _("The first {0} of {1}; narrow by the filters.").format(shown, total)
