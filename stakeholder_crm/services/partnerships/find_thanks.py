"""Find the thank-yous behind one number of the report on how soon people were thanked."""

import frappe

from stakeholder_crm.services.partnerships.count_figures import THANK_YOU
from stakeholder_crm.services.partnerships.records_behind import Behind, found
from stakeholder_crm.services.partnerships.time_thanks import (
	BY_HAND,
	CALLED_OFF,
	OUTCOMES,
	Wanted,
	group_of,
	outcome_of,
	thanks,
)

TO_THANK = "to_thank"


def find_thanks(wanted: Wanted, column: str, group: str | None) -> Behind:
	"""The thank-yous that one number counted, of those that the user may see.

	Args:
		wanted: as the report was asked.
		column: one of ``OUTCOMES``, or ``TO_THANK`` for all but those called off or thanked by hand.
		group: a month or a colleague (empty for nobody); None for all.

	Raises:
		ValueError: for another column.
	"""
	if column not in (*OUTCOMES, TO_THANK):
		raise ValueError(column)
	table = frappe.qb.DocType(THANK_YOU)
	outcome = outcome_of()
	query = thanks(wanted).select(table.name).orderby(table.name)
	query = query.where(outcome.notin((BY_HAND, CALLED_OFF)) if column == TO_THANK else outcome == column)
	if group is not None:
		query = query.where(group_of(wanted) == group)
	return found(THANK_YOU, query)
