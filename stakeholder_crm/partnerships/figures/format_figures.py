"""Put counts into the words of numbers that may be shown: small ones about people are not told."""

from typing import Any

from frappe.utils import getdate

from stakeholder_crm.base.reporting.columns import list_filters
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.figures import KINDS, POSITIONS, Figure, figures
from stakeholder_crm.domain.small_cells import disclose_parts, threshold
from stakeholder_crm.partnerships.figures.kept_figures import Kept

SERIES = ("active", "in_touch", "overdue", "never_met", *(f"position:{one}" for one in (*POSITIONS, "")))

Told = dict[str, Any]


def format_figures(kept: Kept) -> Told:
	"""The figures as they may be shown.

	Args:
		kept: what was counted.

	Returns:
		``taken_on``, ``smallest`` (the smallest number of people that is told) and ``figures``: by key ``count``
		(None: fewer than the smallest; or, where ``hidden``, a small one could be found by subtracting it) and, except
		for the sums ``<series>:`` and for thank-yous, ``doctype`` and ``filters`` of the list behind it.
	"""
	smallest = threshold(get_settings().small_cell_size)
	counts = kept.counts
	links = {figure.key: figure for figure in figures(getdate(kept.taken_on))}
	told: dict[str, Told] = {
		key: {"count": count, **_link(links.get(key))}
		for key, count in counts.items()
		if key not in links or not links[key].people
	}
	for series in SERIES:
		keys = [f"{series}:{kind}" for kind in KINDS]
		row = disclose_parts([counts[key] for key in keys], smallest)
		told |= {
			key: {"count": cell, "hidden": cell is None and counts[key] >= smallest, **_link(links[key])}
			for key, cell in zip(keys, row.cells, strict=True)
		}
		told[f"{series}:"] = {"count": row.total}
	return {"taken_on": str(kept.taken_on), "smallest": smallest, "figures": told}


def _link(figure: Figure | None) -> Told:
	if figure is None:
		return {}
	return {"doctype": figure.doctype, "filters": list_filters(figure.filters)}
