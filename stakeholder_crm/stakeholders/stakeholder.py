"""The base controller of community leaders, activists and partner agencies."""

from typing import TYPE_CHECKING, ClassVar

import frappe
from frappe import _
from frappe.utils import escape_html, get_fullname, getdate, nowdate

from stakeholder_crm.access.levels import check_lowered
from stakeholder_crm.access.vault.follow_level import follow_level
from stakeholder_crm.base.clock import check_time_zone
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.document import CRMDocument
from stakeholder_crm.domain.cadence import next_contact_due
from stakeholder_crm.domain.clearance import level_of
from stakeholder_crm.domain.plain_text import disarmed
from stakeholder_crm.domain.weekdays import UnknownWeekday, normalise_weekdays
from stakeholder_crm.stakeholders.address_book.show_records import load_address_book
from stakeholder_crm.stakeholders.contact_points import check_contact_points
from stakeholder_crm.stakeholders.intermediaries import check_intermediary
from stakeholder_crm.stakeholders.named_in_record import check_named
from stakeholder_crm.stakeholders.propagate_display_name import propagate_display_name
from stakeholder_crm.stakeholders.redact_names import redact_names

GUARDIANS = frozenset({"Outreach Manager", "Safeguarding Lead"})


class Stakeholder(CRMDocument):
	"""The base controller of the three stakeholder types."""

	if TYPE_CHECKING:
		no_contact_days: str | None
		relationship_owner: str | None

	state_machine = "Stakeholder"
	service_states: ClassVar[frozenset[str]] = frozenset({"Anonymised"})

	def before_validate(self) -> None:
		"""Default the relationship owner to the user who creates the record."""
		self.relationship_owner = self.relationship_owner or frappe.session.user

	def onload(self) -> None:
		"""Load Contacts and Addresses for the form, as far as the user may see them. Open stakeholders only."""
		super().onload()
		if self.confidentiality == "Open" and not self.is_new():
			load_address_book(self)
			self.set_onload("contact_list", disarmed(self.get_onload("contact_list")))

	def check(self) -> None:
		"""Check the fields that the three types share, and set the computed ones."""
		self._check_not_erased()
		self._check_guarded_changes()
		check_lowered(self)
		self._set_display_name()
		self._check_intervals()
		self._check_hours()
		check_contact_points(self)
		check_intermediary(self)
		self._redact_names()
		self._check_ties()
		check_named(self)
		self._check_verified()
		self.next_touch_on = next_contact_due(
			self.status,
			self.cadence_days,
			getdate(self.last_interaction_on) if self.last_interaction_on else None,
			getdate(self.creation or nowdate()),
		)

	def on_update(self) -> None:
		"""Copy a changed display name to every document that shows it, and seal what was kept if they became Confidential."""
		# No document names a new stakeholder.
		before = self.get_doc_before_save()
		if before and self.has_value_changed("display_name"):
			propagate_display_name((self.doctype, self.name), self.display_name)
		if before and self.is_sealed != before.is_sealed:
			follow_level(self)

	def _check_not_erased(self) -> None:
		"""An erased record stays empty."""
		before = self.get_doc_before_save()
		if before and before.status == "Anonymised" and not self.flags.by_service:
			frappe.throw(_("This stakeholder was erased. Create a new record instead."))

	def _check_guarded_changes(self) -> None:
		"""Only the owners, managers and the safeguarding lead may lower protection."""
		before = self.get_doc_before_save()
		if not before or self.flags.by_service or self._is_guardian():
			return
		is_owner = frappe.session.user in (before.relationship_owner, before.backup_owner)
		lowered = level_of(self.confidentiality) < level_of(before.confidentiality)
		if lowered and not is_owner:
			frappe.throw(
				_(
					"Confidentiality can be lowered only by the relationship owner, a manager or the safeguarding lead. Ask {0}."
				).format(escape_html(get_fullname(before.relationship_owner))),
				frappe.PermissionError,
			)
		if self.relationship_owner != before.relationship_owner and not is_owner:
			frappe.throw(
				_(
					"Relationship Owner can be changed only by the current owner or a manager. Ask {0}."
				).format(escape_html(get_fullname(before.relationship_owner))),
				frappe.PermissionError,
			)
		if before.status == "Do Not Contact" and self.status != "Do Not Contact":
			frappe.throw(
				_(
					"This stakeholder asked not to be contacted. Only a manager or the safeguarding lead can change the status."
				),
				frappe.PermissionError,
			)

	def _is_guardian(self) -> bool:
		return frappe.session.user == "Administrator" or not GUARDIANS.isdisjoint(frappe.get_roles())

	def _set_display_name(self) -> None:
		if self.confidentiality != "Confidential":
			self.display_name = self.full_name
			return
		if not self.safe_alias:
			frappe.throw(
				_(
					"Safe Alias is required for Confidential stakeholders. Enter an alias that does not identify them."
				),
				frappe.MandatoryError,
			)
		if self.safe_alias.casefold() in self.full_name.casefold() or (
			self.full_name.casefold() in self.safe_alias.casefold()
		):
			frappe.throw(_("Safe Alias must not contain the full name or part of it. Choose another one."))
		self.display_name = self.safe_alias

	def _redact_names(self) -> None:
		before = self.get_doc_before_save()
		raised = before and level_of(self.confidentiality) > level_of(before.confidentiality)
		# For later handlers: by then the records no longer contain it.
		self.flags.reached_before = redact_names(self) if raised else set()

	def _check_intervals(self) -> None:
		for fieldname in ("cadence_days", "verify_every_days"):
			if self.get(fieldname) is None or self.get(fieldname) < 1:
				frappe.throw(
					_("{0} must be at least 1 day.").format(frappe.bold(_(self.meta.get_label(fieldname))))
				)

	def _check_hours(self) -> None:
		check_time_zone(self)
		if bool(self.quiet_from) != bool(self.quiet_to):
			frappe.throw(_("Quiet Hours: enter both a start and an end, or neither."))
		try:
			self.no_contact_days = normalise_weekdays(self.no_contact_days or "")
		except UnknownWeekday as error:
			frappe.throw(
				_("No-Contact Days: {0} is not a weekday. Enter days such as Friday, Saturday.").format(
					frappe.bold(frappe.utils.escape_html(error.word))
				)
			)

	def _check_ties(self) -> None:
		seen: set[tuple[str, str]] = set()
		for tie in self.ties:
			other = pair_of(tie)
			if other == (self.doctype, self.name):
				frappe.throw(
					_("Ties, row {0}: a stakeholder cannot have a tie to themselves.").format(tie.idx)
				)
			if other in seen:
				frappe.throw(
					_("Ties, row {0}: {1} is listed twice. Remove one row.").format(
						tie.idx, frappe.utils.escape_html(tie.stakeholder_name or tie.stakeholder)
					)
				)
			seen.add(other)

	def _check_verified(self) -> None:
		before = self.get_doc_before_save()
		day, old = (getdate(doc.verified_on) if doc and doc.verified_on else None for doc in (self, before))
		if day and day > getdate(nowdate()):
			frappe.throw(_("Verified On cannot be in the future."))
		if day != old:
			self.verified_by = frappe.session.user if day else None
