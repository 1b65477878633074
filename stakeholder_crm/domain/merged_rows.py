"""Two rows about one way to reach somebody, in two records that are merged: the less safe opinion counts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from unicodedata import normalize

from stakeholder_crm.domain.contact_points import ADDRESSLESS_CHANNELS, normal_or_empty

Row = Mapping[str, Any]
# The least safe comes first.
SAFETY = ("Unsafe", "Unknown", "Safe")


def folded(text: str | None) -> str:
	"""A name as two records compare it: case, spaces and how an accent is stored do not matter (Unicode, UAX #15)."""
	return " ".join(normalize("NFKC", text or "").split()).casefold()


def way(channel: str | None, address: str | None) -> tuple[str, str] | None:
	"""What an address is told apart by; None where there is none.

	Args:
		channel: a channel of Stakeholder Contact Point.
		address: as stored; older ones may not be in their normal form.
	"""
	text = normal_or_empty(channel or "", address) or folded(address)
	return (channel or "", text.casefold()) if text else None


def opinion(rows: Iterable[Row]) -> dict[str, Any]:
	"""What counts of an address of which several rows say something.

	Args:
		rows: contact points or focal people with that address.
	"""
	every = list(rows)
	return {
		"safety": min((row["safety"] or "Unknown" for row in every), key=SAFETY.index),
		"bounced": max(row["bounced"] or 0 for row in every),
		"name_organisation_ok": min(row["name_organisation_ok"] or 0 for row in every),
	}


def one_contact_point(kept: Row, other: Row) -> dict[str, Any]:
	"""What a contact point says after another one with the same address was united with it."""
	return {
		**opinion((kept, other)),
		"voicemail_ok": min(kept["voicemail_ok"] or 0, other["voicemail_ok"] or 0),
		"valid_until": earlier(kept["valid_until"], other["valid_until"]),
	}


def one_focal_person(kept: Row, other: Row) -> dict[str, Any]:
	"""What a focal person's row says after another one of the same person was united with it.

	Who left in either record has left. Where one row has no address, what the other says of its own counts, but an
	Unsafe is a warning whether or not there is an address beside it.
	"""
	values: dict[str, Any] = {
		field: kept[field] or other[field] or None for field in ("role", "user", "contact")
	}
	values["since"] = earlier(kept["since"], other["since"])
	values["until"] = earlier(kept["until"], other["until"])
	with_address = [row for row in (kept, other) if way(row["channel"], row["address"])]
	if len(with_address) == 1:
		(source,) = with_address
		values |= {"channel": source["channel"], "address": source["address"]}
		values |= opinion((kept, other))
		if "Unsafe" not in (kept["safety"], other["safety"]):
			values["safety"] = source["safety"] or "Unknown"
		return values
	return {**values, **opinion((kept, other))}


def same_focal_person(row: Row, rows: Iterable[Row]) -> Row | None:
	"""Which of an agency's focal people a row of another record is about, if one of them is.

	The same name at the same address; or the same name, where one of the two has no address yet. Two users of one
	name are two people.

	Args:
		row: of the record that goes.
		rows: of the record that stays.
	"""
	named = [
		one
		for one in rows
		if folded(one["person_name"]) == folded(row["person_name"])
		and not (one["user"] and row["user"] and one["user"] != row["user"])
	]
	address = way(row["channel"], row["address"])
	for one in named:
		if way(one["channel"], one["address"]) == address and (address or one["channel"] == row["channel"]):
			return one
	for one in named:
		if _has_gap(one) or _has_gap(row):
			return one
	return None


def earlier(one: date | None, other: date | None) -> date | None:
	"""The earlier of two days; the only one, where one is set."""
	return min((day for day in (one, other) if day), default=None)


def _has_gap(row: Row) -> bool:
	"""Whether a row wants an address, and has none."""
	return row["channel"] not in ADDRESSLESS_CHANNELS and not way(row["channel"], row["address"])
