"""Keep briefs up to date: created in time, Stale when a source changes, Void when the meeting is cancelled."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import get_datetime, now_datetime

from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.base.pairs import KINDS, pairs_of
from stakeholder_crm.base.system_records import log_error
from stakeholder_crm.domain.brief import compose as compose_lines
from stakeholder_crm.domain.brief_changes import outgrown
from stakeholder_crm.domain.brief_facts import BriefFacts, FactScope, facts_hash, sources, visible_facts
from stakeholder_crm.domain.brief_line import clip
from stakeholder_crm.domain.brief_schedule import COMING, is_due
from stakeholder_crm.domain.clearance import Level
from stakeholder_crm.engagement.briefs.create_brief import (
	brief_voice,
	create_brief,
	current_brief,
	lead_times,
	mark_stale,
	what_changed,
	written,
)
from stakeholder_crm.engagement.briefs.load_facts import load_facts
from stakeholder_crm.engagement.briefs.notify_team import notify_team
from stakeholder_crm.engagement.briefs.redact_briefs import redact_brief

if TYPE_CHECKING:
	from stakeholder_crm.engagement.doctype.meeting_brief.meeting_brief import MeetingBrief

LIVING = ("Draft", "Final", "Stale")
WATCHED = (*COMING, "Postponed")


def on_source_change(doc: Any, method: str | None = None) -> None:
	"""A stakeholder, or a record about one, changed: check the briefs that use it, after commit."""
	if method == "on_update" and doc.doctype in KINDS and doc.get_doc_before_save() is None:
		return  # a new stakeholder is in no brief
	for meeting in _meetings_with(_pairs_in(doc)):
		_refresh_later(meeting)


def on_meeting_change(doc: Any, method: str | None = None) -> None:
	"""A meeting changed: its brief may be Void, Stale or due now, and other briefs may quote its log."""
	if doc.status == "Cancelled":
		void_briefs(doc.name)
		return
	if doc.status in WATCHED and (_is_soon(doc) or _meetings_with_briefs([doc.name])):
		_refresh_later(doc.name)
	if doc.has_value_changed("confidentiality"):
		on_source_change(doc)
	if doc.has_value_changed("subject"):
		_retitle_briefs(doc)


def on_meeting_trash(doc: Any, method: str | None = None) -> None:
	"""Delete a meeting's briefs with it."""
	for name in frappe.get_all("Meeting Brief", filters={"meeting": doc.name}, pluck="name", order_by="name"):
		# Briefs are created by the app: the user who may delete the meeting needs no permission for them.
		frappe.delete_doc("Meeting Brief", name, ignore_permissions=True)


def refresh_briefs() -> None:
	"""Every hour: create briefs that are due, and check every brief of a coming meeting."""
	now = now_datetime()
	soon = frappe.get_all(
		MEETING,
		filters={"status": ("in", sorted(COMING)), "starts_on": ("between", (now, now + lead_times().draft))},
		pluck="name",
		order_by="starts_on, name",
	)
	for meeting in dict.fromkeys((*soon, *_meetings_with_briefs())):
		frappe.db.savepoint("brief")
		try:
			refresh_brief(meeting)
		except Exception:
			# An error in one meeting must not block the briefs of the others.
			frappe.db.rollback(save_point="brief")
			log_error("Meeting Brief", MEETING, meeting)


def refresh_brief(meeting: str) -> None:
	"""Bring a meeting's brief up to date. Idempotent.

	Args:
			meeting: name of a Stakeholder Meeting. Deleted and logged ones are ignored.
	"""
	if not frappe.db.exists(MEETING, meeting):
		return
	doc = frappe.get_doc(MEETING, meeting)
	if doc.status == "Cancelled":
		void_briefs(meeting)
	if doc.status not in WATCHED:
		return
	if frappe.db.exists("Meeting Brief", {"meeting": meeting}):
		_refresh_one(doc)
	elif _is_due(doc, None):
		create_brief(meeting)


def _refresh_one(meeting: Any) -> None:
	facts = load_facts(meeting)
	_redact_outdated(meeting.name, facts)
	living = current_brief(meeting.name)
	if living:
		_check_current(living, meeting, facts)
	# If a meeting had a brief but has none that may be read now, create one at once.
	if _is_due(meeting, living) or (living is None and meeting.status in COMING):
		create_brief(meeting.name)


