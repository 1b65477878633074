"""Read stakeholders' consent decisions for one purpose."""

from collections.abc import Collection

import frappe
from frappe.utils import get_datetime

from stakeholder_crm.base.pairs import Pair, pair_of
from stakeholder_crm.domain.consent import ConsentDecision


def load_decisions(pairs: Collection[Pair], purpose: str) -> dict[Pair, list[ConsentDecision]]:
	"""All consent decisions of some stakeholders for a purpose, in one query. Checks no permission.

	Args:
			pairs: the stakeholders.
		purpose: as in Consent Record.

	Returns:
			Decisions by pair, in the order they were made and recorded. Pairs without decisions are left out.
	"""
	decisions: dict[Pair, list[ConsentDecision]] = {}
	for row in frappe.get_all(
		"Consent Record",
		filters={"stakeholder": ("in", sorted({name for _kind, name in pairs})), "purpose": purpose},
		fields=["stakeholder_type", "stakeholder", "channel", "decision", "decided_on"],
		order_by="decided_on, creation, name",
	):
		pair = pair_of(row)
		if pair in pairs:
			decision = ConsentDecision(
				row.decision == "Given", get_datetime(row.decided_on), row.channel or ""
			)
			decisions.setdefault(pair, []).append(decision)
	return decisions
