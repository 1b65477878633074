"""A record on paper: what its form shows, section by section, with nothing cut off."""

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
from stakeholder_crm.base.full_names import full_names

TEMPLATE = "stakeholder_crm/templates/prints/record.html"
# These hold no value of their own.
LAYOUT = frozenset({"Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading"})
TABLES = frozenset({"Table", "Table MultiSelect"})
TEXTS = frozenset({"Data", "Autocomplete", "Small Text", "Text", "Long Text"})
# A row is headed by whom or what it is about.
HEADS = ("stakeholder_name", "guest_name", "person_name", "title", "user", "value", "category", "text")
# The number and the kind of whom a row is about say less than their name, which stands above.
UNSAID = frozenset({"stakeholder", "stakeholder_type", "stakeholder_name"})


@dataclass(frozen=True, slots=True)
class PrintedLine:
	"""A field with its value."""

	label: str
	value: str


@dataclass(frozen=True, slots=True)
class PrintedRow:
	"""A row of a table: whom or what it is about, and what it says."""

	head: str
	lines: list[PrintedLine]


@dataclass(slots=True)
class PrintedPart:
	"""A section of the form."""

	title: str
	lines: list[PrintedLine] = field(default_factory=list[PrintedLine])
	rows: list[PrintedRow] = field(default_factory=list[PrintedRow])


def record_for_print(doctype: str, name: str) -> str:
	"""A record as a page of HTML, for its Print Format; all that people wrote is escaped.

	Args:
		doctype: one of this app's DocTypes.
		name: name of a record that the session's user may print.

	Raises:
		frappe.PermissionError: when the user may not.
	"""
	doc = frappe.get_doc(doctype, name)
	check_printable(doc)
	redact_for_print(doc)
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
			# The first section of a tab often goes without a name of its own.
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
	# It stands above already.
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
	"""As the form shows it: a Confidential person's title is their alias."""
	if not doctype:
		return name
	if doctype == "DocType":
		return _(name)
	meta = frappe.get_meta(doctype)
	title = (
		frappe.get_cached_value(doctype, name, meta.title_field) if meta.show_title_field_in_link else None
	)
	return f"{title} ({name})" if title else name
