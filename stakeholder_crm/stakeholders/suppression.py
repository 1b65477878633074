"""Addresses that must not be contacted again, kept as keyed hashes that outlive the stakeholder's record."""

import hashlib
import hmac

import frappe
from frappe.utils.password import get_encryption_key

from stakeholder_crm.domain.contact_points import normalise, readings

SUPPRESSION = "Contact Suppression"


def fingerprint(channel: str, address: str) -> str:
	"""A keyed hash of an address: comparable, not readable, and different on each site.

	Args:
		channel: a channel of Stakeholder Contact Point.
			address: in any form. It is normalised first.

	Raises:
			BadAddress: when it is not a valid address for that channel.
	"""
	return _fingerprint(channel, normalise(channel, address))


def fingerprints(channel: str, address: str) -> tuple[str, ...]:
	"""Every hash under which a stored address may be suppressed, the current form first.

	Args:
		channel: a channel of Stakeholder Contact Point.
			address: as stored.

	Returns:
			Empty if it was never a valid address for that channel.
	"""
	return tuple(_fingerprint(channel, form) for form in readings(channel, address))


def suppress(channel: str, address: str, reason: str) -> str:
	"""Suppress an address. Idempotent.

	Args:
		channel: a channel of Stakeholder Contact Point.
			address: in any form, including those that only earlier versions could read.
		reason: as in Contact Suppression.

	Returns:
		The name of the Contact Suppression.

	Raises:
			BadAddress: when it is not a valid address for that channel.
	"""
	known = next(iter(fingerprints(channel, address)), "") or fingerprint(channel, address)
	return suppress_fingerprint(channel, known, reason, "All Messages")


def suppress_fingerprint(channel: str, address_hash: str, reason: str, covers: str) -> str:
	"""Suppress an address of which only the fingerprint is known.

	Args:
		channel: a channel of Stakeholder Contact Point.
			address_hash: from ``fingerprint``.
		reason: as in Contact Suppression.
			covers: "All Messages" or "Thank-You Messages". The wider one wins.

	Returns:
		The name of the Contact Suppression.
	"""
	if existing := frappe.db.get_value(SUPPRESSION, {"address_hash": address_hash}):
		if covers == "All Messages":
			frappe.db.set_value(SUPPRESSION, existing, "covers", covers)
		return existing
	doc = frappe.new_doc(SUPPRESSION)
	doc.update({"channel": channel, "address_hash": address_hash, "reason": reason, "covers": covers})
	doc.flags.by_service = True
	# Any user who receives an opt-out must be able to record it.
	doc.insert(ignore_permissions=True)
	return doc.name


def _fingerprint(channel: str, form: str) -> str:
	text = f"{channel}:{form.casefold()}"
	return hmac.new(get_encryption_key().encode(), text.encode(), hashlib.sha256).hexdigest()
