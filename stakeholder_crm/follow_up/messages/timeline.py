"""Timeline entries about actions of the app; they name nobody."""

from typing import Any

import frappe

from stakeholder_crm.base.system_records import insert_without_hooks


def add_to_timeline(about: Any, text: str) -> None:
	"""Add an entry to the timeline of a document's stakeholder.

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
	# A comment's hooks handle mentions and notify followers, which a system entry does not need.
	insert_without_hooks(line)
