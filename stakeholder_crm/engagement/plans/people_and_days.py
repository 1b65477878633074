"""The users involved in a meeting, and the days off."""

from collections.abc import Callable
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from stakeholder_crm.base.pairs import load_pairs, pairs_of
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.engagement_plan import MeetingPeople
from stakeholder_crm.domain.free_days import is_free_day
from stakeholder_crm.domain.weekdays import parse_weekdays


def people_of(meeting: Document) -> MeetingPeople:
	"""The users who get the steps of a meeting's plan.

	Permissions are not checked: a user who sees the meeting knows its participants, and to-dos contain no names.

	Args:
		meeting: a Stakeholder Meeting.
	"""
	rows = load_pairs(pairs_of(meeting.participants), ["relationship_owner"])
	owners = (rows[pair].relationship_owner for pair in pairs_of(meeting.participants) if pair in rows)
	return MeetingPeople(
		lead=meeting.lead,
		owners=tuple(dict.fromkeys(owner for owner in owners if owner)),
		team=tuple(row.user for row in meeting.team if row.user),
	)


def load_free_days() -> Callable[[date], bool]:
	"""Whether a day is free, by the settings: ERPNext's Holiday List if one is set, otherwise the country's holidays."""
	settings = get_settings()
	weekend = parse_weekdays(settings.weekend or "")
	if chosen := settings.get("holiday_list"):
		return is_free_day(weekend, "", holidays_of(chosen))
	return is_free_day(weekend, settings.holidays_in or "")


def holidays_of(name: str) -> frozenset[date]:
	"""The days of a Holiday List, including weekly days off.

	Args:
			name: of the list. A deleted one has no days.
	"""
	rows = frappe.get_all(
		"Holiday",
		filters={"parent": name, "parenttype": "Holiday List"},
		pluck="holiday_date",
		order_by="holiday_date",
	)
	return frozenset(map(getdate, rows))
