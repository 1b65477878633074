"""What the cells of a row, or the lines of a card, come to: one contact, or the reason why not."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from stakeholder_crm.domain.contact_files.contact import AGENCY, Contact, ContactPoint, Refused
from stakeholder_crm.domain.contact_files.targets import FIELDS, ORGANISATION, ROLE
from stakeholder_crm.domain.contact_points import PHONE_CHANNELS, BadAddress, normalise
from stakeholder_crm.domain.plain_text import text_problem
from stakeholder_crm.domain.time_zones import is_time_zone

SHORT, LONG = 140, 5_000
# What stands where bytes could not be read as text.
GARBLED = "\ufffd"
NAMES = frozenset({"full_name", "safe_alias", "person_name"})
# These hold several lines; all other texts fit into one.
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
	"""What is imported, and what the file leaves to be said.

	Attributes:
		kind: one of the three kinds of stakeholder.
		region: the country whose numbers are written without their country code, as ISO 3166; may be empty.
		languages: the site's language codes, by casefolded code and name.
		defaults: what a field holds where the file says nothing, by fieldname.
	"""

	kind: str
	region: str = ""
	languages: Mapping[str, str] = field(default_factory=dict[str, str])
	defaults: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Gathered:
	"""What was found of one contact so far, with the words of the file for where it stood."""

	name: str = ""
	organisation: str = ""
	is_organisation: bool | None = None
	alias: str = ""
	role: str = ""
	# Where somebody belongs, each with what they are there; for those who may belong to several.
	affiliations: list[str] = field(default_factory=list[str])
	language: str = ""
	time_zone: str = ""
	texts: dict[str, str] = field(default_factory=dict[str, str])
	# Channel, value, and where it stood.
	points: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
	avoided: list[str] = field(default_factory=list[str])
	has_died: bool = False


def build_contact(found: Gathered, wanted: ReadOptions) -> Contact:
	"""Make a contact of what was found.

	Args:
		found: what the file says.
		wanted: what is imported.

	Raises:
		Refused: when it cannot be taken over as it is.
	"""
	avoided = {channel for said in found.avoided for channel in AVOIDING[said]}
	try:
		return _settled(found, wanted, avoided)
	except Refused as refused:
		refused.opted_out = tuple(_opted_out(found.points, avoided, wanted.region))
		raise


def _settled(found: Gathered, wanted: ReadOptions, avoided: set[str]) -> Contact:
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
	"""The lines of a text, divided by commas.

	Args:
		text: with any line ends.
	"""
	return ", ".join(filter(None, (" ".join(line.split()).strip(",") for line in text.splitlines())))


def _names(found: Gathered, kind: str) -> tuple[str, str]:
	"""The name of the record, and of whom speaks for it."""
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
		# What somebody is in an agency is said of a person alone.
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
	"""What people write for calls abroad, in most countries, is no digit of the number (ITU-T E.164)."""
	text = number.strip()
	return f"+{text[2:]}" if text.startswith("00") else text


def _fields(found: Gathered, wanted: ReadOptions) -> dict[str, str]:
	said = {**found.texts, ROLE: found.role, ORGANISATION: found.organisation}
	targets = FIELDS[wanted.kind]
	filled = {
		field: said[target] if field in LONG_FIELDS else on_one_line(said[target])
		for target, field in targets.items()
		if said.get(target)
	}
	missing = {field: text for field, text in wanted.defaults.items() if text and not filled.get(field)}
	if wanted.kind == "Activist" and found.organisation:
		alone = f"{found.organisation} ({found.role})" if found.role else found.organisation
		filled["affiliations"] = "\n".join(found.affiliations) or alone
	return {**filled, **missing}


def _language(text: str, known: Mapping[str, str]) -> str:
	"""The site's code for a language, where it knows it: "de_CH" may be there as "de" only."""
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
