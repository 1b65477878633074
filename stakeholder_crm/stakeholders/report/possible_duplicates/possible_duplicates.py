"""Possible duplicates: pairs of records by descending score, with reasons."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from stakeholder_crm.base.pairs import KINDS
from stakeholder_crm.base.reporting.columns import column
from stakeholder_crm.domain.likeness import MatchVerdict
from stakeholder_crm.stakeholders.duplicates.explain_match import match_message
from stakeholder_crm.stakeholders.duplicates.list_duplicates import DuplicatePair, list_duplicates

NAME = "Possible Duplicates"
MOST = 1_000
# More cannot be compared during a page request.
MOST_AT_ONCE = 2_000


def execute(
	filters: dict[str, Any] | None = None,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
	"""Columns, rows and a message, limited to stakeholders that the user may see.

	With many records, the host prepares this report in the background (``prepare_when_large``).
	"""
	in_request = getattr(frappe.local, "request", None)
	if in_request and sum(map(frappe.db.count, KINDS)) > MOST_AT_ONCE:
		return columns(), [], too_many()
	sure, apart = (cint((filters or {}).get(name)) for name in ("sure", "not_duplicate"))
	found = [
		double
		for double in list_duplicates()
		if (not sure or double.match.verdict is MatchVerdict.SAME)
		and (apart or not double.match.not_duplicate)
	]
	return columns(), [row(double) for double in found[:MOST]], message(len(found))


def prepare_when_large() -> None:
	"""Daily: have the host prepare this report in the background once there are too many records to wait for."""
	large = sum(map(frappe.db.count, KINDS)) > MOST_AT_ONCE
	if large and not frappe.db.get_value("Report", NAME, "prepared_report"):
		frappe.db.set_value("Report", NAME, "prepared_report", 1)


def row(double: DuplicatePair) -> dict[str, Any]:
	"""A pair, as the report shows it."""
	other = match_message(double.match)
	return {
		"score": other["score"],
		"says": other["says"],
		"not_duplicate": double.match.not_duplicate,
		"reasons": " · ".join(other["reasons"]),
		"kind": double.one[0],
		"number": double.one[1],
		"name_of_one": double.name_of_one,
		"other_kind": other["stakeholder_type"],
		"other_number": other["stakeholder"],
		"name_of_other": other["display_name"],
	}


def columns() -> list[dict[str, Any]]:
	"""Both records side by side, and what they have in common."""
	return [
		column("score", _("Score"), "Int", 70),
		column("says", _("Result"), width=140),
		column("name_of_one", _("Record"), width=180),
		column("number", _("ID"), width=110),
		column("name_of_other", _("Other Record"), width=180),
		column("other_number", _("Other ID"), width=130),
		column("compare", _("Actions"), width=300),
		column("reasons", _("Reasons"), width=380),
	]


def too_many() -> str:
	"""What to do where the report is not prepared in the background yet."""
	return _(
		"There are too many records to compare at once. From tomorrow this report runs in the background: click Generate New Report."
	)


def message(found: int) -> str:
	"""How many pairs there are."""
	if not found:
		return _("No duplicates found.")
	if found > MOST:
		return _("Showing {1} of Pairs: {0}, most likely first.").format(found, MOST)
	return _(
		"Pairs: {0}, most likely first. Compare before you merge: families may share phone numbers."
	).format(found)
