"""Count those whom we should have been in touch with, by how long ago."""

from collections import Counter
from dataclasses import replace

import frappe
from frappe.utils import getdate, today

from stakeholder_crm.domain.ages import OVERDUE
from stakeholder_crm.services.stakeholders.list_stakeholders import Wanted, kinds, listed, overdue_between
from stakeholder_crm.services.visible_table import how_many, matching


def count_overdue(wanted: Wanted) -> Counter[str]:
	"""How many there are of each age in ``domain.ages.OVERDUE``, by its key, with one query per kind.

	Args:
		wanted: whom to look for; only the overdue ones are counted.
	"""
	wanted = replace(wanted, touch="Overdue")
	day = getdate(today())
	counts: Counter[str] = Counter()
	for kind in kinds(wanted):
		ages = {
			age.key: how_many(matching(kind, [overdue_between(*age.due_between(day))])) for age in OVERDUE
		}
		[row] = (
			frappe.qb.from_(frappe.qb.DocType(kind)).select(*ages.values()).where(listed(kind, wanted)).run()
		)
		counts.update({key: int(count or 0) for key, count in zip(ages, row, strict=True)})
	return counts
