"""Endpoints of the Partnerships workspace and of calculated health on forms."""

from dataclasses import asdict

import frappe
from frappe import _

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.partnerships.figures.cards import build_cards, build_charts
from stakeholder_crm.partnerships.figures.list_attention import list_attention
from stakeholder_crm.partnerships.figures.load_figures import load_figures
from stakeholder_crm.partnerships.figures.roles import is_watcher
from stakeholder_crm.partnerships.health.load_history import explain_health


@frappe.whitelist(methods=["GET", "POST"])
def load(refresh: bool = False) -> dict:
	"""The figures, charts and short lists of the workspace, for what the user may see.

	Args:
		refresh: count now instead of using stored figures.

	Returns:
		``counted_on``, ``cards`` and ``charts`` by key (see ``partnerships/figures/cards.py``) and ``lists`` by key (see
		``partnerships/figures/list_attention.py``).

	Raises:
		frappe.PermissionError: if the user is neither a manager nor a safeguarding lead.
	"""
	if not is_watcher():
		frappe.throw(
			_("You need the role Outreach Manager or Safeguarding Lead to view this page."),
			frappe.PermissionError,
			title=_("No Permission"),
		)
	figures = load_figures(now=refresh)
	return {
		"counted_on": str(figures.counted_on),
		"cards": {key: asdict(card) for key, card in build_cards(figures).items()},
		"charts": {key: asdict(chart) for key, chart in build_charts(figures).items()},
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
