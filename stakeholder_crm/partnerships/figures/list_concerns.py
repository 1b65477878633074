"""List concerns with our response, by community or agency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import frappe
from frappe.query_builder.functions import Coalesce, Count
from pypika.functions import NullIf
from pypika.queries import QueryBuilder

from stakeholder_crm.access.vault.read_opened import load_pairs_opened
from stakeholder_crm.access.visible_table import matching_records, visible_records
from stakeholder_crm.base.doctypes import CONCERN, MEETING
from stakeholder_crm.base.reporting.period import Period, read_period
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.figures import Filter
from stakeholder_crm.domain.quotable_concerns import OmittedReason, QuotedConcern, choose
from stakeholder_crm.domain.sealing import DOTS
from stakeholder_crm.domain.small_cells import threshold

LEADER, ACTIVIST, AGENCY = "Community Leader", "Activist", "Partner Agency"
# The DocTypes behind the counts.
ABOUT = (CONCERN, LEADER, AGENCY)
FIELDS = (
	"name",
	"said",
	"category",
	"raised_on",
	"did",
	"cannot_act_reason",
	"reported_back_on",
	"status",
	"stakeholder_type",
	"stakeholder",
	"stakeholder_name",
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ConcernFilters:
	"""The filters for concerns.

	Attributes:
		period: in which they were raised.
		place: part of a community's or a jurisdiction's name.
		agency: a Partner Agency; empty for all.
		status: of the concern; empty for all.
	"""

	period: Period
	place: str = ""
	agency: str = ""
	status: str = ""

	@classmethod
	def by_filters(cls, filters: Mapping[str, object] | None) -> "ConcernFilters":
		"""Read a report's filters."""
		filters = filters or {}
		texts = {key: str(filters.get(key) or "").strip() for key in ("place", "agency", "status")}
		return cls(read_period(filters), **texts)

	def filters(self) -> list[Filter]:
		"""The conditions that are also filters of the concern list."""
		found: list[Filter] = [self.period.within("raised_on")]
		if self.agency:
			found += [("stakeholder_type", "=", AGENCY), ("stakeholder", "=", self.agency)]
		if self.status:
			found.append(("status", "=", self.status))
		return found


def list_concerns(asked: ConcernFilters, limit: int) -> list[Row]:
	"""The newest matching concerns that the user may see, by community or agency.

	Args:
		asked: the filters.
		limit: the maximum number.

	Returns:
		Rows with ``group`` (the community, or the agency's name; empty for others), ``place`` and ``answer`` (what we
		did, or why we cannot act).
	"""
	concern, leader, agency, activist, meeting = map(
		frappe.qb.DocType, (CONCERN, LEADER, AGENCY, ACTIVIST, MEETING)
	)
	query = (
		_query(asked)
		.left_join(activist)
		.on(
			(concern.stakeholder_type == ACTIVIST)
			& (activist.name == concern.stakeholder)
			& visible_records(ACTIVIST)
		)
		.left_join(meeting)
		.on((meeting.name == concern.meeting) & visible_records(MEETING))
		.select(
			*(concern[field] for field in FIELDS),
			concern.meeting,
			Coalesce(NullIf(leader.community, DOTS), NullIf(agency.jurisdiction, DOTS), "").as_("place"),
			Coalesce(NullIf(leader.community, DOTS), agency.display_name, "").as_("group"),
			Coalesce(leader.confidentiality, agency.confidentiality, activist.confidentiality, "").as_(
				"level"
			),
			Coalesce(meeting.confidentiality, "").as_("meeting_level"),
		)
		.orderby(concern.raised_on, order=frappe.qb.desc)
		.orderby(concern.name, order=frappe.qb.desc)
		.limit(limit)
	)
	rows = [{**row, "answer": _answer(row)} for row in query.run(as_dict=True)]
	# Within a group, the newest come first. Concerns without a community come last.
	return sorted(rows, key=lambda row: (not row["group"], row["group"].casefold()))


def count_concerns(asked: ConcernFilters) -> dict[str, int]:
	"""How many concerns match, by status.

	Args:
		asked: the filters.
	"""
	concern = frappe.qb.DocType(CONCERN)
	query = _query(asked).select(concern.status, Count("*")).groupby(concern.status).orderby(concern.status)
	return dict(query.run())


def leave_out(rows: Sequence[Row], asked: ConcernFilters) -> tuple[list[Row], list[OmittedReason]]:
	"""Separate concerns that may be shared with a community from internal ones.

	Args:
		rows: as ``list_concerns`` returns them.
		asked: the filters; a page for one agency is shared with that agency.

	Returns:
		Rows without the speakers, and the reason for each row left out.
	"""
	people = load_pairs_opened(
		{(row["stakeholder_type"], row["stakeholder"]) for row in rows if row["stakeholder_type"] != AGENCY},
		["full_name", "display_name", "safe_alias"],
	)
	names = frozenset(
		name for one in people.values() for name in (one.full_name, one.display_name, one.safe_alias) if name
	)
	reasons = choose(
		[_quotes(row) for row in rows],
		threshold(get_settings().small_cell_size),
		names,
		own_page=bool(asked.agency),
	)
	shown = ("group", "place", "said", "category", "raised_on", "answer", "reported_back_on", "status")
	kept = [
		{key: row[key] for key in shown} for row, reason in zip(rows, reasons, strict=True) if reason is None
	]
	return kept, [reason for reason in reasons if reason]


def _query(asked: ConcernFilters) -> QueryBuilder:
	"""The place comes from the leader's or agency's record, if the user may see that record."""
	concern, leader, agency = map(frappe.qb.DocType, (CONCERN, LEADER, AGENCY))
	query = (
		frappe.qb.from_(concern)
		.left_join(leader)
		.on(
			(concern.stakeholder_type == LEADER)
			& (leader.name == concern.stakeholder)
			& visible_records(LEADER)
		)
		.left_join(agency)
		.on(
			(concern.stakeholder_type == AGENCY)
			& (agency.name == concern.stakeholder)
			& visible_records(AGENCY)
		)
		.where(matching_records(CONCERN, asked.filters()) & visible_records(CONCERN))
	)
	if asked.place:
		part = f"%{asked.place}%"
		query = query.where(leader.community.like(part) | agency.jurisdiction.like(part))
	return query


def _answer(row: Row) -> str:
	texts = (row["did"], row["cannot_act_reason"])
	return "\n".join(text.strip() for text in texts if text and text.strip())


def _quotes(row: Row) -> QuotedConcern:
	is_agency = row["stakeholder_type"] == AGENCY
	return QuotedConcern(
		group=row["group"],
		speaker=f"{row['stakeholder_type']}/{row['stakeholder']}",
		is_open=row["level"] == "Open" and (not row["meeting"] or row["meeting_level"] == "Open"),
		is_agency=is_agency,
		text=f"{row['said']}\n{row['answer']}",
	)
