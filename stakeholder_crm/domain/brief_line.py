"""A line of a brief, and how texts are formatted and shortened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from stakeholder_crm.domain.brief_facts import Source

LONGEST = 600
# A line that ends with one of these is joined to the next one without a semicolon.
MARKS = (".", ",", ";", ":", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class ComposedLine:
	"""A statement and its source.

	Attributes:
			section: its section.
			text: its text. Ages are added when it is shown.
			source: the source record.
			due_on: the due date of a commitment.
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
	"""The language of a brief.

	Attributes:
			translate: translates a literal sentence or an option.
			day: formats a date.
			hours: formats a start and end, with the date.
	"""

	translate: Callable[[str], str] = _as_is
	day: Callable[[date], str] = _iso
	hours: Callable[[datetime, datetime], str] = _span


def clip(text: str, limit: int = LONGEST) -> str:
	"""The text on one line, cut at a word if it is longer than ``limit`` characters.

	Lines that end without punctuation are joined by semicolons. Angle brackets become guillemets: a brief is plain text,
	whatever its sources contain.
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
