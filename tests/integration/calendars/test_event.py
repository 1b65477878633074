"""The Event of a meeting in Frappe's calendar: for its team, with nothing in it, and always in step."""

import json
from datetime import timedelta

import frappe
import pytest
from frappe.desk.calendar import update_event
from frappe.desk.doctype.event import event as events_of_host
from frappe.utils import add_days, get_datetime, today

from stakeholder_crm.access.host_endpoints import gaps
from stakeholder_crm.api import meetings
from stakeholder_crm.engagement.meetings.sync_from_event import MeetingLockedError
from stakeholder_crm.patches import put_meetings_into_calendars
from stakeholder_crm.safeguarding.privacy.erase_person import erase_person
from stakeholder_crm.testing import factories
from stakeholder_crm.uninstall import before_uninstall

DAY = timedelta(days=1)


def event_of(meeting):
	meeting.reload()
	return frappe.get_doc("Event", meeting.event)


def shared_with(meeting) -> list[str]:
	meeting.reload()
	about = {"share_doctype": "Event", "share_name": meeting.event}
	return frappe.get_all("DocShare", filters=about, pluck="user", order_by="user")


def calendar_of(user: str, as_user) -> list[str]:
	with as_user(user):
		found = gaps.get_events(str(add_days(today(), -1)), str(add_days(today(), 30)))
	return [event["name"] for event in found]


def save_in_calendar(event, **values):
	event.update(values)
	event.save()


def timeline(meeting) -> list[str]:
	about = {"reference_doctype": meeting.doctype, "reference_name": meeting.name, "comment_type": "Info"}
	return frappe.get_all("Comment", filters=about, pluck="content", order_by="creation")


def test_a_meeting_has_one_private_event_that_says_nothing(meeting, users):
	event = event_of(meeting)
	assert event.subject == f"Meeting {meeting.name}"
	assert (event.event_type, event.owner, event.status) == ("Private", users["outreach"], "Open")
	assert (event.starts_on, event.ends_on) == (meeting.starts_on, meeting.ends_on)
	named = sorted(row.reference_docname for row in event.event_participants)
	assert named == sorted([users["outreach"], users["outreach2"]])
	said = event.as_json()
	assert not [word for word in ("Amina", "worries", "tea house", "ACT-") if word in said]


def test_the_team_has_it_in_its_calendar_and_nobody_else(meeting, users, as_user):
	event = event_of(meeting)
	for key in ("outreach", "outreach2"):
		assert event.name in calendar_of(users[key], as_user)
	for key in ("manager", "outsider"):
		assert event.name not in calendar_of(users[key], as_user)


def test_meetings_from_before_the_app_kept_events_get_theirs(meeting, users):
	over = factories.held_meeting()
	called_off = factories.meeting()
	called_off.move_to("Cancelled")
	for one in (meeting, called_off):
		frappe.db.set_value("Stakeholder Meeting", one.name, "event", None)
	put_meetings_into_calendars.execute()
	event = event_of(meeting)
	assert (event.owner, event.starts_on) == (users["outreach"], meeting.starts_on)
	assert shared_with(meeting) == [users["outreach2"]]
	for one in (over, called_off):
		one.reload()
		assert not one.event
	put_meetings_into_calendars.execute()
	assert event_of(meeting).name == event.name


def test_of_a_confidential_meeting_it_names_nobody_and_no_mail_reminds(users):
	activist = factories.activist(confidentiality="Confidential")
	meeting = factories.meeting([activist], team=[{"user": users["outreach2"]}])
	event = event_of(meeting)
	assert event.event_participants == []
	assert not event.send_reminder
	assert shared_with(meeting) == [users["outreach2"]]


def test_raising_the_level_takes_the_names_out(meeting):
	assert len(event_of(meeting).event_participants) == 2
	meeting.confidentiality = "Confidential"
	meeting.save()
	assert event_of(meeting).event_participants == []


def test_what_is_said_by_mail_is_the_number_only(meeting, mail_sink, users, freeze):
	freeze(meeting.starts_on.replace(hour=7))
	frappe.set_user("Administrator")
	said: list[str] = []
	for user in (users["outreach"], users["outreach2"]):
		found = events_of_host.get_events(today(), today(), user, for_reminder=True)
		said.append(frappe.get_template("templates/emails/upcoming_events.html").render({"events": found}))
	assert all(meeting.name in text for text in said)
	assert not [text for text in said if "Amina" in text or "tea house" in text]


