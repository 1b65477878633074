"""Count the figures of the Partnerships workspace, for the session's user, one query for each DocType."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from itertools import groupby

import frappe
from frappe.query_builder.functions import Count
from pypika.terms import Criterion

from stakeholder_crm.access.visible_table import count_matching, matching_records, visible_records
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.compat import hours_later
from stakeholder_crm.domain.figures import Figure
from stakeholder_crm.domain.follow_up_health import LATE_AFTER_MEETING

THANK_YOU_DAYS = 90
# Not to be sent any more, or thanked manually at an unknown time.
NOT_BY_MACHINE = ("Cancelled", "Not Needed", "Done Manually")

Counts = dict[str, int]


def count_figures(figures: Iterable[Figure]) -> Counts:
	"""How many records each figure counts, of those that the user may list.

	Args:
		figures: as many as wanted.

	Returns:
		A number by key.
	"""
	counts: Counts = {}
	in_order = sorted(figures, key=lambda figure: figure.doctype)
	for doctype, group in groupby(in_order, key=lambda figure: figure.doctype):
		counts |= _count(doctype, list(group))
	return counts


def count_thank_yous(today: date) -> Counts:
	"""How many thank-yous of the meetings of the last 90 days were to leave, and how many left within 48 hours.

	Args:
		today: the last of the days.

	Returns:
		``thanks`` and ``thanked_in_time``.
	"""
	thanks = frappe.qb.DocType(THANK_YOU)
	log = frappe.qb.DocType("Meeting Log")
	in_time = (thanks.status == "Sent") & (
		thanks.sent_on <= hours_later(log.held_to, LATE_AFTER_MEETING // timedelta(hours=1))
	)
	# Past the permission of the log: who may see a thank-you sees there when it is due, and that follows from it.
	query = (
		frappe.qb.from_(thanks)
		.join(log)
		.on(thanks.meeting_log == log.name)
		.select(Count("*"), count_matching(in_time))
		.where(
			(log.held_to >= today - timedelta(days=THANK_YOU_DAYS))
			& (log.held_to < today + timedelta(days=1))
		)
		.where(thanks.status.notin(NOT_BY_MACHINE))
		.where(visible_records(THANK_YOU))
	)
	[(all_of_them, quick)] = query.run()
	return {"thanks": all_of_them, "thanked_in_time": int(quick or 0)}


def _count(doctype: str, figures: Collection[Figure]) -> Counts:
	conditions = {figure.key: matching_records(doctype, figure.filters) for figure in figures}
	query = (
		frappe.qb.from_(frappe.qb.DocType(doctype))
		.select(*(count_matching(condition) for condition in conditions.values()))
		.where(Criterion.any(conditions.values()))
		.where(visible_records(doctype))
	)
	[row] = query.run()
	return {key: int(count or 0) for key, count in zip(conditions, row, strict=True)}
