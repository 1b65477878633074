import frappe
from frappe import _
from frappe.utils import escape_html, formatdate, getdate, today

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.access.shares import remove_shares_of
from stakeholder_crm.access.viewers import load_viewer
from stakeholder_crm.base.notify import notify_user
from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.clearance import ClearanceReason


class AgencyLiaison(CRMDocument):
	"""Marks a user who works with a type of agency and cannot view activists."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agency_type: DF.Literal[
			"",
			"Law Enforcement",
			"Legal Services",
			"Shelter",
			"Health",
			"Immigration",
			"NGO",
			"Government",
			"Faith",
			"Funder",
			"Media",
		]
		ended_because: DF.SmallText | None
		reason: DF.SmallText
		since: DF.Date
		until: DF.Date | None
		user: DF.Link
		user_full_name: DF.Data | None
	# end: auto-generated types

	def check(self) -> None:
		"""Validate user and dates.

		Raises:
			frappe.ValidationError: with the field and what to do.
		"""
		if self.is_new() and ClearanceReason.SAFEGUARDING in load_viewer(self.user).roles:
			frappe.throw(
				_("User: {0} is a safeguarding lead and sees all records. Remove that role first.").format(
					frappe.bold(escape_html(self.user))
				),
				title=_("User"),
			)
		if self.is_new() and getdate(self.since) > getdate(today()):
			frappe.throw(_("Since cannot be in the future."), title=_("Since"))
		if self.until and getdate(self.until) < getdate(self.since):
			frappe.throw(_("Until must be after Since."), title=_("Until"))
		if self.until and not (self.ended_because or "").strip():
			frappe.throw(
				_("Reason for Ending is required. Explain why this user may view activists again."),
				frappe.MandatoryError,
				title=_("Reason for Ending"),
			)

	def after_insert(self) -> None:
		"""Log the liaison, notify the user, and remove shares that are no longer allowed."""
		self._log("Liaison Marked", self.reason)
		self._notify(
			_(
				"You are marked as an agency liaison, so you cannot view activists or records that name one. If this is wrong, ask the safeguarding lead."
			)
		)
		remove_shares_of([self.user])

	def on_update(self) -> None:
		"""Log a new end date, and notify the user."""
		if self.until and self.has_value_changed("until"):
			self._log("Liaison Ended", self.ended_because or "")
			self._notify(_("You are an agency liaison until {0}.").format(formatdate(self.until)))

	def on_trash(self) -> None:
		"""Reject deletion: a liaison is ended with a reason instead.

		Raises:
			frappe.PermissionError: always.
		"""
		frappe.throw(
			_("A liaison cannot be deleted. Set Until and Reason for Ending instead."),
			frappe.PermissionError,
			title=_("Cannot Delete"),
		)

	def _notify(self, subject: str) -> None:
		# Only managers and safeguarding leads can read the record.
		notify_user(self.user, frappe.get_doc("User", self.user), subject)

	def _log(self, action, reason: str) -> None:
		detail = f"{self.user}, {self.agency_type}, {self.since} – {self.until or '…'}"
		record_access(action, self.doctype, self.name, reason=reason, detail=detail)
