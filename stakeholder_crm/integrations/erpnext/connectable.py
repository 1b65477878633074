"""Which of our records can be connected with which of ERPNext's."""

from itertools import chain

import frappe

APP = "erpnext"
EMPLOYEE = "Employee"
# Origins of a stakeholder, which are connected by conversion only.
ORIGINS = ("Lead", "Prospect")
BY_HAND = {
	"Partner Agency": ("Supplier", "Customer"),
	"Stakeholder Meeting": ("Project", "Task"),
	"Stakeholder Commitment": ("Project", "Task"),
}
OURS = ("Community Leader", "Activist", *BY_HAND)
THEIRS = tuple(sorted({*ORIGINS, *chain.from_iterable(BY_HAND.values())}))


def is_installed() -> bool:
	"""Whether this site has ERPNext."""
	return APP in frappe.get_installed_apps()
