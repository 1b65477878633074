"""Keep the keys by which somebody who is on record twice is found: keyed hashes, which name nobody."""

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterable, Mapping

import frappe
from frappe.model.document import Document
from frappe.utils.password import get_encryption_key

from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.domain.likeness import PersonKeys, blocking_keys
from stakeholder_crm.stakeholders.duplicates.load_people import load_people, person_of

LIKENESS_KEY = "Stakeholder Likeness Key"
BATCH = 500
AT_ONCE = 2_000
INSERT = "insert into `tabStakeholder Likeness Key` (name, parent, parenttype, parentfield, key_hash) values "
KEY_LENGTH, NAME_LENGTH = 32, 20


def on_change(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook: what identifies her may have changed, or been erased."""
	gone = stakeholder.status == "Anonymised"
	_store({(stakeholder.doctype, stakeholder.name): None if gone else person_of(stakeholder)})


def on_trash(stakeholder: Document, method: str | None = None) -> None:
	"""A stakeholder's hook: with the record its keys go."""
	delete_keys((stakeholder.doctype, stakeholder.name))


def delete_keys(pair: Pair) -> None:
	"""Remove the keys of a stakeholder.

	Args:
		pair: the stakeholder.
	"""
	frappe.db.delete(LIKENESS_KEY, {"parenttype": pair[0], "parent": pair[1]})


def store_keys(pairs: Collection[Pair]) -> None:
	"""Compute the keys of these stakeholders anew; for whatever changes a record past its hooks.

	Args:
		pairs: as many as wanted; the number of queries grows with every 500 only.
	"""
	wanted = sorted(set(pairs))
	for start in range(0, len(wanted), BATCH):
		batch = wanted[start : start + BATCH]
		people = load_people(batch)
		_store({pair: people.get(pair) for pair in batch})


def rebuild_keys(on_progress: Callable[[int, int], None] | None = None) -> int:
	"""Compute everybody's keys anew, as after the site's encryption key has changed.

	Args:
		on_progress: told after each batch how many are done, and of how many.

	Returns:
		How many stakeholders have keys now.
	"""
	frappe.db.delete(LIKENESS_KEY)
	names = {kind: frappe.get_all(kind, pluck="name", order_by="name") for kind in KINDS}
	pairs = [(kind, name) for kind in KINDS for name in names[kind]]
	done = 0
	for start in range(0, len(pairs), BATCH):
		people = load_people(pairs[start : start + BATCH])
		_insert({pair: key_hashes(blocking_keys(one)) for pair, one in people.items()})
		done += len(people)
		if on_progress:
			on_progress(min(start + BATCH, len(pairs)), len(pairs))
	return done


def key_hashes(keys: Iterable[str]) -> set[str]:
	"""The keys as they are stored: they can be compared, not read, and differ from site to site.

	Args:
		keys: as ``domain.likeness`` makes them.
	"""
	secret = get_encryption_key().encode()
	return {
		hmac.new(secret, f"likeness:{key}".encode(), hashlib.sha256).hexdigest()[:KEY_LENGTH] for key in keys
	}


def _store(people: Mapping[Pair, PersonKeys | None]) -> None:
	"""Store what changed: most saves change nothing here."""
	wanted = {pair: key_hashes(blocking_keys(one)) if one else set() for pair, one in people.items()}
	rows = frappe.get_all(
		LIKENESS_KEY,
		filters={"parenttype": ("in", KINDS), "parent": ("in", sorted(name for _kind, name in people))},
		fields=["name", "parenttype", "parent", "key_hash"],
		order_by="name",
	)
	outdated: list[str] = []
	for row in rows:
		pair = (row.parenttype, row.parent)
		if pair not in wanted:
			continue
		if row.key_hash in wanted[pair]:
			wanted[pair].discard(row.key_hash)
		else:
			outdated.append(row.name)
	if outdated:
		frappe.db.delete(LIKENESS_KEY, {"name": ("in", outdated)})
	_insert(wanted)


def _insert(hashes: Mapping[Pair, Collection[str]]) -> None:
	rows = [
		(_name(pair, one), pair[1], pair[0], "likeness", one)
		for pair, keys in hashes.items()
		for one in sorted(keys)
	]
	# The query builder takes a hundred times as long to write down a million rows as the database to store them.
	for start in range(0, len(rows), AT_ONCE):
		chunk = rows[start : start + AT_ONCE]
		marks = ", ".join(["(%s, %s, %s, %s, %s)"] * len(chunk))
		frappe.db.sql(INSERT + marks, [value for row in chunk for value in row])


def _name(pair: Pair, key_hash: str) -> str:
	"""A name that the same row always has, so that no row is there twice."""
	return hashlib.sha256("|".join((*pair, key_hash)).encode()).hexdigest()[:NAME_LENGTH]
