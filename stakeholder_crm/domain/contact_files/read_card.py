"""Read a vCard of version 2.1, 3.0 or 4.0 by what its properties mean (RFC 6350, RFC 2426)."""

from collections.abc import Mapping, Sequence, Set

from stakeholder_crm.domain.contact_files.card_lines import (
	CardLine,
	components,
	first_text,
	lines_of,
	unescape,
)
from stakeholder_crm.domain.contact_files.contact import Contact, Refused
from stakeholder_crm.domain.contact_files.gather import GARBLED, Gathered, ReadOptions, build_contact
from stakeholder_crm.domain.contact_files.headers import is_called
from stakeholder_crm.domain.contact_files.opt_outs import opt_outs_in
from stakeholder_crm.domain.contact_files.read_row import AVOIDED
from stakeholder_crm.domain.contact_files.split_cards import END, IN_OWN_WORDS, MOST_CHARACTERS
from stakeholder_crm.domain.contact_files.targets import ASK, DECEASED

Lines = Mapping[str, Sequence[CardLine]]


def read_card(text: str, wanted: ReadOptions) -> Contact:
	"""Read a contact from a card. Notes, pictures, birthdays and other properties are not imported.

	Opt-outs in notes, categories and labels of numbers count nevertheless.

	Args:
			text: of one card.
			wanted: the import settings.

	Raises:
			Refused: when it cannot be read, or cannot be imported as it is.
	"""
	if len(text) > 2 * MOST_CHARACTERS or not text.rstrip().upper().endswith(END):
		raise Refused("unreadable")
	lines = lines_of(text)
	if _kind(lines) == "group":
		raise Refused("group")
	found = Gathered(
		name=name_in(lines),
		organisation=organisation_in(lines),
		is_organisation=is_organisation_in(lines),
		role=first_text(lines, "TITLE") or first_text(lines, "ROLE"),
		language=first_text(lines, "LANG"),
		time_zone=first_text(lines, "TZ"),
	)
	opt_outs = opt_outs_on(lines)
	found.has_died = DECEASED in opt_outs
	found.avoided += [AVOIDED[target] for target in sorted(opt_outs - {DECEASED})]
	if not found.name and any(GARBLED in line.value for name in ("FN", "N") for line in lines.get(name, ())):
		raise Refused("unreadable")
	if not (found.name or found.organisation):
		raise Refused("nameless_card")
	found.points += [("Email", value, "EMAIL") for value in emails_in(lines)]
	found.points += [("Phone", value, "TEL") for value in phones_in(lines)]
	found.points += [("Letter", value, "ADR") for value in addresses_in(lines)]
	return build_contact(found, wanted)


def name_in(lines: Lines) -> str:
	"""The name on a card: the formatted name, otherwise its parts. An unreadable name is ignored."""
	family, given, more, _before, after = (*_parts(lines, "N"), "", "", "", "", "")[:5]
	names = (first_text(lines, "FN"), " ".join(filter(None, (given, more, family, after))))
	return next((name for name in names if name and GARBLED not in name), "")


def organisation_in(lines: Lines) -> str:
	"""The organisation on a card, without its departments."""
	return _parts(lines, "ORG")[0]


def is_organisation_in(lines: Lines) -> bool | None:
	"""Whether a card belongs to an organisation. None if it is not clear.

	Before version 4.0 cards do not say. A card whose name equals its organisation, without name parts, is an
	organisation's. Name parts belong to a person.
	"""
	kind, name, organisation = _kind(lines), name_in(lines), organisation_in(lines)
	named = any(_parts(lines, "N"))
	if kind == "org" or (organisation and name.casefold() == organisation.casefold() and not named):
		return True
	return False if kind == "individual" or named else None


def emails_in(lines: Lines) -> list[str]:
	"""The e-mail addresses of a card, as written."""
	return [_without(line, "mailto:") for line in _filled(lines, "EMAIL")]


def phones_in(lines: Lines) -> list[str]:
	"""The phone numbers of a card that can be called, as written."""
	return [unescape(line.value).strip() for line in _filled(lines, "TEL") if all(map(is_called, line.words))]


def addresses_in(lines: Lines) -> list[str]:
	"""The postal addresses of a card, each on one line."""
	return [address for line in _filled(lines, "ADR") if (address := _address(line.value))]


def opt_outs_on(lines: Lines) -> Set[str]:
	"""The opt-outs on a card, as targets of columns with the same meaning."""
	texts = [unescape(line.value) for name in sorted(IN_OWN_WORDS) for line in lines.get(name, ())]
	texts += [word for name in ("TEL", "EMAIL", "ADR") for line in lines.get(name, ()) for word in line.words]
	died = {DECEASED} if first_text(lines, "DEATHDATE") else set[str]()
	return died | frozenset(target for text in texts for target in opt_outs_in(text) if target != ASK)


def _kind(lines: Lines) -> str:
	for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND"):
		if text := first_text(lines, name):
			return text.casefold()
	return "org" if first_text(lines, "X-ABSHOWAS").casefold() == "company" else ""


def _address(value: str) -> str:
	box, extended, street, city, region, code, country = (*components(value), *[""] * 7)[:7]
	if not any((box, extended, street, city, code)):
		return ""
	return ", ".join(filter(None, (street, extended, box, f"{code} {city}".strip(), region, country)))


def _filled(lines: Lines, name: str) -> list[CardLine]:
	return [line for line in lines.get(name, ()) if line.value.strip()]


def _parts(lines: Lines, name: str) -> list[str]:
	filled = _filled(lines, name)
	return components(filled[0].value) if filled else [""]


def _without(line: CardLine, scheme: str) -> str:
	text = unescape(line.value).strip()
	return text[len(scheme) :] if text.casefold().startswith(scheme) else text
