"""Lines in a stakeholder's timeline that say what the app did, and name nobody."""

from typing import Any

import frappe


def add_to_timeline(about: Any, text: str) -> None:
	"""Put a line into the timeline of the stakeholder that something is about.

	Args:
		about: a document or row with ``stakeholder_type`` and ``stakeholder``.
		text: translated, and neutral.
	"""
	comment = frappe.new_doc("Comment")
	comment.update(
		{
			"comment_type": "Info",
			"reference_doctype": about.stakeholder_type,
			"reference_name": about.stakeholder,
			"content": text,
		}
	)
	# The line is the system's own record of what it did.
	comment.insert(ignore_permissions=True)
