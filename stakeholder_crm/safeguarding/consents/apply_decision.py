"""Apply a consent decision when it is recorded."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.notify import notify_safeguarding_leads, notify_user
from stakeholder_crm.base.pairs import Pair, load_pairs, pair_of
from stakeholder_crm.domain.consent import ASKS_FOR_ERASURE, SUPPRESSES, ConsentDecision, silences
from stakeholder_crm.domain.contact_points import ADDRESSLESS_CHANNELS
from stakeholder_crm.stakeholders.consent_decisions import load_decisions
from stakeholder_crm.stakeholders.suppression import SUPPRESSION, fingerprints, suppress_fingerprint

REASON = "Consent Withdrawn"


@dataclass(frozen=True, slots=True)
class Address:
	"""An address that can be suppressed.

	Attributes:
		channel: of Stakeholder Contact Point.
		hashes: every fingerprint under which it may be suppressed; today's first.
	"""

	channel: str
	hashes: tuple[str, ...]

	@property
	def address_hash(self) -> str:
		"""The fingerprint under which it is suppressed today."""
		return self.hashes[0]


def apply_decision(record: Document) -> None:
	"""Suppress addresses, report remaining suppressions, or request a review of an erasure.

	Unsent thank-yous are recalled by their own hook.

	Args:
		record: a newly inserted Consent Record.
	"""
	pair = pair_of(record)
	decision = ConsentDecision(
		record.decision == "Given", get_datetime(record.decided_on), record.channel or ""
	)
	if decision.given:
		_message_still_suppressed(record.purpose, pair, decision)
		return
	others = load_decisions([pair], record.purpose).get(pair, [])
	if record.purpose in SUPPRESSES:
		_suppress(record.purpose, pair, decision, others)
	if record.purpose in ASKS_FOR_ERASURE and silences(decision, others, ""):
		_request_erasure(record, pair)


def _suppress(purpose: str, pair: Pair, withdrawal: ConsentDecision, others: list[ConsentDecision]) -> None:
	addresses = [one for one in own_addresses(pair) if silences(withdrawal, others, one.channel)]
	for address in addresses:
		suppress_fingerprint(address.channel, address.address_hash, REASON, SUPPRESSES[purpose])
	if addresses:
		frappe.msgprint(
			_("Their addresses ({0}) are now suppressed. Nothing more is sent to them.").format(
				len(addresses)
			),
			title=_("Consent Withdrawn"),
			indicator="blue",
		)


def _message_still_suppressed(purpose: str, pair: Pair, given: ConsentDecision) -> None:
	"""Consent does not lift a suppression, which may have another reason or belong to another person."""
	if purpose not in SUPPRESSES:
		return
	addresses = [one for one in own_addresses(pair) if given.channel in ("", one.channel)]
	if count := _count_suppressed(addresses):
		frappe.msgprint(
			_(
				"Still suppressed addresses: {0}. Consent does not lift a suppression. The safeguarding lead can lift it once the address is confirmed as theirs and safe."
			).format(count),
			title=_("Still Suppressed"),
			indicator="orange",
		)


def _count_suppressed(addresses: list[Address]) -> int:
	hashes = sorted({one for address in addresses for one in address.hashes})
	suppressed = frappe.get_all(
		SUPPRESSION, filters={"address_hash": ("in", hashes)}, pluck="address_hash", order_by="name"
	)
	return sum(1 for address in addresses if not set(suppressed).isdisjoint(address.hashes))


def _request_erasure(record: Document, pair: Pair) -> None:
	subject = _("A consent record needs your attention: {0}").format(record.name)
	notified = notify_safeguarding_leads(record, subject)
	owner = load_pairs([pair], ["relationship_owner"])[pair].relationship_owner
	if owner and owner not in {*notified, frappe.session.user}:
		notify_user(owner, record, subject)
	frappe.msgprint(
		_(
			"Record nothing more about them. The safeguarding leads and the relationship owner were asked to review an erasure."
		),
		title=_("Consent Withdrawn"),
		indicator="orange",
	)


def own_addresses(pair: Pair) -> list[Address]:
	"""Every address of a stakeholder, safe or not, and those of an agency's focal people. Checks no permission.

	Values that are not valid addresses of their channel are left out, since nothing can be sent there.

	Args:
		pair: the stakeholder.
	"""
	where = {"parenttype": pair[0], "parent": pair[1]}
	points = get_all_opened(
		"Stakeholder Contact Point", filters=where, fields=["channel", "value"], order_by="idx"
	)
	focal = get_all_opened(
		"Agency Focal Person", filters=where, fields=["channel", "address"], order_by="idx"
	)
	found: dict[Address, None] = {}
	for channel, value in [
		*((row.channel, row.value) for row in points),
		*((row.channel, row.address) for row in focal),
	]:
		if value and channel not in ADDRESSLESS_CHANNELS and (hashes := fingerprints(channel, value)):
			found[Address(channel, hashes)] = None
	return list(found)
