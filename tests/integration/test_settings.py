"""Settings that would contradict each other are refused."""

import frappe
import pytest

from stakeholder_crm.install import after_migrate


@pytest.mark.parametrize(
	("fields", "sentence"),
	[
		({"daily_cap": 0}, "Daily Limit.* must be at least 1"),
		({"late_limit_hours": 0}, "Automatic Sending Limit.* must be at least 1"),
		({"small_cell_size": 2}, "Smallest Group Shown.* must be at least 3"),
		({"brief_draft_hours": 12, "brief_final_hours": 24}, "must not be greater than Draft Before Meeting"),
		({"quiet_from": "20:00", "quiet_to": ""}, "enter both a start and an end, or neither"),
		(
			{"organisation_name": "Harbour Mediation", "neutral_sender_name": "The Harbour Mediation team"},
			"must not contain the organisation's name",
		),
	],
)
def test_a_manager_is_told_which_setting_to_change(fields, sentence, as_user, users):
	with as_user(users["manager"]):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		settings.update(fields)
		with pytest.raises(frappe.ValidationError, match=sentence):
			settings.save()


@pytest.mark.parametrize(
	("typed", "kept"),
	[
		("https://mail.example.org", "https://mail.example.org"),
		(" https://mail.example.org:8443/ ", "https://mail.example.org:8443"),
		("", ""),
	],
)
def test_an_opt_out_address_is_kept_bare(typed, kept, as_user, users):
	with as_user(users["manager"]):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		settings.update({"organisation_name": "Safe Harbour", "opt_out_address": typed})
		settings.save()
		assert settings.opt_out_address == kept


@pytest.mark.parametrize(
	"typed",
	[
		"http://mail.example.org",
		"mail.example.org",
		"https://",
		"https://mail.example.org/path",
		"https://mail.example.org?a=b",
		"https://user:pass@mail.example.org",
		"javascript:alert(1)",
	],
)
def test_an_opt_out_address_is_https_and_a_host_and_nothing_else(typed, as_user, users):
	with as_user(users["manager"]):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		settings.opt_out_address = typed
		with pytest.raises(frappe.ValidationError, match=r"Unsubscribe Link Address: enter https://"):
			settings.save()


def test_an_opt_out_address_is_one_line(as_user, users):
	with as_user(users["manager"]):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		settings.opt_out_address = "https://mail.example.org\nX-Header: y"
		with pytest.raises(frappe.ValidationError, match=r"Unsubscribe Link Address.* must be one line"):
			settings.save()


def test_an_opt_out_address_does_not_say_who_we_are(as_user, users):
	with as_user(users["manager"]):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		settings.update(
			{"organisation_name": "Safe Harbour", "opt_out_address": "https://crm.safe-harbour.example"}
		)
		with pytest.raises(frappe.ValidationError, match="must not contain the organisation's name"):
			settings.save()


def test_staff_read_the_settings_and_do_not_change_them(as_user, users):
	with as_user(users["outreach"]):
		settings = frappe.get_doc("Stakeholder CRM Settings")
		assert settings.has_permission("read")
		settings.kill_switch = 1
		with pytest.raises(frappe.PermissionError):
			settings.save()


def test_an_installed_site_has_every_default():
	settings = frappe.get_doc("Stakeholder CRM Settings")
	assert (settings.quiet_from, settings.quiet_to) == ("20:00", "08:00")
	assert settings.approval_rule == "Always"
	assert settings.brief_draft_hours > settings.brief_final_hours


def test_a_setting_that_is_newer_than_the_site_gets_its_default_and_an_emptied_one_stays_empty():
	name = "Stakeholder CRM Settings"
	frappe.db.delete("Singles", {"doctype": name, "field": "weekend"})
	frappe.db.set_single_value(name, "organisation_name", None)
	frappe.db.set_single_value(name, "quiet_from", None)
	frappe.clear_document_cache(name, name)
	after_migrate()
	after_migrate()
	settings = frappe.get_doc(name)
	assert settings.weekend == "Saturday, Sunday"
	assert not settings.quiet_from
	assert not settings.organisation_name
