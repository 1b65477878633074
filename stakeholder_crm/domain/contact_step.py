"""Differences between address book entries, and splitting names into first and last name."""

from collections.abc import Iterable
from dataclasses import dataclass

from stakeholder_crm.domain.contact_points import PHONE_CHANNELS, BadAddress, normalise
from stakeholder_crm.domain.phone_numbers import EXTENSION

# The length of a phone field in the host's Contact.
LONGEST_IN_ADDRESS_BOOK = 20


@dataclass(frozen=True, slots=True)
class Change:
	"""The difference between two sets of values.

	Attributes:
			added: new values, in order.
			removed: old values, in order.
	"""

	added: tuple[str, ...] = ()
	removed: tuple[str, ...] = ()

	def __bool__(self) -> bool:
		return bool(self.added or self.removed)


def change(before: Iterable[str], after: Iterable[str]) -> Change:
	"""The difference between two lists of normalised values. Their order is ignored.

	Args:
			before: the old values.
			after: the new values.
	"""
	old, new = list(dict.fromkeys(before)), list(dict.fromkeys(after))
	return Change(
		tuple(value for value in new if value not in old), tuple(value for value in old if value not in new)
	)


def comparable(channel: str, value: str | None) -> str:
	"""A value normalised for comparison. An invalid address stays as typed.

	Args:
		channel: a channel of Stakeholder Contact Point.
			value: as typed. May be empty.
	"""
	try:
		return normalise(channel, value)
	except BadAddress:
		return " ".join((value or "").split())


def for_address_book(value: str) -> str:
	"""An address as the host's Contacts accept it, with "#" for an extension.

	Args:
			value: normalised.
	"""
	return value.replace(EXTENSION, " #")


def fits_address_book(value: str) -> bool:
	"""Whether a Contact can hold the whole address: without its extension a number would reach someone else.

	Args:
			value: normalised.
	"""
	return EXTENSION not in value or len(for_address_book(value)) <= LONGEST_IN_ADDRESS_BOOK


def is_phone(channel: str) -> bool:
	"""Whether a channel has a phone number."""
	return channel in PHONE_CHANNELS


def split_name(full_name: str) -> tuple[str, str]:
	"""Split a full name into first and last name. Joined, they are the full name again.

	Which part of a name is the family name differs between cultures (W3C, Personal names around the world). Nothing
	depends on it here.

	Args:
		full_name: not empty.
	"""
	*first, last = full_name.split()
	return (" ".join(first), last) if first else (last, "")
