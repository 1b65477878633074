"""Read a row of a CSV file by its mapping."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest

from stakeholder_crm.domain.contact_files import targets
from stakeholder_crm.domain.contact_files.contact import Contact, Refused
from stakeholder_crm.domain.contact_files.gather import ANY, Gathered, ReadOptions, build_contact, on_one_line
from stakeholder_crm.domain.contact_files.headers import is_called, labels_of, place_of, plain, targets_of
from stakeholder_crm.domain.contact_files.opt_outs import OWN_WORDS, opt_outs_in
from stakeholder_crm.domain.contact_files.refusal_columns import denies, means_refused
from stakeholder_crm.domain.contact_points import PHONE_CHANNELS
from stakeholder_crm.domain.csv_cells import BEGINNINGS
from stakeholder_crm.domain.phone_numbers import EXTENSION

ORGANISATIONS = frozenset(
	(
		*("organization", "organisation", "org", "company", "organización", "organizzazione", "organizacja"),
		*(
			"organização",
			"organizacao",
			"organizacion",
			"organisatie",
			"firma",
			"entreprise",
			"empresa",
			"azienda",
		),
	)
)
PEOPLE = frozenset(
	(
		*(
			"individual",
			"person",
			"contact",
			"household",
			"einzelperson",
			"privatperson",
			"haushalt",
			"personne",
		),
		*(
			"individu",
			"foyer",
			"ménage",
			"persona",
			"individuo",
			"hogar",
			"pessoa",
			"indivíduo",
			"pessoa física",
		),
		*(
			"persona fisica",
			"persoon",
			"particulier",
			"huishouden",
			"osoba",
			"kontakt",
			"contacto",
			"contatto",
		),
	)
)
# Placeholders for no organisation.
_NO_ORGANISATION = re.compile(r"[\W_]*|n/a|none|null|nil")
# Separator of several values in one cell, as Google writes it.
BETWEEN = " ::: "
_FORMULA = re.compile(r'="([^"]*)"')
_BETWEEN = re.compile(r"(?:^|\s+):::(?:\s+|$)")
AVOIDED = {
	targets.NO_EMAIL: "Email",
	targets.NO_PHONE: "Phone",
	targets.NO_TEXT: "SMS",
	targets.NO_LETTERS: "Letter",
	targets.NO_CONTACT: ANY,
}
ALLOWED = {targets.MAY_EMAIL: "Email", targets.MAY_TEXT: "SMS"}
POINTS = {targets.EMAIL: "Email", targets.PHONE: "Phone", targets.MOBILE: "SMS"}
ADDRESS_PARTS = (targets.STREET, targets.POSTAL_CODE, targets.CITY, targets.REGION, targets.COUNTRY)


@dataclass(frozen=True, slots=True)
class Columns:
	"""The columns of a file.

	Attributes:
			header: as in the file.
			mapping: the target of each column, by position. Skipped columns are left out.
			labels: the position of a value's label, by the position of the value.
	"""

	header: tuple[str, ...]
	mapping: Mapping[int, str]
	labels: Mapping[int, int]


def columns_of(header: Sequence[str], mapping: Mapping[int, str] | None = None) -> Columns:
	"""The columns of a file with this header.

	Args:
		header: the first row.
			mapping: as chosen by the user, by position. Default: as suggested by the headers.
	"""
	if mapping is None:
		mapping = dict(enumerate(targets_of(header)))
	used = {
		position: target
		for position, target in mapping.items()
		if target not in (targets.LEAVE_OUT, targets.ASK)
	}
	return Columns(tuple(header), used, labels_of(header))


def read_row(cells: Sequence[str], columns: Columns, wanted: ReadOptions) -> Contact:
	"""Read a contact from a row.

	Args:
		cells: the row.
			columns: of the file.
			wanted: the import settings.

	Raises:
			Refused: when it cannot be imported as it is.
	"""
	filled = [
		(position, target, text)
		for position, target in sorted(columns.mapping.items())
		if position < len(cells) and (text := cell_text(cells[position]))
	]
	first: dict[str, str] = {}
	for _position, target, text in filled:
		first.setdefault(target, _several(text)[0])
	found = Gathered(
		name=_name(first),
		organisation=_organisation(first),
		is_organisation=_is_organisation(first, frozenset(columns.mapping.values())),
		alias=first.get(targets.ALIAS, ""),
		role=first.get(targets.ROLE, ""),
		affiliations=_affiliations(filled),
		language=first.get(targets.LANGUAGE, ""),
		time_zone=first.get(targets.TIME_ZONE, ""),
		texts=first,
		has_died=any(
			target == targets.DECEASED and not means_refused(text) for _position, target, text in filled
		),
	)
	for position, target, text in filled:
		if target in AVOIDED and plain(columns.header[position]) in OWN_WORDS:
			# Tags or a note: "Donor" in it is not an opt-out.
			opt_outs = opt_outs_in(text)
			found.avoided += [AVOIDED.get(opt_out, AVOIDED[target]) for opt_out in sorted(opt_outs)]
			found.has_died |= targets.DECEASED in opt_outs
		elif target in AVOIDED and not means_refused(text):
			found.avoided.append(AVOIDED[target])
		if target in ALLOWED and denies(text):
			found.avoided.append(ALLOWED[target])
		if target in POINTS and _is_called(position, cells, columns):
			# Google users label a number "Do not call".
			opt_outs = opt_outs_in(_label(position, cells, columns))
			found.avoided += [AVOIDED[opt_out] for opt_out in sorted(opt_outs) if opt_out in AVOIDED]
			column = columns.header[position]
			values = _several_addresses(text) if target == targets.EMAIL else _several(text)
			found.points += [(POINTS[target], value, column) for value in values]
	for position, target, text in filled:
		if target == targets.EXTENSION:
			_extend(found.points, columns.header[position], text)
	found.points += _letters(filled, columns)
	return build_contact(found, wanted)


def cell_text(cell: str) -> str:
	"""A cell's text, without what protects it from being read as a formula: "'", or a formula of the text itself."""
	text = cell.replace("\x00", "").strip()
	if formula := _FORMULA.fullmatch(text):
		text = formula[1].strip()
	return text[1:].strip() if text.startswith("'") and text[1:].lstrip(" ").startswith(BEGINNINGS) else text