@pytest.mark.parametrize(
	("verb", "status"), [("postpone", "Cancelled"), ("cancel", "Cancelled"), ("confirm", "Open")]
)
def test_it_goes_with_the_meeting(meeting, verb, status):
	getattr(meetings, verb)(meeting.name, **({} if verb == "confirm" else {"reason": "The hall is closed"}))
	event = event_of(meeting)
	assert event.status == status
	assert "hall" not in event.as_json()


def test_a_new_date_moves_it_and_opens_it_again(meeting):
	event = event_of(meeting)
	meetings.postpone(meeting.name, reason="Rain")
	later = meeting.starts_on + DAY
	meetings.reschedule(meeting.name, str(later), str(later + timedelta(hours=2)))
	moved = event_of(meeting)
	assert moved.name == event.name
	assert (moved.status, moved.starts_on) == ("Open", later)


def test_a_meeting_that_took_place_is_over_in_the_calendar(meeting, freeze):
	freeze(meeting.ends_on)
	meetings.mark_held(meeting.name)
	assert event_of(meeting).status == "Completed"


def test_each_change_that_a_calendar_shows_counts(meeting):
	assert meeting.calendar_sequence == 0
	meeting.reload()
	meeting.purpose = "Listen"
	meeting.save()
	assert meeting.calendar_sequence == 0
	meetings.confirm(meeting.name)
	meeting.reload()
	assert meeting.calendar_sequence == 1


def test_it_follows_the_team(meeting, users, as_user):
	event = event_of(meeting)
	meeting.lead = users["outreach2"]
	meeting.set("team", [{"user": users["outreach"]}])
	meeting.save()
	assert event_of(meeting).owner == users["outreach2"]
	assert shared_with(meeting) == [users["outreach"]]
	meeting.set("team", [])
	meeting.save()
	assert shared_with(meeting) == []
	assert event.name not in calendar_of(users["outreach"], as_user)


def test_dragged_by_its_owner_it_takes_the_meeting_along(meeting):
	meetings.confirm(meeting.name)
	event = event_of(meeting)
	start, end = meeting.starts_on + DAY, meeting.ends_on + DAY
	update_event(
		json.dumps({"doctype": "Event", "name": event.name, "starts_on": str(start), "ends_on": str(end)}),
		json.dumps({"start": "starts_on", "end": "ends_on"}),
	)
	meeting.reload()
	assert (meeting.starts_on, meeting.ends_on, meeting.status) == (start, end, "Planned")
	assert event_of(meeting).starts_on == start
	assert timeline(meeting) == ["moved this meeting in the calendar"]


def test_without_an_end_it_lasts_as_long_as_before(meeting):
	start = meeting.starts_on + DAY
	save_in_calendar(event_of(meeting), starts_on=start, ends_on=None)
	meeting.reload()
	assert meeting.ends_on == start + timedelta(hours=1)


def test_what_it_says_is_put_back(meeting, users):
	save_in_calendar(
		event_of(meeting),
		subject="Amina's worries",
		description="Bring the letter for Amina",
		event_type="Public",
		status="Cancelled",
		event_participants=[],
	)
	event = event_of(meeting)
	assert (event.subject, event.event_type, event.status) == (f"Meeting {meeting.name}", "Private", "Open")
	assert not event.description
	assert len(event.event_participants) == 2
	assert meeting.name in str(frappe.local.message_log)
	assert timeline(meeting) == []


def test_colour_is_its_owners_own(meeting):
	save_in_calendar(event_of(meeting), color="#aabbcc")
	assert event_of(meeting).color == "#aabbcc"
	assert frappe.local.message_log == []


def test_a_meeting_that_is_over_stays_and_it_is_said_why(meeting, freeze):
	event = event_of(meeting)
	frappe.db.set_value(meeting.doctype, meeting.name, "status", "Closed")
	with pytest.raises(MeetingLockedError, match=f"{meeting.name} is Closed and cannot be moved"):
		save_in_calendar(event, starts_on=meeting.starts_on + DAY, ends_on=meeting.ends_on + DAY)


