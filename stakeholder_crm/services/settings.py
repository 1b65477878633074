"""The app's settings, read once a request."""

from typing import TYPE_CHECKING

import frappe

if TYPE_CHECKING:
	from stakeholder_crm.stakeholders.doctype.stakeholder_crm_settings.stakeholder_crm_settings import (
		StakeholderCRMSettings,
	)


def get_settings() -> "StakeholderCRMSettings":
	"""Stakeholder CRM Settings, from the cache."""
	return frappe.get_cached_doc("Stakeholder CRM Settings")
