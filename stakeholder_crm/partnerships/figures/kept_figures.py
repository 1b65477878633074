"""The figures of the Partnerships workspace, each DocType's kept as an answer of its own: only what changed is counted again."""

from dataclasses import dataclass
from datetime import date, datetime

from frappe.utils import getdate, today

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.reporting.kept_answer import keep_answer
from stakeholder_crm.domain.figures import figures
from stakeholder_crm.partnerships.figures.count_figures import Counts, count_figures, count_thank_yous


@dataclass(frozen=True, slots=True)
class Kept:
	"""One user's figures.

	Attributes:
		counts: by the key of each figure.
		taken_on: since when all of them are known to be true, as Frappe stores it.
	"""

	counts: Counts
	taken_on: datetime


def load_figures(*, anew: bool = False) -> Kept:
	"""The figures of the session's user: kept ones where they are fresh, else counted now.

	Args:
		anew: count them now in any case.
	"""
	day = getdate(today())
	doctypes = sorted({THANK_YOU, *(figure.doctype for figure in figures(day))})
	answers = [
		keep_answer(count_doctype, doctype, day, about=[doctype], anew=anew, at_a_glance=True)
		for doctype in doctypes
	]
	return Kept(
		counts={key: count for answer in answers for key, count in answer.value.items()},
		taken_on=min(answer.taken_on for answer in answers),
	)


def count_doctype(doctype: str, day: date) -> Counts:
	"""Count the figures about one DocType.

	Args:
		doctype: one that figures are about, or Thank You Follow Up.
		day: what counts as overdue or coming is measured from here.
	"""
	if doctype == THANK_YOU:
		return count_thank_yous(day)
	return count_figures(figure for figure in figures(day) if figure.doctype == doctype)
