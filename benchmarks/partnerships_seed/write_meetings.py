"""Meetings with those who were to come, and logs with those who came."""

from datetime import timedelta

from benchmarks.partnerships_seed.copies import Tables
from benchmarks.partnerships_seed.world import Meeting, World

KINDS = (
	*("Pre-mediation", "Mediation", "Informal Gathering", "One-to-one"),
	*("Coalition", "Partner Coordination", "Site Visit", "Call"),
)
TEAM_OF = 5
PAIR = ("stakeholder_type", "stakeholder", "stakeholder_name")


def write_meetings(world: World, tables: Tables) -> None:
	"""Write all meetings and their logs.

	Args:
		world: when they are, and who comes.
		tables: what is filled.
	"""
	_write_meetings(world, tables)
	_write_participants(world, tables)
	_write_team(world, tables)
	logged = [meeting for meeting in world.meetings if meeting.logged]
	_write_logs(logged, tables)
	_write_attendance(world, logged, tables)


def began(meeting: Meeting) -> str:
	"""When a meeting begins, as it is stored."""
	return f"{meeting.day} {meeting.hour:02}:00:00"


def ended(meeting: Meeting) -> str:
	"""When it ends; each takes an hour."""
	return f"{meeting.day} {meeting.hour + 1:02}:00:00"


def _write_meetings(world: World, tables: Tables) -> None:
	times = ("creation", "modified", "starts_on", "ends_on")
	fields = ("name", *times, "subject", "status", "confidentiality", "lead", "kind")
	copies = tables.copies("Stakeholder Meeting", *fields)
	staff, kinds = world.chance.any_of(world.staff), world.chance.any_of(KINDS)
	for meeting in world.meetings:
		planned = f"{min(meeting.day, world.today) - timedelta(days=14)} 10:00:00"
		start, end = began(meeting), ended(meeting)
		dates = (planned, end if meeting.logged else planned, start, end)
		subject = f"Meeting {meeting.number:06}"
		copies.add(meeting.name, *dates, subject, meeting.status, meeting.level, next(staff), next(kinds))
	copies.write()


def _write_participants(world: World, tables: Tables) -> None:
	copies = tables.copies("Meeting Participant", "name", "parent", "idx", *PAIR, of="Stakeholder Meeting")
	for meeting in world.meetings:
		for place, person in enumerate(meeting.people, 1):
			copies.add(f"{meeting.name}-{place}", meeting.name, place, *person.pair)
	copies.write()


def _write_team(world: World, tables: Tables) -> None:
	"""Somebody joins the lead at every fifth meeting."""
	copies = tables.copies("Meeting Team Member", "name", "parent", "user", of="Stakeholder Meeting")
	staff = world.chance.any_of(world.staff)
	for meeting in world.meetings[::TEAM_OF]:
		copies.add(f"{meeting.name}-t", meeting.name, next(staff))
	copies.write()


def _write_logs(logged: list[Meeting], tables: Tables) -> None:
	times = ("creation", "modified", "held_from", "held_to")
	copies = tables.copies("Meeting Log", "name", *times, "meeting", "subject")
	for meeting in logged:
		start, end = began(meeting), ended(meeting)
		copies.add(meeting.log, end, end, start, end, meeting.name, f"Meeting {meeting.number:06}")
	copies.write()


def _write_attendance(world: World, logged: list[Meeting], tables: Tables) -> None:
	fields = ("name", "parent", "idx", *PAIR, "attended", "trust_change")
	copies = tables.copies("Meeting Attendance", *fields, of="Meeting Log")
	trust = world.chance.weighted({"": 5, "Same": 3, "Grew": 2, "Shrank": 1})
	for meeting in logged:
		for place, person in enumerate(meeting.people, 1):
			own = (f"{meeting.log}-{place}", meeting.log, place, *person.pair)
			copies.add(*own, int(meeting.came(place)), next(trust))
	copies.write()
