"""Who may be on record twice: pairs, the most alike first, and why."""

from typing import Any

from frappe import _
from frappe.utils import cint

from stakeholder_crm.domain.likeness import Verdict
from stakeholder_crm.services.report_columns import column
from stakeholder_crm.services.stakeholders.find_pairs import find_pairs
from stakeholder_crm.services.stakeholders.tell_likeness import tell_signs, tell_verdict

MOST = 1_000


def execute(
	filters: dict[str, Any] | None = None,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
	"""Columns, rows, and how many there are; among those whom the user may see."""
	sure = cint((filters or {}).get("sure"))
	found = [one for one in find_pairs() if not sure or one.verdict is Verdict.SAME]
	rows = [
		{
			"score": one.score,
			"says": tell_verdict(one.verdict),
			"reasons": " · ".join(tell_signs(one.signs)),
			"kind": one.one[0],
			"number": one.one[1],
			"name_of_one": one.names[0],
			"other_kind": one.other[0],
			"other_number": one.other[1],
			"name_of_other": one.names[1],
		}
		for one in found[:MOST]
	]
	return columns(), rows, message(len(found))


def columns() -> list[dict[str, Any]]:
	"""Both records beside each other, and what they have in common."""
	return [
		column("score", _("Score"), "Int", 70),
		column("says", _("Verdict"), width=150),
		column("name_of_one", _("Record"), width=200),
		column("number", _("Number"), width=110),
		column("name_of_other", _("Other Record"), width=200),
		column("other_number", _("Other Number"), width=110),
		column("compare", _("What to Do"), width=170),
		column("reasons", _("Why"), width=380),
	]


def message(found: int) -> str:
	"""How many there are, or what none means."""
	if not found:
		return _("Nobody whom you may see is on record twice, as far as names and addresses tell.")
	if found > MOST:
		return _("Pairs found: {0}. The {1} most alike are shown.").format(found, MOST)
	return _(
		"Pairs found: {0}, the most alike first. Look before you merge: families share telephones."
	).format(found)
