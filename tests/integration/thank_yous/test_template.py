"""The text that thank-yous start from is checked when it is saved, and when it is chosen."""

import frappe
import pytest

from stakeholder_crm.follow_up.messages.template import (
	DEFAULT_NAME,
	BadThankYouTemplateError,
	ensure_default_template,
	remove_default_template,
)
from tests.integration.thank_yous.helpers import settings


@pytest.mark.parametrize(
	("fields", "word"),
	[
		({"response_html": "Dear {{ recipient }}"}, "contribution"),
		({"response_html": "{{ contribution }} {{ case_ref }}"}, "case_ref"),
		({"response_html": "{{ contribution }}", "subject": "For {{ recipient }}"}, "locked screen"),
	],
)
def test_the_template_is_checked_when_it_is_saved(fields, word):
	template = frappe.get_doc("Email Template", DEFAULT_NAME)
	template.update(fields)
	with pytest.raises(BadThankYouTemplateError, match=word):
		template.save()


def other_template(**fields):
	template = frappe.new_doc("Email Template")
	template.update({"name": "Another", "subject": "Hello", "use_html": 1, **fields})
	return template.insert(set_name="Another")


def test_a_template_for_something_else_may_say_what_it_likes():
	assert other_template(response_html="{{ whatever }}").name == "Another"


def test_settings_refuse_a_template_that_cannot_be_used():
	other_template(response_html="Hello")
	with pytest.raises(BadThankYouTemplateError, match="contribution"):
		settings(thank_you_template="Another")


def test_settings_refuse_a_template_that_cannot_be_read():
	other_template(response_html="{{ contribution }}")
	frappe.db.set_value("Email Template", "Another", "response_html", "{{ contribution }")
	with pytest.raises(BadThankYouTemplateError, match="braces"):
		settings(thank_you_template="Another")


def test_the_default_template_is_installed_once_and_can_be_removed():
	ensure_default_template()
	assert frappe.db.count("Email Template", {"name": DEFAULT_NAME}) == 1
	remove_default_template()
	assert not frappe.db.exists("Email Template", DEFAULT_NAME)
	settings(thank_you_template="")
	ensure_default_template()
	assert frappe.db.get_single_value("Stakeholder CRM Settings", "thank_you_template") == DEFAULT_NAME
