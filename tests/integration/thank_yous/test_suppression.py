"""A suppressed address is a keyed hash: compared, never read."""

import frappe

from stakeholder_crm.services.stakeholders.suppress import fingerprint, suppress


def test_a_fingerprint_is_keyed_and_the_same_for_each_way_of_writing():
	assert fingerprint("Email", "Ann@Example.org ") == fingerprint("Email", "ann@example.org")
	assert fingerprint("Phone", "+44 7700 900123") == fingerprint("Phone", "+447700900123")
	assert fingerprint("Email", "ann@example.org") != fingerprint("Email", "bob@example.org")
	before = fingerprint("Email", "ann@example.org")
	key = frappe.local.conf.encryption_key
	frappe.local.conf.encryption_key = "another site's key"
	try:
		assert fingerprint("Email", "ann@example.org") != before
	finally:
		frappe.local.conf.encryption_key = key


def test_suppressing_twice_keeps_one_row_without_the_address():
	first = suppress("Email", "ann@example.org", "Asked Us To Stop")
	assert suppress("Email", "ANN@example.org", "Unsafe") == first
	row = frappe.get_doc("Contact Suppression", first)
	assert row.address_hash == fingerprint("Email", "ann@example.org")
	assert "ann@example.org" not in frappe.as_json(row.as_dict())
