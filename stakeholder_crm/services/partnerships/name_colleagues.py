"""Say who a colleague is, in a report."""

from collections.abc import Iterable

from frappe import _

from stakeholder_crm.services.full_names import full_names


def name_colleagues(users: Iterable[str]) -> dict[str, str]:
	"""Full names of users, who answer for records that the reader sees; what is not set is nobody.

	Args:
		users: names of users; an empty one stands for nobody.
	"""
	wanted = sorted(set(users))
	names = full_names(wanted)
	return {user: names.get(user) or user or _("Nobody Named") for user in wanted}
