"""Remove the demo data: exactly what `load` created, and what depends on it."""

from collections.abc import Iterator
from typing import Any

import frappe
from frappe.sessions import clear_sessions

from stakeholder_crm.access.vault.sealed_fields import OF_RECORDS
from stakeholder_crm.access.vault.sealed_rows import sealed_row_name
from stakeholder_crm.base.doctypes import SEALED_TEXT
from stakeholder_crm.base.host_traces import TRACES, delete_rows
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.demo import registry
from stakeholder_crm.demo.registry import Records
from stakeholder_crm.engagement.meetings.sync_event import remove_events
from stakeholder_crm.stakeholders.duplicates.likeness_keys import delete_keys

MEETING = "Stakeholder Meeting"
USER = "User"

# Records about a stakeholder or a meeting are deleted with it, no matter who created them.
HANGS_ON_PAIR = (
	"Stakeholder Assessment",
	"Stakeholder Concern",
	"Stakeholder Commitment",
	"Thank You Follow Up",
	"Consent Record",
	"Disclosure Log",
)
HANGS_ON_MEETING = ("Meeting Brief", "Engagement Plan", "Meeting Log", "Thank You Follow Up")
INDEPENDENT = (*KINDS, MEETING, "Meeting Log")

TRACES_OF_USERS = (
	("Notification Settings", "name"),
	("User Permission", "user"),
	("Notification Log", "for_user"),
	("ToDo", "allocated_to"),
	("Activity Log", "user"),
	("Route History", "user"),
	("DocShare", "user"),
	("Calendar Feed", "user"),
	("DefaultValue", "parent"),
	("Deleted Document", "deleted_name"),
	("Permission Log", "for_document"),  # since Frappe 16
)


def unload() -> dict[str, Any]:
	"""Remove the demo data.

	Demo records that are used by other records (a demo participant in a real meeting) are kept with what they need, and
	listed in the result.

	Returns:
			The number of removed records of each DocType, and the names of those kept.
	"""
	records = registry.recall()
	kept = _in_use(records)
	doomed = _without(records, kept)
	_add_dependents(doomed)
	_add_traces(doomed)
	users = doomed.pop(USER, [])
	_remove_events(doomed.get(MEETING, []))
	for doctype, names in doomed.items():
		delete_rows(doctype, names)
	for pair in ((kind, name) for kind in KINDS for name in doomed.get(kind, [])):
		delete_keys(pair)
	for email in users:
		_delete_user(email)
	registry.forget()
	registry.remember(registry.LEFT, kept)
	return {
		"removed": {doctype: len(names) for doctype, names in {**doomed, USER: users}.items() if names},
		"still_in_use": kept,
	}


def _remove_events(meetings: list[str]) -> None:
	"""Remove the meetings' entries in the host's calendar."""
	about = {"name": ("in", meetings or [""]), "event": ("is", "set")}
	remove_events(frappe.get_all(MEETING, filters=about, pluck="event", order_by="event"))


def _in_use(records: Records) -> Records:
	"""Demo records that other records link to, and those that these link to in turn."""
	kept: dict[str, set[str]] = {}
	meetings = set(records.get(MEETING, []))
	for doctype in INDEPENDENT:
		own = set(records.get(doctype, []))
		if doctype == "Meeting Log":
			own |= set(_pluck(doctype, {"meeting": ("in", sorted(meetings) or [""])}))
		for parent, target, name in _references(doctype, records):
			if parent not in own:
				kept.setdefault(target, set()).add(name)
	_close(kept, records)
	return {doctype: sorted(names) for doctype, names in kept.items() if names}


def _close(kept: dict[str, set[str]], records: Records) -> None:
	"""Also keep what the kept records link to, until nothing is added."""
	count = -1
	while count != sum(map(len, kept.values())):
		count = sum(map(len, kept.values()))
		for doctype in [name for name in kept if name != USER]:
			for parent, target, name in _references(doctype, records):
				if parent in kept[doctype]:
					kept.setdefault(target, set()).add(name)


