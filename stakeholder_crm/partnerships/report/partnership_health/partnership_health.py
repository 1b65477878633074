"""Each relationship with calculated health and owner's rating."""

from collections import Counter
from typing import Any

from frappe import _

from stakeholder_crm.base.doctypes import COMMITMENT, CONCERN
from stakeholder_crm.base.reporting.columns import column, to_list
from stakeholder_crm.base.reporting.row_limit import limit_message, read_limit
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.small_cells import disclose, threshold
from stakeholder_crm.partnerships.health.count_health import BANDS, BEST, Band, count_health
from stakeholder_crm.partnerships.health.list_health import OPEN_CONCERNS, OPEN_PROMISES, list_health
from stakeholder_crm.partnerships.health.load_history import explain_health
from stakeholder_crm.stakeholders.list_stakeholders import StakeholderFilters

Row = dict[str, Any]

PAIR = {"stakeholder_type": "kind", "stakeholder": "name"}


def execute(filters: Row | None = None) -> tuple[list[Row], list[Row], str, Row | None]:
	"""Columns, rows, a message and a chart, for what the user may see."""
	wanted = StakeholderFilters.by_filters(filters)
	rows = list_health(wanted, read_limit(filters))
	counts = count_health(wanted)
	return columns(), rows, message(len(rows), counts.total()), chart(counts)


def columns() -> list[Row]:
	"""Stakeholder, the two figures, and the data behind them."""
	return [
		column("display_name", _("Name"), width=190),
		column("record_health", _("Calculated Health"), "Int", 105, **explain_health()),
		column("health", _("Owner's Rating"), width=105),
		column("days_overdue", _("Days Overdue"), "Int", 115),
		column("trust", _("Trust"), "Int", 70),
		column("trust_trend", _("Trust Change (1 Year)"), "Int", 130),
		column("open_ours", _("Our Open Commitments"), "Int", 110, link=_commitments("Ours")),
		column("open_theirs", _("Their Open Commitments"), "Int", 120, link=_commitments("Theirs")),
		column("open_concerns", _("Open Concerns"), "Int", 125, link=to_list(CONCERN, OPEN_CONCERNS, PAIR)),
		column("last_interaction_on", _("Last Contact"), "Date", 115),
		column("kind", _("Type"), width=140),
		column("place", _("Community or Jurisdiction"), width=190),
		column("relationship_owner", _("Relationship Owner"), "Link", 190, options="User"),
		column("record_health_on", _("Calculated On"), "Date", 120),
	]


def message(shown: int, total: int) -> str:
	"""How to read the two figures, or what to do if there are no results."""
	if not shown:
		return _("No relationships found. Clear a filter, or set a stakeholder to Active.")
	reading = _(
		"Active and dormant relationships, lowest first. Calculated Health (0 to 100) comes from the records. Click it for details. Owner's Rating is the relationship owner's own view. The chart leaves out numbers below {0}."
	).format(threshold(get_settings().small_cell_size))
	return f"{reading} {limit_message(shown, total)}".strip()


def chart(counts: Counter[tuple[Band, str]]) -> Row | None:
	"""Calculated health by owner's rating, without small numbers."""
	smallest = threshold(get_settings().small_cell_size)
	bands = [*BANDS, None]
	said = (
		(_("Strong"), "Strong", "#59ba8b"),
		(_("Steady"), "Steady", "#2c7be5"),
		(_("Strained"), "Strained", "#e6b93c"),
		(_("Broken"), "Broken", "#e24c4c"),
		(_("Not Rated"), "", "#98a2ad"),
	)
	datasets = [
		{"name": label, "values": [disclose(counts[band, word], smallest) or 0 for band in bands]}
		for label, word, _color in said
	]
	if not any(value for one in datasets for value in one["values"]):
		return None
	ends = [first - 1 for first in BANDS[1:]] + [BEST]
	return {
		"title": _("Calculated Health by Owner's Rating"),
		"data": {
			"labels": [
				*(f"{first}–{last}" for first, last in zip(BANDS, ends, strict=True)),
				_("No Data"),
			],
			"datasets": datasets,
		},
		"type": "bar",
		"colors": [color for _label, _word, color in said],
		"barOptions": {"stacked": 1, "spaceRatio": 0.6},
	}


def _commitments(direction: str) -> Row:
	return to_list(COMMITMENT, [*OPEN_PROMISES, ("direction", "=", direction)], PAIR)
