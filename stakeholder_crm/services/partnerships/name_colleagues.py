"""Say who a colleague is, in a report."""

from collections.abc import Iterable

import frappe
from frappe import _


def name_colleagues(users: Iterable[str]) -> dict[str, str]:
	"""Full names of users, who answer for records that the reader sees; what is not set is nobody.

	Args:
		users: names of users; an empty one stands for nobody.
	"""
	wanted = sorted(set(users))
	names = dict(
		frappe.get_all(
			"User",
			filters={"name": ("in", wanted or [""])},
			fields=["name", "full_name"],
			order_by="name",
			as_list=True,
		)
	)
	return {user: names.get(user) or user or _("Nobody Named") for user in wanted}
