"""The base class of all the app's documents, with the checks they share."""

from typing import ClassVar

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.log.views import log_view
from stakeholder_crm.access.paper import redact_for_print
from stakeholder_crm.access.permissions import visible_pairs
from stakeholder_crm.access.vault.sealed_document import SealedDocument, opened_to_check
from stakeholder_crm.base.disarm_texts import disarm_texts
from stakeholder_crm.base.pairs import KINDS, Pair, display_names, pair_of
from stakeholder_crm.base.text_problem import text_problem_message
from stakeholder_crm.domain.csv_cells import read_cell
from stakeholder_crm.domain.plain_text import text_problem
from stakeholder_crm.domain.states import IllegalTransition, check_transition

TEXT_LIMITS = {"Data": 140, "Autocomplete": 140, "Small Text": 5_000, "Text": 20_000}
SEVERAL_LINES = frozenset({"Small Text", "Text"})
# Frappe sets amended_from. A changed status is rejected in _check_status, not silently reset.
NOT_RESET = frozenset({"amended_from", "status"})


class IllegalTransitionError(frappe.ValidationError):
	"""The state machine does not allow this change of status."""


class CRMDocument(SealedDocument):
	"""A document whose read-only fields, texts, stakeholders and status are checked on every save.

	Subclasses add their own checks in ``check``. A service that sets a read-only field or a reserved
	status saves with ``flags.by_service`` (or calls ``move_to``).
	"""

	state_machine: ClassVar[str | None] = None
	service_states: ClassVar[frozenset[str]] = frozenset()

	def validate(self) -> None:
		"""Run every shared check, then the document's own, with the sealed texts of a Confidential record in place."""
		with opened_to_check(self):
			if frappe.flags.in_import:
				self._read_cells()
			self._protect_computed_fields()
			self._check_plain_text()
			self._check_pairs()
			self._check_status()
			self.check()

	def check(self) -> None:
		"""The document's own checks. Override where needed."""

	def onload(self) -> None:
		"""Keep the form from reading HTML tags in texts of older records."""
		disarm_texts(self)

	def apply_fieldlevel_read_permissions(self) -> None:
		"""Log who views a Confidential document: forms, REST and clients all pass here."""
		super().apply_fieldlevel_read_permissions()
		log_view(self)

	def before_print(self, settings: object = None) -> None:
		"""Log who prints a Confidential document, remove what must not be printed, and disarm HTML in texts."""
		log_view(self, "Print")
		redact_for_print(self)
		disarm_texts(self)

	def known_people(self) -> set[Pair]:
		"""Stakeholders that a user who may save this document knows from elsewhere, cleared or not."""
		return set()

	def move_to(self, status: str, **fields: object) -> None:
		"""Change the status (and other fields) as a service, and save.

		Args:
				status: the new status. It must be allowed after the current one.
				**fields: further values to set, including read-only ones.

		Raises:
				IllegalTransitionError: when the state machine does not allow the change.
		"""
		self.update({**fields, "status": status})
		self.flags.by_service = True
		try:
			self.save()
		finally:
			self.flags.by_service = False

	def _protect_computed_fields(self) -> None:
		"""Restore stored values of read-only fields: Frappe protects them in forms only."""
		if self.flags.by_service:
			return
		before = self.get_doc_before_save()
		_reset_read_only(self, before)
		for table in self.meta.get_table_fields():
			stored = {row.name: row for row in before.get(table.fieldname)} if before else {}
			for row in self.get(table.fieldname):
				_reset_read_only(row, stored.get(row.name), keep_new=bool(self.get("amended_from")))

	def _read_cells(self) -> None:
		"""Undo the mark that protects exported cells from being read as formulas."""
		for doc in (self, *self.get_all_children()):
			for field in doc.meta.fields:
				if field.fieldtype in TEXT_LIMITS and isinstance(text := doc.get(field.fieldname), str):
					doc.set(field.fieldname, read_cell(text))

	def _check_plain_text(self) -> None:
		"""Check new and changed texts. Unchanged older texts are left alone."""
		before = self.get_doc_before_save()
		stored = {_row_key(doc): doc for doc in (before, *before.get_all_children())} if before else {}
		for doc in (self, *self.get_all_children()):
			known = stored.get(_row_key(doc))
			for field in doc.meta.fields:
				text = doc.get(field.fieldname)
				if field.fieldtype not in TEXT_LIMITS or not isinstance(text, str):
					continue
				if known is None or known.get(field.fieldname) != text:
					_check_text(doc, field, text)

	def _check_pairs(self) -> None:
		rows = [doc for doc in (self, *self.get_all_children()) if doc.meta.has_field("stakeholder_name")]
		for row in rows:
			if row.stakeholder_type and row.stakeholder_type not in KINDS:
				frappe.throw(
					_("{0}: choose Community Leader, Activist or Partner Agency.").format(
						_label(row, "stakeholder_type")
					)
				)
		self._check_may_name(rows)
		names = display_names(map(pair_of, rows))
		for row in rows:
			row.stakeholder_name = names.get(pair_of(row))

	def _check_may_name(self, rows: list[Document]) -> None:
		"""Users may name only stakeholders they may see: the response contains the name."""
		if self.flags.by_service or self.flags.ignore_permissions:
			return
		before = self.get_doc_before_save()
		known = (
			{(row.doctype, *pair_of(row)) for row in (before, *before.get_all_children())}
			if before
			else set()
		)
		added = [row for row in rows if row.stakeholder and (row.doctype, *pair_of(row)) not in known]
		nameable = visible_pairs(frappe.session.user, map(pair_of, added)) | self.known_people()
		for row in added:
			if pair_of(row) not in nameable:
				frappe.throw(
					_(
						"{0}: {1} was not found, or you do not have permission to view it. Ask the safeguarding lead."
					).format(
						frappe.bold(_label(row, "stakeholder")), frappe.utils.escape_html(row.stakeholder)
					),
					frappe.PermissionError,
				)

	def _check_status(self) -> None:
		if not self.state_machine:
			return
		before = self.get_doc_before_save()
		old, new = (before.status if before else None), self.status
		field = self.meta.get_field("status")
		reserved = new in self.service_states or field.read_only
		if reserved and new != (old or field.default) and not self.flags.by_service:
			frappe.throw(
				_("Status {0} is set automatically and cannot be chosen.").format(frappe.bold(_(new))),
				IllegalTransitionError,
			)
		if old is None:
			return
		try:
			check_transition(self.state_machine, old, new)
		except IllegalTransition as error:
			frappe.throw(
				_("Status cannot change from {0} to {1}. Allowed: {2}.").format(
					frappe.bold(_(old)),
					frappe.bold(_(new)),
					", ".join(_(state) for state in error.allowed) or _("none"),
				),
				IllegalTransitionError,
			)


def _row_key(doc: Document) -> tuple[str, str | None]:
	return (doc.doctype, doc.name)


def _label(doc: Document, fieldname: str) -> str:
	"""The label of the field, with its row number in a table."""
	label = _(doc.meta.get_label(fieldname))
	return _("Row {0}, {1}").format(doc.idx, label) if doc.meta.istable else label


def _reset_read_only(doc: Document, before: Document | None, *, keep_new: bool = False) -> None:
	if before is None and keep_new:
		return
	for field in doc.meta.fields:
		if field.read_only and field.fieldname not in NOT_RESET and not field.fetch_from:
			doc.set(field.fieldname, before.get(field.fieldname) if before else field.default)


def _check_text(doc: Document, field, text: str) -> None:
	limit = field.length or TEXT_LIMITS[field.fieldtype]
	if len(text) > limit:
		frappe.throw(
			_("{0} is too long ({1} of {2} characters). Shorten it.").format(
				frappe.bold(_label(doc, field.fieldname)), len(text), limit
			),
			frappe.CharacterLengthExceededError,
		)
	if problem := text_problem(text, several_lines=field.fieldtype in SEVERAL_LINES):
		frappe.throw(text_problem_message(problem, frappe.bold(_label(doc, field.fieldname))))
