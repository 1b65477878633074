"""The gate every thank-you passes when it is planned, when it is approved, and before it is claimed.

It denies by default: nothing is sent unless every row below allows it. The rows are checked in this order,
and the first that objects decides, so that the most protective and lasting decision wins:

1. not needed: they did not attend (or the log is cancelled), are not Active, unsubscribed, or withdrew
   consent → **cancel**, and they are not called either;
2. not automatic: no safe route, only through an intermediary, a manual route, not in writing, nothing
   safe to mention → **block** or **task** (for a person);
3. needs review: no text, a text that reveals something, too late → **review**;
4. not now: kill switch, daily limit, quiet hours or a no-contact day → **defer**.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from stakeholder_crm.domain.quiet_hours import ContactHours, next_allowed, spread
from stakeholder_crm.domain.thank_you_text import Finding

ADDRESSLESS_CHANNELS = frozenset({"In Person", "Intermediary"})


class GateVerdict(Enum):
	"""The gate's verdict."""

	GO = "go"
	DEFER = "defer"
	CANCEL = "cancel"
	BLOCK = "block"
	TASK = "task"
	REVIEW = "review"


class GateReason(Enum):
	"""The reason; its text is in ``follow_up/messages/reasons.py``."""

	NOT_ATTENDED = "not_attended"
	NOT_ACTIVE = "not_active"
	CONSENT_WITHDRAWN = "consent_withdrawn"
	SUPPRESSED = "suppressed"
	THROUGH_INTERMEDIARY = "through_intermediary"
	NO_SAFE_ROUTE = "no_safe_route"
	NO_DECENT_HOUR = "no_decent_hour"
	NOT_IN_WRITING = "not_in_writing"
	BY_HAND = "by_hand"
	NOTHING_TO_MENTION = "nothing_to_mention"
	NO_TEXT = "no_text"
	NAMES_OTHERS = "names_others"
	NAMES_CASE = "names_case"
	NAMES_PLACE = "names_place"
	NAMES_ORGANISATION = "names_organisation"
	SENDER_NAMES_ORGANISATION = "sender_names_organisation"
	TOO_LATE = "too_late"
	STOPPED = "stopped"
	DAILY_CAP = "daily_cap"
	QUIET = "quiet"
	PACE = "pace"  # not from the gate but from a run: the limit per minute


FINDING_REASONS = {
	Finding.NAME: GateReason.NAMES_OTHERS,
	Finding.CASE_REF: GateReason.NAMES_CASE,
	Finding.PLACE: GateReason.NAMES_PLACE,
	Finding.ORGANISATION: GateReason.NAMES_ORGANISATION,
	Finding.SENDER: GateReason.SENDER_NAMES_ORGANISATION,
}
# Findings that are allowed on a route that may name the organisation.
ABOUT_US = frozenset({Finding.ORGANISATION, Finding.SENDER})


@dataclass(frozen=True, slots=True)
class Route:
	"""A contact route: a contact point, or an agency's focal person.

	Attributes:
		row: the name of its child row.
		channel: as in Stakeholder Contact Point.
		address: normalised; empty if the channel has none.
		safe: marked Safe; Unknown counts as not safe.
		preferred: whether it is the preferred one.
		valid_until: last day of use, in the recipient's zone.
		bounced: whether a message to it bounced.
		names_us: whether messages may name the organisation.
		suppressed: whether its address is suppressed here or unsubscribed in the host.
	"""

	row: str
	channel: str
	address: str
	safe: bool
	preferred: bool
	valid_until: date | None
	bounced: bool
	names_us: bool
	suppressed: bool


@dataclass(frozen=True, slots=True)
class GateFacts:
	"""The facts that the gate checks; none has a default.

	Attributes:
		attended: they attended, by a submitted log.
		status: the stakeholder's status.
		withdrawn: channels for which the newest consent decision is Withdrawn; "" stands for all.
		through_intermediary: they may be contacted only through an intermediary.
		routes: in the record's order.
		machine_channels: the channels that can send automatically on this site.
		in_writing: whether attendance may be acknowledged in writing.
		contribution_is_safe: whether there is a contribution that may be mentioned.
		has_text: whether subject and body are set.
		findings: what the text reveals.
		now: zone-aware.
		due_on: zone-aware; the original due time.
		late_limit: how long after ``due_on`` it may be sent automatically.
		hours: the recipient's contact hours; None if they are not valid.
		stopped: whether the kill switch is on.
		cap_left: how many more may be sent today.
		tomorrow: zone-aware; when the daily limit resets.
		key: unique among the messages of its meeting.
	"""

	attended: bool
	status: str
	withdrawn: frozenset[str]
	through_intermediary: bool
	routes: tuple[Route, ...]
	machine_channels: frozenset[str]
	in_writing: bool
	contribution_is_safe: bool
	has_text: bool
	findings: frozenset[Finding]
	now: datetime
	due_on: datetime
	late_limit: timedelta
	hours: ContactHours | None
	stopped: bool
	cap_left: int
	tomorrow: datetime
	key: str


