"""The ways of asking that many surfaces share: once, for each record, by a number, by what was changed."""

from collections.abc import Callable, Iterable
from typing import Any

import frappe

from stakeholder_crm.access.permissions import GUARDED
from tests.security.surfaces import ask
from tests.security.surfaces.world import WORD, Record, World

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


def makes(cmd: str, made: str, about: dict[str, str], /, *doctypes: str, **arguments: Any) -> Probe:
	"""Where something is made about a record: one about which it is there has been reached."""

	def probe(world: World, user: str) -> str:
		def there(record: Record) -> bool:
			wanted = _filled(about, record)

			def work() -> str:
				_call(cmd, _filled(arguments, record))
				return "made" if frappe.db.exists(made, wanted) else "nothing"

			return "made" in ask.plainly(user, work)

		return words_where(world, doctypes, there)

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
	"""Call a method inside a request that is under way, and say whether a field has another value now."""
	if not _call(cmd, _filled(arguments, record)):
		return "refused"
	return "same" if frappe.db.get_value(record.doctype, record.name, fieldname) == before else "changed"


def _call(cmd: str, arguments: dict[str, Any]) -> bool:
	frappe.local.form_dict = frappe._dict({**arguments, "cmd": cmd})
	try:
		frappe.handler.execute_cmd(cmd)
	except Exception:
		return False
	return True


def words_where(world: World, doctypes: Iterable[str], told: Callable[[Record], bool]) -> str:
	"""The words of those records of which something was told; of all where no DocTypes are named."""
	return " ".join(record.word for record in world.of(*(doctypes or GUARDED)) if told(record))


def tells_a_number(answer: str) -> bool:
	"""Whether an answer begins with a number that is not 0, however the host writes it."""
	number, _dot, _fraction = answer.split(" ")[0].partition(".")
	return number.isdigit() and int(number) > 0


def _filled(arguments: dict[str, Any], record: Record) -> dict[str, Any]:
	values = {"doctype": record.doctype, "name": record.name, "word": record.word}
	return {
		key: _fill(value, values) if isinstance(value, str) else value for key, value in arguments.items()
	}


def _fill(text: str, values: dict[str, str]) -> str:
	for key, value in values.items():
		text = text.replace(f"<{key}>", value)
	return text
