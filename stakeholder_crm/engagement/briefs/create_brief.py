"""Create a meeting's brief: a new version, or the current one if nothing has changed."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import frappe
from babel import Locale
from babel.dates import format_date
from frappe import _
from frappe.utils import cint, get_datetime, getdate, now_datetime

from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.access.vault.sealed_rows import seal_new_rows
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.brief import Brief, overdue
from stakeholder_crm.domain.brief import compose as compose_lines
from stakeholder_crm.domain.brief_changes import Written, changes
from stakeholder_crm.domain.brief_facts import BriefFacts, facts_hash
from stakeholder_crm.domain.brief_line import ComposedLine, Voice, clip
from stakeholder_crm.domain.brief_schedule import LeadTimes, state_at
from stakeholder_crm.domain.clearance import level_of, name_of
from stakeholder_crm.engagement.briefs.load_facts import load_facts
from stakeholder_crm.engagement.briefs.notify_team import notify_team

if TYPE_CHECKING:
	from stakeholder_crm.engagement.doctype.meeting_brief.meeting_brief import MeetingBrief

PREPARED_FOR = ("Planned", "Confirmed", "Held")


def create_brief(meeting: str, as_of: datetime | None = None) -> "MeetingBrief":
	"""Create the brief of a meeting. The caller has checked the user's permission.

	If the sources have not changed, the current version is kept (and made Final when it is time). Otherwise a new
	version is created, and the previous one becomes Stale.

	Args:
			meeting: name of a Stakeholder Meeting that is not yet logged.
			as_of: the time to create it for, in the site's time zone. Default: now.

	Returns:
			The current Meeting Brief.

	Raises:
		frappe.ValidationError: when the meeting is over, postponed or cancelled.
	"""
	moment = get_datetime(as_of) if as_of else now_datetime()
	# Concurrent calls wait here, so that a version is created only once.
	frappe.db.get_value("Stakeholder Meeting", meeting, "name", for_update=True)
	doc = frappe.get_doc("Stakeholder Meeting", meeting)
	if doc.status not in PREPARED_FOR:
		frappe.throw(
			_("A brief can be created only before the meeting. This meeting is {0}.").format(
				frappe.bold(_(doc.status))
			)
		)
	facts = load_facts(doc)
	voice = brief_voice()
	brief = compose_lines(facts, moment.date(), voice)
	status = state_at(get_datetime(doc.starts_on), moment, lead_times())
	living = current_brief(meeting)
	if living and living.status in ("Draft", "Final") and living.source_hash == facts_hash(facts):
		return _insert_version(living, brief, status, moment)
	sentences = what_changed(living, brief, voice) if living else []
	made = _next_version(doc, sentences, facts, brief, status, moment)
	if living and living.status in ("Draft", "Final"):
		mark_stale(living, sentences)
	notify_team(made, doc)
	return made


def current_brief(meeting: str) -> "MeetingBrief | None":
	"""The latest version of a meeting's brief that is not Void."""
	names = frappe.get_all(
		"Meeting Brief",
		filters={"meeting": meeting, "status": ("!=", "Void")},
		pluck="name",
		order_by="version desc",
		limit=1,
	)
	return frappe.get_doc("Meeting Brief", names[0]) if names else None


def mark_stale(brief: "MeetingBrief", sentences: list[str]) -> None:
	"""Mark a brief as out of date, with the changes."""
	_by_service(brief)
	brief.move_to("Stale", what_changed="\n".join(sentences))


def what_changed(brief: "MeetingBrief", now: Brief, voice: Voice) -> list[str]:
	"""The changes between a version and the current facts, as sentences."""
	return changes(written(brief), [_as_written(line) for line in (*now.lines, *now.gaps)], voice)


def written(brief: "MeetingBrief") -> list[Written]:
	"""The lines and gaps of a version, with sealed texts."""
	put_in(brief)
	return [
		Written(row.section, row.text, (row.source_doctype, row.source_name), level_of(row.confidentiality))
		for row in (*brief.lines, *brief.gaps)
	]


def lead_times() -> LeadTimes:
	"""How long before a meeting its brief is drafted and made Final, from the settings."""
	settings = get_settings()
	return LeadTimes(
		draft=timedelta(hours=cint(settings.brief_draft_hours)),
		final=timedelta(hours=cint(settings.brief_final_hours)),
	)


