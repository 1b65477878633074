"""Set up a site when the app is installed."""

import click
import frappe

from stakeholder_crm.access.vault.keys import ensure_key
from stakeholder_crm.base.settings import fill_defaults
from stakeholder_crm.engagement.plans.shipped_templates import ensure_templates
from stakeholder_crm.follow_up.messages.template import ensure_default_template
from stakeholder_crm.integrations.erpnext import app_events


def after_install() -> None:
	"""Create the vault key, and store the default settings and templates."""
	_ensure_vault_key()
	settings = frappe.get_doc("Stakeholder CRM Settings")
	# The installing user may not have a role of this app yet.
	settings.flags.ignore_permissions = True
	settings.save()
	ensure_default_template()
	ensure_templates()
	app_events.ensure()


def after_migrate() -> None:
	"""Store defaults of new settings, and add our fields to ERPNext's forms."""
	_ensure_vault_key()
	fill_defaults()
	app_events.ensure()


def _ensure_vault_key() -> None:
	if path := ensure_key():
		click.secho(
			f"A key for confidential texts was created: {path}\n"
			"Keep a copy away from this site's backups. Without the key, confidential texts cannot be read.",
			fg="yellow",
		)
