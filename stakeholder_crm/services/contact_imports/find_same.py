"""Who in the file is on record already, and who is in it twice."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from stakeholder_crm.domain.contact_files.contact import Contact
from stakeholder_crm.domain.likeness import Verdict
from stakeholder_crm.domain.name_words import name_words
from stakeholder_crm.services.stakeholders.find_alike import Match, find_alike
from stakeholder_crm.services.stakeholders.read_people import person

Values = dict[str, Any]


class FileRows:
	"""Who was in the file so far: a hash of each name and address, and the row it was seen in first."""

	def __init__(self) -> None:
		self._names: dict[int, int] = {}
		self._addresses: dict[int, tuple[int, int]] = {}

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
		self._names.setdefault(name, number)
		for address in addresses:
			self._addresses.setdefault(address, (number, name))
		if same:
			return _in_file("Same", "same_row", min(same))
		return _in_file("Maybe Same", "maybe_row", min(maybe)) if maybe else {}


def find_same(kind: str, contacts: Mapping[int, Contact], rows_of_file: FileRows) -> dict[int, Values]:
	"""What is said of those rows whose people are known already.

	Args:
		kind: what they are imported as.
		contacts: by the number of their row.
		rows_of_file: those of the rows before, to which these are added.

	Returns:
		``outcome``, the reason and, where the user may see it, the record, by the row's number.
	"""
	on_record = find_on_record(kind, contacts)
	found: dict[int, Values] = {}
	for number, contact in contacts.items():
		twice = rows_of_file.first_of(number, contact)
		if values := on_record.get(number) or twice:
			found[number] = values
	return found


def find_on_record(kind: str, contacts: Mapping[int, Contact]) -> dict[int, Values]:
	"""The same, for those alone who are on record.

	Args:
		kind: what they are imported as.
		contacts: by the number of their row.
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
		for number, matches in zip(contacts, find_alike(people), strict=True)
		if matches
	}


def _on_record(matches: Sequence[Match]) -> Values:
	"""The most alike that may be seen, unless one who may not is more so: of her, nothing else is said."""
	match = matches[0]
	is_same = match.verdict is Verdict.SAME
	if not match.pair or (matches[-1].hidden and not is_same):
		return {"outcome": "Maybe Same", "reason_code": "hidden"}
	return {
		"outcome": "Same" if is_same else "Maybe Same",
		"reason_code": "same" if is_same else "maybe",
		"reason_about": json.dumps(["", " ".join(sign.name for sign in match.signs if sign.points > 0)]),
		"alike_type": match.pair[0],
		"alike": match.pair[1],
	}


def _in_file(outcome: str, code: str, row: int) -> Values:
	return {"outcome": outcome, "reason_code": code, "reason_about": json.dumps([str(row), ""])}
