"""The facts of a meeting brief, each with its source.

A fact lists the stakeholders and meetings it is ``about``. It is used only if the whole team is cleared for all of
them.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, cast

from stakeholder_crm.domain.clearance import Level

FactScope = tuple[str, str]
"""A record that a user may be cleared for: (DocType, name) of a stakeholder or a meeting."""


@dataclass(frozen=True, slots=True)
class Source:
	"""The source of a fact.

	Attributes:
		doctype: DocType of the record.
		name: name of the record.
			on: the date of its content.
			first_hand: we saw or heard it ourselves. Otherwise it was reported to us.
			level: the level of the record.
			about: the stakeholders and meetings that decide who may read it.
	"""

	doctype: str
	name: str
	on: date | None
	first_hand: bool
	level: Level
	about: frozenset[FactScope]


@dataclass(frozen=True, slots=True)
class MeetingFact:
	"""The brief's meeting. It never contains the case reference.

	Attributes:
			starts_on: in ``time_zone``.
			ends_on: in ``time_zone``.
			time_zone: the IANA name of where it takes place.
	"""

	source: Source
	kind: str
	starts_on: datetime
	ends_on: datetime
	time_zone: str = ""
	location: str = ""
	postponed: bool = False
	purpose: str = ""
	desired_outcome: str = ""
	agenda: str = ""
	engagement_level: str = ""
	ground_rules: str = ""
	disclosure_boundary: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
	"""A row of the meeting: a stakeholder (``scope``) or a guest (no scope). An agency may have several rows."""

	scope: FactScope | None
	name: str
	role: str
	invited: bool
	represented_by: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
	"""A person or agency who attends, once, with all representatives.

	Attributes:
			scope: the stakeholder. None for a guest.
			name: as shown.
			role: in the meeting. For an agency, the role of its first row.
			representatives: names and roles, for an agency.
	"""

	scope: FactScope | None
	name: str
	role: str
	representatives: tuple[tuple[str, str], ...] = ()

	@property
	def several(self) -> tuple[str, ...]:
		"""The names of the representatives, if there are several."""
		return tuple(name for name, _role in self.representatives) if len(self.representatives) > 1 else ()


@dataclass(frozen=True, slots=True)
class BriefRoute:
	"""A safe route that has not bounced, with or without an end date.

	``person`` is the focal person it belongs to. Empty for the stakeholder's own.
	"""

	channel: str
	until: date | None = None
	since: date | None = None
	person: str = ""

	def open_on(self, day: date) -> bool:
		"""Whether it may be used on that day."""
		return (self.until is None or day <= self.until) and (self.since is None or self.since <= day)


@dataclass(frozen=True, slots=True)
class StakeholderFact:
	"""Facts from the stakeholder's record."""

	source: Source
	scope: FactScope
	name: str
	status: str
	why: tuple[str, ...]
	language: str = ""
	health: str = ""
	met: bool = False
	verified_on: date | None = None
	verify_every_days: int = 0
	routes: tuple[BriefRoute, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentFact:
	"""The latest assessment, and the trust in the one before it."""

	source: Source
	scope: FactScope
	name: str
	current_position: str
	desired_position: str
	trust: int
	trust_before: int | None
	influence: int
	interest: int


@dataclass(frozen=True, slots=True)
class ContactFact:
	"""The last logged meeting that a participant attended."""

	source: Source
	scope: FactScope
	name: str
	summary: str
	contribution: str = ""
	trust_change: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentFact:
	"""A pending commitment."""

	source: Source
	scope: FactScope
	name: str
	promise: str
	ours: bool
	due_on: date
	status: str
	responsible: str = ""


@dataclass(frozen=True, slots=True)
class ConcernFact:
	"""A concern that is not closed, and our response so far."""

	source: Source
	scope: FactScope
	name: str
	said: str
	severity: str
	status: str
	did: str = ""
	cannot_act_reason: str = ""
	reported_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class AdaptationFact:
	"""What was changed on the day of an earlier meeting with some of the same people."""

	source: Source
	text: str
	outcome: str = ""


@dataclass(frozen=True, slots=True)
class CareFact:
	"""A do or a don't."""

	source: Source
	scope: FactScope
	name: str
	do: bool
	text: str
	told_by: str = ""


@dataclass(frozen=True, slots=True)
class ChannelFact:
	"""A participant who may be contacted only through an intermediary."""

	source: Source
	scope: FactScope
	name: str
	through: str


@dataclass(frozen=True, slots=True)
class TieFact:
	"""A tie between two participants."""

	source: Source
	one: str
	other: str
	kind: str
	strength: str
	since: date | None = None


@dataclass(frozen=True, slots=True)
class BriefFacts:
	"""All the facts of a brief. The order within a collection has no meaning."""

	meeting: MeetingFact
	participants: tuple[Participant, ...] = ()
	stakeholders: tuple[StakeholderFact, ...] = ()
	assessments: tuple[AssessmentFact, ...] = ()
	touches: tuple[ContactFact, ...] = ()
	commitments: tuple[CommitmentFact, ...] = ()
	concerns: tuple[ConcernFact, ...] = ()
	adaptations: tuple[AdaptationFact, ...] = ()
	care: tuple[CareFact, ...] = ()
	channels: tuple[ChannelFact, ...] = ()
	ties: tuple[TieFact, ...] = ()
	cleared: frozenset[FactScope] = frozenset()
	left_out: bool = False


def attendees(facts: BriefFacts) -> tuple[Attendee, ...]:
	"""The attendees in the order of the meeting. The rows of an agency are combined."""
	found: dict[object, Attendee] = {}
	for place, person in enumerate(facts.participants):
		key = person.scope or place
		one = found.get(key) or Attendee(person.scope, person.name, person.role)
		if person.represented_by:
			sent = (*one.representatives, (person.represented_by, person.role))
			one = replace(one, representatives=sent)
		found[key] = one
	return tuple(found.values())


SOURCED = (
	"stakeholders",
	"assessments",
	"touches",
	"commitments",
	"concerns",
	"adaptations",
	"care",
	"channels",
	"ties",
)


def visible_facts(facts: BriefFacts) -> BriefFacts:
	"""The facts that every team member may read. ``left_out`` says whether any were removed."""
	kept: dict[str, Any] = {
		name: tuple(fact for fact in getattr(facts, name) if fact.source.about <= facts.cleared)
		for name in SOURCED
	}
	left_out = facts.left_out or any(len(kept[name]) < len(getattr(facts, name)) for name in SOURCED)
	return replace(facts, **kept, left_out=left_out)


def sources(facts: BriefFacts) -> dict[FactScope, Source]:
	"""Every source of the facts, by DocType and name."""
	found = [facts.meeting.source, *(fact.source for name in SOURCED for fact in getattr(facts, name))]
	return {(source.doctype, source.name): source for source in found}


def facts_hash(facts: BriefFacts) -> str:
	"""A hash of all facts that the team may read. It does not depend on their order or on the day."""
	seen = asdict(visible_facts(facts))
	del seen["cleared"]
	# The date of the last save is not a fact of its own.
	del seen["meeting"]["source"]["on"]
	text = json.dumps(_canonical(seen), ensure_ascii=True, separators=(",", ":"))
	return hashlib.sha256(text.encode()).hexdigest()


def redact(text: str | None, references: Iterable[str]) -> str:
	"""The text without case references."""
	result = text or ""
	for reference in sorted({reference.strip() for reference in references}, key=len, reverse=True):
		if reference:
			whole = rf"(?<!\w){re.escape(reference)}(?!\w)"
			result = re.sub(whole, "[…]", result, flags=re.IGNORECASE)
	return result


def _canonical(value: object) -> object:
	if isinstance(value, dict):
		mapping = cast("dict[str, object]", value)
		return {key: _canonical(mapping[key]) for key in sorted(mapping)}
	if isinstance(value, (tuple, list, frozenset)):
		items = cast("Iterable[object]", value)
		return sorted((_canonical(item) for item in items), key=json.dumps)
	if isinstance(value, (date, datetime)):
		return value.isoformat()
	if isinstance(value, Enum):
		return value.value
	return value
