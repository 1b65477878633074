"""Read what the gate must know, for many thank-yous with the same number of queries as for one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import frappe
from frappe.model.document import Document
from frappe.utils import cint, get_time, getdate

from stakeholder_crm.domain.clearance import Level, level_of
from stakeholder_crm.domain.contact_points import BadAddress, normalise
from stakeholder_crm.domain.gate import Facts, Route, choose_route
from stakeholder_crm.domain.quiet_hours import DecentHours
from stakeholder_crm.domain.thank_you_text import Secrets, find_leaks
from stakeholder_crm.domain.weekdays import UnknownWeekday, parse_weekdays
from stakeholder_crm.services.pairs import Pair, load
from stakeholder_crm.services.settings import get_settings
from stakeholder_crm.services.site_clock import site_zone, to_moment
from stakeholder_crm.services.stakeholders.suppress import fingerprint

THANK_YOU = "Thank You Follow Up"
PURPOSE = "Thank-You Messages"
STAKEHOLDER_FIELDS = (
	"status",
	"confidentiality",
	"full_name",
	"safe_alias",
	"display_name",
	"relationship_owner",
	"time_zone",
	"quiet_from",
	"quiet_to",
	"no_contact_days",
	"intermediary",
)
PERSON_FIELDS = ["parent", "parenttype", "stakeholder_type", "stakeholder", "guest_name", "represented_by"]


@dataclass(slots=True)
class Surroundings:
	"""All that was read around some thank-yous.

	Attributes:
		now: zone-aware.
		stakeholders: by pair; recipients, and everybody else who took part.
		routes: contact points by pair.
		focal_routes: by agency and the focal person's name.
		meetings: by name.
		people: rows of participants and attendance, by meeting.
		attendance: rows of attendance by log and pair; only of submitted logs.
		withdrawn: by pair, the channels for which consent was taken back.
		sent_today: how many messages left today, or are about to.
		stopped: the kill switch is on.
	"""

	now: datetime
	stakeholders: dict[Pair, frappe._dict] = field(default_factory=dict)
	routes: dict[Pair, list[Route]] = field(default_factory=dict)
	focal_routes: dict[tuple[str, str], list[Route]] = field(default_factory=dict)
	meetings: dict[str, frappe._dict] = field(default_factory=dict)
	people: dict[str, list[frappe._dict]] = field(default_factory=dict)
	attendance: dict[tuple[str, Pair], frappe._dict] = field(default_factory=dict)
	withdrawn: dict[Pair, frozenset[str]] = field(default_factory=dict)
	sent_today: int = 0
	stopped: bool = False

	def route(self, doc: Document) -> Route | None:
		"""The way a thank-you would take, if it could go now."""
		hours = self.hours(doc)
		zone = hours.zone if hours else site_zone()
		return choose_route(self._routes(doc), self.now.astimezone(zone).date())

	def hours(self, doc: Document) -> DecentHours | None:
		"""The recipient's decent hours; None when they cannot be read."""
		row = self.stakeholders.get(pair_of(doc)) or frappe._dict()
		own = row if row.quiet_from and row.quiet_to else get_settings()
		try:
			return DecentHours(
				zone=ZoneInfo(row.time_zone) if row.time_zone else site_zone(),
				quiet_from=_time(own.quiet_from),
				quiet_to=_time(own.quiet_to),
				no_contact_days=parse_weekdays(row.no_contact_days or ""),
			)
		except (UnknownWeekday, ValueError, KeyError):
			return None

	def facts(self, doc: Document) -> Facts:
		"""What the gate asks of one thank-you."""
		settings = get_settings()
		pair = pair_of(doc)
		row = self.stakeholders.get(pair) or frappe._dict()
		attended = self.attendance.get((doc.meeting_log, pair)) or frappe._dict()
		midnight = self.now.astimezone(site_zone()).replace(hour=0, minute=0, second=0, microsecond=0)
		return Facts(
			attended=bool(attended.attended),
			status=row.status or "",
			withdrawn=self.withdrawn.get(pair, frozenset()),
			through_intermediary=bool(row.intermediary),
			routes=self._routes(doc),
			in_writing=bool(attended.acknowledge_in_writing),
			contribution_is_safe=bool(attended.safe_to_mention and (attended.contribution or "").strip()),
			has_text=bool((doc.subject or "").strip() and (doc.body or "").strip()),
			findings=find_leaks(f"{doc.subject or ''}\n{doc.body or ''}", self._secrets(doc)),
			now=self.now,
			due_on=to_moment(doc.due_on) if doc.due_on else self.now,
			late_limit=timedelta(hours=settings.late_limit_hours or 0),
			hours=self.hours(doc),
			stopped=self.stopped,
			cap_left=(settings.daily_cap or 0) - self.sent_today,
			tomorrow=midnight + timedelta(days=1),
		)

	def _routes(self, doc: Document) -> tuple[Route, ...]:
		if doc.represented_by:
			return tuple(self.focal_routes.get((doc.stakeholder, doc.represented_by), ()))
		return tuple(self.routes.get(pair_of(doc), ()))

	def _secrets(self, doc: Document) -> Secrets:
		pair = pair_of(doc)
		people: set[str] = set()
		agencies: set[str] = set()
		for row in self.people.get(doc.meeting, ()):
			other = (row.stakeholder_type, row.stakeholder)
			if other != pair:
				(agencies if row.stakeholder_type == "Partner Agency" else people).update(self._names(other))
				people.add(row.guest_name or "")
			if row.represented_by != doc.represented_by:
				people.add(row.represented_by or "")
		meeting = self.meetings.get(doc.meeting) or frappe._dict()
		hidden = level_of(meeting.confidentiality) is not Level.OPEN
		return Secrets(
			people=frozenset(people - {""}),
			agencies=frozenset(agencies),
			recipient=frozenset({*self._names(pair), doc.represented_by or ""}),
			case_ref=meeting.case_ref or "",
			places=frozenset({meeting.location or ""} if hidden else ()),
			organisation=get_settings().organisation_name or "",
		)

	def _names(self, pair: Pair) -> set[str]:
		row = self.stakeholders.get(pair) or frappe._dict()
		return {row.full_name or "", row.safe_alias or "", row.display_name or ""} - {""}


