"""Read one row of a CSV file by its mapping."""

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
# What people write where there is no organisation.
_NO_ORGANISATION = re.compile(r"[\W_]*|n/a|none|null|nil")
# Several values in one cell, as Google writes them.
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
		header: as the file has it.
		mapping: what each column is taken for, by its position; others are left out.
		labels: the position of a value's label by that of the value.
	"""

	header: tuple[str, ...]
	mapping: Mapping[int, str]
	labels: Mapping[int, int]


def columns_of(header: Sequence[str], mapping: Mapping[int, str] | None = None) -> Columns:
	"""The columns of a file with this header.

	Args:
		header: the first row.
		mapping: what people chose, by position; as the headers suggest where nothing was chosen.
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
	"""Make a contact of a row.

	Args:
		cells: the row.
		columns: of the file.
		wanted: what is imported.

	Raises:
		Refused: when it cannot be taken over as it is.
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
			# Somebody's tags, or a note: "Donor" in it is no opt-out.
			said = opt_outs_in(text)
			found.avoided += [AVOIDED.get(opt_out, AVOIDED[target]) for opt_out in sorted(said)]
			found.has_died |= targets.DECEASED in said
		elif target in AVOIDED and not means_refused(text):
			found.avoided.append(AVOIDED[target])
		if target in ALLOWED and denies(text):
			found.avoided.append(ALLOWED[target])
		if target in POINTS and _is_called(position, cells, columns):
			# "Do not call" is what Google's users call a number.
			said = opt_outs_in(_label(position, cells, columns))
			found.avoided += [AVOIDED[opt_out] for opt_out in sorted(said) if opt_out in AVOIDED]
			column = columns.header[position]
			values = _several_addresses(text) if target == targets.EMAIL else _several(text)
			found.points += [(POINTS[target], value, column) for value in values]
	for position, target, text in filled:
		if target == targets.EXTENSION:
			_extend(found.points, columns.header[position], text)
	found.points += _letters(filled, columns)
	return build_contact(found, wanted)


def cell_text(cell: str) -> str:
	"""A cell's text, without what keeps a spreadsheet from computing it: "'", or a formula that is the text itself."""
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
	if said := first.get(targets.IS_COMPANY):
		return not means_refused(said)
	if first.get(targets.FIRST_NAME) or first.get(targets.LAST_NAME):
		# Parts of a name are a person's.
		return False
	# Where organisations have a column of their own, and none says which is which, a name alone is a person's.
	tells = columns.isdisjoint((targets.KIND, targets.IS_COMPANY)) and targets.ORGANISATION in columns
	return False if tells and not _organisation(first) else None


def _organisation(first: Mapping[str, str]) -> str:
	text = first.get(targets.ORGANISATION, "")
	return "" if _NO_ORGANISATION.fullmatch(text.casefold()) else text


def _extend(points: list[tuple[str, str, str]], header: str, extension: str) -> None:
	"""Put an extension behind the number that it belongs to: of the same words, or the only one there is.

	Raises:
		Refused: where nobody knows whose it is.
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
	"""The values of a cell, each in its place: the second street is of the second town, also where one is empty."""
	return [value.strip() for value in _BETWEEN.split(text)]


def _several(text: str) -> list[str]:
	"""The values of a cell: one at least."""
	return [*filter(None, _in_places(text))] or [text]


def _several_addresses(text: str) -> list[str]:
	"""The e-mail addresses of a cell; HubSpot and people divide them by semicolons, commas and spaces."""
	values = [value for part in _several(text) for value in re.split(r"[;,\s]+", part) if value]
	return values if all("@" in value for value in values) else _several(text)


def _affiliations(filled: Sequence[tuple[int, str, str]]) -> list[str]:
	"""Several organisations in one cell, each with the title that stands in the same place of its own."""
	said = {target: _in_places(text) for _position, target, text in reversed(filled)}
	organisations, roles = said.get(targets.ORGANISATION, []), said.get(targets.ROLE, [])
	if not organisations[1:]:
		return []
	return [
		f"{organisation} ({role})" if role else organisation
		for organisation, role in zip_longest(organisations, roles[: len(organisations)], fillvalue="")
		if organisation
	]


def _letters(filled: Sequence[tuple[int, str, str]], columns: Columns) -> list[tuple[str, str, str]]:
	"""Each address on one line: as a whole where the file has it so, else from its parts."""
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
		# A country alone is no address.
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
