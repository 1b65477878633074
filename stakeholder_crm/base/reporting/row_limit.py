"""How many rows a report shows."""

from collections.abc import Mapping

from frappe import _
from frappe.utils import cint

LIMITS = (500, 2_000, 10_000)


def read_limit(filters: Mapping[str, object] | None) -> int:
	"""The value of the Rows filter. The default is the lowest limit."""
	asked = cint((filters or {}).get("rows"))
	return asked if asked in LIMITS else LIMITS[0]


def limit_message(shown: int, total: int) -> str:
	"""A message when some rows are not shown, otherwise an empty text.

	Args:
			shown: how many rows are shown.
			total: how many rows there are.
	"""
	if shown >= total:
		return ""
	return _("Showing {0} of {1}. Add a filter to see fewer.").format(shown, total)
