"""The numbers of the Partnerships workspace in words, under the five questions that a manager asks."""

from dataclasses import dataclass, field, replace
from typing import Any

from frappe import _
from frappe.utils import add_days, format_date, getdate

from stakeholder_crm.base.reporting.columns import list_filters
from stakeholder_crm.domain.figures import KINDS, POSITIONS, months_before
from stakeholder_crm.partnerships.figures.count_figures import THANK_YOU_DAYS
from stakeholder_crm.partnerships.figures.load_figures import Figures

POSITION_COLORS = {
	"Unaware": "#98a2ad",
	"Resistant": "#e8706f",
	"Neutral": "#e6b93c",
	"Supportive": "#59ba8b",
	"Leading": "#4f9cf0",
	"": "#c8ced3",
}


@dataclass(frozen=True, slots=True)
class Link:
	"""What is behind a number.

	Attributes:
		doctype: of the list that it leads to; empty where it leads to a report.
		report: a report's name.
		filters: of the list ([operator, value] by field) or of the report (values).
	"""

	doctype: str = ""
	report: str = ""
	filters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Number:
	"""A number and what it counts.

	Attributes:
		label: translated.
		value: for people, such as "12", "3 of 4" or "fewer than 5".
		link: to what was counted; None where no one list holds it all.
		tone: "red" if action is needed, "green" for success, else empty.
		share: 0 to 1, to be drawn; None where it is not known or means nothing.
		color: in a chart without a legend.
	"""

	label: str
	value: str
	link: Link | None = None
	tone: str = ""
	share: float | None = None
	color: str = ""


@dataclass(frozen=True, slots=True)
class Card:
	"""A number with those that it is made of."""

	key: str
	number: Number
	parts: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
	"""One bar of a chart; its pieces in the order of the legend."""

	label: str
	pieces: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Chart:
	"""Bars of pieces of one scale.

	Attributes:
		title: translated.
		legend: (name, colour) of each piece; empty where each bar has but one, with a colour of its own.
		bars: as they stand.
	"""

	title: str
	legend: tuple[tuple[str, str], ...]
	bars: tuple[Bar, ...]


def build_cards(figures: Figures) -> dict[str, Card]:
	"""All cards by key.

	Args:
		figures: as their reader may be shown them.
	"""
	show = _Formatter(figures)
	return {card.key: card for card in (*_people(show), *_work(show))}


def build_charts(figures: Figures) -> dict[str, Chart]:
	"""All charts by key.

	Args:
		figures: as their reader may be shown them.
	"""
	show = _Formatter(figures)
	months = [(f"{first:%Y-%m}", format_date(first, "MMM yy")) for first, _last in months_before(show.day)]
	outcomes = ((_("Kept"), "#59ba8b"), (_("Broken"), "#e8706f"), (_("Overdue"), "#e6b93c"))
	return {
		"positions": Chart(
			_("Current Position"),
			(),
			tuple(Bar(_(one or "Not Assessed"), (_position(show, one),)) for one in (*POSITIONS, "")),
		),
		"commitments": Chart(
			_("Our Commitments by Month Due"),
			outcomes,
			tuple(
				Bar(
					label,
					tuple(
						show.number(f"{series}:{month}", name)
						for series, (name, _color) in zip(("kept", "broken", "late"), outcomes, strict=True)
					),
				)
				for month, label in months
			),
		),
		"meetings": Chart(
			_("Meetings Held by Month"),
			((_("Meetings"), "#4f9cf0"),),
			tuple(Bar(label, (show.number(f"held:{month}", _("Meetings")),)) for month, label in months),
		),
	}


def _position(show: "_Formatter", position: str) -> Number:
	filters = {"status": "Active", "current_position": position}
	link = Link(report="Stakeholder Directory", filters=filters) if position else None
	return replace(
		show.number(f"position:{position}:", _(position or "Not Assessed"), link),
		color=POSITION_COLORS[position],
	)


class _Formatter:
	"""Writes a figure as people read it."""

	def __init__(self, figures: Figures) -> None:
		self.few = _("fewer than {0}").format(figures.smallest)
		self.shown = figures.shown
		self.day = getdate(figures.counted_on)

	def number(self, key: str, label: str, link: Link | None = None, tone: str = "") -> Number:
		shown = self.shown[key]
		if shown.figure:
			link = Link(doctype=shown.figure.doctype, filters=list_filters(shown.figure.filters))
		return Number(label, self.text(key), link, tone if shown.count else "")

	def text(self, key: str) -> str:
		shown = self.shown[key]
		if shown.count is not None:
			return str(shown.count)
		return _("not shown") if shown.hidden else self.few

	def count(self, key: str) -> int | None:
		return self.shown[key].count

	def by_kind(self, series: str, label: str, link: Link | None = None, tone: str = "") -> Card:
		return Card(
			series,
			self.number(f"{series}:", label, link, tone),
			tuple(self.number(f"{series}:{kind}", _(kind)) for kind in KINDS),
		)


def _people(show: _Formatter) -> list[Card]:
	return [
		show.by_kind("overdue", _("Contact Overdue"), Link(report="Losing Touch"), "red"),
		show.by_kind(
			"in_touch",
			_("On Schedule"),
			Link(report="Partnership Health", filters={"touch": "In Touch"}),
			"green",
		),
		show.by_kind("never_met", _("Never Met")),
		show.by_kind(
			"active", _("Active"), Link(report="Stakeholder Directory", filters={"status": "Active"})
		),
	]


def _work(show: _Formatter) -> list[Card]:
	return [
		Card("review", show.number("review", _("Agreements to Review in 60 Days"))),
		Card("ours_overdue", show.number("ours_overdue", _("Our Commitments Overdue"), tone="red")),
		Card("ours_open", show.number("ours_open", _("Our Commitments Open"))),
		Card("ours_kept", show.number("ours_kept", _("Kept in the Last Year"), tone="green")),
		Card("ours_broken", show.number("ours_broken", _("Broken in the Last Year"), tone="red")),
		_thank_yous(show),
		Card("concerns_open", show.number("concerns_open", _("Open Concerns"), tone="red")),
		Card(
			"reported_back", show.number("reported_back", _("Reported Back in the Last Year"), tone="green")
		),
		Card("held", show.number("held", _("Meetings Held in the Last 30 Days"))),
		Card("planned", show.number("planned", _("Meetings in the Next 30 Days"))),
	]


def _thank_yous(show: _Formatter) -> Card:
	in_time, due = show.count("thanked_in_time") or 0, show.count("thanks") or 0
	link = Link(
		report="Thank-you Timeliness",
		filters={"from_date": str(add_days(show.day, -THANK_YOU_DAYS)), "to_date": str(show.day)},
	)
	return Card(
		"thanked",
		Number(
			_("Thanked Within 48 Hours, Last 90 Days"),
			_("{0} of {1}").format(in_time, due),
			link,
			share=in_time / due if due else None,
		),
	)
