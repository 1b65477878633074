"""Maintain the keyed hashes by which possible duplicates are found."""

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterable, Mapping

import frappe
from frappe.model.document import Document
from frappe.utils.password import get_encryption_key

from stakeholder_crm.access.vault.keys import secret_for
from stakeholder_crm.access.vault.sealed_document import opened
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.domain.likeness import PersonKeys, blocking_keys
from stakeholder_crm.stakeholders.duplicates.load_people import load_people, person_of

LIKENESS_KEY = "Stakeholder Likeness Key"
BATCH = 500
AT_ONCE = 2_000
INSERT = "insert into `tabStakeholder Likeness Key` (name, parent, parenttype, parentfield, key_hash) values "
KEY_LENGTH, NAME_LENGTH = 32, 20


def on_change(stakeholder: Document, method: str | None = None) -> None:
	"""Stakeholder hook: update the keys, or delete them after an erasure."""
	gone = stakeholder.status == "Anonymised"
	with opened(stakeholder):
		_store({(stakeholder.doctype, stakeholder.name): None if gone else person_of(stakeholder)})


def on_trash(stakeholder: Document, method: str | None = None) -> None:
	"""Stakeholder hook: delete the keys with the record."""
	delete_keys((stakeholder.doctype, stakeholder.name))


def delete_keys(pair: Pair) -> None:
	"""Delete the keys of a stakeholder.

	Args:
		pair: the stakeholder.
	"""
	frappe.db.delete(LIKENESS_KEY, {"parenttype": pair[0], "parent": pair[1]})


def store_keys(pairs: Collection[Pair]) -> None:
	"""Recompute the keys of these stakeholders, for changes that bypass their hooks.

	Args:
			pairs: any number. They are read in batches of 500.
	"""
	unique_pairs = sorted(set(pairs))
	for start in range(0, len(unique_pairs), BATCH):
		batch = unique_pairs[start : start + BATCH]
		people = load_people(batch)
		_store({pair: people.get(pair) for pair in batch})


def rebuild_keys(on_progress: Callable[[int, int], None] | None = None) -> int:
	"""Recompute all keys, for example after the site's encryption key has changed.

	Args:
			on_progress: called after each batch with the number done and the total.

	Returns:
			The number of stakeholders that have keys now.
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
	"""The keys as stored: comparable, not readable, and different on each site.

	Args:
			keys: from ``domain.likeness``.
	"""
	secret = secret_for("likeness") or get_encryption_key().encode()
	return {
		hmac.new(secret, f"likeness:{key}".encode(), hashlib.sha256).hexdigest()[:KEY_LENGTH] for key in keys
	}


def _store(people: Mapping[Pair, PersonKeys | None]) -> None:
	"""Write only the changes: most saves change no key."""
	missing = {pair: key_hashes(blocking_keys(one)) if one else set() for pair, one in people.items()}
	rows = frappe.get_all(
		LIKENESS_KEY,
		filters={"parenttype": ("in", KINDS), "parent": ("in", sorted(name for _kind, name in people))},
		fields=["name", "parenttype", "parent", "key_hash"],
		order_by="name",
	)
	outdated: list[str] = []
	for row in rows:
		pair = (row.parenttype, row.parent)
		if pair not in missing:
			continue
		if row.key_hash in missing[pair]:
			missing[pair].discard(row.key_hash)
		else:
			outdated.append(row.name)
	if outdated:
		frappe.db.delete(LIKENESS_KEY, {"name": ("in", outdated)})
	_insert(missing)


def _insert(hashes: Mapping[Pair, Collection[str]]) -> None:
	rows = [
		(_name(pair, one), pair[1], pair[0], "likeness", one)
		for pair, keys in hashes.items()
		for one in sorted(keys)
	]
	# For a million rows the query builder takes a hundred times as long as the database.
	for start in range(0, len(rows), AT_ONCE):
		chunk = rows[start : start + AT_ONCE]
		marks = ", ".join(["(%s, %s, %s, %s, %s)"] * len(chunk))
		frappe.db.sql(INSERT + marks, [value for row in chunk for value in row])


def _name(pair: Pair, key_hash: str) -> str:
	"""A deterministic name, so that no row is stored twice."""
	return hashlib.sha256("|".join((*pair, key_hash)).encode()).hexdigest()[:NAME_LENGTH]
