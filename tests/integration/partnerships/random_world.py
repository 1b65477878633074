"""People, meetings, promises, concerns, agreements and thanks at random, for what counts them."""

from datetime import date, datetime, timedelta
from random import Random

import frappe
from frappe.utils import get_datetime, getdate, today

from stakeholder_crm.base.pairs import KINDS, Pair, pair_of
from stakeholder_crm.testing import factories

PLACES = ("Harbour Quarter", "North Shore", "Old Town")
STATUSES = ("Active", "Active", "Active", "Draft", "Dormant", "Do Not Contact")
LEVELS = ("Open", "Open", "Open", "Restricted", "Confidential")
POSITIONS = ("", "Unaware", "Resistant", "Neutral", "Supportive", "Leading")
MEETING_STATUSES = ("Planned", "Confirmed", "Held", "Logged", "Closed", "Cancelled", "Postponed")
AGENCY_TYPES = ("Law Enforcement", "Legal Services", "Shelter", "NGO")
THANKS = ("Sent", "Sent", "Sent", "Scheduled", "Blocked", "Cancelled", "Done Manually", "Not Needed")


def make_world(seed: int, users: dict[str, str], people: int = 16) -> list[Pair]:
	"""Fill the site, as far as a test's transaction reaches; states of the past are written, not lived through.

	Args:
		seed: the same one makes the same world.
		users: as the fixture of that name.
		people: how many stakeholders.

	Returns:
		The stakeholders.
	"""
	dice = Random(seed)  # noqa: S311 - a world to count, not a secret
	day = getdate(today())
	pairs = [_person(dice, day, users) for _ in range(people)]
	for _ in range(people // 2):
		_meeting(dice, day, users, dice.sample(pairs, dice.randint(1, 3)))
	for _ in range(people):
		_promise(dice, day, users, dice.choice(pairs))
		_concern(dice, day, users, dice.choice(pairs))
	for kind, name in pairs:
		if kind == "Partner Agency":
			_agreement(dice, day, name)
	return pairs


def _around(dice: Random, day: date, before: int, after: int) -> date:
	return day + timedelta(days=dice.randint(-before, after))


def _person(dice: Random, day: date, users: dict[str, str]) -> Pair:
	kind = dice.choice(KINDS)
	fields = {"confidentiality": dice.choice(LEVELS), "cadence_days": dice.choice((30, 60, 90))}
	if kind == "Community Leader":
		fields["community"] = dice.choice(PLACES)
	if kind == "Partner Agency":
		fields |= {"jurisdiction": dice.choice(PLACES), "agency_type": dice.choice(AGENCY_TYPES)}
	doc = factories.STAKEHOLDERS[kind](
		relationship_owner=users[dice.choice(("outreach", "outreach2", "manager"))], **fields
	)
	status = dice.choice(STATUSES)
	last = _around(dice, day, 200, 0) if dice.random() < 0.7 else None
	doc.db_set(
		{
			"status": status,
			"last_interaction_on": last,
			"next_touch_on": _around(dice, day, 60, 60) if status == "Active" else None,
			"current_position": dice.choice(POSITIONS),
			"health": dice.choice(("", "Strong", "Steady", "Strained", "Broken")),
			"record_health": dice.randint(0, 100),
			"record_health_known": dice.randint(0, 4),
		}
	)
	return kind, doc.name


def _meeting(dice: Random, day: date, users: dict[str, str], people: list[Pair]) -> None:
	starts_on = get_datetime(_around(dice, day, 400, 45)) + timedelta(minutes=30 * dice.randrange(48))
	status = dice.choice(MEETING_STATUSES)
	doc = factories.meeting(people, starts_on=starts_on, lead=users[dice.choice(("outreach", "outreach2"))])
	doc.db_set("status", status)
	if status in ("Logged", "Closed") and starts_on.date() < day:
		_log(dice, doc)


def _log(dice: Random, meeting: frappe.model.document.Document) -> None:
	"""A submitted log, and the thank-yous that it planned, each somewhere on its way."""
	meeting.db_set("status", "Held")
	attendance = [
		factories.attendance(
			pair_of(row),
			represented_by=row.represented_by,
			trust_change=dice.choice(("", "Grew", "Same", "Shrank")),
		)
		for row in meeting.participants
	]
	log = factories.log(meeting, attendance=attendance, submit=True)
	for name in frappe.get_all(
		"Thank You Follow Up", {"meeting_log": log.name}, pluck="name", order_by="name"
	):
		status = dice.choice(THANKS)
		frappe.db.set_value(
			"Thank You Follow Up",
			name,
			{"status": status, "sent_on": _sent_on(dice, log.held_to) if status == "Sent" else None},
		)


def _sent_on(dice: Random, held_to: datetime) -> datetime:
	return get_datetime(held_to) + timedelta(hours=dice.choice((1, 20, 47, 48, 49, 100)))


def _promise(dice: Random, day: date, users: dict[str, str], pair: Pair) -> None:
	doc = factories.commitment(
		pair,
		direction=dice.choice(("Ours", "Theirs")),
		responsible=users[dice.choice(("outreach", "outreach2"))],
	)
	due_on = _around(dice, day, 400, 40)
	doc.db_set(
		{
			"status": dice.choice(("Open", "In Progress", "Kept", "Broken", "Renegotiated", "Referred")),
			"made_on": due_on - timedelta(days=14),
			"due_on": due_on,
		}
	)


def _concern(dice: Random, day: date, users: dict[str, str], pair: Pair) -> None:
	doc = factories.concern(pair, responsible=users[dice.choice(("outreach", "outreach2"))])
	status = dice.choice(("Raised", "Acknowledged", "Acting", "Cannot Act", "Reported Back", "Closed"))
	doc.db_set(
		{
			"status": status,
			"raised_on": _around(dice, day, 500, 0),
			"reported_back_on": _around(dice, day, 400, 0) if status in ("Reported Back", "Closed") else None,
		}
	)


def _agreement(dice: Random, day: date, agency: str) -> None:
	doc = frappe.get_doc(
		{
			"doctype": "Partnership Agreement",
			"agency": agency,
			"title": f"Agreement with {agency}",
			"starts_on": day - timedelta(days=400),
			"may_share": "When and where we meet",
		}
	).insert()
	doc.db_set(
		{
			"status": dice.choice(("Draft", "In Force", "In Force", "Ended")),
			"review_on": dice.choice((None, _around(dice, day, 30, 120))),
		}
	)