def read_surroundings(docs: Sequence[Document], now: datetime) -> Surroundings:
	"""Read what the gate must know about some thank-yous. Checks no permission.

	Args:
		docs: Thank You Follow Ups, saved or not.
		now: zone-aware.
	"""
	around = Surroundings(now)
	meetings = sorted({doc.meeting for doc in docs})
	recipients = {pair_of(doc) for doc in docs}
	around.meetings = {
		row.name: row
		for row in frappe.get_all(
			"Stakeholder Meeting",
			filters={"name": ("in", meetings)},
			fields=["name", "case_ref", "location", "confidentiality"],
			order_by="name",
		)
	}
	_read_people(around, meetings, sorted({doc.meeting_log for doc in docs}))
	everybody = {
		(row.stakeholder_type, row.stakeholder) for rows in around.people.values() for row in rows
	} | recipients
	around.stakeholders = load(everybody, STAKEHOLDER_FIELDS)
	_read_routes(around, recipients)
	around.withdrawn = _read_withdrawn(recipients)
	around.sent_today = _count_sent(now)
	# Past the cache: the switch must work on a run that has already begun.
	around.stopped = bool(cint(frappe.db.get_value("Stakeholder CRM Settings", None, "kill_switch")))
	return around


def pair_of(doc: Document) -> Pair:
	"""The stakeholder that a document is about."""
	return doc.stakeholder_type, doc.stakeholder


def _read_people(around: Surroundings, meetings: list[str], logs: list[str]) -> None:
	"""Everybody who was to come, or came, whichever log of these meetings says so."""
	people: dict[str, list[frappe._dict]] = defaultdict(list)
	for row in frappe.get_all(
		"Meeting Participant",
		filters={"parent": ("in", meetings), "parenttype": "Stakeholder Meeting"},
		fields=PERSON_FIELDS,
		order_by="parent, idx",
	):
		people[row.parent].append(row)
	submitted = {
		row.name: row.meeting
		for row in frappe.get_all(
			"Meeting Log",
			filters={"name": ("in", logs), "docstatus": 1},
			fields=["name", "meeting"],
			order_by="name",
		)
	}
	for row in frappe.get_all(
		"Meeting Attendance",
		filters={"parent": ("in", sorted(submitted)), "parenttype": "Meeting Log"},
		fields=[*PERSON_FIELDS, "attended", "contribution", "safe_to_mention", "acknowledge_in_writing"],
		order_by="parent, idx",
	):
		people[submitted[row.parent]].append(row)
		around.attendance[row.parent, (row.stakeholder_type, row.stakeholder)] = row
	around.people = dict(people)


