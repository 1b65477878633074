"""What waits for a commit that a test never makes."""

import frappe


def forget_callbacks() -> None:
	"""Do nothing of what was to happen after a commit or a rollback."""
	for callbacks in (frappe.db.before_commit, frappe.db.after_commit, frappe.db.after_rollback):
		callbacks.reset()
	# What browsers were to be told: it is searched at every save, and would only grow.
	if hasattr(frappe.local, "_realtime_log"):
		del frappe.local._realtime_log
