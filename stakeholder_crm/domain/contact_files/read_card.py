"""Read a vCard of version 2.1, 3.0 or 4.0.

vobject cuts a card into its lines, parameters and encoded values, whatever the version; what the properties
of 4.0 mean (KIND, LANG, telephone numbers as addresses) it does not know, so that is told here. It has no types:
what comes back from it gets them here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from quopri import decodestring
from typing import Any

from stakeholder_crm.domain.contact_files.contact import Contact, Refused
from stakeholder_crm.domain.contact_files.gather import Gathered, Wanted, settle
from stakeholder_crm.domain.contact_files.headers import is_called
from stakeholder_crm.domain.contact_files.split_cards import END, MOST_CHARACTERS

_base: Any = import_module("vobject.base")

LEAST_PREFERRED = 100
QUOTED = "QUOTED-PRINTABLE"
# What a card holds that is no property of a person.
FRAME = frozenset(("BEGIN", "END", "VERSION"))
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SEMICOLON = re.compile(r"(?<!\\)((?:\\\\)*);")


@dataclass(frozen=True, slots=True)
class Line:
	"""A property of a card.

	Attributes:
		name: in capitals, without its group.
		value: as it stands there, escapes included.
		words: the values of its parameters, in lower case: "work", "fax", "uri".
		preference: the smaller, the more it is preferred.
	"""

	name: str
	value: str
	words: frozenset[str]
	preference: int


def read_card(text: str, wanted: Wanted) -> Contact:
	"""Make a contact of a card. Notes, pictures, birthdays and whatever else it holds are left where they are.

	Args:
		text: of one card.
		wanted: what is imported.

	Raises:
		Refused: when it cannot be read, or cannot be taken over as it is.
	"""
	if len(text) > 2 * MOST_CHARACTERS or not text.rstrip().upper().endswith(END):
		raise Refused("unreadable")
	lines: dict[str, list[Line]] = {}
	for line in _lines(text):
		lines.setdefault(line.name, []).append(line)
	for same in lines.values():
		same.sort(key=lambda line: line.preference)
	kind = _kind(lines)
	if kind == "group":
		raise Refused("group")
	name, organisation = _name(lines), _first(_parts(lines, "ORG"))
	found = Gathered(
		name=name,
		organisation=organisation,
		is_organisation=True if kind == "org" or _is_company(lines, name, organisation) else None,
		role=_text(lines, "TITLE") or _text(lines, "ROLE"),
		language=_text(lines, "LANG"),
		time_zone=_text(lines, "TZ"),
		has_died="DEATHDATE" in lines,
	)
	found.points += [("Email", _without(line, "mailto:"), "EMAIL") for line in _filled(lines, "EMAIL")]
	found.points += [
		("Phone", unescape(line.value).strip(), "TEL")
		for line in _filled(lines, "TEL")
		if is_called(" ".join(sorted(line.words)))
	]
	found.points += [
		("Letter", address, "ADR") for line in _filled(lines, "ADR") if (address := _address(line.value))
	]
	return settle(found, wanted)


def card_name(text: str) -> str:
	"""What a card that cannot be taken over is called, for people to find it by; empty where nothing says it."""
	named = re.search(r"^FN[^:\r\n]*:(.*)$", text, re.IGNORECASE | re.MULTILINE)
	return unescape(named[1]).strip()[:140] if named else ""


def unescape(value: str) -> str:
	"""A text value as it is read."""
	return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def components(value: str) -> list[str]:
	"""The parts of a structured value, unescaped."""
	return [" ".join(unescape(part).split()) for part in _SEMICOLON.sub("\\1\0", value).split("\0")]


def _lines(text: str) -> Iterator[Line]:
	try:
		for logical, number in _base.getLogicalLines(StringIO(text)):
			line: Any = _base.textLineToContentLine(logical, number)
			if line.name not in FRAME:
				yield _line(line)
	except (_base.VObjectError, UnicodeError, LookupError, ValueError) as error:
		raise Refused("unreadable") from error


def _line(line: Any) -> Line:
	params: Mapping[str, Sequence[str]] = line.params
	singles: Sequence[str] = line.singletonparams
	values = [*singles, *(value for many in params.values() for value in many)]
	value: str = line.value
	# vobject has decoded what says so in capitals.
	if any(word.upper() == QUOTED for word in values):
		charset = next(iter(params.get("CHARSET", ())), "utf-8")
		value = decodestring(value.encode()).decode(charset)
	words = frozenset(word.strip().casefold() for text in values for word in text.split(","))
	preferred = next(iter(params.get("PREF", ())), "")
	preference = int(preferred) if preferred.isdecimal() else LEAST_PREFERRED
	return Line(line.name, value, words, 1 if "pref" in words else preference)


def _kind(lines: Mapping[str, Sequence[Line]]) -> str:
	for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND"):
		if text := _text(lines, name):
			return text.casefold()
	return "org" if _text(lines, "X-ABSHOWAS").casefold() == "company" else ""


def _name(lines: Mapping[str, Sequence[Line]]) -> str:
	if written := _text(lines, "FN"):
		return written
	family, given, more, _before, after = (*_parts(lines, "N"), "", "", "", "", "")[:5]
	return " ".join(filter(None, (given, more, family, after)))


def _is_company(lines: Mapping[str, Sequence[Line]], name: str, organisation: str) -> bool:
	"""Before 4.0 nothing says that a card is an organisation's: its name is, and nobody else's is there."""
	return bool(organisation) and name.casefold() == organisation.casefold() and not any(_parts(lines, "N"))


def _address(value: str) -> str:
	box, extended, street, city, region, code, country = (*components(value), *[""] * 7)[:7]
	if not any((box, extended, street, city, code)):
		return ""
	return ", ".join(filter(None, (street, extended, box, f"{code} {city}".strip(), region, country)))


def _filled(lines: Mapping[str, Sequence[Line]], name: str) -> list[Line]:
	return [line for line in lines.get(name, ()) if line.value.strip()]


def _text(lines: Mapping[str, Sequence[Line]], name: str) -> str:
	return _first([" ".join(unescape(line.value).split()) for line in _filled(lines, name)])


def _parts(lines: Mapping[str, Sequence[Line]], name: str) -> list[str]:
	filled = _filled(lines, name)
	return components(filled[0].value) if filled else []


def _without(line: Line, scheme: str) -> str:
	text = unescape(line.value).strip()
	return text[len(scheme) :] if text.casefold().startswith(scheme) else text


def _first(texts: Sequence[str]) -> str:
	return texts[0] if texts else ""
