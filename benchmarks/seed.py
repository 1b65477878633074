"""Many due thank-yous in seconds: one of each is made as people make it, and its rows are copied."""

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import frappe
from frappe.utils import now_datetime

from benchmarks.connection import connected
from stakeholder_crm.testing import factories

PER_MEETING = 10
THANK_YOU = "Thank You Follow Up"
ROWS_AT_ONCE = 1_000
SEEDED = {
	"Activist": "ACT",
	"Stakeholder Contact Point": "ACT",
	"Meeting Participant": "ACT",
	"Meeting Attendance": "ACT",
	"Stakeholder Meeting": "MTG",
	"Meeting Log": "ML",
	THANK_YOU: "TY",
}
SETTINGS = "Stakeholder CRM Settings"
NOTE = "stakeholder_crm_before_the_soak"


def address(number: int) -> str:
	"""The e-mail address of a seeded recipient; the mail server tells them apart by it."""
	return f"guest{number:06}@soak.example"


def settings(**values: Any) -> None:
	"""Settings under which everything that is due may leave now."""
	doc = frappe.get_doc(SETTINGS)
	open_house = {"quiet_from": "", "quiet_to": "", "thank_you_delay_hours": 0, "messages_per_minute": 0}
	doc.update({"kill_switch": 0, "approval_rule": "None", "daily_cap": 10**6, **open_house, **values})
	doc.save()


def due_thank_yous(count: int, first: int = 0) -> list[str]:
	"""Insert thank-yous that are Scheduled and due, with their people, meetings and logs; not committed.

	Args:
		count: how many.
		first: number of the first recipient; a second batch on one site begins behind the one before.

	Returns:
		The names of the Thank You Follow Ups, in the order of their recipients' numbers.
	"""
	people, meeting, log, thanks = _originals()
	copies: dict[str, list[dict[str, Any]]] = {}

	def add(doctype: str, row: dict[str, Any], **changes: Any) -> None:
		copies.setdefault(doctype, []).append({**row, **changes})

	names = []
	for number in range(first, first + count):
		person, of, its_log = (
			f"ACT-S{number:06}",
			f"MTG-S{number // PER_MEETING:06}",
			f"ML-S{number // PER_MEETING:06}",
		)
		pair = {"stakeholder": person, "stakeholder_name": f"Guest {number}"}
		if number % PER_MEETING == 0 or number == first:
			add("Stakeholder Meeting", meeting["doc"], name=of)
			add("Meeting Log", log["doc"], name=its_log, meeting=of)
		full_name = f"Guest {number}"
		add("Activist", people["doc"], name=person, full_name=full_name, display_name=full_name)
		point = f"{person}-p"
		add(
			"Stakeholder Contact Point",
			people["contact_points"],
			name=point,
			parent=person,
			value=address(number),
		)
		add("Meeting Participant", meeting["participants"], name=f"{person}-i", parent=of, **pair)
		add("Meeting Attendance", log["attendance"], name=f"{person}-a", parent=its_log, **pair)
		names.append(f"TY-S{number:06}")
		add(
			THANK_YOU,
			thanks["doc"],
			name=names[-1],
			meeting=of,
			meeting_log=its_log,
			contact_point=point,
			occurrence_key=f"{of}:Activist:{person}",
			body=thanks["doc"]["body"].replace("The Original", full_name),
			due_on=now_datetime() - timedelta(hours=1),
			**pair,
		)
	for doctype, rows in copies.items():
		_insert(doctype, rows)
	return names


@contextmanager
def kept_settings(site: str) -> Iterator[None]:
	"""Take away afterwards what was seeded and sent, and give the settings and the mail account back.

	Where the process is killed before it can, the next one does so first: the site itself keeps what it had.
	"""
	with connected(site):
		_give_back()
		_note()
	try:
		yield
	finally:
		with connected(site):
			_give_back()