def test_who_may_not_change_the_meeting_does_not_move_it(meeting, users, as_user):
	event = event_of(meeting)
	event.db_set("owner", users["outsider"])
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		save_in_calendar(frappe.get_doc("Event", event.name), starts_on=meeting.starts_on + DAY, ends_on=None)


def test_the_team_may_look_and_not_move(meeting, users, as_user):
	event = event_of(meeting)
	with as_user(users["outreach2"]):
		shared = frappe.get_doc("Event", event.name)
		assert shared.has_permission("read")
		assert not shared.has_permission("write")


def test_without_its_event_the_meeting_goes_on(meeting):
	event = event_of(meeting)
	with_admin = frappe.session.user
	frappe.set_user("Administrator")
	frappe.delete_doc("Event", event.name)
	frappe.set_user(with_admin)
	meeting.reload()
	assert not meeting.event
	meeting.purpose = "Listen"
	meeting.save()
	assert not meeting.event
	meetings.reschedule(meeting.name, str(meeting.starts_on + DAY), str(meeting.ends_on + DAY))
	assert event_of(meeting).status == "Open"


def test_it_goes_with_a_deleted_meeting(meeting, users, as_user):
	event = event_of(meeting)
	with as_user(users["manager"]):
		frappe.delete_doc(meeting.doctype, meeting.name)
	assert not frappe.db.exists("Event", event.name)
	for table, field in (
		("Event Participants", "parent"),
		("DocShare", "share_name"),
		("Deleted Document", "deleted_name"),
	):
		assert not frappe.db.exists(table, {field: event.name})


def test_what_was_never_ahead_has_none():
	assert not factories.held_meeting([factories.activist()]).event


def test_a_role_that_is_lost_takes_it_away(meeting, users, as_user):
	event = event_of(meeting)
	assert event.name in calendar_of(users["outreach2"], as_user)
	frappe.set_user("Administrator")
	user = frappe.get_doc("User", users["outreach2"])
	user.set("roles", [row for row in user.roles if row.role != "Outreach Staff"])
	user.save()
	assert shared_with(meeting) == []


def test_a_wall_takes_it_away(meeting, users, as_user):
	assert shared_with(meeting) == [users["outreach2"]]
	with as_user(users["safeguarding"]):
		factories.agency_liaison(users["outreach2"])
	assert shared_with(meeting) == []
	meeting.save()
	assert shared_with(meeting) == []


def test_its_owner_shares_it_with_those_only_who_see_the_meeting(meeting, users):
	event = event_of(meeting)
	with pytest.raises(frappe.PermissionError, match="who can view the meeting"):
		frappe.share.add("Event", event.name, users["outsider"])
	frappe.share.add("Event", event.name, users["manager"])
	assert users["manager"] in shared_with(meeting)


def test_nobody_reads_anothers_calendar_for_it(meeting, users, as_user):
	event = event_of(meeting)
	with as_user(users["outsider"]):
		found = gaps.get_events(str(today()), str(add_days(today(), 30)), user=users["outreach"])
		assert event.name not in [each["name"] for each in found]
	own = frappe.get_doc(
		{"doctype": "Event", "subject": "Dentist", "starts_on": get_datetime(), "event_type": "Private"}
	).insert()
	assert own.name in [each["name"] for each in gaps.get_events(str(today()), str(today()))]


def test_no_event_is_left_when_the_app_goes(meeting):
	event = event_of(meeting)
	frappe.set_user("Administrator")
	before_uninstall()
	assert not frappe.db.exists("Event", event.name)
	assert not frappe.db.exists("DocShare", {"share_doctype": "Event", "share_name": event.name})


def test_erasing_somebody_takes_the_past_ones_away(users, freeze):
	activist = factories.activist()
	over = factories.meeting([activist])
	freeze(over.ends_on + DAY)
	coming = factories.meeting([activist])
	events = event_of(over), event_of(coming)
	frappe.set_user("Administrator")
	erase_person((activist.doctype, activist.name), asked=True)
	assert [bool(frappe.db.exists("Event", event.name)) for event in events] == [False, True]
	over.reload()
	over.save()
