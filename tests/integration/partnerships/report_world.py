"""The random world, with what reports look at besides: who did not come, who is not responsible, trust."""

from datetime import timedelta
from random import Random

import frappe
from frappe.utils import add_days, get_datetime, getdate, today

from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.testing import factories
from tests.integration.partnerships.random_world import make_world

PEOPLE = 30
MEETINGS = 8


def make_report_world(users: dict[str, str], seed: int = 7) -> list[Pair]:
	"""Make it, as the session's user.

	Args:
		users: as the fixture of that name.
		seed: the same one makes the same world.

	Returns:
		The stakeholders.
	"""
	pairs = make_world(seed, users, PEOPLE)
	dice = Random(seed)  # noqa: S311 - a world to count, not a secret
	for _number in range(MEETINGS):
		_thanked(dice, dice.sample(pairs, 3))
	_sometimes(dice, "Meeting Attendance", {"attended": 0}, {})
	_sometimes(dice, "Thank You Follow Up", {"assigned_to": None}, {})
	_sometimes(dice, "Stakeholder Commitment", {"responsible": None}, {"direction": "Theirs"})
	_sometimes(dice, "Partner Agency", {"jurisdiction": ""}, {})
	for pair in dice.choices(pairs, k=PEOPLE):
		day = getdate(add_days(today(), -dice.randint(0, 500)))
		if not frappe.db.exists("Stakeholder Assessment", {"stakeholder": pair[1], "assessed_on": day}):
			factories.assessment(pair, assessed_on=day, trust=dice.randint(1, 5))
	return pairs


def _thanked(dice: Random, people: list[Pair]) -> None:
	"""A meeting within a year, whose thank-yous left at various hours, or not at all."""
	starts_on = get_datetime(add_days(today(), -dice.randint(2, 350))) + timedelta(hours=dice.randrange(20))
	kind = dice.choice(("One-to-one", "Mediation", "Site Visit"))
	log = factories.log(factories.held_meeting(people, starts_on=starts_on, kind=kind), submit=True)
	for name in frappe.get_all(
		"Thank You Follow Up", {"meeting_log": log.name}, pluck="name", order_by="name"
	):
		took = timedelta(minutes=dice.choice((90, 2000, 2880, 2881, 5000)))
		sent = {"status": "Sent", "sent_on": log.held_to + took}
		frappe.db.set_value(
			"Thank You Follow Up",
			name,
			dice.choice((sent, sent, {"status": "Done Manually"}, {"status": "Blocked"})),
		)


def _sometimes(dice: Random, doctype: str, values: dict, filters: dict) -> None:
	"""Write values into about a quarter of the records."""
	for name in frappe.get_all(doctype, filters, pluck="name", order_by="name"):
		if dice.randrange(4) == 0:
			frappe.db.set_value(doctype, name, values)
