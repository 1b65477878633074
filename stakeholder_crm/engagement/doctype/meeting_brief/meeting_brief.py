from typing import ClassVar

import frappe

from stakeholder_crm.document import CRMDocument


class MeetingBrief(CRMDocument):
	"""One version of a meeting's brief; composed, never written by hand."""

	state_machine: ClassVar[str | None] = "Meeting Brief"
	service_states: ClassVar[frozenset[str]] = frozenset({"Final", "Stale", "Void"})

	def onload(self) -> None:
		"""Hand the form what it shows, with ages as of now."""
		from stakeholder_crm.services.read_brief import brief_as_html

		self.set_onload("html", brief_as_html(self))


def on_doctype_update() -> None:
	"""A version is there once, whoever composes at the same time."""
	frappe.db.add_unique("Meeting Brief", ["meeting", "version"], constraint_name="unique_meeting_version")
