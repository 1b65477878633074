"""What colleagues are called."""

from collections.abc import Iterable

import frappe
from frappe import _


def full_names(users: Iterable[str | None], **only: object) -> dict[str, str]:
	"""Full names of users, with one query. Checks no permission: they answer for records that the reader sees.

	Args:
		users: names of users; empty ones are passed over.
		only: further filters on the users, such as ``enabled=1``.

	Returns:
		By user, of those that there are; whoever has no full name is called as the account is.
	"""
	wanted = sorted({user for user in users if user})
	rows = frappe.get_all(
		"User",
		filters={"name": ("in", wanted or [""]), **only},
		fields=["name", "full_name"],
		order_by="name",
	)
	return {row.name: row.full_name or row.name for row in rows}


def full_names_or_unassigned(users: Iterable[str]) -> dict[str, str]:
	"""Full names of users, who answer for records that the reader sees; what is not set is nobody.

	Args:
		users: names of users; an empty one stands for nobody.
	"""
	wanted = sorted(set(users))
	names = full_names(wanted)
	return {user: names.get(user) or user or _("Nobody Named") for user in wanted}
