"""The numbers of the Partnerships workspace in words, under the five questions that a manager asks."""

from dataclasses import dataclass, field, replace
from typing import Any

from frappe import _
from frappe.utils import add_days, format_date, getdate

from stakeholder_crm.domain.figures import KINDS, POSITIONS, months_before
from stakeholder_crm.partnerships.figures.count_figures import THANK_YOU_DAYS
from stakeholder_crm.partnerships.figures.format_figures import Told

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
		tone: "red" where somebody is wanted, "green" for what went well, else empty.
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


def build_cards(told: Told) -> dict[str, Card]:
	"""All cards by key.

	Args:
		told: the user's figures, as ``tell_figures`` tells them.
	"""
	speak = _Formatter(told)
	return {card.key: card for card in (*_people(speak), *_work(speak))}


def build_charts(told: Told) -> dict[str, Chart]:
	"""All charts by key.

	Args:
		told: the user's figures, as ``tell_figures`` tells them.
	"""
	speak = _Formatter(told)
	months = [(f"{first:%Y-%m}", format_date(first, "MMM yy")) for first, _last in months_before(speak.day)]
	word = ((_("Kept"), "#59ba8b"), (_("Broken"), "#e8706f"), (_("Still Open, Overdue"), "#e6b93c"))
	return {
		"positions": Chart(
			_("Where They Stand"),
			(),
			tuple(Bar(_(one or "Not Assessed"), (_position(speak, one),)) for one in (*POSITIONS, "")),
		),
		"word": Chart(
			_("Our Promises by the Month They Were Due"),
			word,
			tuple(
				Bar(
					label,
					tuple(
						speak.number(f"{series}:{month}", name)
						for series, (name, _color) in zip(("kept", "broken", "late"), word, strict=True)
					),
				)
				for month, label in months
			),
		),
		"meetings": Chart(
			_("Meetings Held by Month"),
			((_("Meetings"), "#4f9cf0"),),
			tuple(Bar(label, (speak.number(f"held:{month}", _("Meetings")),)) for month, label in months),
		),
	}


def _position(speak: "_Formatter", position: str) -> Number:
	filters = {"status": "Active", "current_position": position}
	link = Link(report="Stakeholder Directory", filters=filters) if position else None
	return replace(
		speak.number(f"position:{position}:", _(position or "Not Assessed"), link),
		color=POSITION_COLORS[position],
	)


class _Formatter:
	"""Says a figure in words."""

	def __init__(self, told: Told) -> None:
		self.few = _("fewer than {0}").format(told["smallest"])
		self.figures = told["figures"]
		self.day = getdate(told["taken_on"])

	def number(self, key: str, label: str, link: Link | None = None, tone: str = "") -> Number:
		figure = self.figures[key]
		if "doctype" in figure:
			link = Link(doctype=figure["doctype"], filters=figure["filters"])
		return Number(label, self.text(key), link, tone if figure["count"] else "")

	def text(self, key: str) -> str:
		figure = self.figures[key]
		if figure["count"] is not None:
			return str(figure["count"])
		return _("not shown") if figure.get("hidden") else self.few

	def count(self, key: str) -> int | None:
		return self.figures[key]["count"]

	def by_kind(self, series: str, label: str, link: Link | None = None, tone: str = "") -> Card:
		return Card(
			series,
			self.number(f"{series}:", label, link, tone),
			tuple(self.number(f"{series}:{kind}", _(kind)) for kind in KINDS),
		)


def _people(speak: _Formatter) -> list[Card]:
	return [
		speak.by_kind("overdue", _("Overdue for a Touch"), Link(report="Losing Touch"), "red"),
		speak.by_kind(
			"in_touch",
			_("Within Their Cadence"),
			Link(report="Partnership Health", filters={"touch": "In Touch"}),
			"green",
		),
		speak.by_kind("never_met", _("Never Met")),
		speak.by_kind(
			"active", _("Active"), Link(report="Stakeholder Directory", filters={"status": "Active"})
		),
	]


def _work(speak: _Formatter) -> list[Card]:
	return [
		Card("review", speak.number("review", _("Agreements to Review Within 60 Days"))),
		Card("ours_overdue", speak.number("ours_overdue", _("Promises of Ours Overdue"), tone="red")),
		Card("ours_open", speak.number("ours_open", _("Promises of Ours Open"))),
		Card("ours_kept", speak.number("ours_kept", _("Kept Within a Year"), tone="green")),
		Card("ours_broken", speak.number("ours_broken", _("Broken Within a Year"), tone="red")),
		_thank_yous(speak),
		Card("concerns_open", speak.number("concerns_open", _("Concerns Open"), tone="red")),
		Card("reported_back", speak.number("reported_back", _("Reported Back Within a Year"), tone="green")),
		Card("held", speak.number("held", _("Meetings Held in the Last 30 Days"))),
		Card("planned", speak.number("planned", _("Meetings Planned for the Next 30 Days"))),
	]


def _thank_yous(speak: _Formatter) -> Card:
	in_time, due = speak.count("thanked_in_time") or 0, speak.count("thanks") or 0
	link = Link(
		report="Thank-you Timeliness",
		filters={"from_date": str(add_days(speak.day, -THANK_YOU_DAYS)), "to_date": str(speak.day)},
	)
	return Card(
		"thanked",
		Number(
			_("Thanked Within 48 Hours of the Meeting, Last 90 Days"),
			_("{0} of {1}").format(in_time, due),
			link,
			share=in_time / due if due else None,
		),
	)
