"""Lines in a stakeholder's timeline that say what the app did, and name nobody."""

from typing import Any

import frappe

from stakeholder_crm.base.system_records import insert_without_hooks


def add_to_timeline(about: Any, text: str) -> None:
	"""Put a line into the timeline of the stakeholder that something is about.

	Args:
		about: a document or row with ``stakeholder_type`` and ``stakeholder``.
		text: translated, and neutral.
	"""
	line = frappe.get_doc(
		{
			"doctype": "Comment",
			"comment_type": "Info",
			"comment_email": frappe.session.user,
			"reference_doctype": about.stakeholder_type,
			"reference_name": about.stakeholder,
			"content": text,
		}
	)
	# A comment's hooks look for mentions and tell followers; the line is the system's, and names nobody.
	insert_without_hooks(line)
