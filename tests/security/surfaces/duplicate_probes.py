"""How it is asked who is on record twice."""

from collections.abc import Iterator
from contextlib import suppress

import frappe

from stakeholder_crm.api import duplicates
from stakeholder_crm.base.doctypes import DUPLICATE_EXCEPTION as EXCEPTION
from stakeholder_crm.stakeholders.duplicates.exceptions import mark_not_duplicate as note_exception
from tests.security.surfaces import ask
from tests.security.surfaces.world import Record, World

API = "stakeholder_crm.api.duplicates"
CALLED = {"Activist": "Quill", "Community Leader": "Lead", "Partner Agency": "Office"}


def alike(world: World, user: str) -> str:
	"""Write down somebody of the same name and address, as a person or as an agency."""
	return " ".join(
		ask.method(
			user,
			f"{API}.find_matches",
			stakeholder_type="Partner Agency" if record.doctype == "Partner Agency" else "Community Leader",
			full_name=f"{CALLED[record.doctype]} {record.word}",
			contact_points=[{"channel": "Email", "value": f"{record.word}@example.org"}],
		)
		for record in world.of(*CALLED)
	)


def compared(world: World, user: str) -> str:
	"""Hold each record beside another of its kind."""
	return " ".join(
		ask.method(
			user, f"{API}.compare_records", stakeholder_type=record.doctype, kept=other, merged=record.name
		)
		for record, other in _beside(world)
	)


def merged(world: World, user: str) -> str:
	"""Merge each into another of its kind: one that is gone has been reached."""

	def gone(record: Record, other: str) -> bool:
		def work() -> str:
			with suppress(Exception):
				duplicates.merge(record.doctype, other, record.name)
			return "there" if frappe.db.exists(record.doctype, record.name) else "gone"

		return "gone" in ask.plainly(user, work)

	return " ".join(record.word for record, other in _beside(world) if gone(record, other))


def split(world: World, user: str) -> str:
	"""Undo each merge: one that is undone has been reached."""

	def undone(record: Record) -> bool:
		def work() -> str:
			with suppress(Exception):
				duplicates.undo_merge(record.name)
			return str(frappe.db.get_value(record.doctype, record.name, "status"))

		return "undone" in ask.plainly(user, work)

	return " ".join(record.word for record in world.of("Stakeholder Merge Log") if undone(record))


def set_apart(world: World, user: str) -> str:
	"""Say that each is not another of its kind: one of which that is noted has been reached."""

	def noted(record: Record, other: str) -> bool:
		def work() -> str:
			with suppress(Exception):
				duplicates.mark_not_duplicate(record.doctype, record.name, record.doctype, other)
			return "noted" if frappe.db.exists(EXCEPTION, {"stakeholder": record.name}) else "not"

		return "noted" in ask.plainly(user, work)

	return " ".join(record.word for record, other in _beside(world) if noted(record, other))


def taken_back(world: World, user: str) -> str:
	"""Take back that each is not another of its kind: one of which that is gone has been reached."""

	def gone(record: Record, other: str) -> bool:
		def work() -> str:
			note_exception((record.doctype, record.name), (record.doctype, other))
			with suppress(Exception):
				duplicates.mark_not_duplicate(record.doctype, record.name, record.doctype, other, undo=True)
			return "there" if frappe.db.exists(EXCEPTION, {"stakeholder": record.name}) else "gone"

		return "gone" in ask.plainly(user, work)

	return " ".join(record.word for record, other in _beside(world) if gone(record, other))


def _beside(world: World) -> Iterator[tuple[Record, str]]:
	"""Each record of a person, and another of its kind that everybody who sees people sees."""
	for record in world.of("Activist", "Community Leader"):
		others = frappe.get_all(
			record.doctype,
			filters={"confidentiality": "Open", "name": ("!=", record.name)},
			pluck="name",
			order_by="name",
		)
		yield from ((record, other) for other in others[:1])