def _note() -> None:
	"""Let the site keep how it is set."""
	note = {
		"on": now_datetime(),
		"settings": frappe.db.get_singles_dict(SETTINGS),
		"account": frappe.db.get_value("Email Account", {"default_outgoing": 1}),
	}
	frappe.db.set_global(NOTE, frappe.as_json(note))
	frappe.db.commit()


def _give_back() -> None:
	"""Make the site what it was when that was noted, if it was."""
	kept = frappe.db.get_global(NOTE)
	if not kept:
		return
	note = json.loads(kept)
	_remove()
	frappe.db.delete("Singles", {"doctype": SETTINGS})
	rows = [(SETTINGS, field, value) for field, value in note["settings"].items()]
	frappe.db.bulk_insert("Singles", ["doctype", "field", "value"], rows)
	since = {"ref_doctype": SETTINGS, "creation": (">=", note["on"])}
	frappe.db.delete("Version", since)
	frappe.db.delete(
		"Email Account", {"smtp_server": "127.0.0.1", "email_account_name": ("like", "Loopback %")}
	)
	if note["account"]:
		frappe.db.set_value("Email Account", note["account"], "default_outgoing", 1, update_modified=False)
	frappe.defaults.clear_default(NOTE, parent="__global")
	frappe.db.commit()
	frappe.clear_cache()


def _remove() -> None:
	thanks = _names(THANK_YOU, name=("like", f"{SEEDED[THANK_YOU]}-S%"))
	mails = _names("Email Queue", reference_name=("in", thanks))
	frappe.db.delete("Email Queue Recipient", {"parent": ("in", mails)})
	frappe.db.delete("Email Queue", {"name": ("in", mails)})
	frappe.db.delete("Communication", {"reference_doctype": THANK_YOU, "reference_name": ("in", thanks)})
	frappe.db.delete("Version", {"docname": ("in", [*thanks, *mails])})
	frappe.db.delete("ToDo", {"reference_type": THANK_YOU, "reference_name": ("in", thanks)})
	frappe.db.delete("Comment", {"reference_doctype": "Activist", "reference_name": ("like", "ACT-S%")})
	for doctype, prefix in SEEDED.items():
		frappe.db.delete(doctype, {"name": ("like", f"{prefix}-S%")})


def _names(doctype: str, **filters: Any) -> list[str]:
	"""Names of records; one that nothing has where there are none, since a list must not be empty in SQL."""
	return frappe.get_all(doctype, filters=filters, pluck="name", order_by="name") or [""]


def _originals() -> tuple[dict[str, dict[str, Any]], ...]:
	"""One of each, as outreach staff would have made it."""
	frappe.db.savepoint("originals")
	person = factories.activist(full_name="The Original")
	meeting = factories.held_meeting([person])
	log = factories.log(meeting, submit=True)
	thanks = frappe.get_doc(THANK_YOU, {"meeting": meeting.name})
	if thanks.status != "Scheduled":
		raise RuntimeError(f"The seed's thank-you is {thanks.status}: {thanks.block_reason}")
	originals = (
		_rows(person, "contact_points"),
		_rows(meeting, "participants"),
		_rows(log, "attendance"),
		_rows(thanks),
	)
	frappe.db.rollback(save_point="originals")
	return originals


def _rows(doc: Any, *tables: str) -> dict[str, dict[str, Any]]:
	stored = {
		"doc": frappe.get_all(doc.doctype, filters={"name": doc.name}, fields=["*"], order_by="name")[0]
	}
	for table in tables:
		[row] = doc.get(table)
		stored[table] = frappe.get_all(
			row.doctype, filters={"name": row.name}, fields=["*"], order_by="name"
		)[0]
	return stored


def _insert(doctype: str, rows: list[dict[str, Any]]) -> None:
	fields = list(rows[0])
	for batch in _batches([tuple(row[field] for field in fields) for row in rows]):
		frappe.db.bulk_insert(doctype, fields, batch)


def _batches(rows: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
	rest = iter(rows)
	while batch := list(itertools.islice(rest, ROWS_AT_ONCE)):
		yield batch
