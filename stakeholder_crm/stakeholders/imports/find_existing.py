"""Find contacts of a file that are already recorded, or that are in the file twice."""

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
	"""The contacts of the file so far: a hash of each name and address, and its first row."""

	def __init__(self) -> None:
		self._names: dict[int, int] = {}
		self._addresses: dict[int, tuple[int, int]] = {}
		self._agencies: dict[int, int] = {}
		self._focal_people: dict[int, int] = {}
		self._left_out: set[int] = set()
		self._unsafe: set[int] = set()
		self._rows_with: dict[int, list[int]] = {}
		# Addresses that another row says not to use, by row number.
		self.opted_out: dict[int, set[str]] = {}

	def first_of(self, number: int, contact: Contact) -> Values:
		"""The result for a row that is in the file already, otherwise empty. Remembers the row.

		Args:
				number: the row number.
				contact: the row's contact.
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
		"""Remember that an address must not be used, in any row. The row saying so may be a skipped one.

		Args:
				address: normalised.
		"""
		self._unsafe.add(hash(address))
		for row in self._rows_with.get(hash(address), ()):
			self.opted_out.setdefault(row, set()).add(address)

	def same_agency(self, number: int, contact: Contact) -> Values:
		"""The result for a row whose agency is in the file already, with another person. Remembers the row.

		Address books have a row for each person who works for an agency. Rows with the same name and jurisdiction
		become one agency, and their people its focal people.

		Args:
				number: the row number.
				contact: the agency and its focal person.
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
		"""Remember that a row is not imported, so that no other row joins it.

		Args:
				number: the row number.
		"""
		self._left_out.add(number)


def find_existing(kind: str, contacts: Mapping[int, Contact], rows_of_file: FileRows) -> dict[int, Values]:
	"""The results for rows that are known already.

	Args:
			kind: the stakeholder type.
			contacts: by row number.
			rows_of_file: the earlier rows. These rows are added to them.

	Returns:
			``outcome``, the reason and, if any, the matching record (if the user may see it) and the row whose agency
				it joins, by row number.
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
	"""The same, only for contacts that are already recorded.

	Args:
			kind: the stakeholder type.
			contacts: by row number.
			without: records to ignore, such as those of other rows.
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
	"""The best visible match, unless a hidden one is better. Nothing else is said about a hidden one."""
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
