"""Those of us who have to do with a meeting, and the days on which none of us works."""

from collections.abc import Callable
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from stakeholder_crm.base.pairs import load
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.engagement_plan import People
from stakeholder_crm.domain.free_days import free_days
from stakeholder_crm.domain.weekdays import parse_weekdays
from stakeholder_crm.engagement.meetings.check_people import pairs_of


def people_of(meeting: Document) -> People:
	"""Who gets the steps of a meeting's plan.

	Past the permission of each record: who may see the meeting knows who comes, and a to-do names nobody.

	Args:
		meeting: a Stakeholder Meeting.
	"""
	rows = load(pairs_of(meeting.participants), ["relationship_owner"])
	owners = (rows[pair].relationship_owner for pair in pairs_of(meeting.participants) if pair in rows)
	return People(
		lead=meeting.lead,
		owners=tuple(dict.fromkeys(owner for owner in owners if owner)),
		team=tuple(row.user for row in meeting.team if row.user),
	)


def our_free_days() -> Callable[[date], bool]:
	"""Whether a day is free, by the settings: by ERPNext's Holiday List where one is chosen, else by the country's."""
	settings = get_settings()
	weekend = parse_weekdays(settings.weekend or "")
	if chosen := settings.get("holiday_list"):
		return free_days(weekend, "", holidays_of(chosen))
	return free_days(weekend, settings.holidays_in or "")


def holidays_of(name: str) -> frozenset[date]:
	"""The days of a Holiday List, weekly days off among them.

	Args:
		name: of the list; one that is gone has no days.
	"""
	rows = frappe.get_all(
		"Holiday",
		filters={"parent": name, "parenttype": "Holiday List"},
		pluck="holiday_date",
		order_by="holiday_date",
	)
	return frozenset(map(getdate, rows))
