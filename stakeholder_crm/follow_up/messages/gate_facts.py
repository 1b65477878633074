"""Load the facts for the gate, with the same number of queries for many thank-yous as for one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import frappe
from frappe.model.document import Document
from frappe.utils import cint, get_time

from stakeholder_crm.access.vault.keys import VaultLocked
from stakeholder_crm.access.vault.read_opened import get_all_opened, load_pairs_opened, open_rows
from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.base.clock import site_zone, to_moment
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.pairs import Pair, pair_of
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.clearance import Level, level_of
from stakeholder_crm.domain.consent import THANK_YOUS, withdrawn_channels
from stakeholder_crm.domain.delivery import Trouble
from stakeholder_crm.domain.gate import GateFacts, Route, choose_route
from stakeholder_crm.domain.merged_rows import folded
from stakeholder_crm.domain.quiet_hours import ContactHours
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.domain.thank_you_text import Finding, Secrets, find_leaks, names_organisation
from stakeholder_crm.domain.weekdays import UnknownWeekday, parse_weekdays
from stakeholder_crm.follow_up.channels.email import outgoing_account
from stakeholder_crm.follow_up.channels.registry import machine_channels
from stakeholder_crm.follow_up.messages.gate_routes import load_routes
from stakeholder_crm.follow_up.messages.unsubscribe_link import opt_out_base
from stakeholder_crm.stakeholders.consent_decisions import load_decisions

PURPOSE = THANK_YOUS
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
class GateContext:
	"""The loaded data around some thank-yous.

	Attributes:
		now: zone-aware.
		stakeholders: by pair; recipients and all other participants.
		routes: contact points by pair.
		focal_routes: by agency and the focal person's name.
		meetings: by name.
		people: rows of participants and attendance, by meeting.
		attendance: rows of attendance by log, pair and representative; only of submitted logs.
		withdrawn: by pair, the channels with withdrawn consent.
		machine_channels: the channels that can send automatically.
		community_zones: the time zone that most of a community's leaders have.
		sender_names_us: the sender or the unsubscribe link of every message names the organisation.
		sent_today: how many messages were sent today, or are about to be.
		stopped: the kill switch is on.
	"""

	now: datetime
	stakeholders: dict[Pair, frappe._dict] = field(default_factory=dict)
	routes: dict[Pair, list[Route]] = field(default_factory=dict)
	focal_routes: dict[tuple[str, str], list[Route]] = field(default_factory=dict)
	meetings: dict[str, frappe._dict] = field(default_factory=dict)
	people: dict[str, list[frappe._dict]] = field(default_factory=dict)
	attendance: dict[tuple[str, Pair, str], frappe._dict] = field(default_factory=dict)
	withdrawn: dict[Pair, frozenset[str]] = field(default_factory=dict)
	machine_channels: frozenset[str] = frozenset()
	community_zones: dict[str, str] = field(default_factory=dict)
	sender_names_us: bool = False
	sent_today: int = 0
	stopped: bool = False

	def route(self, doc: Document) -> Route | None:
		"""The route that a thank-you would take if sent now."""
		hours = self.hours(doc)
		zone = hours.zone if hours else site_zone()
		return choose_route(self._routes(doc), self.now.astimezone(zone).date(), self.machine_channels)

	def hours(self, doc: Document) -> ContactHours | None:
		"""The recipient's contact hours; None if they are not valid."""
		row = self.stakeholders.get(pair_of(doc)) or frappe._dict()
		own = row if row.quiet_from and row.quiet_to else get_settings()
		zone = row.time_zone or self.community_zones.get(row.community)
		try:
			return ContactHours(
				zone=ZoneInfo(zone) if zone else site_zone(),
				quiet_from=_time(own.quiet_from),
				quiet_to=_time(own.quiet_to),
				no_contact_days=parse_weekdays(row.no_contact_days or ""),
			)
		except (UnknownWeekday, ValueError, KeyError):
			return None

	def facts(self, doc: Document) -> GateFacts:
		"""The facts of one thank-you for the gate."""
		settings = get_settings()
		pair = pair_of(doc)
		row = self.stakeholders.get(pair) or frappe._dict()
		attended = self.attendance.get((doc.meeting_log, pair, folded(doc.represented_by))) or frappe._dict()
		midnight = self.now.astimezone(site_zone()).replace(hour=0, minute=0, second=0, microsecond=0)
		return GateFacts(
			attended=bool(attended.attended),
			status=row.status or "",
			withdrawn=self.withdrawn.get(pair, frozenset()),
			through_intermediary=bool(row.intermediary),
			routes=self._routes(doc),
			machine_channels=self.machine_channels,
			in_writing=bool(attended.acknowledge_in_writing),
			contribution_is_safe=bool(attended.safe_to_mention and (attended.contribution or "").strip()),
			has_text=bool((doc.subject or "").strip() and (doc.body or "").strip() and doc.body != DOTS),
			findings=self._findings(doc),
			now=self.now,
			due_on=to_moment(doc.due_on) if doc.due_on else self.now,
			late_limit=timedelta(hours=settings.late_limit_hours or 0),
			hours=self.hours(doc),
			stopped=self.stopped,
			cap_left=(settings.daily_cap or 0) - self.sent_today,
			tomorrow=midnight + timedelta(days=1),
			key=doc.occurrence_key or "",
		)

	def leaks(self, doc: Document, text: str) -> frozenset[Finding]:
		"""What a text would reveal to the recipient of a thank-you."""
		return find_leaks(text, self._secrets(doc))

	def _routes(self, doc: Document) -> tuple[Route, ...]:
		if doc.represented_by:
			return tuple(self.focal_routes.get((doc.stakeholder, doc.represented_by), ()))
		return tuple(self.routes.get(pair_of(doc), ()))

	def _findings(self, doc: Document) -> frozenset[Finding]:
		found = self.leaks(doc, f"{doc.subject or ''}\n{doc.body or ''}")
		return found | {Finding.SENDER} if self.sender_names_us else found

	def _secrets(self, doc: Document) -> Secrets:
		pair = pair_of(doc)
		people: set[str] = set()
		agencies: set[str] = set()
		for row in self.people.get(doc.meeting, ()):
			other = pair_of(row)
			if other != pair:
				(agencies if row.stakeholder_type == "Partner Agency" else people).update(self._names(other))
				people.add(row.guest_name or "")
			if folded(row.represented_by) != folded(doc.represented_by):
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


