"""The ways of asking that many surfaces share: once, for each record, by a number, by what was changed."""

from collections.abc import Callable, Iterable
from typing import Any

import frappe

from stakeholder_crm.permissions import GUARDED
from tests.security.surfaces import ask
from tests.security.surfaces.world import TAG, WORD, Record, World

Probe = Callable[[World, str], str]


def each(cmd: str, *doctypes: str, **arguments: Any) -> Probe:
	"""Call a method about each record by its name; the arguments are filled in from the record."""

	def probe(world: World, user: str) -> str:
		return " ".join(
			ask.method(user, cmd, **_filled(arguments, record)) for record in world.of(*(doctypes or GUARDED))
		)

	return probe


def once(cmd: str, **arguments: Any) -> Probe:
	"""Call a method once."""
	return lambda world, user: ask.method(user, cmd, **arguments)


def per_doctype(cmd: str, *doctypes: str, **arguments: Any) -> Probe:
	"""Call a method for each DocType, for everything in it."""

	def probe(world: World, user: str) -> str:
		return " ".join(
			ask.method(user, cmd, **_filled(arguments, Record(doctype, "", "", WORD)))
			for doctype in doctypes or GUARDED
		)

	return probe


def counted(cmd: str, *doctypes: str, **arguments: Any) -> Probe:
	"""Where the answer is a number: one that is not 0 tells that the record is there."""

	def probe(world: World, user: str) -> str:
		return words_where(
			world,
			doctypes,
			lambda record: tells_a_number(ask.method(user, cmd, **_filled(arguments, record))),
		)

	return probe


def changes(cmd: str, fieldname: str, /, *doctypes: str, **arguments: Any) -> Probe:
	"""Where something is done to a record: one that was done to is one that the user could reach."""

	def probe(world: World, user: str) -> str:
		def done(record: Record) -> bool:
			before = frappe.db.get_value(record.doctype, record.name, fieldname)
			answer = ask.plainly(user, lambda: done_to(cmd, record, arguments, fieldname, before))
			return "changed" in answer

		return words_where(world, doctypes, done)

	return probe


def done_to(cmd: str, record: Record, arguments: dict[str, Any], fieldname: str, before: Any) -> str:
	def call() -> None:
		frappe.local.form_dict = frappe._dict({**_filled(arguments, record), "cmd": cmd})
		frappe.handler.execute_cmd(cmd)

	return _done_by(call, record, fieldname, before)


def _done_by(call: Callable[[], None], record: Record, fieldname: str, before: Any = None) -> str:
	before = before if before is not None else frappe.db.get_value(record.doctype, record.name, fieldname)
	try:
		call()
	except Exception:
		return "refused"
	return "same" if frappe.db.get_value(record.doctype, record.name, fieldname) == before else "changed"


def words_where(world: World, doctypes: Iterable[str], told: Callable[[Record], bool]) -> str:
	return " ".join(record.word for record in world.of(*(doctypes or GUARDED)) if told(record))


def tells_a_number(answer: str) -> bool:
	"""Whether an answer begins with a number that is not 0, however the host writes it."""
	number, _dot, _fraction = answer.split(" ")[0].partition(".")
	return number.isdigit() and int(number) > 0


def _filled(arguments: dict[str, Any], record: Record) -> dict[str, Any]:
	values = {"doctype": record.doctype, "name": record.name, "word": record.word, "tag": TAG}
	return {
		key: _fill(value, values) if isinstance(value, str) else value for key, value in arguments.items()
	}


def _fill(text: str, values: dict[str, str]) -> str:
	for key, value in values.items():
		text = text.replace(f"<{key}>", value)
	return text