def brief_voice() -> Voice:
	"""Texts in the site's language: a brief is read by a team, not only by the user who created it."""
	language = frappe.db.get_default("lang") or "en"
	locale = Locale.parse(language, sep="-" if "-" in language else "_")

	def day(value: date) -> str:
		return format_date(value, "d MMM y", locale=locale)

	def hours(start: datetime, end: datetime) -> str:
		first, last = (format_date(value, "EEEE d MMMM y", locale=locale) for value in (start, end))
		if first == last:
			return f"{first}, {start:%H:%M}–{end:%H:%M}"
		return f"{first}, {start:%H:%M} – {last}, {end:%H:%M}"

	return Voice(translate=partial(frappe._, lang=language), day=day, hours=hours)


def _insert_version(living: "MeetingBrief", brief: Brief, status: str, moment: datetime) -> "MeetingBrief":
	"""Keep the version if only the day has changed. Gaps and order may differ."""
	became_final = status == "Final" and living.status == "Draft"
	_by_service(living)
	living.move_to(
		"Final" if became_final else living.status, as_of=moment, confidentiality=name_of(brief.level)
	)
	if written(living) != [_as_written(line) for line in (*brief.lines, *brief.gaps)]:
		frappe.db.delete("Brief Line", {"parent": living.name, "parenttype": living.doctype})
		_write_lines(living, brief, moment)
	if became_final:
		notify_team(living)
	return living


def _next_version(
	meeting: Any,
	sentences: list[str],
	facts: BriefFacts,
	brief: Brief,
	status: str,
	moment: datetime,
) -> "MeetingBrief":
	doc = frappe.new_doc("Meeting Brief")
	last = frappe.get_all(
		"Meeting Brief",
		filters={"meeting": meeting.name},
		pluck="version",
		order_by="version desc",
		limit=1,
	)
	doc.update(
		{
			"meeting": meeting.name,
			"subject": clip(meeting.subject, 140),
			"status": status,
			"version": cint(last[0]) + 1 if last else 1,
			"as_of": moment,
			"confidentiality": name_of(brief.level),
			"quick_prep": int(getdate(meeting.starts_on) == moment.date()),
			"what_changed": "\n".join(sentences),
			"source_hash": facts_hash(facts),
		}
	)
	_by_service(doc)
	doc.insert()
	_write_lines(doc, brief, moment)
	return doc


def _write_lines(doc: "MeetingBrief", brief: Brief, moment: datetime) -> None:
	"""Insert all lines in one statement (there is at least one), and reload."""
	common = {
		"parent": doc.name,
		"parenttype": doc.doctype,
		"owner": doc.owner,
		"creation": doc.modified,
		"modified": doc.modified,
		"modified_by": doc.modified_by,
	}
	rows = [
		{
			**common,
			"name": frappe.generate_hash(length=10),
			"parentfield": table,
			"idx": index,
			**_row(line, moment),
		}
		for table, lines in (("lines", brief.lines), ("gaps", brief.gaps))
		for index, line in enumerate(lines, start=1)
	]
	if doc.is_sealed:
		seal_new_rows((doc.doctype, doc.name), "Brief Line", rows)
	frappe.db.bulk_insert("Brief Line", list(rows[0]), [tuple(row.values()) for row in rows])
	doc.reload()


def _row(line: ComposedLine, moment: datetime) -> dict[str, Any]:
	return {
		"section": line.section,
		"text": line.text,
		"due_on": line.due_on,
		"overdue": int(overdue(line.due_on, moment.date())),
		"source_doctype": line.source.doctype,
		"source_name": line.source.name,
		"source_date": line.source.on,
		"confidence": "First-hand" if line.source.first_hand else "Reported",
		"confidentiality": name_of(line.source.level),
	}


def _as_written(line: ComposedLine) -> Written:
	return Written(line.section, line.text, (line.source.doctype, line.source.name), line.source.level)


def _by_service(doc: "MeetingBrief") -> None:
	doc.flags.by_service = True
	# A source may have been deleted. The version keeps its reference.
	doc.flags.ignore_links = True
	# No role may write briefs. The caller has checked who may create them.
	doc.flags.ignore_permissions = True
