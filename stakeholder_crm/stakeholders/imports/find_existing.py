"""Who in the file is on record already, and who is in it twice."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.domain.contact_files.contact import AGENCY, Contact
from stakeholder_crm.domain.likeness import MatchVerdict
from stakeholder_crm.domain.name_words import name_words
from stakeholder_crm.stakeholders.duplicates.find_matches import Match, find_matches
from stakeholder_crm.stakeholders.duplicates.load_people import person

Values = dict[str, Any]


class FileRows:
	"""Who was in the file so far: a hash of each name and address, and the row it was seen in first."""

	def __init__(self) -> None:
		self._names: dict[int, int] = {}
		self._addresses: dict[int, tuple[int, int]] = {}
		self._agencies: dict[int, int] = {}
		self._focal_people: dict[int, int] = {}
		self._left_out: set[int] = set()
		self._unsafe: set[int] = set()
		self._rows_with: dict[int, list[int]] = {}
		# Addresses that another row says not to use, by the number of the row that has them, too.
		self.opted_out: dict[int, set[str]] = {}

	def first_of(self, number: int, contact: Contact) -> Values:
		"""What is said of a row that is in the file already; nothing where it is not. Remembers the row.

		Args:
			number: of the row.
			contact: what it comes to.
		"""
		name = hash(tuple(sorted(name_words(contact.full_name))))
		addresses = {hash(address) for address in (*contact.emails, *contact.phones)}
		shared = [self._addresses[one] for one in sorted(addresses) if one in self._addresses]
		same = [row for row, other in shared if other == name]
		mail = [self._addresses[one][0] for one in map(hash, contact.emails) if one in self._addresses]
		maybe = mail or ([self._names[name]] if name in self._names else [])
		self._carry(number, contact)
		self._names.setdefault(name, number)
		for address in addresses:
			self._addresses.setdefault(address, (number, name))
		if same:
			return _in_file("Duplicate", "same_row", min(same))
		return _in_file("Possible Duplicate", "maybe_row", min(maybe)) if maybe else {}

	def _carry(self, number: int, contact: Contact) -> None:
		for point in contact.points:
			self._rows_with.setdefault(hash(point.value), []).append(number)
			if point.unsafe:
				self.opt_out(point.value)
			elif hash(point.value) in self._unsafe:
				self.opted_out.setdefault(number, set()).add(point.value)

	def opt_out(self, address: str) -> None:
		"""Remember that a row says not to use an address, in whatever row it stands; the row may be a refused one.

		Args:
			address: in its normal form.
		"""
		self._unsafe.add(hash(address))
		for row in self._rows_with.get(hash(address), ()):
			self.opted_out.setdefault(row, set()).add(address)

	def same_agency(self, number: int, contact: Contact) -> Values:
		"""What is said of a row whose agency is in the file already, with others who speak for it. Remembers the row.

		Address books have a row for each person who works somewhere: they are one agency, and all become its focal
		people. Of the same name and jurisdiction, that is; offices elsewhere may have people of their own.

		Args:
			number: of the row.
			contact: the agency, and who speaks for it.
		"""
		agency = hash((*name_words(contact.full_name), contact.fields.get("jurisdiction", "").casefold()))
		focal_person = hash((agency, *sorted(name_words(contact.focal_person))))
		first = self._agencies.setdefault(agency, number)
		before = self._focal_people.setdefault(focal_person, number)
		if before != number:
			return _in_file("Duplicate", "same_row", before) if contact.focal_person else {}
		if first == number:
			return {}
		joins = {"joins_row": first}
		if first in self._left_out:
			return {**_in_file("Possible Duplicate", "maybe_row", first), **joins}
		return {**_in_file("New", "joins", first), **joins}

	def leave_out(self, number: int) -> None:
		"""Remember that a row is not to be taken over: others do not join it.

		Args:
			number: of the row.
		"""
		self._left_out.add(number)


def find_existing(kind: str, contacts: Mapping[int, Contact], rows_of_file: FileRows) -> dict[int, Values]:
	"""What is said of those rows whose people are known already.

	Args:
		kind: what they are imported as.
		contacts: by the number of their row.
		rows_of_file: those of the rows before, to which these are added.

	Returns:
		``outcome``, the reason and, where there are, the record (if the user may see it) and the row whose agency it
		is of, by the row's number.
	"""
	on_record = find_record(kind, contacts)
	found: dict[int, Values] = {}
	for number, contact in contacts.items():
		twice = rows_of_file.first_of(number, contact)
		if kind == AGENCY:
			twice = rows_of_file.same_agency(number, contact) or twice
		values = {**twice, **on_record.get(number, {})}
		if values.get("outcome", "New") != "New":
			rows_of_file.leave_out(number)
		found[number] = values
	return found


def find_record(
	kind: str, contacts: Mapping[int, Contact], without: Collection[Pair] = ()
) -> dict[int, Values]:
	"""The same, for those alone who are on record.

	Args:
		kind: what they are imported as.
		contacts: by the number of their row.
		without: records that do not count, such as those of other rows.
	"""
	people = [
		person(
			kind,
			{"full_name": contact.full_name, "safe_alias": contact.alias, **contact.fields},
			[(point.channel, point.value) for point in contact.points],
		)
		for contact in contacts.values()
	]
	return {
		number: _on_record(matches)
		for number, matches in zip(contacts, find_matches(people, without=without), strict=True)
		if matches
	}


def _on_record(matches: Sequence[Match]) -> Values:
	"""The most alike that may be seen, unless one who may not is more so: of her, nothing else is said."""
	match = matches[0]
	is_same = match.verdict is MatchVerdict.SAME
	if not match.pair or (matches[-1].hidden and not is_same):
		return {"outcome": "Possible Duplicate", "reason_code": "hidden"}
	return {
		"outcome": "Duplicate" if is_same else "Possible Duplicate",
		"reason_code": "same" if is_same else "maybe",
		"reason_about": json.dumps(["", " ".join(sign.name for sign in match.signs if sign.points > 0)]),
		"alike_type": match.pair[0],
		"alike": match.pair[1],
	}


def _in_file(outcome: str, code: str, row: int) -> Values:
	return {"outcome": outcome, "reason_code": code, "reason_about": json.dumps([str(row), ""])}
