"""The host's own permission rules on its records."""

from collections.abc import Callable

import frappe
from frappe.model.document import Document


def other_hooks_allow(doc: Document, ptype: str, user: str, ours: Callable[..., bool]) -> bool:
	"""Whether every other permission hook of a DocType allows it, too.

	In Frappe 15 the first hook decides, and ours runs first. So it calls the host's own rule itself.

	Args:
		doc: one of the host's records.
		ptype: the permission asked for, as Frappe names it.
		user: a user's name.
		ours: the hook that calls this.
	"""
	for path in frappe.get_hooks("has_permission").get(doc.doctype, []):
		method = frappe.get_attr(path)
		if method is ours:
			continue
		answer = frappe.call(method, doc=doc, ptype=ptype, user=user)
		if answer is not None and not answer:
			return False
	return True
