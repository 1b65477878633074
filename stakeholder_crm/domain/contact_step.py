"""What changed in an address book's card, and how a name is divided into its fields."""

from collections.abc import Iterable
from dataclasses import dataclass

from stakeholder_crm.domain.contact_points import PHONE_CHANNELS, BadAddress, normalise
from stakeholder_crm.domain.phone_numbers import EXTENSION

# What a phone field of the host can hold.
LONGEST_IN_ADDRESS_BOOK = 20


@dataclass(frozen=True, slots=True)
class Change:
	"""How a set of values became another.

	Attributes:
		added: values that were not there before, in their order.
		removed: values that are not there any more, in their order.
	"""

	added: tuple[str, ...] = ()
	removed: tuple[str, ...] = ()

	def __bool__(self) -> bool:
		return bool(self.added or self.removed)


def change(before: Iterable[str], after: Iterable[str]) -> Change:
	"""The difference between two lists of normalised values; their order says nothing.

	Args:
		before: as they were.
		after: as they are.
	"""
	old, new = list(dict.fromkeys(before)), list(dict.fromkeys(after))
	return Change(
		tuple(value for value in new if value not in old), tuple(value for value in old if value not in new)
	)


def comparable(channel: str, value: str | None) -> str:
	"""A value in the one form in which it is compared; one that is no address stays as it was typed.

	Args:
		channel: a channel of Stakeholder Contact Point.
		value: what was typed; may be empty.
	"""
	try:
		return normalise(channel, value)
	except BadAddress:
		return " ".join((value or "").split())


def for_address_book(value: str) -> str:
	"""An address as the host's Contacts take it: their phone fields know digits and signs, so "#" for an extension.

	Args:
		value: in its normal form.
	"""
	return value.replace(EXTENSION, " #")


def fits_address_book(value: str) -> bool:
	"""Whether a Contact can hold an address whole; a number without its extension would reach somebody else.

	Args:
		value: in its normal form.
	"""
	return EXTENSION not in value or len(for_address_book(value)) <= LONGEST_IN_ADDRESS_BOOK


def is_phone(channel: str) -> bool:
	"""Whether a channel has a phone number."""
	return channel in PHONE_CHANNELS


def split_name(full_name: str) -> tuple[str, str]:
	"""First and last name for an address book that wants two fields; joined they are the full name again.

	Which part of a name is a family's name differs between cultures (W3C, Personal names around the world);
	nothing here depends on it.

	Args:
		full_name: not empty.
	"""
	*first, last = full_name.split()
	return (" ".join(first), last) if first else (last, "")
