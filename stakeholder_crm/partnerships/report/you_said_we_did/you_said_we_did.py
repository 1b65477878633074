"""Concerns of communities and agencies, our response, and whether we reported back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from frappe import _
from frappe.utils import cint, escape_html

from stakeholder_crm.base.reporting.cached_answer import age_message, cached_answer, count_now
from stakeholder_crm.base.reporting.columns import column
from stakeholder_crm.base.reporting.row_limit import limit_message, read_limit
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.quotable_concerns import OmittedReason
from stakeholder_crm.domain.small_cells import threshold
from stakeholder_crm.partnerships.figures.list_concerns import (
	ConcernFilters,
	count_concerns,
	leave_out,
	list_concerns,
)

Row = dict[str, Any]

STATUSES = ("Raised", "Acknowledged", "Acting", "Cannot Act", "Reported Back", "Closed")


def execute(filters: Row | None = None) -> tuple[list[Row], list[Row], str, Row | None]:
	"""Columns, rows, a message and a chart, for what the user may see or share."""
	asked = ConcernFilters.by_filters(filters)
	rows = list_concerns(asked, read_limit(filters))
	answer = cached_answer(count_concerns, asked, now=count_now(filters), at_a_glance=True)
	counts = answer.value
	if not rows:
		return columns(named=True), [], nothing_said(), None
	limit = limit_message(len(rows), sum(counts.values()))
	if not cint((filters or {}).get("to_hand_over")):
		sentence = " ".join(filter(None, (limit or reading(), age_message(answer))))
		return columns(named=True), rows, sentence, chart(counts)
	kept, left_out = leave_out(rows, asked)
	shown = Counter(row["status"] for row in kept)
	sentences = (omitted_message(left_out), "" if kept else nothing_left(), limit)
	return columns(named=False), kept, " ".join(filter(None, sentences)), chart(shown)


def columns(*, named: bool) -> list[Row]:
	"""The columns; who said it is shown internally only."""
	inside = [column("stakeholder_name", _("Said By"), width=160)] if named else []
	return [
		column("group", _("Community or Agency"), width=160),
		column("said", _("You Said"), width=285),
		column("category", _("Category"), width=120),
		column("raised_on", _("Said On"), "Date", 105),
		column("answer", _("We Did, or Why We Cannot"), width=285),
		column("reported_back_on", _("Reported Back On"), "Date", 110),
		column("status", _("Status"), width=125),
		*inside,
	]


def nothing_said() -> str:
	"""The message if there are no concerns."""
	return _(
		"No concerns in this period. Choose a longer one, clear a filter, or record concerns in a meeting log."
	)


def nothing_left() -> str:
	"""The message if nothing may be shared."""
	return _("Nothing can be shown. Choose a longer period, or a community in which more people spoke.")


def reading() -> str:
	"""How to read the page and create the shareable version."""
	return _("Internal use: this shows who spoke. Tick Shareable Version for a page without names.")


def omitted_message(left_out: Sequence[OmittedReason]) -> str:
	"""What is left out, and why."""
	smallest = threshold(get_settings().small_cell_size)
	sentences = {
		OmittedReason.CLOSED: _("concerns of Restricted or Confidential stakeholders or meetings"),
		OmittedReason.NO_COMMUNITY: _("concerns without a community"),
		OmittedReason.NAMES_SPEAKER: _("concerns that name a speaker"),
		OmittedReason.FEW: _("communities in which fewer than {0} people spoke").format(smallest),
	}
	reasons = [sentence for reason, sentence in sentences.items() if reason in left_out]
	check = _("Read it before you share it: a text may still identify a person.")
	if not reasons:
		return escape_html(f"{_('Shareable version, without names.')} {check}")
	without = _("Shareable version, without names. Left out: {0}.").format("; ".join(reasons))
	return escape_html(f"{without} {check}")


def chart(counts: Mapping[str, int]) -> Row | None:
	"""Concerns by status."""
	if not any(counts.values()):
		return None
	return {
		"title": _("Concerns by Status"),
		"data": {
			"labels": [_(status) for status in STATUSES],
			"datasets": [{"name": _("Concerns"), "values": [counts.get(status, 0) for status in STATUSES]}],
		},
		"type": "bar",
		"colors": ["#2c7be5"],
		"barOptions": {"spaceRatio": 0.6},
	}