@dataclass(frozen=True, slots=True)
class GateDecision:
	"""The gate's decision.

	Attributes:
		verdict: what to do.
		reason: None only for GO.
		route: the contact route, if there is one.
		until: for DEFER, when to check again (zone-aware); None if unknown.
	"""

	verdict: GateVerdict
	reason: GateReason | None = None
	route: Route | None = None
	until: datetime | None = None


Objection = tuple[GateVerdict, GateReason]


def choose_route(routes: Iterable[Route], today: date, machine_channels: frozenset[str]) -> Route | None:
	"""The safe route: the preferred one, else an automatic one, else the first.

	Args:
		routes: all routes.
		today: the recipient's date.
		machine_channels: the channels that can send automatically on this site.
	"""
	usable = [route for route in routes if is_usable(route, today)]
	usable.sort(key=lambda route: (not route.preferred, route.channel not in machine_channels))
	return usable[0] if usable else None


def is_usable(route: Route, today: date) -> bool:
	"""Whether a route is Safe, in date, not bounced, and has an address."""
	return (
		route.safe
		and not route.bounced
		and (route.valid_until is None or today <= route.valid_until)
		and (bool(route.address) or route.channel in ADDRESSLESS_CHANNELS)
	)


def decide(facts: GateFacts) -> GateDecision:
	"""Decide whether a thank-you may be sent now, and if not, why and what to do instead."""
	zone = facts.hours.zone if facts.hours else facts.now.tzinfo
	route = choose_route(facts.routes, facts.now.astimezone(zone).date(), facts.machine_channels)
	for row in (_not_needed, _not_automatic, _needs_review):
		if objection := row(facts, route):
			return GateDecision(*objection, route=route)
	return _not_now(facts, route)


def _not_needed(facts: GateFacts, route: Route | None) -> Objection | None:
	if not facts.attended:
		return GateVerdict.CANCEL, GateReason.NOT_ATTENDED
	if facts.status != "Active":
		return GateVerdict.CANCEL, GateReason.NOT_ACTIVE
	if "" in facts.withdrawn or (route and route.channel in facts.withdrawn):
		return GateVerdict.CANCEL, GateReason.CONSENT_WITHDRAWN
	if route and route.suppressed:
		return GateVerdict.CANCEL, GateReason.SUPPRESSED
	return None


def _not_automatic(facts: GateFacts, route: Route | None) -> Objection | None:
	if facts.through_intermediary:
		return GateVerdict.TASK, GateReason.THROUGH_INTERMEDIARY
	if route is None:
		return GateVerdict.BLOCK, GateReason.NO_SAFE_ROUTE
	if not facts.in_writing:
		return GateVerdict.TASK, GateReason.NOT_IN_WRITING
	if route.channel not in facts.machine_channels:
		return GateVerdict.TASK, GateReason.BY_HAND
	if not facts.contribution_is_safe:
		return GateVerdict.TASK, GateReason.NOTHING_TO_MENTION
	if facts.hours is None or next_allowed(facts.now, facts.hours) is None:
		return GateVerdict.BLOCK, GateReason.NO_DECENT_HOUR
	return None


def _needs_review(facts: GateFacts, route: Route | None) -> Objection | None:
	if not facts.has_text:
		return GateVerdict.REVIEW, GateReason.NO_TEXT
	for finding in Finding:
		if finding in facts.findings and not (finding in ABOUT_US and route and route.names_us):
			return GateVerdict.REVIEW, FINDING_REASONS[finding]
	if facts.now > facts.due_on + facts.late_limit:
		return GateVerdict.REVIEW, GateReason.TOO_LATE
	return None


def _not_now(facts: GateFacts, route: Route | None) -> GateDecision:
	if facts.stopped:
		return GateDecision(GateVerdict.DEFER, GateReason.STOPPED, route)
	if facts.cap_left <= 0:
		return GateDecision(GateVerdict.DEFER, GateReason.DAILY_CAP, route, facts.tomorrow)
	allowed = next_allowed(facts.now, facts.hours) if facts.hours else None
	# Compare with "later", not "unequal": in a repeated hour, no datetime equals one of another zone (PEP 495).
	if facts.hours and allowed and allowed > facts.now:
		return GateDecision(
			GateVerdict.DEFER, GateReason.QUIET, route, spread(allowed, facts.key, facts.hours)
		)
	return GateDecision(GateVerdict.GO, route=route)
