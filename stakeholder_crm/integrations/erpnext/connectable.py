"""Which of our records go with which of ERPNext's."""

from itertools import chain

import frappe

APP = "erpnext"
EMPLOYEE = "Employee"
# What a stakeholder can have been before: she is made of it, never connected by hand.
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
