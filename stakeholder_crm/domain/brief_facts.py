"""What a meeting brief is made from: plain facts, each with the place it comes from.

A fact says which stakeholders or meetings it is ``about``; it reaches a brief only where the whole
team is cleared for all of them.
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
"""A record that clearance is asked for: (DocType, name) of a stakeholder or a meeting."""


@dataclass(frozen=True, slots=True)
class Source:
	"""Where a fact comes from.

	Attributes:
		doctype: DocType of the record.
		name: name of the record.
		on: the day its content stands for.
		first_hand: we saw or heard it ourselves; otherwise it was reported to us.
		level: how confidential the record is.
		about: whose clearance decides who may read it.
	"""

	doctype: str
	name: str
	on: date | None
	first_hand: bool
	level: Level
	about: frozenset[FactScope]


@dataclass(frozen=True, slots=True)
class MeetingFact:
	"""The meeting that the brief is for. It never holds the case reference.

	Attributes:
		starts_on: by the clock of ``time_zone``.
		ends_on: the same.
		time_zone: where it takes place, as an IANA name.
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
	"""A row of the meeting: a stakeholder (``scope``) or a guest (no scope). An agency may send several people."""

	scope: FactScope | None
	name: str
	role: str
	invited: bool
	represented_by: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
	"""Who comes, each once: an agency with all who represent it.

	Attributes:
		scope: of a stakeholder; None for a guest.
		name: as it is shown.
		role: in the meeting; of an agency, that of its first row.
		representatives: of an agency, their names and roles.
	"""

	scope: FactScope | None
	name: str
	role: str
	representatives: tuple[tuple[str, str], ...] = ()

	@property
	def several(self) -> tuple[str, ...]:
		"""The names of those who represent it, where it is more than one person."""
		return tuple(name for name, _role in self.representatives) if len(self.representatives) > 1 else ()


@dataclass(frozen=True, slots=True)
class BriefRoute:
	"""A contact point marked safe that has not bounced; usable until a day, or for good.

	``person`` is the focal person whom it leads to; empty for the stakeholder's own.
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
	"""What the stakeholder's own record says."""

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
	"""The newest assessment, and the trust that the one before it found."""

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
	"""A promise that is still open."""

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
	"""A concern that is not closed, with what came of it so far."""

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
	"""A participant who may be reached only through somebody else."""

	source: Source
	scope: FactScope
	name: str
	through: str


@dataclass(frozen=True, slots=True)
class TieFact:
	"""A tie between two people in the room."""

	source: Source
	one: str
	other: str
	kind: str
	strength: str
	since: date | None = None


@dataclass(frozen=True, slots=True)
class BriefFacts:
	"""All that a brief is composed from; the order inside a collection means nothing."""

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
	"""Who comes, in the order of the room; the rows of one agency are one."""
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
	"""The facts that every member of the team may read; ``left_out`` says whether any was not."""
	kept: dict[str, Any] = {
		name: tuple(fact for fact in getattr(facts, name) if fact.source.about <= facts.cleared)
		for name in SOURCED
	}
	left_out = facts.left_out or any(len(kept[name]) < len(getattr(facts, name)) for name in SOURCED)
	return replace(facts, **kept, left_out=left_out)


def sources(facts: BriefFacts) -> dict[FactScope, Source]:
	"""Every source among the facts, by DocType and name."""
	found = [facts.meeting.source, *(fact.source for name in SOURCED for fact in getattr(facts, name))]
	return {(source.doctype, source.name): source for source in found}


def facts_hash(facts: BriefFacts) -> str:
	"""A hash of all that the team may read: the same for the same facts, in any order, on any day."""
	seen = asdict(visible_facts(facts))
	del seen["cleared"]
	# The day of its last save says nothing: what was saved is there itself.
	del seen["meeting"]["source"]["on"]
	text = json.dumps(_canonical(seen), ensure_ascii=True, separators=(",", ":"))
	return hashlib.sha256(text.encode()).hexdigest()


def redact(text: str | None, references: Iterable[str]) -> str:
	"""The text without any case reference that somebody wrote into it."""
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
