"""Load the figures of the Partnerships workspace as its reader may be shown them: no small number about people."""

from dataclasses import dataclass
from datetime import date, datetime

from frappe.utils import getdate, today

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.reporting.cached_answer import cached_answer
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.figures import KINDS, POSITIONS, Figure, figures
from stakeholder_crm.domain.small_cells import disclose_parts, threshold
from stakeholder_crm.partnerships.figures.count_figures import Counts, count_figures, count_thank_yous

SERIES = ("active", "in_touch", "overdue", "never_met", *(f"position:{one}" for one in (*POSITIONS, "")))


@dataclass(frozen=True, slots=True)
class ShownFigure:
	"""One number as it may be shown.

	Attributes:
		count: None where it is not shown.
		hidden: it is not small itself, but a small one could be found by subtracting it.
		figure: what was counted, with the list behind it; None for sums and for thank-yous.
	"""

	count: int | None
	hidden: bool = False
	figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Figures:
	"""One reader's figures.

	Attributes:
		counted_on: when the oldest of them was counted, as Frappe stores it.
		smallest: the smallest number of people that is shown.
		shown: by key; ``<series>:`` is the sum of a series.
	"""

	counted_on: datetime
	smallest: int
	shown: dict[str, ShownFigure]


def load_figures(*, now: bool = False) -> Figures:
	"""The figures of the session's user, each DocType's cached as an answer of its own.

	Args:
		now: count them now in any case.
	"""
	day = getdate(today())
	doctypes = sorted({THANK_YOU, *(figure.doctype for figure in figures(day))})
	answers = [cached_answer(count_doctype, doctype, day, now=now, at_a_glance=True) for doctype in doctypes]
	counts = {key: count for answer in answers for key, count in answer.value.items()}
	smallest = threshold(get_settings().small_cell_size)
	return Figures(min(answer.counted_on for answer in answers), smallest, _shown(counts, day, smallest))


def count_doctype(doctype: str, day: date) -> Counts:
	"""Count the figures about one DocType.

	Args:
		doctype: one that figures are about, or Thank You Follow Up.
		day: what counts as overdue or coming is measured from here.
	"""
	if doctype == THANK_YOU:
		return count_thank_yous(day)
	return count_figures(figure for figure in figures(day) if figure.doctype == doctype)


def _shown(counts: Counts, day: date, smallest: int) -> dict[str, ShownFigure]:
	known = {figure.key: figure for figure in figures(day)}
	shown = {
		key: ShownFigure(count, figure=known.get(key))
		for key, count in counts.items()
		if key not in known or not known[key].people
	}
	for series in SERIES:
		keys = [f"{series}:{kind}" for kind in KINDS]
		row = disclose_parts([counts[key] for key in keys], smallest)
		shown |= {
			key: ShownFigure(cell, hidden=cell is None and counts[key] >= smallest, figure=known[key])
			for key, cell in zip(keys, row.cells, strict=True)
		}
		shown[f"{series}:"] = ShownFigure(row.total)
	return shown
