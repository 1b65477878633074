"""What came of the meetings: thank-yous, concerns and commitments."""

from datetime import datetime, time, timedelta

from benchmarks.partnerships_seed.copies import Tables
from benchmarks.partnerships_seed.world import Meeting, World
from benchmarks.partnerships_seed.write_meetings import PAIR

THANKED_DAYS = 365  # the app has thanked for a year
DECIDED_AFTER_DAYS = 4
CONCERN_OF = 8
COMMITMENT_OF = 4
FROM_MEETING = ("name", "creation", "modified", *PAIR, "meeting", "meeting_log")
CATEGORIES = ("Safety", "Trust", "Confidentiality", "Process", "Representation", "Resources", "Other")
OPEN_CONCERNS = {"Raised": 4, "Acknowledged": 3, "Acting": 3}
OLD_CONCERNS = {"Closed": 60, "Reported Back": 25, "Cannot Act": 8, "Acting": 5, "Raised": 2}
OPEN_COMMITMENTS = {"Open": 6, "In Progress": 4}
PAST_COMMITMENTS = {"Kept": 75, "Broken": 8, "Renegotiated": 5, "Referred": 2, "Open": 6, "In Progress": 4}


def write_outcomes(world: World, tables: Tables) -> None:
	"""Write what the logs led to.

	Args:
		world: the meetings.
		tables: what is filled.
	"""
	logged = [meeting for meeting in world.meetings if meeting.logged]
	_write_thank_yous(world, logged, tables)
	_write_concerns(world, logged[::CONCERN_OF], tables)
	_write_commitments(world, logged[::COMMITMENT_OF], tables)


def _write_thank_yous(world: World, logged: list[Meeting], tables: Tables) -> None:
	"""One for each who came; a few days after the meeting most have left."""
	fields = ("status", "due_on", "sent_on", "contact_point", "occurrence_key", "opt_out_key", "assigned_to")
	copies = tables.copies("Thank You Follow Up", *FROM_MEETING, *fields)
	staff, late = world.chance.any_of(world.staff), world.chance.weighted({1: 50, 4: 25, 12: 15, 40: 10})
	past = world.chance.weighted(
		{
			"Sent": 80,
			"Done Manually": 8,
			"Not Needed": 4,
			"Cancelled": 3,
			"Blocked": 2,
			"Needs Review": 2,
			"Failed": 1,
		}
	)
	fresh = world.chance.weighted({"Scheduled": 6, "Awaiting Approval": 3, "Draft": 1})
	for meeting in logged:
		if meeting.day < world.ago(THANKED_DAYS):
			continue
		end = _end(meeting)
		for place, person in enumerate(meeting.people, 1):
			if meeting.came(place):
				due = end + timedelta(hours=24)
				status = next(past if meeting.day <= world.ago(DECIDED_AFTER_DAYS) else fresh)
				sent = str(due + timedelta(hours=next(late))) if status == "Sent" else None
				name = f"TY-S{meeting.number:06}{place}"
				point = f"{person.pair[1]}-p"
				key = f"{meeting.name}:{person.pair[0]}:{person.pair[1]}"
				own = (status, str(due), sent, point, key, f"key-{name}", next(staff))
				copies.add(name, str(end), str(due), *person.pair, meeting.name, meeting.log, *own)
	copies.write()


def _write_concerns(world: World, logged: list[Meeting], tables: Tables) -> None:
	"""Somebody raised one; of the old ones few are open."""
	fields = ("raised_on", "reported_back_on", "status", "category", "severity", "responsible")
	copies = tables.copies("Stakeholder Concern", *FROM_MEETING, *fields)
	old, fresh = world.chance.weighted(OLD_CONCERNS), world.chance.weighted(OPEN_CONCERNS)
	categories, staff = world.chance.any_of(CATEGORIES), world.chance.any_of(world.staff)
	severities = world.chance.weighted({"Low": 3, "Medium": 4, "High": 2, "Critical": 1})
	answered = world.chance.below(60)
	for meeting in logged:
		status = next(old if meeting.day < world.ago(60) else fresh)
		back = str(meeting.day + timedelta(days=next(answered)))
		own = (str(meeting.day), back if status in ("Closed", "Reported Back") else None, status)
		own += (next(categories), next(severities), next(staff))
		copies.add(f"CON-S{meeting.number:06}", *_origin(meeting), *own)
	copies.write()


def _write_commitments(world: World, logged: list[Meeting], tables: Tables) -> None:
	"""Most are kept when their day is over."""
	fields = ("made_on", "due_on", "status", "direction", "responsible")
	copies = tables.copies("Stakeholder Commitment", *FROM_MEETING, *fields)
	past, fresh = world.chance.weighted(PAST_COMMITMENTS), world.chance.weighted(OPEN_COMMITMENTS)
	directions, staff = world.chance.weighted({"Ours": 6, "Theirs": 4}), world.chance.any_of(world.staff)
	days = world.chance.below(60)
	for meeting in logged:
		due = meeting.day + timedelta(days=7 + next(days))
		status = next(past if due < world.today else fresh)
		own = (str(meeting.day), str(due), status, next(directions), next(staff))
		copies.add(f"COM-S{meeting.number:06}", *_origin(meeting), *own)
	copies.write()


def _origin(meeting: Meeting) -> tuple[str, ...]:
	end = str(_end(meeting))
	return (end, end, *meeting.people[0].pair, meeting.name, meeting.log)


def _end(meeting: Meeting) -> datetime:
	return datetime.combine(meeting.day, time(meeting.hour + 1))
