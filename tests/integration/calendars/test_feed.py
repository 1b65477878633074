"""A colleague's own calendar feed: who reads what in it, and for how long."""

import frappe
import ics
import pytest
import vobject
from frappe.handler import execute_cmd
from frappe.utils import add_days, today
from icalendar import Calendar
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from stakeholder_crm.api import calendars, meetings
from stakeholder_crm.engagement.calendars import feed_link
from stakeholder_crm.testing import factories
from tests.integration.calendars.conftest import SECRET


def ask(token: str, method: str = "GET", **headers: str):
	"""Ask for a feed as a calendar program does, which is nobody."""
	frappe.local.request_ip = "192.0.2.7"
	frappe.local.form_dict = frappe._dict(token=token, cmd="stakeholder_crm.api.calendars.feed")
	environment = EnvironBuilder("/", method=method, headers=headers).get_environ()
	before, frappe.local.request = getattr(frappe.local, "request", None), Request(environment)
	user = frappe.session.user
	frappe.set_user("Guest")
	frappe.local.form_dict = frappe._dict(token=token, cmd="stakeholder_crm.api.calendars.feed")
	try:
		return execute_cmd("stakeholder_crm.api.calendars.feed")
	finally:
		frappe.set_user(user)
		frappe.local.request = before


def token_of(user: str, as_user) -> str:
	with as_user(user):
		return calendars.renew_feed()["url"].partition("token=")[2]


def numbers_in(response) -> list[str]:
	assert response.status_code == 200
	events = Calendar.from_ical(response.get_data()).walk("VEVENT")
	return sorted(str(event["summary"]).removeprefix("Meeting ") for event in events)


def test_a_feed_carries_ones_own_meetings(meeting, users, as_user):
	led = factories.meeting([factories.activist()])
	with as_user(users["manager"]):
		factories.meeting([factories.activist()])
	assert numbers_in(ask(token_of(users["outreach"], as_user))) == sorted([meeting.name, led.name])
	assert numbers_in(ask(token_of(users["outreach2"], as_user))) == [meeting.name]


def test_the_whole_feed_says_nothing(meeting, users, as_user):
	text = ask(token_of(users["outreach"], as_user)).get_data(as_text=True).replace("\r\n ", "")
	assert not [word for word in SECRET if word in text]
	assert ics.Calendar(text).events
	assert vobject.readOne(text).vevent


def test_old_meetings_leave_it(users, as_user):
	old = factories.held_meeting([factories.activist()], starts_on=add_days(today(), -120))
	recent = factories.held_meeting([factories.activist()], starts_on=add_days(today(), -30))
	found = numbers_in(ask(token_of(users["outreach"], as_user)))
	assert recent.name in found
	assert old.name not in found


def test_a_cancelled_meeting_is_cancelled_there(meeting, users, as_user):
	token = token_of(users["outreach"], as_user)
	meetings.cancel(meeting.name, reason="The hall is closed")
	data = ask(token).get_data()
	(event,) = Calendar.from_ical(data).walk("VEVENT")
	assert event["status"] == "CANCELLED"
	assert b"hall" not in data


def test_only_a_hash_of_the_address_is_stored(users, as_user):
	token = token_of(users["outreach"], as_user)
	stored = frappe.get_all("Calendar Feed", fields=["*"], order_by="name")
	assert token not in str(stored)
	assert len(token) >= 43
	with as_user(users["outreach"]):
		state = calendars.feed_state()
		assert state["made_on"]
		assert not state["url"]


def test_a_renewed_address_replaces_the_old_one(meeting, users, as_user):
	old = token_of(users["outreach"], as_user)
	new = token_of(users["outreach"], as_user)
	assert ask(old).status_code == 404
	assert meeting.name in numbers_in(ask(new))
	assert frappe.db.count("Calendar Feed", {"user": users["outreach"]}) == 1


def test_taken_back_is_answered_as_never_made(users, as_user):
	token = token_of(users["outreach"], as_user)
	calendars.revoke_feed()
	answers = [ask(each) for each in (token, "x" * 43, "")]
	assert {each.status_code for each in answers} == {404}
	assert len({(each.get_data(), tuple(each.headers)) for each in answers}) == 1
	assert calendars.feed_state()["made_on"] is None


