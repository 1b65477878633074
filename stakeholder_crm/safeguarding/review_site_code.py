"""What is written on a site, not in an app, and can show stakeholder records to others: scripts, templates, settings.

Nothing here is refused. Confidential texts are encrypted against it; for Restricted and Open records, a person must look.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import frappe
from frappe import _

from stakeholder_crm.base.doctypes import is_our_report, is_ours, our_doctypes


@dataclass(frozen=True)
class SiteCode:
	"""One piece of it.

	Attributes:
		kind: its DocType.
		name: its name.
		touches: the DocTypes and reports of ours that it is set up for or mentions, sorted; empty for what reaches everything.
		effect: what it can do, translated.
		enabled: whether it is in use.
		modified_by: who changed it last, a user.
		modified: when, in the site's time zone.
	"""

	kind: str
	name: str
	touches: tuple[str, ...]
	effect: str
	enabled: bool
	modified_by: str
	modified: datetime


@dataclass(frozen=True)
class _Source:
	"""A DocType of the host in which such code is kept.

	Attributes:
		effect: what it can do, translated.
		about: the field with the DocType or report that it is set up for, if it has one.
		texts: the fields with code.
		standard: filters that leave out what apps ship.
		disabled: the field that is set when it is not in use, if it has one.
		enabled: the field that is set when it is in use, if it has one.
	"""

	effect: str
	about: str = ""
	texts: tuple[str, ...] = ()
	standard: tuple[tuple[str, str, Any], ...] = ()
	disabled: str = ""
	enabled: str = ""


def list_site_code() -> list[SiteCode]:
	"""All of it, by DocType and name."""
	names = {doctype.casefold(): doctype for doctype in our_doctypes()}
	mentions = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
	found = [
		piece
		for kind, source in _sources().items()
		if frappe.db.exists("DocType", kind)
		for piece in _pieces(kind, source, names, mentions)
	]
	return sorted(found, key=lambda piece: (piece.kind, piece.name))


def _sources() -> dict[str, _Source]:
	outside = _("Sends records outside this site, or to any address.")
	system = _("Runs without permissions.")
	browser = _("Runs in the browser of everyone who opens it, with what they may see.")
	page = _("Shows records on a page, to visitors without a login, too.")
	printed = _("Can print or send more than the reader may see.")
	fields = _("Changes the fields of these records.")
	not_ours = (("is_standard", "!=", 1),)
	return {
		"Webhook": _Source(outside, "webhook_doctype", ("webhook_json", "condition"), enabled="enabled"),
		"Notification": _Source(
			outside, "document_type", ("subject", "message", "condition"), enabled="enabled"
		),
		"Auto Email Report": _Source(outside, "report", enabled="enabled"),
		"Assignment Rule": _Source(system, "document_type", ("assign_condition",), disabled="disabled"),
		"Server Script": _Source(system, "reference_doctype", ("script",), disabled="disabled"),
		"Console Log": _Source(_("Was run once, without permissions."), texts=("script",)),
		"Client Script": _Source(browser, "dt", ("script",), enabled="enabled"),
		"Custom HTML Block": _Source(browser, texts=("html", "script")),
		"Report": _Source(
			system,
			texts=("query", "report_script", "javascript"),
			standard=(("is_standard", "!=", "Yes"),),
			disabled="disabled",
		),
		"Print Format": _Source(
			printed,
			"doc_type",
			("html", "raw_commands"),
			(("standard", "!=", "Yes"),),
			disabled="disabled",
		),
		"Letter Head": _Source(printed, texts=("content", "footer"), disabled="disabled"),
		"Email Template": _Source(printed, texts=("subject", "response", "response_html")),
		"Web Page": _Source(
			page,
			texts=("main_section", "main_section_html", "javascript", "context_script"),
			enabled="published",
		),
		"Web Form": _Source(page, "doc_type", ("client_script",), not_ours, enabled="published"),
		"Document Share Key": _Source(page, "reference_doctype"),
		"OAuth Client": _Source(_("Acts as any user who lets it, with all that they may see.")),
		"Custom Field": _Source(fields, "dt", standard=(("is_system_generated", "!=", 1),)),
		"Property Setter": _Source(fields, "doc_type", standard=(("is_system_generated", "!=", 1),)),
	}


def _pieces(
	kind: str, source: _Source, names: dict[str, str], mentions: re.Pattern[str]
) -> Iterator[SiteCode]:
	columns = set(frappe.db.get_table_columns(kind))
	wanted = [source.about, *source.texts, source.disabled, source.enabled]
	filters = [condition for condition in source.standard if condition[0] in columns]
	for row in frappe.get_all(
		kind,
		fields=["name", "modified", "modified_by", *filter(columns.__contains__, wanted)],
		filters=[list(condition) for condition in filters],
	):
		touches = _touches(row, source, names, mentions)
		if touches or not (source.about or source.texts):
			yield SiteCode(
				kind,
				row.name,
				touches,
				source.effect,
				_is_enabled(row, source),
				row.modified_by,
				row.modified,
			)


def _touches(row: Any, source: _Source, names: dict[str, str], mentions: re.Pattern[str]) -> tuple[str, ...]:
	text = " ".join(str(row.get(field) or "") for field in source.texts).casefold()
	found = {names[name] for name in mentions.findall(text)}
	about = str(row.get(source.about) or "") if source.about else ""
	return tuple(sorted(found | ({about} if is_ours(about) or is_our_report(about) else set())))


def _is_enabled(row: Any, source: _Source) -> bool:
	if source.disabled:
		return not row.get(source.disabled)
	return bool(row.get(source.enabled)) if source.enabled else True
