"""Collect a person's data, without data that identifies others."""

import json
import re
from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, format_datetime, now_datetime

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.base.pairs import KINDS, Pair, load_pairs
from stakeholder_crm.domain.contact_files.contact import from_values
from stakeholder_crm.domain.erased_values import found_in
from stakeholder_crm.engagement.meetings.local_time import in_meeting_zone, meeting_zone
from stakeholder_crm.safeguarding.privacy.erase_documents import FREE_TEXT, KEPT, documents_about, meetings_of
from stakeholder_crm.safeguarding.privacy.person_values import values_of
from stakeholder_crm.safeguarding.privacy.redact_others import RedactedText, redact_others
from stakeholder_crm.stakeholders.imports.repository import ROW

# Internal fields, and fields that name others or repeat the person.
LEFT_OUT = (KEPT - {"display_name"}) | {
	*("stakeholder", "stakeholder_type", "stakeholder_name", "email_queue", "todo", "source_hash", "concern"),
	*("commitment", "amended_from", "verified_by", "user", "undo"),
}
RECIPIENT = ("Disclosure Log", "agency")
ROWS = {
	"Meeting Attendance": "Meeting Log",
	"Meeting Log Concern": "Meeting Log",
	"Meeting Log Commitment": "Meeting Log",
	"Meeting Participant": "Stakeholder Meeting",
}
# The text fields of DocTypes that refer to a record.
TRACES = {"Comment": "content", "Communication": "content", "ToDo": "description"}
NOTES = ("summary", "what_we_heard", "adaptations", "next_steps")
Entry = dict[str, Any]


def collect_person(person: Document) -> dict[str, Any]:
	"""All data about a stakeholder. Checks no permission.

	Args:
		person: the stakeholder.

	Returns:
		``made_on``, ``kind``, ``number`` and ``sections``: each a ``title`` and ``entries`` of fields (``field``,
		``label``, ``value``) and tables.
	"""
	pair = (person.doctype, person.name)
	put_in(person)
	hidden = redact_others(person)
	documents = documents_about(pair)
	sections = [{"title": _("Record"), "entries": [_entry(person, hidden)]}]
	for doctype, names in documents.items():
		entries = [_entry(_opened(doctype, name), hidden) for name in names]
		sections.append({"title": _(doctype), "entries": entries})
	sections.append(
		{"title": _("Meetings"), "entries": [*_rows_about(pair, hidden), *_notes(person, hidden)]}
	)
	sections.append({"title": _("Comments and Messages"), "entries": _timeline(pair, documents, hidden)})
	sections.append({"title": _("Waiting for Import"), "entries": _waiting(pair)})
	sections.append({"title": _("Others"), "entries": [_named_by_others(pair)]})
	return {
		"made_on": cstr(now_datetime().replace(microsecond=0)),
		"kind": person.doctype,
		"number": person.name,
		"sections": [section for section in sections if section["entries"]],
	}


def _opened(doctype: str, name: str) -> Document:
	doc = frappe.get_doc(doctype, name)
	put_in(doc)
	return doc


def _entry(doc: Document, hidden: RedactedText) -> Entry:
	fields = [shown for field in doc.meta.fields if (shown := _field(doc, field, hidden))]
	tables = [
		{"label": _(field.label), "rows": [_entry(row, hidden)["fields"] for row in doc.get(field.fieldname)]}
		for field in doc.meta.get_table_fields()
		if doc.get(field.fieldname)
		and field.options
		in ("Stakeholder Contact Point", "Stakeholder Care Note", "Stakeholder Tie", "Agency Focal Person")
	]
	name = [] if doc.meta.istable else [_shown("name", _("Number"), doc.name)]
	created = [] if doc.meta.istable else [_shown("creation", _("Created On"), cstr(doc.creation)[:16])]
	return {"fields": [*name, *fields, *created], "tables": tables}


def _field(doc: Document, field: Any, hidden: RedactedText) -> Entry | None:
	value = doc.get(field.fieldname)
	if (
		value in (None, "")
		or field.fieldname in LEFT_OUT
		or field.fieldtype in ("HTML", "Button", "Table", "Table MultiSelect")
	):
		return None
	return _shown(field.fieldname, _(field.label), _value(doc, field, value, hidden))


