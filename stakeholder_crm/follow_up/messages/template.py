"""The Email Template for thank-yous: default, validation and rendering."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.jinja import get_jenv
from jinja2 import TemplateError

from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.base.system_records import log_error
from stakeholder_crm.domain.thank_you_text import (
	VARIABLES,
	BadTemplateError,
	TemplateProblem,
	check_template,
	to_plain_text,
)

DEFAULT_NAME = "Stakeholder Thank You"
DEFAULT_SUBJECT = "Thank you"
DEFAULT_RESPONSE = """<p>Dear {{ recipient }},</p>
<p>Thank you for the time we spent together on {{ meeting_date }}, and for {{ contribution }}.
It made a real difference.</p>
<p>With respect,<br>{{ sender }}{% if organisation %}<br>{{ organisation }}{% endif %}</p>"""


class BadThankYouTemplateError(frappe.ValidationError):
	"""An Email Template cannot be used for thank-yous."""


def ensure_default_template() -> None:
	"""Create the default template if missing, and use it in Settings if none is set."""
	if not frappe.db.exists("Email Template", DEFAULT_NAME):
		template = frappe.new_doc("Email Template")
		template.update({"subject": DEFAULT_SUBJECT, "use_html": 1, "response_html": DEFAULT_RESPONSE})
		template.name = DEFAULT_NAME
		# Installation runs without a role.
		template.insert(ignore_permissions=True)
	settings = frappe.get_doc("Stakeholder CRM Settings")
	if not settings.thank_you_template:
		settings.thank_you_template = DEFAULT_NAME
		# Installation runs without a role.
		settings.save(ignore_permissions=True)


def remove_default_template() -> None:
	"""Remove the default template on uninstall."""
	frappe.delete_doc("Email Template", DEFAULT_NAME, ignore_missing=True, force=True)


def check_email_template(template: Document, method: str | None = None) -> None:
	"""Validate an Email Template on save, if it is used for thank-yous.

	Raises:
		BadThankYouTemplateError: with what to change.
	"""
	if template.name == get_settings().thank_you_template:
		_check(template)


def check_chosen_template(settings: Document, method: str | None = None) -> None:
	"""Validate the Email Template selected in Settings.

	Raises:
		BadThankYouTemplateError: with what to change.
	"""
	if settings.thank_you_template:
		_check(frappe.get_doc("Email Template", settings.thank_you_template))


def render(variables: dict[str, str]) -> tuple[str, str]:
	"""Write the subject and the plain text of one thank-you.

	Args:
		variables: a value for each of ``VARIABLES``.

	Returns:
		Subject and body; both empty if there is no usable template.
	"""
	name = get_settings().thank_you_template
	if not name or not frappe.db.exists("Email Template", name):
		return "", ""
	template = frappe.get_cached_doc("Email Template", name)
	try:
		check_template(template.subject, template.response_ or "")
		# Convert to plain text before inserting values, so that no value is read as a tag.
		body = get_jenv().from_string(to_plain_text(template.response_)).render(variables)
	except (BadTemplateError, TemplateError):
		log_error(f"Email Template {name} cannot be used for thank-yous")
		return "", ""
	return template.subject, body.strip()


def _check(template: Document) -> None:
	try:
		check_template(template.subject or "", template.response_ or "")
	except BadTemplateError as error:
		frappe.throw(_sentence(error), BadThankYouTemplateError, title=_("Email Template"))


def _sentence(error: BadTemplateError) -> str:
	detail = frappe.bold(frappe.utils.escape_html(error.detail))
	if error.problem is TemplateProblem.SYNTAX:
		return _("Response: the template has an error: {0}. Check the braces.").format(detail)
	if error.problem is TemplateProblem.UNKNOWN_VARIABLE:
		return _("Response: {0} is not a thank-you variable. Use only: {1}.").format(
			detail, ", ".join(sorted(VARIABLES))
		)
	if error.problem is TemplateProblem.NO_CONTRIBUTION:
		return _("Response: the contribution is missing. Insert {0}.").format(
			frappe.bold("{{ contribution }}")
		)
	return _("Subject may show on a locked screen, so it cannot use {0}. Remove it.").format(detail)
