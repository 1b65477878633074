from typing import ClassVar

import frappe

from stakeholder_crm.document import CRMDocument
from stakeholder_crm.engagement.briefs.render_brief import brief_as_html


class MeetingBrief(CRMDocument):
	"""A version of a meeting's brief, created by the app."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from stakeholder_crm.engagement.doctype.brief_line.brief_line import BriefLine

		as_of: DF.Datetime | None
		confidentiality: DF.Literal["Open", "Restricted", "Confidential"]
		gaps: DF.Table[BriefLine]
		lines: DF.Table[BriefLine]
		meeting: DF.Link
		quick_prep: DF.Check
		source_hash: DF.Data | None
		status: DF.Literal["Draft", "Final", "Stale", "Void"]
		subject: DF.Data | None
		version: DF.Int
		what_changed: DF.SmallText | None
	# end: auto-generated types

	state_machine: ClassVar[str | None] = "Meeting Brief"
	service_states: ClassVar[frozenset[str]] = frozenset({"Final", "Stale", "Void"})

	def on_shown(self) -> None:
		"""Load the brief's HTML for the form, with ages as of now."""
		self.set_onload("html", brief_as_html(self))


def on_doctype_update() -> None:
	"""Each version exists once, even with concurrent requests."""
	frappe.db.add_unique("Meeting Brief", ["meeting", "version"], constraint_name="unique_meeting_version")