def _value(doc: Document, field: Any, value: Any, hidden: RedactedText) -> Any:
	if field.fieldtype == "Link" and field.options == "User":
		return _("a member of staff")
	if (doc.doctype, field.fieldname) == RECIPIENT:
		# The person may know which agency was told about them.
		return frappe.db.get_value("Partner Agency", value, "display_name")
	if field.fieldtype == "Dynamic Link" or (field.fieldtype == "Link" and field.options in KINDS):
		return _("another person")
	if field.fieldtype == "Link" and field.options == "DocType":
		return _(value)
	if field.fieldtype in FREE_TEXT:
		return hidden.in_text(value)
	return value if isinstance(value, (int, float)) else cstr(value)


def _rows_about(pair: Pair, hidden: RedactedText) -> list[Entry]:
	"""Their own rows of meetings and logs, with the meeting's type and date, without other participants."""
	entries = []
	for doctype, parenttype in ROWS.items():
		rows = get_all_opened(
			doctype,
			filters={"stakeholder_type": pair[0], "stakeholder": pair[1], "parenttype": parenttype},
			fields=["*"],
			order_by="parent, idx",
		)
		meetings = _meetings(parenttype, {row.parent for row in rows})
		for row in rows:
			entry = _entry(frappe.get_doc({"doctype": doctype, **row}), hidden)
			entries.append({**entry, "fields": [*meetings.get(row.parent, []), *entry["fields"]]})
	return entries


def _waiting(pair: Pair) -> list[Entry]:
	"""Data about them in contact files, if matched to them."""
	rows = frappe.get_all(
		ROW,
		filters={"alike_type": pair[0], "alike": pair[1], "outcome": "Duplicate", "contact": ("is", "set")},
		fields=["contact", "creation"],
		order_by="creation, name",
	)
	return [
		{
			"fields": [
				_shown("full_name", _("Full Name"), contact.full_name),
				_shown("points", _("Contact Points"), ", ".join(point.value for point in contact.points)),
				_shown("creation", _("Created On"), cstr(row.creation)[:16]),
			],
			"tables": [],
		}
		for row in rows
		for contact in (from_values(json.loads(row.contact)),)
	]


def _meetings(parenttype: str, parents: Iterable[str]) -> dict[str, list[Entry]]:
	of = {name: name for name in parents}
	if parenttype == "Meeting Log":
		of = dict(
			frappe.get_all(
				parenttype,
				filters={"name": ("in", list(of) or [""])},
				fields=["name", "meeting"],
				order_by="name",
				as_list=True,
			)
		)
	found = {
		row.name: [
			_shown("meeting_kind", _("Meeting"), _(row.kind)),
			_shown("meeting_date", _("Date"), _when(row)),
		]
		for row in frappe.get_all(
			"Stakeholder Meeting",
			filters={"name": ("in", list(of.values()) or [""])},
			fields=["name", "kind", "starts_on", "time_zone"],
			order_by="name",
		)
	}
	return {parent: found[meeting] for parent, meeting in of.items() if meeting in found}


def _when(meeting: frappe._dict) -> str:
	"""The date in the meeting's own time zone, with the zone's name."""
	return f"{in_meeting_zone(meeting, meeting.starts_on):%Y-%m-%d %H:%M} ({meeting_zone(meeting)})"


def _notes(person: Document, hidden: RedactedText) -> list[Entry]:
	"""The sentences in meeting notes that name them."""
	logs = get_all_opened(
		"Meeting Log",
		filters={
			"meeting": ("in", meetings_of((person.doctype, person.name)) or [""]),
			"docstatus": ("<", 2),
		},
		fields=["name", *NOTES],
		order_by="name",
	)
	meetings = _meetings("Meeting Log", [row.name for row in logs])
	values = [*values_of(person).wanted, *hidden.own_parts]
	entries = []
	for row in logs:
		sentences = [
			hidden.in_text(sentence)
			for note in NOTES
			for sentence in re.split(r"(?<=[.!?])\s+|\n+", row[note] or "")
			if found_in(sentence, values)
		]
		if sentences:
			text = _shown("notes", _("Notes about This Person"), "\n".join(sentences))
			entries.append({"fields": [*meetings.get(row.name, []), text], "tables": []})
	return entries