def load_gate_context(docs: Sequence[Document], now: datetime) -> GateContext:
	"""Load the facts of some thank-yous for the gate. Checks no permission.

	Args:
		docs: Thank You Follow Ups, saved or not.
		now: zone-aware.
	"""
	_open_texts(docs)
	around = GateContext(now)
	meetings = sorted({doc.meeting for doc in docs})
	recipients = {pair_of(doc) for doc in docs}
	around.meetings = {
		row.name: row
		for row in get_all_opened(
			"Stakeholder Meeting",
			filters={"name": ("in", meetings)},
			fields=["name", "case_ref", "location", "confidentiality"],
			order_by="name",
		)
	}
	_read_people(around, meetings, sorted({doc.meeting_log for doc in docs}))
	everybody = {pair_of(row) for rows in around.people.values() for row in rows} | recipients
	around.stakeholders = load_pairs_opened(everybody, STAKEHOLDER_FIELDS)
	around.routes, around.focal_routes = load_routes(recipients)
	around.machine_channels = machine_channels()
	around.community_zones = _read_community_zones(around.stakeholders)
	around.sender_names_us = _sender_names_us()
	around.withdrawn = _read_withdrawn(recipients)
	around.sent_today = count_sent(now)
	around.stopped = is_stopped()
	return around


