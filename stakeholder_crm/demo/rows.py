"""Helpers for writing the demo data: relative days, people by key, table rows.

`Day`, `Moment` and `User` are placeholders for values that are known only when the data is loaded. `resolved`
replaces them, so that the data is always relative to today.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Day:
	"""A number of days after today, or before it if negative."""

	offset: int


@dataclass(frozen=True, slots=True)
class Moment:
	"""A time of day (HH:MM), a number of days after today."""

	offset: int
	at: str


@dataclass(frozen=True, slots=True)
class User:
	"""A demo user, by key."""

	key: str


def resolved(value: Any, today: date, users: dict[str, str]) -> Any:
	"""The value with every `Day`, `Moment` and `User` replaced."""
	if isinstance(value, Day):
		return today + timedelta(days=value.offset)
	if isinstance(value, Moment):
		return datetime.combine(today + timedelta(days=value.offset), time.fromisoformat(value.at))
	if isinstance(value, User):
		return users[value.key]
	if isinstance(value, dict):
		return {key: resolved(item, today, users) for key, item in value.items()}
	if isinstance(value, list):
		return [resolved(item, today, users) for item in value]
	return value


def mail(value: str, **more: Any) -> Row:
	"""A safe, preferred e-mail address that may name the organisation."""
	return {
		"channel": "Email",
		"value": value,
		"safety": "Safe",
		"preferred": 1,
		"name_organisation_ok": 1,
		**more,
	}


def reach(channel: str, value: str = "", **more: Any) -> Row:
	"""A safe contact point other than e-mail."""
	return {"channel": channel, "value": value, "safety": "Safe", **more}


def focal(person_name: str, role: str, address: str, **more: Any) -> Row:
	"""An agency's focal person, in this role for a year and a half, with a safe e-mail address."""
	return {
		"person_name": person_name,
		"role": role,
		"channel": "Email",
		"address": address,
		"safety": "Safe",
		"since": Day(-540),
		**more,
	}


def do(text: str, source: str, days_ago: int) -> Row:
	"""A "Do" note."""
	return {"kind": "Do", "text": text, "source": source, "noted_on": Day(-days_ago)}


def dont(text: str, source: str, days_ago: int) -> Row:
	"""A "Don't" note."""
	return {"kind": "Don't", "text": text, "source": source, "noted_on": Day(-days_ago)}


def tie(to: str, kind: str, strength: str = "Medium", years: int = 3) -> Row:
	"""A tie to another demo stakeholder, by key."""
	return {"to": to, "kind": kind, "strength": strength, "since": Day(-365 * years)}


def judged(days_ago: int, trust: int, current: str, desired: str, evidence: str, **more: Any) -> Row:
	"""An assessment made a number of days ago."""
	return {
		"assessed_on": Day(-days_ago),
		"trust": trust,
		"current_position": current,
		"desired_position": desired,
		"evidence": evidence,
		"power": 3,
		"legitimacy": 4,
		"urgency": 3,
		"influence": 3,
		"interest": 4,
		"confidence": "Medium",
		**more,
	}


def consent(days_ago: int, decision: str, how: str = "Spoken") -> Row:
	"""A consent decision about thank-you messages by e-mail."""
	return {
		"purpose": "Thank-You Messages",
		"channel": "Email",
		"decision": decision,
		"decided_on": Moment(-days_ago, "12:00"),
		"how": how,
	}


def came(contribution: str, ends_as: str = "Sent", **more: Any) -> Row:
	"""An attendance row: the contribution, and the final status of its thank-you (`ends_as`)."""
	return {
		"attended": 1,
		"contribution": contribution,
		"safe_to_mention": 1,
		"acknowledge_in_writing": 1,
		"ends_as": ends_as,
		**more,
	}


def missed(note: str) -> Row:
	"""An attendance row of a person who did not attend."""
	return {"attended": 0, "note": note}


def raised(who: str, category: str, severity: str, said: str, *then: tuple[str, Row]) -> Row:
	"""A concern raised in a meeting, and its later steps."""
	return {"who": who, "category": category, "severity": severity, "said": said, "then": list(then)}


def promised(who: str, direction: str, promise: str, due: int, *then: tuple[str, Row], by: str = "") -> Row:
	"""A commitment, `due` days after today. Ours is assigned to `by`, or to the lead."""
	return {
		"who": who,
		"direction": direction,
		"promise": promise,
		"due_on": Day(due),
		"responsible": User(by) if by else None,
		"then": list(then),
	}
