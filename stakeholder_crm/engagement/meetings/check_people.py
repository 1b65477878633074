"""Check the rows of participants and attendance."""

from collections.abc import Collection, Sequence
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate

from stakeholder_crm.access.permissions import LOG_TABLES
from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.doctypes import AGENCY
from stakeholder_crm.base.pairs import Pair, pair_of
from stakeholder_crm.domain.meetings import FocalPerson, first_repeat, representative
from stakeholder_crm.domain.merged_rows import folded


class DuplicatePersonError(frappe.ValidationError):
	"""A stakeholder, representative or guest is listed twice."""


class NotAFocalPersonError(frappe.ValidationError):
	"""The representative is not a focal person of the agency."""


def check_people(rows: Sequence[Document], stored: Sequence[Document], on: date) -> None:
	"""Check that each row names one person, that none is listed twice, and the agencies' representatives.

	An agency may have several rows, one per representative. ``represented_by`` is set to the focal person's name as
	spelled in the agency's record. Stored rows are not checked again: agencies change, and erasures remove
	names.

	Args:
		rows: rows with the pair, ``guest_name`` and ``represented_by``.
			stored: the stored rows of the same document, if any.
			on: the day of the meeting.

	Raises:
			DuplicatePersonError: when a person, or an agency with one representative, is in two rows.
			NotAFocalPersonError: when a representative is not a focal person of the agency on that day.
	"""
	for row in rows:
		_check_one_person(row)
	_check_representatives(rows, stored, on)
	_check_repeats(rows, stored)


def row_label(row: Document) -> str:
	"""The label of a row, such as "Participants, row 2"."""
	table = frappe.get_meta(row.parenttype).get_label(row.parentfield)
	return _("{0}, row {1}").format(_(table), row.idx)


def _check_one_person(row: Document) -> None:
	guest = " ".join((row.guest_name or "").split())
	row.guest_name = guest or None
	if row.stakeholder and guest:
		frappe.throw(
			_("{0}: choose a stakeholder or enter a guest, not both.").format(row_label(row)),
			frappe.ValidationError,
		)
	if not all(pair_of(row)) and not guest:
		frappe.throw(
			_("{0}: choose a stakeholder or enter a guest.").format(row_label(row)),
			frappe.MandatoryError,
		)


def _check_repeats(rows: Sequence[Document], stored: Sequence[Document]) -> None:
	were = {(row.name, _key(row)) for row in stored}
	new = {_key(row) for row in rows if (row.name, _key(row)) not in were}
	repeat = first_repeat([key if (key := _key(row)) in new else None for row in rows])
	if not repeat:
		return
	first, again = (rows[index] for index in repeat)
	shown = frappe.bold(_shown(again))
	if again.represented_by:
		message = _(
			"{0}: {1}, represented by {2}, is already in row {3}. Remove one row, or choose another representative."
		).format(
			row_label(again), shown, frappe.bold(frappe.utils.escape_html(again.represented_by)), first.idx
		)
	elif again.stakeholder_type == AGENCY:
		message = _(
			"{0}: {1} is already in row {2} without a representative. Set Represented By, or remove one row."
		).format(row_label(again), shown, first.idx)
	else:
		message = _("{0}: {1} is already in row {2}. Remove one row.").format(
			row_label(again), shown, first.idx
		)
	frappe.throw(message, DuplicatePersonError)


def _key(row: Document) -> tuple[str, ...]:
	pair = pair_of(row)
	return (*pair, folded(row.represented_by)) if all(pair) else ((row.guest_name or "").casefold(),)


def _shown(row: Document) -> str:
	return frappe.utils.escape_html(row.stakeholder_name or row.guest_name or row.stakeholder)


def _check_representatives(rows: Sequence[Document], stored: Sequence[Document], on: date) -> None:
	for row in rows:
		if row.stakeholder_type != AGENCY:
			row.represented_by = None
	known = {(row.stakeholder, row.represented_by) for row in stored}
	added = [row for row in rows if row.represented_by and (row.stakeholder, row.represented_by) not in known]
	if not added:
		return
	people = _focal_people({row.stakeholder for row in added})
	for row in added:
		name = representative(row.represented_by, people.get(row.stakeholder, ()), on)
		if not name:
			frappe.throw(
				_(
					"{0}: {1} is not a focal person of {2} on {3}. Choose one, or add them to the agency."
				).format(
					row_label(row),
					frappe.bold(frappe.utils.escape_html(row.represented_by)),
					frappe.bold(_shown(row)),
					formatdate(on),
				),
				NotAFocalPersonError,
			)
		row.represented_by = name


def _focal_people(agencies: Collection[str]) -> dict[str, list[FocalPerson]]:
	people: dict[str, list[FocalPerson]] = {}
	for row in get_all_opened(
		"Agency Focal Person",
		filters={"parenttype": AGENCY, "parent": ("in", sorted(agencies))},
		fields=["parent", "person_name", "since", "until"],
		order_by="parent, idx",
	):
		person = FocalPerson(
			row.person_name,
			getdate(row.since) if row.since else None,
			getdate(row.until) if row.until else None,
		)
		people.setdefault(row.parent, []).append(person)
	return people


def named_in_logs(meeting: str | None) -> set[Pair]:
	"""The stakeholders in attendance, concerns and commitments of a meeting's logs.

	Args:
			meeting: name of a Stakeholder Meeting. None or a new one has no log.
	"""
	logs = frappe.get_all("Meeting Log", filters={"meeting": meeting or ""}, pluck="name", order_by="name")
	if not logs:
		return set()
	return {
		pair_of(row)
		for table in LOG_TABLES
		for row in frappe.get_all(
			table,
			filters={"parenttype": "Meeting Log", "parent": ("in", logs), "stakeholder": ("is", "set")},
			fields=["stakeholder_type", "stakeholder"],
			order_by="stakeholder",
		)
	}
