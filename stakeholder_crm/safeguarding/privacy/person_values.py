"""Values that identify a person: names, aliases, addresses and numbers, including past ones."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import frappe
from frappe.model.document import Document

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.domain.contact_points import PHONE_CHANNELS
from stakeholder_crm.domain.erased_values import ErasedValue, Kind, erased_value, is_same, without_values
from stakeholder_crm.domain.mail_addresses import spellings

NAME_FIELDS = ("full_name", "safe_alias", "display_name")
ROW_FIELDS = {"contact_points": ("value",), "focal_people": ("person_name", "address")}


@dataclass(frozen=True, slots=True)
class PersonValues:
	"""Values that identify a person.

	Attributes:
		wanted: the values that must not remain.
		names: names and aliases, which are also searched by part.
		addresses: channel and address of every current contact point.
		shared: how many values are kept because other people share them.
	"""

	wanted: tuple[ErasedValue, ...]
	names: tuple[str, ...]
	addresses: tuple[tuple[str, str], ...]
	shared: int


@dataclass(frozen=True, slots=True)
class Others:
	names: tuple[str, ...]
	addresses: tuple[str, ...]


def values_of(person: Document) -> PersonValues:
	"""Collect the values that identify a stakeholder, except values shared with others.

	Args:
		person: a stored stakeholder.
	"""
	put_in(person)
	candidates = [*_present(person), *_past(person)]
	others = others_than(person)
	known = (*others.names, *(one for address in others.addresses for one in spellings(address)))
	found: dict[tuple[Kind, str], ErasedValue] = {}
	shared: set[tuple[Kind, str]] = set()
	for kind, text in _spelled(candidates):
		value = erased_value(kind, text)
		if value is None:
			continue
		key = (kind, value.pattern.pattern)
		if any(is_same(value, other) for other in known):
			shared.add(key)
		else:
			found[key] = without_values(value, others.names)
	return PersonValues(
		# The longest first: an address must be searched before a name in it.
		wanted=tuple(sorted(found.values(), key=lambda value: -len(value.text))),
		names=tuple(sorted({text for kind, text in candidates if kind is Kind.NAME})),
		addresses=tuple(_addresses(person)),
		shared=len(shared),
	)


def kind_of(channel: str | None, address: str) -> Kind:
	"""The kind of value for an address of a channel."""
	if "@" in address:
		return Kind.EMAIL
	return Kind.NUMBER if channel in PHONE_CHANNELS or address.startswith("+") else Kind.NAME


def _spelled(candidates: Iterable[tuple[Kind, str]]) -> Iterator[tuple[Kind, str]]:
	"""Addresses at international domains, as entered and in ASCII."""
	for kind, text in candidates:
		yield from ((kind, one) for one in (sorted(spellings(text)) if kind is Kind.EMAIL else (text,)))


def _present(person: Document) -> list[tuple[Kind, str]]:
	names = [person.get(field) for field in NAME_FIELDS]
	names += [row.person_name for row in person.get("focal_people") or []]
	return [
		*((Kind.NAME, name) for name in names if name),
		*((kind_of(channel, address), address) for channel, address in _addresses(person)),
	]


def _addresses(person: Document) -> list[tuple[str, str]]:
	rows = [(row.channel, row.value) for row in person.contact_points]
	rows += [(row.channel, row.address) for row in person.get("focal_people") or []]
	return [(channel, address) for channel, address in rows if address]


def _past(person: Document) -> list[tuple[Kind, str]]:
	"""Former names and addresses from document versions."""
	versions = frappe.get_all(
		"Version",
		filters={"ref_doctype": person.doctype, "docname": person.name},
		pluck="data",
		order_by="name",
	)
	found: list[tuple[Kind, str]] = []
	for data in versions:
		version = json.loads(data or "{}")
		for field, old, new in version.get("changed") or []:
			found += [(Kind.NAME, value) for value in (old, new) if field in NAME_FIELDS and value]
		for table, _index, _name, changes in version.get("row_changed") or []:
			found += _from_cells(table, [(field, value) for field, *both in changes for value in both])
		for table, row in [*(version.get("added") or []), *(version.get("removed") or [])]:
			found += _from_cells(table, row.items())
	return found


def _from_cells(table: str, cells: Iterable[tuple[str, object]]) -> list[tuple[Kind, str]]:
	wanted = ROW_FIELDS.get(table, ())
	return [
		(Kind.NAME if field == "person_name" else kind_of(None, str(value)), str(value))
		for field, value in cells
		if field in wanted and value
	]


def others_than(person: Document) -> Others:
	"""Names and addresses of all other people."""
	names: set[str] = set()
	for kind in KINDS:
		for row in get_all_opened(
			kind,
			filters={"status": ("!=", "Anonymised")},
			fields=["name", "full_name", "safe_alias"],
			order_by="name",
		):
			if (kind, row.name) != (person.doctype, person.name):
				names |= {row.full_name, row.safe_alias}
	addresses: set[str] = set()
	for row in get_all_opened(
		"Stakeholder Contact Point", fields=["parent", "parenttype", "value"], order_by="name"
	):
		if (row.parenttype, row.parent) != (person.doctype, person.name):
			addresses.add(row.value)
	for row in get_all_opened(
		"Agency Focal Person", fields=["parent", "person_name", "address"], order_by="name"
	):
		if row.parent != person.name:
			names.add(row.person_name)
			addresses.add(row.address)
	for user in frappe.get_all("User", fields=["name", "full_name", "phone", "mobile_no"], order_by="name"):
		names.add(user.full_name)
		addresses |= {user.name, user.phone, user.mobile_no}
	return Others(tuple(sorted(filter(None, names))), tuple(sorted(filter(None, addresses))))
