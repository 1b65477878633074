"""Full names of users."""

from collections.abc import Iterable

import frappe
from frappe import _


def full_names(users: Iterable[str | None], **only: object) -> dict[str, str]:
	"""Full names of users, in one query. Checks no permission: they are owners of records the reader may see.

	Args:
			users: user names. Empty ones are skipped.
		only: further filters on the users, such as ``enabled=1``.

	Returns:
			Full name by user. A user without a full name gets the user name.
	"""
	names = sorted({user for user in users if user})
	rows = frappe.get_all(
		"User",
		filters={"name": ("in", names or [""]), **only},
		fields=["name", "full_name"],
		order_by="name",
	)
	return {row.name: row.full_name or row.name for row in rows}


def full_names_or_unassigned(users: Iterable[str]) -> dict[str, str]:
	"""Full names of users who own records the reader may see. No user is shown as "Unassigned".

	Args:
			users: user names. An empty one means unassigned.
	"""
	unique_users = sorted(set(users))
	names = full_names(unique_users)
	return {user: names.get(user) or user or _("Unassigned") for user in unique_users}