def _references(doctype: str, records: Records) -> Iterator[tuple[str, str, str]]:
	"""(document, linked DocType, name) of each link of a DocType, and of its tables, to a demo record."""
	meta = frappe.get_meta(doctype)
	for table in [None, *meta.get_table_fields()]:
		source = frappe.get_meta(table.options) if table else meta
		parent = "parent" if table else "name"
		where = {"parenttype": doctype} if table else {}
		for field in source.fields:
			if field.fieldtype == "Link" and field.options in records:
				rows = _naming(source.name, parent, field.fieldname, records[field.options], where)
				yield from ((row[parent], field.options, row[field.fieldname]) for row in rows)
			elif field.fieldtype == "Dynamic Link":
				for kind in [name for name in KINDS if name in records]:
					of_kind = {**where, field.options: kind}
					rows = _naming(source.name, parent, field.fieldname, records[kind], of_kind)
					yield from ((row[parent], kind, row[field.fieldname]) for row in rows)


def _naming(doctype: str, parent: str, fieldname: str, names: list[str], where: dict[str, Any]) -> list[Any]:
	return frappe.get_all(
		doctype,
		filters={**where, fieldname: ("in", names)},
		fields=[parent, fieldname],
		order_by="name",
	)


def _without(records: Records, kept: Records) -> Records:
	return {
		doctype: [name for name in names if name not in kept.get(doctype, [])]
		for doctype, names in records.items()
	}


def _add_dependents(doomed: Records) -> None:
	for doctype in HANGS_ON_MEETING:
		_also(doomed, doctype, _pluck(doctype, {"meeting": ("in", doomed.get(MEETING) or [""])}))
	for doctype in HANGS_ON_PAIR:
		for kind in KINDS:
			about = {"stakeholder_type": kind, "stakeholder": ("in", doomed.get(kind) or [""])}
			_also(doomed, doctype, _pluck(doctype, about))
	_also(
		doomed,
		"Partnership Agreement",
		_pluck("Partnership Agreement", {"agency": ("in", doomed.get("Partner Agency") or [""])}),
	)


def _add_traces(doomed: Records) -> None:
	"""Sealed texts, Frappe's records about the records to delete, and (a ToDo has comments) about those."""
	for doctype in OF_RECORDS:
		_also(doomed, SEALED_TEXT, [sealed_row_name((doctype, name)) for name in doomed.get(doctype, [])])
	for _round in range(2):
		for trace, type_field, name_field in TRACES:
			for doctype, names in list(doomed.items()):
				if names and frappe.db.table_exists(trace):
					_also(doomed, trace, _pluck(trace, {type_field: doctype, name_field: ("in", names)}))


def _also(doomed: Records, doctype: str, names: list[Any]) -> None:
	doomed[doctype] = sorted({*doomed.get(doctype, []), *names})


def _pluck(doctype: str, filters: dict[str, Any]) -> list[Any]:
	return frappe.get_all(doctype, filters=filters, pluck="name", order_by="name")


def _delete_user(email: str) -> None:
	# Frappe creates a Contact for each user, and would leave it behind.
	delete_rows("Contact", _pluck("Contact", {"user": email}))
	clear_sessions(email, keep_current=False, force=True)
	# Only an administrator may delete users, which a user who runs bench commands is. What User.on_trash would do is done
	# below: on a site without a System Manager it would refuse.
	frappe.delete_doc(
		USER, email, force=True, ignore_permissions=True, ignore_on_trash=True, delete_permanently=True
	)
	# The deletion itself leaves records.
	for doctype, fieldname in TRACES_OF_USERS:
		if frappe.db.table_exists(doctype):
			delete_rows(doctype, _pluck(doctype, {fieldname: email}))
	delete_rows("Comment", _pluck("Comment", {"comment_type": "Deleted", "subject": f"User {email}"}))
