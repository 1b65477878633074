"""A line of a brief, and how texts are said and shortened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from stakeholder_crm.domain.brief_facts import Source

LONGEST = 600
# A line that ends with one of these runs on into the next without a semicolon.
MARKS = (".", ",", ";", ":", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class ComposedLine:
	"""One statement, and the record it comes from.

	Attributes:
		section: where in the brief it stands.
		text: what it says; ages are not in it, they are told when it is read.
		source: where it comes from.
		due_on: for a commitment, the day it is due.
	"""

	section: str
	text: str
	source: Source
	due_on: date | None = None


def _as_is(text: str) -> str:
	return text


def _iso(day: date) -> str:
	return day.isoformat()


def _span(start: datetime, end: datetime) -> str:
	return f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"


@dataclass(frozen=True, slots=True)
class Voice:
	"""The language a brief is composed in.

	Attributes:
		translate: a literal sentence or an option, in that language.
		day: a date as it is written there.
		hours: from when to when, with the day.
	"""

	translate: Callable[[str], str] = _as_is
	day: Callable[[date], str] = _iso
	hours: Callable[[datetime, datetime], str] = _span


def clip(text: str, limit: int = LONGEST) -> str:
	"""The text on one line, cut at a word where it is longer than ``limit`` characters.

	Lines that end without a mark are set apart by semicolons. Angle brackets become guillemets: a brief
	holds plain text, whatever got into its sources.
	"""
	flat = _on_one_line(text.replace("<", "‹").replace(">", "›"))
	if len(flat) <= limit:
		return flat
	cut = flat[: limit - 1]
	head, space, _tail = cut.rpartition(" ")
	return f"{(head if space else cut).rstrip(',;:. ')}…"


def _on_one_line(text: str) -> str:
	flat = ""
	for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
		flat += f"{'' if not flat else ' ' if flat.endswith(MARKS) else '; '}{line}"
	return flat
