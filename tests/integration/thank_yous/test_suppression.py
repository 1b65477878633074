"""A suppressed address is a keyed hash: compared, never read."""

import frappe
import pytest

from stakeholder_crm.domain.contact_points import BadAddress
from stakeholder_crm.follow_up.messages.gate_routes import load_routes
from stakeholder_crm.stakeholders.suppression import fingerprint, suppress
from stakeholder_crm.testing import factories


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
	first = suppress("Email", "ann@example.org", "Opted Out")
	assert suppress("Email", "ANN@example.org", "Unsafe") == first
	row = frappe.get_doc("Contact Suppression", first)
	assert row.address_hash == fingerprint("Email", "ann@example.org")
	assert "ann@example.org" not in frappe.as_json(row.as_dict())


def is_suppressed(person) -> bool:
	[route] = load_routes([(person.doctype, person.name)])[0][person.doctype, person.name]
	return route.suppressed


def test_an_opt_out_of_before_extensions_were_kept_holds_for_every_extension(transaction):
	suppress("Phone", "+44 20 7946 0958", "Opted Out")
	number = factories.contact_point(channel="Phone", value="+44 20 7946 0958 x123")
	person = factories.activist(contact_points=[number])
	assert person.contact_points[0].value == "+442079460958 ext. 123"
	assert is_suppressed(person)


def test_an_extension_that_opted_out_leaves_the_others(transaction):
	suppress("Phone", "+44 20 7946 0958 ext 123", "Opted Out")
	number = factories.contact_point(channel="Phone", value="+44 20 7946 0958")
	assert not is_suppressed(factories.activist(contact_points=[number]))


def test_a_number_that_only_earlier_versions_could_read_can_still_opt_out(transaction):
	name = suppress("Phone", "+44 1212", "Opted Out")
	assert suppress("Phone", "+441212", "Unsafe") == name
	with pytest.raises(BadAddress):
		suppress("Phone", "call me", "Unsafe")
