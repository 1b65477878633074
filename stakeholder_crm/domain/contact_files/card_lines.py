"""The lines of a vCard of version 2.1, 3.0 or 4.0, each by itself: one that nobody can read does not cost the others.

vobject takes a line apart, whatever the version. It has no types: what comes back from it gets them here.
"""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from quopri import decodestring
from typing import Any

from vobject import base  # pyright: ignore[reportMissingTypeStubs]

from stakeholder_crm.domain.contact_files.gather import GARBLED
from stakeholder_crm.domain.contact_files.split_cards import QUOTED, TAKEN

_base: Any = base

LEAST_PREFERRED = 100
# RFC 2426, 5.8.2, and version 2.1's word for it.
BASE64 = ("b", "base64")
_LINE_END = re.compile(r"\r\n?|\n")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SEMICOLON = re.compile(r"(?<!\\)((?:\\\\)*);")


@dataclass(frozen=True, slots=True)
class CardLine:
	"""A property of a card.

	Attributes:
		name: in capitals, without its group.
		value: as it stands there, escapes included; with ``GARBLED`` for what cannot be decoded.
		words: the values of its parameters, in lower case: "work", "fax", "uri".
		preference: the smaller, the more it is preferred.
		text: the line itself, unfolded.
	"""

	name: str
	value: str
	words: frozenset[str]
	preference: int
	text: str


def lines_of(card: str) -> dict[str, list[CardLine]]:
	"""The lines of a card that a contact is made of, by name, those that are preferred first.

	Args:
		card: from its BEGIN to its END.
	"""
	read = [(group, line) for text in _unfold(card) if (line := _read(text)) for group in (_group(text),)]
	labels = {group: line.value for group, line in read if group and line.name == "X-ABLABEL"}
	lines: dict[str, list[CardLine]] = {}
	for group, line in read:
		if label := labels.get(group):
			# Apple keeps what a number is for in a line of its own.
			line = CardLine(line.name, line.value, line.words | {label}, line.preference, line.text)
		lines.setdefault(line.name, []).append(line)
	for same in lines.values():
		same.sort(key=lambda line: line.preference)
	return lines


def unescape(value: str) -> str:
	"""A text value as it is read."""
	return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def components(value: str) -> list[str]:
	"""The parts of a structured value, unescaped."""
	return [" ".join(unescape(part).split()) for part in _SEMICOLON.sub("\\1\0", value).split("\0")]


def _unfold(card: str) -> Iterator[str]:
	"""Logical lines: RFC 6350, 3.2, and the soft line breaks of version 2.1's quoted-printable."""
	logical = ""
	for line in _LINE_END.split(card):
		if logical.endswith("=") and QUOTED in logical.partition(":")[0].upper():
			logical = logical[:-1] + line
		elif logical and line[:1] in (" ", "\t"):
			logical += line[1:]
		else:
			yield logical
			logical = line
	yield logical


def _group(text: str) -> str:
	group, dot, _rest = re.split(r"[:;]", text, maxsplit=1)[0].rpartition(".")
	return group.casefold() if dot else ""


def _read(text: str) -> CardLine | None:
	try:
		name, parameters, value, _group_name = _base.parseLine(text)
	except _base.ParseError:
		return None
	if name.upper() not in TAKEN:
		return None
	values = _parameter_values(parameters)
	words = frozenset(word.strip().casefold() for text_ in values for word in text_.split(","))
	preferred = next((one[1] for one in parameters if one[0].upper() == "PREF" and len(one) > 1), "")
	preference = int(preferred) if preferred.isdecimal() else LEAST_PREFERRED
	return CardLine(
		name.upper(), _decoded(value, parameters, words), words, 1 if "pref" in words else preference, text
	)


def _parameter_values(parameters: Sequence[Sequence[str]]) -> list[str]:
	"""Version 2.1 writes values without a name: "TEL;CELL"."""
	return [one[0] for one in parameters if len(one) == 1] + [
		value for one in parameters for value in one[1:]
	]


def _decoded(value: str, parameters: Sequence[Sequence[str]], words: frozenset[str]) -> str:
	if words.isdisjoint((QUOTED.casefold(), *BASE64)):
		return value
	charset = next((one[1] for one in parameters if one[0].upper() == "CHARSET" and len(one) > 1), "utf-8")
	try:
		plain = decodestring(value.encode()) if words.isdisjoint(BASE64) else b64decode(value, validate=True)
		return plain.decode(charset, errors="replace")
	except (LookupError, ValueError):
		return GARBLED


def first_text(lines: Mapping[str, Sequence[CardLine]], name: str) -> str:
	"""The first filled value of a property, on one line; empty where there is none."""
	return next(
		(text for line in lines.get(name, ()) if (text := " ".join(unescape(line.value).split()))), ""
	)