def _is_due(meeting: Any, living: "MeetingBrief | None") -> bool:
	return is_due(
		meeting.status,
		get_datetime(meeting.starts_on),
		now_datetime(),
		lead_times(),
		made_on=get_datetime(living.as_of) if living else None,
		made_as=living.status if living else None,
	)


def void_briefs(meeting: str) -> None:
	"""The meeting is cancelled: make its briefs Void."""
	for name in frappe.get_all(
		"Meeting Brief",
		filters={"meeting": meeting, "status": ("in", LIVING)},
		pluck="name",
		order_by="version",
	):
		brief = frappe.get_doc("Meeting Brief", name)
		brief.flags.ignore_links = True
		# No role may write briefs. The change of the meeting was permitted.
		brief.flags.ignore_permissions = True
		brief.move_to("Void")


def _check_current(living: "MeetingBrief", meeting: Any, facts: BriefFacts) -> None:
	if living.source_hash == facts_hash(facts):
		return
	voice = brief_voice()
	sentences = what_changed(living, compose_lines(facts, now_datetime().date(), voice), voice)
	if living.status in ("Draft", "Final"):
		mark_stale(living, sentences)
		notify_team(living, meeting)
	elif living.what_changed != "\n".join(sentences):
		mark_stale(living, sentences)


def _redact_outdated(meeting: str, facts: BriefFacts) -> None:
	"""Redact all versions if one of them contains more than the team may read now.

	A source may have become more confidential, or a less cleared user may have joined the team.
	"""
	now: dict[FactScope, Level | None] = dict.fromkeys(sources(facts))
	now |= {scope: source.level for scope, source in sources(visible_facts(facts)).items()}
	versions = frappe.get_all("Meeting Brief", filters={"meeting": meeting}, pluck="name", order_by="version")
	if any(outgrown(written(frappe.get_doc("Meeting Brief", name)), now) for name in versions):
		redact_brief(versions)


def _retitle_briefs(meeting: Any) -> None:
	"""Update the subject of a meeting's briefs. It is not a fact in them."""
	brief = frappe.qb.DocType("Meeting Brief")
	subject = clip(meeting.subject or "", 140)
	frappe.qb.update(brief).set(brief.subject, subject).where(brief.meeting == meeting.name).run()


def _refresh_later(meeting: str) -> None:
	"""Refresh after this transaction, once for many changes. The hourly job catches what is missed."""
	frappe.enqueue(
		"stakeholder_crm.engagement.briefs.refresh_briefs.refresh_brief",
		queue="short",
		job_id=f"stakeholder_crm.brief.{meeting}",
		deduplicate=True,
		enqueue_after_commit=True,
		meeting=meeting,
	)


def _is_soon(meeting: Any) -> bool:
	now, starts_on = now_datetime(), get_datetime(meeting.starts_on)
	return now < starts_on <= now + lead_times().draft


def _pairs_in(doc: Any) -> set[FactScope]:
	if doc.doctype in KINDS:
		return {(doc.doctype, doc.name), *(doc.flags.reached_before or ())}
	rows = doc.get("attendance") or doc.get("participants") or [doc]
	return set(pairs_of(rows))


def _meetings_with(pairs: Iterable[FactScope]) -> list[str]:
	"""Coming meetings that have a brief and any of these stakeholders."""
	names = {name for _kind, name in pairs}
	if not names:
		return []
	return _meetings_with_briefs(
		frappe.get_all(
			"Meeting Participant",
			filters={"stakeholder": ("in", sorted(names)), "parenttype": MEETING},
			pluck="parent",
			order_by="parent",
		)
	)


def _meetings_with_briefs(among: list[str] | None = None) -> list[str]:
	brief, meeting = frappe.qb.DocType("Meeting Brief"), frappe.qb.DocType(MEETING)
	query = (
		frappe.qb.from_(brief)
		.join(meeting)
		.on(meeting.name == brief.meeting)
		.select(meeting.name)
		.distinct()
		.where(meeting.status.isin(WATCHED))
		.orderby(meeting.name)
	)
	if among is not None:
		query = query.where(meeting.name.isin(among or [""]))
	return [row[0] for row in query.run()]