def _read_routes(around: Surroundings, recipients: set[Pair]) -> None:
	names = sorted({name for _kind, name in recipients})
	points = frappe.get_all(
		"Stakeholder Contact Point",
		filters={"parent": ("in", names)},
		fields=[
			*("name", "parent", "parenttype", "channel", "value", "safety", "preferred"),
			*("valid_until", "bounced", "name_organisation_ok"),
		],
		order_by="parenttype, parent, idx",
	)
	focal = frappe.get_all(
		"Agency Focal Person",
		filters={"parent": ("in", names)},
		fields=[
			*("name", "parent", "parenttype", "person_name", "channel", "address", "safety"),
			*("until", "bounced", "name_organisation_ok"),
		],
		order_by="parent, idx",
	)
	for row in (*points, *focal):
		row.address = _normal(row)
	hashes = {row.name: fingerprint(row.channel, row.address) for row in (*points, *focal) if row.address}
	suppressed = set(
		frappe.get_all(
			"Contact Suppression",
			filters={"address_hash": ("in", sorted(set(hashes.values())))},
			pluck="address_hash",
			order_by="name",
		)
	)
	for row in points:
		route = _to_route(row, hashes.get(row.name) in suppressed)
		around.routes.setdefault((row.parenttype, row.parent), []).append(route)
	for row in focal:
		route = _to_route(row, hashes.get(row.name) in suppressed)
		around.focal_routes.setdefault((row.parent, row.person_name), []).append(route)


def _normal(row: frappe._dict) -> str:
	"""The address in its normal form; empty, and so no route, where it is none of its channel."""
	try:
		return normalise(row.channel or "", row.value or row.address)
	except BadAddress:
		return ""


def _to_route(row: frappe._dict, suppressed: bool) -> Route:
	"""A contact point and a focal person call the same things by different names."""
	last_day = row.valid_until or row.until
	return Route(
		row=row.name,
		channel=row.channel or "",
		address=row.address,
		safe=row.safety == "Safe",
		preferred=bool(row.preferred),
		valid_until=getdate(last_day) if last_day else None,
		bounced=bool(row.bounced),
		names_us=bool(row.name_organisation_ok),
		suppressed=suppressed,
	)


def _read_withdrawn(recipients: Iterable[Pair]) -> dict[Pair, frozenset[str]]:
	"""Per channel the newest decision counts; one for all channels overrules older ones for some."""
	wanted = set(recipients)
	newest: dict[Pair, dict[str, str]] = defaultdict(dict)
	for row in frappe.get_all(
		"Consent Record",
		filters={"stakeholder": ("in", sorted({name for _kind, name in wanted})), "purpose": PURPOSE},
		fields=["stakeholder_type", "stakeholder", "channel", "decision"],
		order_by="decided_on, creation, name",
	):
		decisions = newest[row.stakeholder_type, row.stakeholder]
		if not row.channel:
			decisions.clear()
		decisions[row.channel or ""] = row.decision
	return {
		pair: frozenset(channel for channel, decision in decisions.items() if decision == "Withdrawn")
		for pair, decisions in newest.items()
		if pair in wanted
	}


def _count_sent(now: datetime) -> int:
	midnight = now.astimezone(site_zone()).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
	sent = {"status": "Sent", "sent_on": (">=", midnight)}
	leaving = {"status": ("in", ("Claimed", "Queued"))}
	return frappe.db.count(THANK_YOU, sent) + frappe.db.count(THANK_YOU, leaving)


def _time(text: str | None) -> time:
	return get_time(text) if text else time()