def _open_texts(docs: Sequence[Document]) -> None:
	"""The gate looks through texts. One that cannot be read must not stop the others."""
	rows = [doc for doc in docs if not isinstance(doc, Document)]
	for row in rows:
		row.setdefault("sealed", row.body == DOTS)
	try:
		open_rows(THANK_YOU, rows)
	except VaultLocked:
		for row in rows:
			with suppress(VaultLocked):
				open_rows(THANK_YOU, [row])
	for doc in docs:
		if isinstance(doc, Document):
			with suppress(VaultLocked):
				put_in(doc)


def is_stopped() -> bool:
	"""Whether the kill switch is on; not cached, since it must stop a running dispatch."""
	table = frappe.qb.DocType("Singles")
	query = (
		frappe.qb.from_(table)
		.select(table.value)
		.where((table.doctype == "Stakeholder CRM Settings") & (table.field == "kill_switch"))
	)
	return any(cint(value) for value in query.run(pluck=True))


def _read_people(around: GateContext, meetings: list[str], logs: list[str]) -> None:
	"""All participants and attendees, from any log of these meetings."""
	people: dict[str, list[frappe._dict]] = defaultdict(list)
	for row in get_all_opened(
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
	for row in get_all_opened(
		"Meeting Attendance",
		filters={"parent": ("in", sorted(submitted)), "parenttype": "Meeting Log"},
		fields=[*PERSON_FIELDS, "attended", "contribution", "safe_to_mention", "acknowledge_in_writing"],
		order_by="parent, idx",
	):
		people[submitted[row.parent]].append(row)
		around.attendance[row.parent, pair_of(row), folded(row.represented_by)] = row
	around.people = dict(people)


def _read_withdrawn(recipients: Iterable[Pair]) -> dict[Pair, frozenset[str]]:
	decisions = load_decisions(set(recipients), PURPOSE)
	return {pair: withdrawn_channels(made) for pair, made in decisions.items()}


def _read_community_zones(stakeholders: dict[Pair, frappe._dict]) -> dict[str, str]:
	"""For leaders without a time zone, the most common one in their community."""
	wanted = {
		row.name
		for (kind, _name), row in stakeholders.items()
		if kind == "Community Leader" and not row.time_zone
	}
	if not wanted:
		return {}
	leaders = get_all_opened(
		"Community Leader",
		filters={"name": ("in", sorted(wanted))},
		fields=["name", "community"],
		order_by="name",
	)
	communities: dict[str, Counter[str]] = defaultdict(Counter)
	for row in frappe.get_all(
		"Community Leader",
		filters={
			"community": ("in", sorted({row.community for row in leaders if row.community})),
			"time_zone": ("is", "set"),
		},
		fields=["community", "time_zone"],
		order_by="name",
	):
		communities[row.community][row.time_zone] += 1
	for row in leaders:
		stakeholders["Community Leader", row.name].community = row.community
	return {community: zones.most_common(1)[0][0] for community, zones in communities.items()}


def _sender_names_us() -> bool:
	account = outgoing_account()
	addresses = [opt_out_base(), f"mailto://{account.email_id.rpartition('@')[2]}" if account else ""]
	organisation = get_settings().organisation_name or ""
	return any(names_organisation(address, organisation) for address in addresses)


def count_sent(now: datetime) -> int:
	"""How many messages were sent today (site's time zone), are being sent, or may have been sent."""
	midnight = now.astimezone(site_zone()).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
	sent = {"status": "Sent", "sent_on": (">=", midnight)}
	leaving = {"status": ("in", ("Claimed", "Queued"))}
	in_doubt = {"reason_code": Trouble.BROKE_OFF.value, "claimed_on": (">=", midnight)}
	return sum(frappe.db.count(THANK_YOU, filters) for filters in (sent, leaving, in_doubt))


def _time(text: str | None) -> time:
	return get_time(text) if text else time()
