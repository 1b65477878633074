"""Render a brief as HTML, for screen and print, with ages as of now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, format_datetime, formatdate, get_url_to_form, getdate, nowdate

from stakeholder_crm.access.paper import banner, check_printable, is_confidential
from stakeholder_crm.access.vault.sealed_document import show_texts
from stakeholder_crm.base.full_names import full_names
from stakeholder_crm.domain.brief import SECTIONS, overdue

TEMPLATE = "stakeholder_crm/templates/briefs/brief.html"


@dataclass(frozen=True, slots=True)
class RenderedLine:
	"""A line of a brief, as shown today.

	Attributes:
			text: the text.
			due: for a commitment, when it is due or how late it is.
			overdue: whether it is overdue.
			source: name of the source record.
			kind: its DocType, in the reader's language.
			url: the link to it.
			age: the age of the fact, in the reader's language.
			reported: whether it was reported to us, rather than first-hand.
	"""

	text: str
	due: str
	overdue: bool
	source: str
	kind: str
	url: str
	age: str
	reported: bool


def brief_as_html(brief: Document, for_print: bool = False) -> str:
	"""The brief as HTML, with escaped texts.

	Args:
			brief: the document. The caller has checked read permission.
			for_print: without links, and with a banner if Confidential.
	"""
	on_paper = for_print and is_confidential(brief)
	return frappe.render_template(
		TEMPLATE,
		{**brief_context(brief), "for_print": for_print, "banner": banner(brief) if on_paper else ""},
	)


def brief_for_print(name: str) -> str:
	"""The brief for its Print Format.

	Args:
		name: name of a Meeting Brief that the session's user may read.

	Raises:
			frappe.PermissionError: when the user may not print it.
	"""
	brief = frappe.get_doc("Meeting Brief", name)
	check_printable(brief)
	show_texts(brief)
	return brief_as_html(brief, for_print=True)


def brief_context(brief: Document) -> dict[str, Any]:
	"""The context of the brief's template, in the reader's language.

	Args:
			brief: the document. The caller has checked read permission.
	"""
	meeting = frappe.get_doc("Stakeholder Meeting", brief.meeting)
	today = getdate(nowdate())
	lines: dict[str, list[RenderedLine]] = {section: [] for section in SECTIONS}
	for row in (*brief.lines, *brief.gaps):
		lines[row.section].append(_read(row, today))
	return {
		"brief": brief,
		"meeting": meeting,
		"heading": _("Quick prep: {0}").format(meeting.subject)
		if cint(brief.quick_prep)
		else _("Brief: {0}").format(meeting.subject),
		"team": ", ".join(_team(meeting)),
		"state": _("{0}, version {1}, as of {2}").format(
			_("Out of Date") if brief.status == "Stale" else _(brief.status),
			brief.version,
			format_datetime(brief.as_of),
		),
		"changed": (brief.what_changed or "").splitlines(),
		"changed_title": _("Out of date. Refresh this brief before you use it.")
		if brief.status == "Stale"
		else _("Changes since the previous version"),
		"void": _("This version is void because the meeting was cancelled or its content is now restricted.")
		if brief.status == "Void"
		else "",
		"gaps_ahead": _("{0} gaps").format(len(lines["Gaps"])) if lines["Gaps"] else "",
		"sections": [{"name": name, "title": _(name), "lines": found} for name, found in lines.items()],
		"nothing": _("None recorded."),
		"reported": _("reported"),
	}


def _read(row: Any, today: date) -> RenderedLine:
	due_on = getdate(row.due_on) if row.due_on else None
	return RenderedLine(
		text=row.text or "",
		due=_due(due_on, today) if due_on else "",
		overdue=overdue(due_on, today),
		source=row.source_name or "",
		kind=_(row.source_doctype or ""),
		url=get_url_to_form(row.source_doctype, row.source_name) if row.source_name else "",
		age=_age(getdate(row.source_date), today) if row.source_date else _("undated"),
		reported=row.confidence == "Reported",
	)


def _due(due_on: date, today: date) -> str:
	days = (today - due_on).days
	if days == 0:
		return _("due today")
	if days == 1:
		return _("1 day overdue")
	if days > 1:
		return _("{0} days overdue").format(days)
	return _("due {0}").format(formatdate(due_on))


def _age(on: date, today: date) -> str:
	days = (today - on).days
	if days <= 0:
		return _("today")
	if days == 1:
		return _("yesterday")
	if days < 60:
		return _("{0} days ago").format(days)
	if days < 730:
		return _("{0} months ago").format(days // 30)
	return _("{0} years ago").format(days // 365)


def _team(meeting: Any) -> list[str]:
	users = [meeting.lead, *(row.user for row in meeting.team)]
	names = full_names(users)
	return list(dict.fromkeys(names[user] for user in users if user in names))
