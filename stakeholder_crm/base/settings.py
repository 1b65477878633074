"""The app's settings, cached per request."""

from typing import TYPE_CHECKING

import frappe

from stakeholder_crm.base.doctypes import SETTINGS

if TYPE_CHECKING:
	from stakeholder_crm.stakeholders.doctype.stakeholder_crm_settings.stakeholder_crm_settings import (
		StakeholderCRMSettings,
	)


def get_settings() -> "StakeholderCRMSettings":
	"""Stakeholder CRM Settings, from the cache."""
	return frappe.get_cached_doc(SETTINGS)


def fill_defaults() -> None:
	"""Store the default of every setting that was never stored on this site. Cleared settings stay empty.

	Frappe sets the defaults of a single document only when it is created.
	"""
	singles = frappe.qb.DocType("Singles")
	stored = set(
		frappe.qb.from_(singles).select(singles.field).where(singles.doctype == SETTINGS).run(pluck=True)
	)
	missing = {
		field.fieldname: field.default
		for field in frappe.get_meta(SETTINGS).fields
		if field.default and field.fieldname not in stored
	}
	if missing:
		frappe.db.set_single_value(SETTINGS, missing)
		frappe.clear_document_cache(SETTINGS, SETTINGS)
