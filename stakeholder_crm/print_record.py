"""Print a record: the content of its form, section by section, without truncation."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import format_datetime, get_fullname, now_datetime

from stakeholder_crm.access.paper import (
	banner,
	check_printable,
	is_confidential,
	redact_for_print,
)
from stakeholder_crm.access.vault.sealed_document import show_texts
from stakeholder_crm.base.full_names import full_names

TEMPLATE = "stakeholder_crm/templates/prints/record.html"
# Fields without a value.
LAYOUT = frozenset({"Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading"})
TABLES = frozenset({"Table", "Table MultiSelect"})
TEXTS = frozenset({"Data", "Autocomplete", "Small Text", "Text", "Long Text"})
# Fields used as the heading of a row.
HEADS = ("stakeholder_name", "guest_name", "person_name", "title", "user", "value", "category", "text")
# The record's number and type are left out if the name is in the heading.
UNSAID = frozenset({"stakeholder", "stakeholder_type", "stakeholder_name"})


@dataclass(frozen=True, slots=True)
class PrintedLine:
	"""A field with its value."""

	label: str
	value: str


@dataclass(frozen=True, slots=True)
class PrintedRow:
	"""A row of a child table with its heading."""

	head: str
	lines: list[PrintedLine]


@dataclass(slots=True)
class PrintedPart:
	"""A section of the form."""

	title: str
	lines: list[PrintedLine] = field(default_factory=list[PrintedLine])
	rows: list[PrintedRow] = field(default_factory=list[PrintedRow])


def record_for_print(doctype: str, name: str) -> str:
	"""A record as HTML for its Print Format; all texts are escaped.

	Args:
		doctype: one of this app's DocTypes.
		name: name of a record that the session's user may print.

	Raises:
		frappe.PermissionError: if the user may not print it.
	"""
	doc = frappe.get_doc(doctype, name)
	check_printable(doc)
	redact_for_print(doc)
	show_texts(doc)
	return frappe.render_template(
		TEMPLATE,
		{
			"title": doc.get_title() or doc.name,
			"about": f"{_(doctype)} {doc.name}",
			"banner": banner(doc) if is_confidential(doc) else "",
			"parts": [part for part in _parts(doc) if part.lines or part.rows],
			"printed": _("Printed by {0} on {1}").format(get_fullname(), format_datetime(now_datetime())),
		},
	)


def _parts(doc: Document) -> Iterator[PrintedPart]:
	part, tab = PrintedPart(""), ""
	for df in doc.meta.fields:
		if df.fieldtype == "Tab Break":
			tab = df.label
		elif df.fieldtype == "Section Break":
			yield part
			# The first section of a tab often has no label.
			title = df.label or tab
			part, tab = PrintedPart(_(title) if title else ""), ""
		elif df.fieldtype == "Table MultiSelect" and _is_shown(df):
			text = ", ".join(row.head for row in _rows(doc, df) if row.head)
			part.lines += [PrintedLine(_(df.label), text)] if text else []
		elif df.fieldtype == "Table" and _is_shown(df):
			yield part
			yield PrintedPart(_(df.label), rows=list(_rows(doc, df)))
			part = PrintedPart("")
		elif line := _line(doc, df):
			part.lines.append(line)
	yield part


def _rows(doc: Document, df: Any) -> Iterator[PrintedRow]:
	for row in doc.get(df.fieldname):
		head = next((name for name in HEADS if row.get(name)), None)
		lines = [
			line
			for one in row.meta.fields
			if one.fieldname != head and not (head == "stakeholder_name" and one.fieldname in UNSAID)
			if (line := _line(row, one))
		]
		yield PrintedRow(_value(row, row.meta.get_field(head)) if head else "", lines)


def _line(doc: Document, df: Any) -> PrintedLine | None:
	value = doc.get(df.fieldname)
	if df.fieldtype in LAYOUT or df.fieldtype in TABLES or not _is_shown(df) or not value:
		return None
	# It is already in the heading.
	if not doc.meta.istable and value == doc.get_title():
		return None
	return PrintedLine(_(df.label), _value(doc, df))


def _is_shown(df: Any) -> bool:
	return not df.hidden and not df.print_hide


def _value(doc: Document, df: Any) -> str:
	value = doc.get(df.fieldname)
	if df.fieldtype == "Check":
		return _("Yes")
	if df.fieldtype == "Link" and df.options == "User":
		return full_names([value]).get(value, value)
	if df.fieldtype in ("Link", "Dynamic Link"):
		return _link_title(df.options if df.fieldtype == "Link" else doc.get(df.options), value)
	if df.fieldtype == "Select":
		return _(value)
	if df.fieldtype in TEXTS:
		return str(value)
	return str(frappe.format_value(value, df, doc))


def _link_title(doctype: str | None, name: str) -> str:
	"""The title as in the form: a Confidential person's title is the alias."""
	if not doctype:
		return name
	if doctype == "DocType":
		return _(name)
	meta = frappe.get_meta(doctype)
	title = (
		frappe.get_cached_value(doctype, name, meta.title_field) if meta.show_title_field_in_link else None
	)
	return f"{title} ({name})" if title else name