def _timeline(pair: Pair, documents: dict[str, list[str]], hidden: RedactedText) -> list[Entry]:
	"""Comments, messages and to-dos about them, and file names, including e-mail attachments."""
	about = {pair[0]: [pair[1]], **documents}
	entries: list[Entry] = []
	found: dict[str, list[str]] = {}
	for doctype, text_field in TRACES.items():
		rows = _traces(
			doctype, "reference_type" if doctype == "ToDo" else "reference_doctype", text_field, about
		)
		if doctype == "Communication":
			rows += _linked_mails(text_field, about, [row.name for row in rows])
		found[doctype] = [row.name for row in rows]
		entries += [_trace(doctype, row, row[text_field], hidden) for row in rows]
	files = _traces("File", "attached_to_doctype", "file_name", {**about, **found})
	return [*entries, *(_trace("File", row, row.file_name, hidden) for row in files)]


def _linked_mails(text_field: str, about: dict[str, list[str]], known: list[str]) -> list[frappe._dict]:
	"""E-mails shown in their timelines by a Contact's address, except those about another record."""
	linked = {
		mail
		for kind, names in about.items()
		if names
		for mail in frappe.get_all(
			"Communication Link",
			filters={"link_doctype": kind, "link_name": ("in", names)},
			pluck="parent",
			order_by="name",
		)
	}
	return frappe.get_all(
		"Communication",
		filters={
			"name": ("in", sorted(linked.difference(known)) or [""]),
			"reference_name": ("is", "not set"),
		},
		fields=["name", "creation", text_field],
		order_by="creation",
	)


def _traces(
	doctype: str, type_field: str, text_field: str, about: dict[str, list[str]]
) -> list[frappe._dict]:
	"""The rows of a DocType that refer to one of these documents."""
	name_field = "attached_to_name" if doctype == "File" else "reference_name"
	return [
		row
		for kind, names in about.items()
		if names
		for row in frappe.get_all(
			doctype,
			filters={type_field: kind, name_field: ("in", names)},
			fields=["name", "creation", text_field],
			order_by="creation",
		)
	]


def _trace(doctype: str, row: frappe._dict, text: str | None, hidden: RedactedText) -> Entry:
	return {
		"fields": [
			_shown("kind", _("Type"), _(doctype)),
			_shown("written_on", _("Created On"), format_datetime(row.creation, "yyyy-MM-dd HH:mm")),
			_shown("text", _("Text"), hidden.in_text(frappe.utils.strip_html(text or ""))),
		],
		"tables": [],
	}


def _named_by_others(pair: Pair) -> Entry:
	"""How often other records name them and how often theirs was changed, without the other records."""
	ties = frappe.get_all(
		"Stakeholder Tie",
		filters={"stakeholder_type": pair[0], "stakeholder": pair[1]},
		fields=["kind", "parenttype", "parent"],
		order_by="name",
	)
	known = load_pairs([(row.parenttype, row.parent) for row in ties], ["status"])
	changes = frappe.db.count("Version", {"ref_doctype": pair[0], "docname": pair[1]})
	views = frappe.db.count(
		"Stakeholder Access Log", {"reference_doctype": pair[0], "reference_name": pair[1]}
	)
	kinds = ", ".join(_(row.kind) for row in ties if (row.parenttype, row.parent) in known)
	return {
		"fields": [
			_shown("changes", _("Stored Changes to the Record"), changes),
			_shown("access", _("Access Log Entries for the Record"), views),
			*([_shown("ties", _("Ties on Other Records"), kinds)] if kinds else []),
		],
		"tables": [],
	}


def _shown(field: str, label: str, value: Any) -> Entry:
	return {"field": field, "label": label, "value": value}