def _name(first: Mapping[str, str]) -> str:
	parts = (targets.FIRST_NAME, targets.MIDDLE_NAME, targets.LAST_NAME, targets.SUFFIX)
	if first.get(targets.FIRST_NAME) or first.get(targets.LAST_NAME):
		return " ".join(" ".join(filter(None, map(first.get, parts))).split())
	return " ".join(first.get(targets.FULL_NAME, "").split())


def _is_organisation(first: Mapping[str, str], columns: Set[str]) -> bool | None:
	words = first.get(targets.KIND, "").casefold()
	if words in ORGANISATIONS:
		return True
	if words in PEOPLE:
		return False
	if is_company := first.get(targets.IS_COMPANY):
		return not means_refused(is_company)
	if first.get(targets.FIRST_NAME) or first.get(targets.LAST_NAME):
		# Only a person has name parts.
		return False
	# If there is an organisation column but no type column, a name alone is a person's.
	has_organisations = (
		columns.isdisjoint((targets.KIND, targets.IS_COMPANY)) and targets.ORGANISATION in columns
	)
	return False if has_organisations and not _organisation(first) else None


def _organisation(first: Mapping[str, str]) -> str:
	text = first.get(targets.ORGANISATION, "")
	return "" if _NO_ORGANISATION.fullmatch(text.casefold()) else text


def _extend(points: list[tuple[str, str, str]], header: str, extension: str) -> None:
	"""Append an extension to its number: the one with the same header, or the only one.

	Raises:
			Refused: when it may belong to several numbers.
	"""
	numbers = [index for index, (channel, _value, _column) in enumerate(points) if channel in PHONE_CHANNELS]
	words = re.sub(r"\b(extension|extn?)\b", " ", plain(header)).split()
	same = [index for index in numbers if plain(points[index][2]).split() == words]
	of = same or numbers
	if not of:
		return
	if len({points[index][2] for index in of}) > 1:
		raise Refused("whose_extension", header, extension)
	channel, number, column = points[of[0]]
	points[of[0]] = (channel, f"{number}{EXTENSION}{extension}", column)


def _is_called(position: int, cells: Sequence[str], columns: Columns) -> bool:
	return is_called(_label(position, cells, columns))


def _label(position: int, cells: Sequence[str], columns: Columns) -> str:
	label = columns.labels.get(position)
	return "" if label is None or label >= len(cells) else cells[label]


def _in_places(text: str) -> list[str]:
	"""The values of a cell by position: the second street belongs to the second city, even if one is empty."""
	return [value.strip() for value in _BETWEEN.split(text)]


def _several(text: str) -> list[str]:
	"""The values of a cell, at least one."""
	return [*filter(None, _in_places(text))] or [text]


def _several_addresses(text: str) -> list[str]:
	"""The e-mail addresses of a cell, also separated by semicolons, commas or spaces."""
	values = [value for part in _several(text) for value in re.split(r"[;,\s]+", part) if value]
	return values if all("@" in value for value in values) else _several(text)


def _affiliations(filled: Sequence[tuple[int, str, str]]) -> list[str]:
	"""Several organisations in one cell, each with the role at the same position."""
	values = {target: _in_places(text) for _position, target, text in reversed(filled)}
	organisations, roles = values.get(targets.ORGANISATION, []), values.get(targets.ROLE, [])
	if not organisations[1:]:
		return []
	return [
		f"{organisation} ({role})" if role else organisation
		for organisation, role in zip_longest(organisations, roles[: len(organisations)], fillvalue="")
		if organisation
	]


def _letters(filled: Sequence[tuple[int, str, str]], columns: Columns) -> list[tuple[str, str, str]]:
	"""Each address on one line: as a whole if the file has it, otherwise from its parts."""
	whole: dict[tuple[str, int], tuple[str, str]] = {}
	parts: dict[tuple[str, int], dict[str, list[str]]] = {}
	names: dict[tuple[str, int], str] = {}
	for position, target, text in filled:
		header = columns.header[position]
		for number, value in enumerate(map(on_one_line, _in_places(text))):
			if not value:
				continue
			place = (place_of(header), number)
			if target == targets.ADDRESS:
				whole[place] = (value, header)
			elif target in ADDRESS_PARTS:
				parts.setdefault(place, {}).setdefault(target, []).append(value)
				names.setdefault(place, header)
	for place, pieces in parts.items():
		# A country alone is not an address.
		if place not in whole and set(pieces) - {targets.COUNTRY, targets.REGION}:
			whole[place] = (_written(pieces), names[place])
	return [("Letter", text, header) for text, header in whole.values()]


def _written(pieces: Mapping[str, Sequence[str]]) -> str:
	town = " ".join((*pieces.get(targets.POSTAL_CODE, ()), *pieces.get(targets.CITY, ())))
	lines = (
		*pieces.get(targets.STREET, ()),
		town,
		*pieces.get(targets.REGION, ()),
		*pieces.get(targets.COUNTRY, ()),
	)
	return ", ".join(filter(None, lines))
