"""The addresses of a stakeholder, as the suppression list knows them."""

from dataclasses import dataclass

import frappe

from stakeholder_crm.domain.contact_points import ADDRESSLESS_CHANNELS
from stakeholder_crm.services.pairs import Pair
from stakeholder_crm.services.stakeholders.suppress import fingerprints


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


def own_addresses(pair: Pair) -> list[Address]:
	"""Every address of a stakeholder, safe or not, and those of an agency's focal people. Checks no permission.

	What cannot be read as an address of its channel is left out: nothing can be sent there either.

	Args:
		pair: the stakeholder.
	"""
	where = {"parenttype": pair[0], "parent": pair[1]}
	points = frappe.get_all(
		"Stakeholder Contact Point", filters=where, fields=["channel", "value"], order_by="idx"
	)
	focal = frappe.get_all(
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
