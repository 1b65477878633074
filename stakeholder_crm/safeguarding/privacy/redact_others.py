"""Redact other people's names and addresses from a person's export."""

from collections.abc import Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.vault.read_opened import load_pairs_opened
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.domain.erased_values import (
	ErasedValue,
	Kind,
	erase_from,
	erased_value,
	is_same,
	name_parts,
	without_values,
)
from stakeholder_crm.safeguarding.privacy.erase_documents import meetings_of
from stakeholder_crm.safeguarding.privacy.erase_texts import names_at
from stakeholder_crm.safeguarding.privacy.person_values import kind_of, others_than, values_of


@dataclass(frozen=True, slots=True)
class RedactedText:
	"""The values to redact in texts.

	Attributes:
		values: names and addresses of other people.
		own_parts: words of the person's own names that no person near them shares.
	"""

	values: Sequence[ErasedValue]
	own_parts: Sequence[ErasedValue]

	def in_text(self, text: str) -> str:
		"""The text with every other person replaced by "[another person]"."""
		return erase_from(text, self.values, _("[another person]"))


def redact_others(person: Document) -> RedactedText:
	"""The people to redact in a stakeholder's export: stakeholders, colleagues and guests.

	First names alone are redacted for people who shared a meeting or a tie with them.

	Args:
		person: the stakeholder.
	"""
	own = values_of(person)
	others = others_than(person)
	near = _near(person)
	found = [erased_value(Kind.NAME, name) for name in {*others.names, *near}]
	found += [erased_value(kind_of(None, address), address) for address in others.addresses]
	mine = [*own.names, *(address for _channel, address in own.addresses)]
	values = [
		without_values(value, own.names)
		for value in found
		if value is not None and not any(is_same(value, one) for one in mine)
	]
	# The longest first: a whole name must be searched before its parts.
	values.sort(key=lambda value: -len(value.text))
	return RedactedText([*values, *name_parts(near, own.names)], name_parts(own.names, near))


def _near(person: Document) -> list[str]:
	pair = (person.doctype, person.name)
	tied = [pair_of(row) for row in person.ties]
	if person.intermediary:
		tied.append((person.intermediary_type, person.intermediary))
	meetings = meetings_of(pair)
	logs = frappe.get_all(
		"Meeting Log", filters={"meeting": ("in", meetings or [""])}, pluck="name", order_by="name"
	)
	rows = load_pairs_opened(tied, ["full_name", "safe_alias"]).values()
	return [
		name
		for name in (
			*(n for row in rows for n in (row.full_name, row.safe_alias)),
			*names_at(pair, meetings, logs),
		)
		if name
	]
