"""Build a contact from the cells of a row or the lines of a card, or say why it cannot be built."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from stakeholder_crm.domain.contact_files.contact import AGENCY, Contact, ContactPoint, Refused
from stakeholder_crm.domain.contact_files.targets import FIELDS, ORGANISATION, ROLE
from stakeholder_crm.domain.contact_points import PHONE_CHANNELS, BadAddress, normalise
from stakeholder_crm.domain.plain_text import text_problem
from stakeholder_crm.domain.time_zones import is_time_zone

SHORT, LONG = 140, 5_000
# The replacement for unreadable bytes.
GARBLED = "\ufffd"
NAMES = frozenset({"full_name", "safe_alias", "person_name"})
# These fields may have several lines. All others have one.
LONG_FIELDS = frozenset({"constituency", "affiliations", "services"})
ANY = "Any"
AVOIDING = {
	"Email": ("Email",),
	"Phone": ("Phone",),
	"SMS": ("SMS", "WhatsApp"),
	"Letter": ("Letter",),
	ANY: ("Email", "Phone", "SMS", "WhatsApp", "Letter"),
}


@dataclass(frozen=True, slots=True)
class ReadOptions:
	"""The settings of an import.

	Attributes:
			kind: one of the three stakeholder types.
			region: the default country of phone numbers, as ISO 3166. May be empty.
			languages: the site's language codes, by casefolded code and name.
			defaults: field values where the file has none, by fieldname.
	"""

	kind: str
	region: str = ""
	languages: Mapping[str, str] = field(default_factory=dict[str, str])
	defaults: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Gathered:
	"""The data of one contact so far, with the columns it came from."""

	name: str = ""
	organisation: str = ""
	is_organisation: bool | None = None
	alias: str = ""
	role: str = ""
	# Affiliations with roles, for people with several.
	affiliations: list[str] = field(default_factory=list[str])
	language: str = ""
	time_zone: str = ""
	texts: dict[str, str] = field(default_factory=dict[str, str])
	# Channel, value, and column.
	points: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
	avoided: list[str] = field(default_factory=list[str])
	has_died: bool = False


def build_contact(found: Gathered, wanted: ReadOptions) -> Contact:
	"""Build a contact.

	Args:
			found: the data from the file.
			wanted: the import settings.

	Raises:
			Refused: when it cannot be imported as it is.
	"""
	avoided = {channel for kind in found.avoided for channel in AVOIDING[kind]}
	try:
		return _build(found, wanted, avoided)
	except Refused as refused:
		refused.opted_out = tuple(_opted_out(found.points, avoided, wanted.region))
		raise


def _build(found: Gathered, wanted: ReadOptions, avoided: set[str]) -> Contact:
	if found.has_died:
		raise Refused("has_died")
	found.organisation, found.role, found.alias = map(
		on_one_line, (found.organisation, found.role, found.alias)
	)
	name, focal_person = _names(found, wanted.kind)
	contact = Contact(
		full_name=name,
		alias=found.alias,
		points=_points(found.points, avoided, wanted.region),
		language=_language(found.language, wanted.languages),
		time_zone=found.time_zone if is_time_zone(found.time_zone) else "",
		fields=_fields(found, wanted),
		focal_person=focal_person,
		focal_role=found.role if focal_person else "",
		avoided=tuple(sorted(avoided)),
		do_not_contact=ANY in found.avoided,
	)
	_check_texts(contact)
	return contact


def on_one_line(text: str) -> str:
	"""The lines of a text, joined by commas.

	Args:
			text: with any line breaks.
	"""
	return ", ".join(filter(None, (" ".join(line.split()).strip(",") for line in text.splitlines())))


def _names(found: Gathered, kind: str) -> tuple[str, str]:
	"""The name of the record and of its focal person."""
	if kind != AGENCY:
		if found.is_organisation or (not found.name and found.organisation):
			raise Refused("is_organisation", value=found.organisation or found.name)
		if not found.name:
			raise Refused("no_name")
		return found.name, ""
	if found.is_organisation:
		name = found.organisation or found.name
		if not name:
			raise Refused("no_name")
		return name, ""
	if found.organisation:
		person = found.name if found.name.casefold() != found.organisation.casefold() else ""
		return found.organisation, person
	if found.is_organisation is False or found.role:
		# Only a person has a role in an agency.
		raise Refused("is_person", value=found.name)
	if not found.name:
		raise Refused("no_name")
	return found.name, ""


def _points(rows: Sequence[tuple[str, str, str]], avoided: set[str], region: str) -> tuple[ContactPoint, ...]:
	points: dict[tuple[str, str], ContactPoint] = {}
	for channel, value, column in rows:
		try:
			address = _normal(channel, value, region)
		except BadAddress as error:
			raise Refused(error.problem, column, value) from error
		if len(address) > SHORT:
			raise Refused("too_long", column, str(SHORT))
		if problem := text_problem(address):
			raise Refused(problem, column)
		points.setdefault((channel, address.casefold()), ContactPoint(channel, address, channel in avoided))
	return tuple(points.values())


def _opted_out(rows: Sequence[tuple[str, str, str]], avoided: set[str], region: str) -> Iterator[str]:
	for channel, value, _column in rows:
		if channel in avoided:
			with suppress(BadAddress):
				yield _normal(channel, value, region)


def _normal(channel: str, value: str, region: str) -> str:
	return normalise(channel, _with_plus(value) if channel in PHONE_CHANNELS else value, region)


def _with_plus(number: str) -> str:
	"""Replace the common international prefix, which is not part of the number (ITU-T E.164), by a plus."""
	text = number.strip()
	return f"+{text[2:]}" if text.startswith("00") else text


def _fields(found: Gathered, wanted: ReadOptions) -> dict[str, str]:
	texts = {**found.texts, ROLE: found.role, ORGANISATION: found.organisation}
	targets = FIELDS[wanted.kind]
	filled = {
		field: texts[target] if field in LONG_FIELDS else on_one_line(texts[target])
		for target, field in targets.items()
		if texts.get(target)
	}
	missing = {field: text for field, text in wanted.defaults.items() if text and not filled.get(field)}
	if wanted.kind == "Activist" and found.organisation:
		alone = f"{found.organisation} ({found.role})" if found.role else found.organisation
		filled["affiliations"] = "\n".join(found.affiliations) or alone
	return {**filled, **missing}


def _language(text: str, known: Mapping[str, str]) -> str:
	"""The site's code for a language, if it has it: "de_CH" may exist only as "de"."""
	code = text.strip().casefold().replace("_", "-")
	return known.get(code) or known.get(code.partition("-")[0]) or known.get(code.partition(" (")[0]) or ""


def _check_texts(contact: Contact) -> None:
	texts = {
		"full_name": contact.full_name,
		"safe_alias": contact.alias,
		"person_name": contact.focal_person,
		"role": contact.focal_role,
		**contact.fields,
	}
	for name, text in texts.items():
		limit = LONG if name in LONG_FIELDS else SHORT
		if len(text) > limit:
			raise Refused("too_long", name, str(limit))
		if name in NAMES and GARBLED in text:
			raise Refused("garbled", name, text)
		if problem := text_problem(text, several_lines=name in LONG_FIELDS):
			raise Refused(problem, name)
