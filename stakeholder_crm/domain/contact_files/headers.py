"""Recognise the columns of a file, and the program that wrote it, by the headers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

from stakeholder_crm.domain.contact_files import targets as t
from stakeholder_crm.domain.contact_files.header_words import (
	ANY_LAST_NAME,
	ANY_NAME,
	BUSINESS,
	FILLER,
	LONGEST,
	PLACE_WORDS,
	TARGET_WORDS,
)
from stakeholder_crm.domain.contact_files.refusal_columns import refusal_target
from stakeholder_crm.domain.plain_letters import without_marks

_PARTS = frozenset((t.STREET, t.POSTAL_CODE, t.CITY, t.REGION, t.COUNTRY, t.ADDRESS))
_POINTS = frozenset((t.EMAIL, t.PHONE))
# "E-Mail-Adresse", "Company Phone", "Organization 1 - Name", "Primary Address City": words that only modify another.
_MODIFIERS = (
	(t.ADDRESS, _POINTS | _PARTS),
	(t.ORGANISATION, _POINTS | _PARTS),
	(ANY_NAME, frozenset((t.ORGANISATION,))),
	(t.PHONE, frozenset((t.EXTENSION,))),
)
_ADDRESS_PARTS = MappingProxyType(
	{
		"street": t.STREET,
		"city": t.CITY,
		"region": t.REGION,
		"postal code": t.POSTAL_CODE,
		"country": t.COUNTRY,
		"formatted": t.ADDRESS,
		"extended address": t.STREET,
	}
)
_NUMBERED_ADDRESS = re.compile(r"(?P<place>address \d+) (?P<part>.+)")
# CiviCRM's exports by location: "Home-Email", "Work-Phone-Mobile".
_BY_LOCATION = re.compile(r"[a-z ]+-(?:(?P<email>email)|phone)(?:-[a-z ]+)?(?:-\d+)?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_CALLED = re.compile(
	r"\b(tele)?fax\b|\b(pager|telex|tty|tdd|isdn|rnis|telecopie|telecopieur|cercapersone|radiomessagerie)\b"
)
# Outlook in Italian and Spanish names a phone number only by its place.
_OUTLOOK_PHONES = frozenset(("ufficio", "ufficio 2", "abitazione", "abitazione 2", "particular"))
_SIGNS = MappingProxyType(
	{
		t.CIVICRM: "contact id, contact type, do not email, sort name, current employer, display name, do not trade,"
		" no bulk emails user opt out, individual prefix, external identifier",
		t.GOOGLE: "email 1 value, phone 1 value, group membership, labels, phonetic first name, given name yomi,"
		" yomi name, file as, organization 1 name, email 1 label",
		t.OUTLOOK: "email address, email 2 address, email display name, business phone, company, business street,"
		" business fax, home phone, mobile phone, job title,"
		" email angezeigter name, strasse geschaftlich, ort geschaftlich, telefon geschaftlich, fax geschaftlich,"
		" rue bureau, ville bureau, telephone bureau, telecopie bureau, adresse de messagerie, tel mobile,"
		" calle del trabajo, ciudad de trabajo, telefono del trabajo, codigo postal del trabajo,"
		" pais o region del trabajo, direccion de correo electronico, fax del trabajo,"
		" via uff, citta uff, cap uff, fax uff, indirizzo posta elettronica, telefono auto, cercapersone,"
		" rua do endereco comercial, cidade do endereco comercial, telefone comercial, fax comercial,"
		" endereco de email, telefone residencial, telefone celular",
		t.THUNDERBIRD: "primary email, secondary email, work phone, mobile number, screen name, home zipcode,"
		" work zipcode, pager number, fax number",
	}
)
_SIGNATURES = MappingProxyType({source: frozenset(words.split(", ")) for source, words in _SIGNS.items()})
# This many known headers identify the program.
_ENOUGH = 2


def plain(header: str) -> str:
	"""A header for comparison: lower-case words without accents, with "_" and camel case split.

	Args:
			header: as in the file.
	"""
	words = _CAMEL.sub(" ", header.strip()) if " " not in header.strip() else header
	text = " ".join(re.findall(r"[^\W_]+", without_marks(words.casefold())))
	return re.sub(r"\be mail", "email", text)


def recognise(header: Sequence[str]) -> str:
	"""The program that wrote a file with this header. ``OTHER`` if unknown.

	Args:
		header: the first row.
	"""
	words = frozenset(map(plain, header))
	found = {source: len(words & signs) for source, signs in _SIGNATURES.items()}
	best = max(found, key=lambda source: found[source])
	return best if found[best] >= _ENOUGH else t.OTHER


def targets_of(header: Sequence[str]) -> list[str]:
	"""The suggested target of each column.

	Args:
		header: the first row.
	"""
	found = [_read(words)[0] for words in header]
	has_first, has_last = t.FIRST_NAME in found, t.LAST_NAME in found
	is_outlook = recognise(header) == t.OUTLOOK
	for position, target in enumerate(found):
		if target == ANY_NAME:
			found[position] = _part_of_name(has_first, has_last or ANY_LAST_NAME in found)
		elif target == ANY_LAST_NAME:
			# A surname in Portugal, a nickname in Brazil.
			found[position] = t.LEAVE_OUT if has_last else t.LAST_NAME
		elif target == t.LEAVE_OUT and is_outlook and plain(header[position]) in _OUTLOOK_PHONES:
			found[position] = t.PHONE
	return found


def place_of(header: str) -> str:
	"""Which of several addresses a column belongs to. Empty if there is only one.

	Args:
		header: the column's header.
	"""
	return _read(header)[1]


def labels_of(header: Sequence[str]) -> dict[int, int]:
	"""The label column of each numbered value: "Phone 1 - Label" for "Phone 1 - Value".

	Args:
		header: the first row.

	Returns:
			The position of the label by the position of the value.
	"""
	positions = {plain(words): position for position, words in enumerate(header)}
	found: dict[int, int] = {}
	for words, position in positions.items():
		stem, space, last = words.rpartition(" ")
		if space and last == "value":
			label = positions.get(f"{stem} label", positions.get(f"{stem} type"))
			if label is not None:
				found[position] = label
	return found


def is_called(label: str) -> bool:
	"""Whether a number with this label can be called. A fax cannot.

	Args:
			label: as in the file.
	"""
	return not _NOT_CALLED.search(plain(label))


def _part_of_name(has_first: bool, has_last: bool) -> str:
	"""The meaning of "Name" beside other columns, as in "Vorname, Name" and "Nombre, Apellidos"."""
	if has_first == has_last:
		return t.FULL_NAME
	return t.LAST_NAME if has_first else t.FIRST_NAME


# Called for each address in each row.
@lru_cache(maxsize=2_000)
def _read(header: str) -> tuple[str, str]:
	"""The target of a column, and the place it belongs to."""
	words = plain(header)
	if _NOT_CALLED.search(words):
		return t.LEAVE_OUT, ""
	if refusal := refusal_target(words):
		return refusal, ""
	numbered = _NUMBERED_ADDRESS.fullmatch(words)
	if numbered and numbered["part"] in _ADDRESS_PARTS:
		return _ADDRESS_PARTS[numbered["part"]], numbered["place"]
	if by_location := _BY_LOCATION.fullmatch(" ".join(header.casefold().split())):
		return (t.EMAIL if by_location["email"] else t.PHONE), ""
	return _read_words(words.split())


def _read_words(words: Sequence[str]) -> tuple[str, str]:
	found: list[str] = []
	places: list[str] = []
	numbered, start = False, 0
	while start < len(words):
		phrases = [tuple(words[start : start + length]) for length in range(LONGEST, 0, -1)]
		phrase = next((one for one in phrases if one in TARGET_WORDS or one in PLACE_WORDS), None)
		if phrase is None:
			return t.LEAVE_OUT, ""
		if phrase in TARGET_WORDS:
			found.append(TARGET_WORDS[phrase])
		elif (place := PLACE_WORDS[phrase]) != FILLER:
			places.append(place)
		numbered |= phrase[0].isdecimal() or phrase[0] == "line"
		start += len(phrase)
	target = _one_target(frozenset(found))
	if t.ORGANISATION in found and target in _PARTS:
		places.append(BUSINESS)
	place = " ".join(dict.fromkeys(places))
	if target == t.ADDRESS and (place or numbered):
		# "Home Address", "Address 2": a line of an address whose other parts have their own columns.
		target = t.STREET
	return target, place


def _one_target(found: frozenset[str]) -> str:
	"""The one target that a header's words mean."""
	for modifier, heads in _MODIFIERS:
		if len(found) > 1 and modifier in found and found - {modifier} <= heads:
			found = found - {modifier}
	return next(iter(found)) if len(found) == 1 else t.LEAVE_OUT
