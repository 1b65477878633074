"""Which DocTypes are this app's own."""

import frappe

MODULES = ("Stakeholders", "Engagement", "Follow Up", "Safeguarding", "Partnerships")


def is_ours(doctype: str | None) -> bool:
	"""Whether a DocType (or a table of one) belongs to this app; an unknown name does not."""
	return bool(doctype) and frappe.get_cached_value("DocType", doctype, "module") in MODULES
