"""Endpoints of the Partnerships workspace and of calculated health on forms."""

from dataclasses import asdict

import frappe
from frappe import _

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.partnerships.figures.cards import build_cards, build_charts
from stakeholder_crm.partnerships.figures.format_figures import format_figures
from stakeholder_crm.partnerships.figures.kept_figures import load_figures
from stakeholder_crm.partnerships.figures.list_attention import list_attention
from stakeholder_crm.partnerships.figures.roles import is_watcher
from stakeholder_crm.partnerships.health.load_history import explain_health


@frappe.whitelist(methods=["GET", "POST"])
def load(anew: bool = False) -> dict:
	"""The figures, charts and short lists of the workspace, for what the user may see.

	Args:
		anew: count now instead of using stored figures.

	Returns:
		``taken_on`` (when the numbers were counted), ``cards`` and ``charts`` by key (see
		``partnerships.figures.cards``) and ``lists`` by key (see ``partnerships.figures.list_attention``).

	Raises:
		frappe.PermissionError: if the user is neither a manager nor a safeguarding lead.
	"""
	if not is_watcher():
		frappe.throw(
			_("You need the role Outreach Manager or Safeguarding Lead to view this page."),
			frappe.PermissionError,
			title=_("No Permission"),
		)
	formatted = format_figures(load_figures(anew=anew))
	return {
		"taken_on": formatted["taken_on"],
		"cards": {key: asdict(card) for key, card in build_cards(formatted).items()},
		"charts": {key: asdict(chart) for key, chart in build_charts(formatted).items()},
		"lists": {key: asdict(one) for key, one in list_attention().items()},
	}


@frappe.whitelist(methods=["GET", "POST"])
def health_parts() -> dict:
	"""How health is calculated, the same for all relationships.

	Returns:
		``weights`` by part, ``promises_since`` and ``trust_since`` as ISO dates.

	Raises:
		frappe.PermissionError: if the user may read no stakeholders.
	"""
	if not any(frappe.has_permission(kind, "read") for kind in KINDS):
		frappe.throw(
			_("You need an outreach role to view this."), frappe.PermissionError, title=_("No Permission")
		)
	return explain_health()
