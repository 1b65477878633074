"""Addresses that nobody writes to again: kept as keyed hashes, which outlive the person's record."""

import hashlib
import hmac

import frappe
from frappe.utils.password import get_encryption_key

from stakeholder_crm.domain.contact_points import normalise, readings

SUPPRESSION = "Contact Suppression"


def fingerprint(channel: str, address: str) -> str:
	"""A keyed hash of an address: it can be compared, not read, and differs from site to site.

	Args:
		channel: a channel of Stakeholder Contact Point.
		address: in any form; it is normalised first.

	Raises:
		BadAddress: when it is not an address of that channel.
	"""
	return _fingerprint(channel, normalise(channel, address))


def fingerprints(channel: str, address: str) -> tuple[str, ...]:
	"""Every hash under which a stored address may be on the suppression list: of today's form first.

	Args:
		channel: a channel of Stakeholder Contact Point.
		address: as it is stored.

	Returns:
		None of them where it never was an address of that channel.
	"""
	return tuple(_fingerprint(channel, form) for form in readings(channel, address))


def suppress(channel: str, address: str, reason: str) -> str:
	"""Put an address on the suppression list; one that is there already stays as it is.

	Args:
		channel: a channel of Stakeholder Contact Point.
		address: in any form; also one that only earlier versions could read.
		reason: as in Contact Suppression.

	Returns:
		The name of the Contact Suppression.

	Raises:
		BadAddress: when it is not an address of that channel.
	"""
	known = next(iter(fingerprints(channel, address)), "") or fingerprint(channel, address)
	return suppress_fingerprint(channel, known, reason, "All Messages")


def suppress_fingerprint(channel: str, address_hash: str, reason: str, covers: str) -> str:
	"""Put an address, of which only the fingerprint is known, on the suppression list.

	Args:
		channel: a channel of Stakeholder Contact Point.
		address_hash: as ``fingerprint`` makes it.
		reason: as in Contact Suppression.
		covers: "All Messages" or "Thank-You Messages"; a wider one replaces a narrower one.

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
	# Whoever hears that somebody wants no more messages must be able to make it so.
	doc.insert(ignore_permissions=True)
	return doc.name


def _fingerprint(channel: str, form: str) -> str:
	text = f"{channel}:{form.casefold()}"
	return hmac.new(get_encryption_key().encode(), text.encode(), hashlib.sha256).hexdigest()
