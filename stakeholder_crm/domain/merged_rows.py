"""Combine two rows with the same contact details when records are merged. The safer value wins."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from unicodedata import normalize

from stakeholder_crm.domain.contact_points import ADDRESSLESS_CHANNELS, normal_or_empty

Row = Mapping[str, Any]
# The least safe first.
SAFETY = ("Unsafe", "Unknown", "Safe")


def folded(text: str | None) -> str:
	"""A name for comparison: case, spaces and how accents are encoded are ignored (Unicode, UAX #15)."""
	return " ".join(normalize("NFKC", text or "").split()).casefold()


def way(channel: str | None, address: str | None) -> tuple[str, str] | None:
	"""The key that identifies an address. None if there is no address.

	Args:
		channel: a channel of Stakeholder Contact Point.
			address: as stored. Older ones may not be normalised.
	"""
	text = normal_or_empty(channel or "", address) or folded(address)
	return (channel or "", text.casefold()) if text else None


def opinion(rows: Iterable[Row]) -> dict[str, Any]:
	"""The combined safety values of an address that is in several rows.

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
	"""The values of a contact point after another one with the same address was merged into it."""
	return {
		**opinion((kept, other)),
		"voicemail_ok": min(kept["voicemail_ok"] or 0, other["voicemail_ok"] or 0),
		"valid_until": earlier(kept["valid_until"], other["valid_until"]),
	}


def one_focal_person(kept: Row, other: Row) -> dict[str, Any]:
	"""The values of a focal person after another row of the same person was merged into it.

	An end date in either row counts. If only one row has an address, its safety counts, but Unsafe in either row
	always wins.
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
	"""The focal person that a row of another record matches, if any.

	They match by name and address, or by name if one of them has no address. Rows with different users are never the
	same person.

	Args:
			row: of the record that is merged.
			rows: of the record that is kept.
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
	"""The earlier of two days, or the only one that is set."""
	return min((day for day in (one, other) if day), default=None)


def _has_gap(row: Row) -> bool:
	"""Whether a row needs an address and has none."""
	return row["channel"] not in ADDRESSLESS_CHANNELS and not way(row["channel"], row["address"])