def test_somebody_who_left_has_an_empty_one(meeting, users, as_user):
	token = token_of(users["outreach2"], as_user)
	assert numbers_in(ask(token)) == [meeting.name]
	frappe.db.set_value("User", users["outreach2"], "enabled", 0)
	assert numbers_in(ask(token)) == []


def test_a_lost_role_empties_it(meeting, users, as_user):
	token = token_of(users["outreach2"], as_user)
	frappe.set_user("Administrator")
	user = frappe.get_doc("User", users["outreach2"])
	user.set("roles", [row for row in user.roles if row.role != "Outreach Staff"])
	user.save()
	frappe.set_user(users["outreach"])
	assert numbers_in(ask(token)) == []


def test_a_wall_that_comes_up_takes_a_meeting_out(meeting, users, as_user):
	token = token_of(users["outreach2"], as_user)
	with as_user(users["safeguarding"]):
		factories.agency_liaison(users["outreach2"])
	assert numbers_in(ask(token)) == []


def test_what_a_program_has_already_is_not_sent_again(meeting, users, as_user):
	token = token_of(users["outreach"], as_user)
	first = ask(token)
	assert first.headers["Cache-Control"] == "private, no-cache"
	again = ask(token, **{"If-None-Match": first.headers["ETag"]})
	assert again.status_code == 304
	meetings.confirm(meeting.name)
	changed = ask(token, **{"If-None-Match": first.headers["ETag"]})
	assert changed.status_code == 200


def test_a_program_may_ask_whether_it_has_changed(meeting, users, as_user):
	token = token_of(users["outreach"], as_user)
	full, head = ask(token), ask(token, "HEAD")
	assert (head.status_code, head.headers["ETag"]) == (200, full.headers["ETag"])
	assert head.headers["Content-Length"] == full.headers["Content-Length"]
	body, _status, _headers = head.get_wsgi_response(EnvironBuilder(method="HEAD").get_environ())
	assert b"".join(body) == b""
	assert ask(token, "HEAD", **{"If-None-Match": full.headers["ETag"]}).status_code == 304
	assert ask("nobody's", "HEAD").status_code == 404
	with pytest.raises(frappe.PermissionError):
		ask(token, "POST")


def test_it_is_asked_for_only_so_often(users, as_user):
	token = token_of(users["outreach"], as_user)
	assert ask(token).status_code == 200
	# Under which key the host counts differs between its versions.
	counters = frappe.cache.execute_command("KEYS", "*rl:stakeholder_crm.api.calendars.feed:192.0.2.7*")
	for counter in counters:
		frappe.cache.execute_command("SETEX", counter, 60, calendars.MOST_IN_AN_HOUR - 1)
	try:
		assert ask(token).status_code == 200
		with pytest.raises(frappe.ValidationError, match="too many requests"):
			ask(token)
	finally:
		frappe.cache.execute_command("DEL", *counters)


def test_who_sees_no_meetings_has_no_feed(users, as_user):
	with (
		as_user(users["outsider"]),
		pytest.raises(frappe.PermissionError, match="permission to read meetings"),
	):
		calendars.renew_feed()


def test_nobody_but_the_safeguarding_lead_sees_who_has_one(users, as_user):
	token_of(users["outreach"], as_user)
	with as_user(users["manager"]), pytest.raises(frappe.PermissionError):
		frappe.get_list("Calendar Feed", order_by="name")
	with as_user(users["safeguarding"]):
		(feed,) = frappe.get_list("Calendar Feed", filters={"user": users["outreach"]}, order_by="name")
		frappe.delete_doc("Calendar Feed", feed.name)
	assert calendars.feed_state()["made_on"] is None


def test_it_goes_with_its_user():
	frappe.set_user("Administrator")
	email = factories.make_user("leaver@crm-test.example", "Lea", ["Outreach Staff"])
	frappe.set_user(email)
	calendars.renew_feed()
	frappe.set_user("Administrator")
	frappe.delete_doc("User", email)
	assert not frappe.db.exists("Calendar Feed", {"user": email})


def test_the_number_of_queries_does_not_grow(meeting, users, as_user, query_count):
	def count() -> int:
		with query_count() as queries:
			ask(token)
		return len(queries)

	token = token_of(users["outreach"], as_user)
	ask(token)
	few = count()
	for _each in range(3):
		factories.meeting([factories.activist()])
	assert count() == few


def test_an_empty_token_finds_nobody():
	assert feed_link.user_of("") is None
