"""Erase a person's data from the record and everything linked to it, and verify it with a scan."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import frappe
from frappe import _
from frappe.deferred_insert import queue_prefix, save_to_db
from frappe.model.document import Document
from frappe.model.utils.user_settings import sync_user_settings
from frappe.utils.global_search import sync_global_search

from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.pairs import KINDS, Pair
from stakeholder_crm.domain.contact_points import ADDRESSLESS_CHANNELS, BadAddress
from stakeholder_crm.domain.erased_values import ErasedValue, Kind
from stakeholder_crm.engagement.meetings.sync_event import remove_past_events
from stakeholder_crm.safeguarding.privacy.erase_documents import (
	documents_about,
	empty_documents,
	empty_record,
	meetings_of,
)
from stakeholder_crm.safeguarding.privacy.erase_elsewhere import erase_elsewhere
from stakeholder_crm.safeguarding.privacy.erase_files import erase_copies
from stakeholder_crm.safeguarding.privacy.erase_texts import erase_parts, erase_texts
from stakeholder_crm.safeguarding.privacy.erase_traces import erase_traces
from stakeholder_crm.safeguarding.privacy.list_remaining import find_remaining, record_labels, row_labels
from stakeholder_crm.safeguarding.privacy.person_values import values_of
from stakeholder_crm.safeguarding.privacy.scan_for_values import scan_for_values
from stakeholder_crm.stakeholders.duplicates.exceptions import delete_exceptions as forget_exceptions
from stakeholder_crm.stakeholders.suppression import suppress

LEAVING = ("Claimed", "Queued")
Progress = Callable[[int], None]


class ErasureFailed(frappe.ValidationError):
	"""Nothing was erased; the message has the reason and next step, without personal data."""


def erase_person(
	pair: Pair, *, asked: bool, everywhere: bool = False, on_progress: Progress = lambda _percent: None
) -> dict[str, Any]:
	"""Anonymise a stakeholder everywhere, in the caller's transaction.

	Args:
		pair: the stakeholder.
		asked: whether the person asked for it; then all their addresses are suppressed.
		everywhere: also erase from other records, such as a private board or a file of another record.
		on_progress: called with the progress in percent.

	Returns:
		The report: ``changed`` and ``removed`` rows by DocType or table, ``suppressed`` addresses, ``shared``
		values kept because other people share them, ``reached_through`` (those whose intermediary this was)
		and the ``scan``.

	Raises:
		ErasureFailed: if it is already erased, a message is being sent, or data remains.
	"""
	person = frappe.get_doc(*pair, for_update=True)
	_check_possible(person)
	values = values_of(person)
	documents, meetings = documents_about(pair), meetings_of(pair)
	addresses = {one.text for one in values.wanted if one.kind is Kind.EMAIL}
	suppressed = suppress_addresses(person, asked=asked)
	on_progress(10)
	empty_record(person)
	changed = empty_documents(pair)
	forget_exceptions(pair)
	on_progress(20)
	removed = erase_traces(pair, documents, addresses)
	copies, kept = erase_copies(removed.files, attached_too=everywhere)
	removed["File"] += copies
	removed["Event"] += remove_past_events(meetings)
	removed += erase_parts(pair, values.names, meetings)
	on_progress(35)
	removed += erase_texts(values.wanted)
	on_progress(60)
	scan = scan_for_values(values.wanted, lambda percent: on_progress(60 + percent * 4 // 10))
	if scan.hits and everywhere:
		changed["Other Records"] += erase_elsewhere(values.wanted, scan.hits)
		removed += erase_texts(values.wanted)
		scan = scan_for_values(values.wanted)
	if scan.hits or kept:
		raise ErasureFailed(_remaining_message(values.wanted, scan.hits, kept))
	frappe.db.after_commit.add(forget_list_settings)
	return {
		"changed": _sorted(changed),
		"removed": _sorted(removed),
		"suppressed": suppressed,
		"shared": values.shared,
		"reached_through": _reached_through(pair),
		"scan": asdict(scan),
	}


def suppress_addresses(person: Document, *, asked: bool) -> int:
	"""Suppress the addresses that must not be contacted after the erasure.

	Args:
		person: a stakeholder.
		asked: whether the person requested the erasure; then all of them.

	Returns:
		How many are suppressed.
	"""
	put_in(person)
	withdrawn = _withdrawn_channels(person)
	count = 0
	for row in (*person.contact_points, *(person.get("focal_people") or [])):
		address = row.get("value") or row.get("address")
		reason = _reason_to_suppress(person, row, withdrawn, asked)
		if not address or not reason or row.channel in ADDRESSLESS_CHANNELS:
			continue
		try:
			suppress(row.channel, address, reason)
		except BadAddress:
			# Invalid addresses cannot be contacted.
			continue
		count += 1
	return count


def _reason_to_suppress(person: Document, row: Document, withdrawn: set[str], asked: bool) -> str | None:
	if asked or person.status == "Do Not Contact":
		return "Opted Out"
	if row.safety == "Unsafe":
		return "Unsafe"
	if withdrawn & {"", row.channel}:
		return "Consent Withdrawn"
	return "Permanent Bounce" if row.bounced else None


def _withdrawn_channels(person: Document) -> set[str]:
	"""The channels with withdrawn consent to messages; empty stands for all."""
	decisions = frappe.get_all(
		"Consent Record",
		filters={
			"stakeholder_type": person.doctype,
			"stakeholder": person.name,
			"purpose": "Thank-You Messages",
		},
		fields=["channel", "decision"],
		order_by="decided_on, creation",
	)
	newest = {row.channel or "": row.decision for row in decisions}
	return {channel for channel, decision in newest.items() if decision == "Withdrawn"}


def _check_possible(person: Document) -> None:
	if person.status == "Anonymised":
		raise ErasureFailed(_("This record is already erased."))
	leaving = {"stakeholder_type": person.doctype, "stakeholder": person.name, "status": ("in", LEAVING)}
	if frappe.db.exists(THANK_YOU, leaving):
		raise ErasureFailed(_("A thank-you to this person is being sent now. Try again in ten minutes."))


def _remaining_message(values: Sequence[ErasedValue], hits: dict[str, int], kept: list[frappe._dict]) -> str:
	"""What blocks an erasure, and its owners."""
	sentences = [_("Nothing was erased.")]
	if hits:
		places = ", ".join(f"{place} ({count})" for place, count in hits.items())
		sentences.append(_("Identifying data would remain in {0}.").format(places))
		if records := row_labels(find_remaining(values, hits), values):
			sentences.append(_("Found in: {0}.").format(records))
	if kept:
		files = [(row.attached_to_doctype, row.attached_to_name, row.owner) for row in kept]
		sentences.append(
			_("One of their files is also attached to other records: {0}.").format(
				record_labels(files, values)
			)
		)
	sentences.append(
		_(
			"Remove it there or ask its owner, then erase again. Or tick Erase from Other Records to remove it automatically."
		)
	)
	return " ".join(sentences)


def _reached_through(pair: Pair) -> int:
	"""How many have this person as intermediary. They keep the link, so that nobody contacts them directly."""
	through = {"intermediary_type": pair[0], "intermediary": pair[1]}
	return sum(frappe.db.count(kind, through) for kind in KINDS)


def _sorted(counts: Counter[str]) -> dict[str, int]:
	return dict(sorted((+counts).items()))


def flush_host_queues() -> None:
	"""Flush searches, visited pages and list settings to the database, where they can be erased.

	The host processes about 500 entries at a time: repeat while the queues get shorter.
	"""
	waiting = _waiting()
	while waiting:
		save_to_db()
		before, waiting = waiting, _waiting()
		if waiting >= before:
			break
	sync_global_search()
	sync_user_settings()


def forget_list_settings() -> None:
	"""Clear the cache of list settings, which would otherwise be written to the database again."""
	frappe.cache.delete_value("_user_settings")


def _waiting() -> int:
	keys = {_plain(key).partition("|")[2] for key in frappe.cache.get_keys(queue_prefix)}
	return sum(frappe.cache.llen(key) for key in keys)


def _plain(key: str | bytes) -> str:
	return key.decode() if isinstance(key, bytes) else key
