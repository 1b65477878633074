"""What holds up all thank-yous is said to everybody who waits for them, and to nobody else."""

from datetime import timedelta

import frappe
import pytest
from frappe.utils import now_datetime

from stakeholder_crm.api import my_week as api
from stakeholder_crm.follow_up.messages.sending_notices import sending_notices
from tests.integration.thank_yous.helpers import settings

STOPPED = "Automatic messages are turned off in Settings."
NO_MAIL = "E-mail cannot be sent: it is muted or suspended, or there is no outgoing Email Account."
SETTINGS = "Stakeholder CRM Settings"


@pytest.fixture(autouse=True)
def mail_can_leave(mail_sink, always_decent):
	"""Nothing holds anything up, unless the test says so."""
	frappe.local.outgoing_email_account = {}
	settings(kill_switch=0, daily_cap=1000, messages_per_minute=0)


@pytest.fixture
def notices(users, as_user):
	def shown(user: str = "manager") -> list[dict]:
		with as_user(users[user]):
			return api.load()["notices"]

	return shown


def texts(rows) -> list[str]:
	return [row["text"] for row in rows]


def leave(planned, **fields) -> None:
	"""One that left just now."""
	values = {"status": "Sent", "sent_on": now_datetime(), "claimed_on": now_datetime(), **fields}
	planned().db_set(values)


def test_nothing_is_said_where_nothing_is_held_up(notices):
	assert notices() == []


@pytest.mark.parametrize(
	("user", "link"),
	[("outreach", ""), ("manager", SETTINGS), ("safeguarding", "")],
)
def test_the_stop_is_told_to_all_and_who_may_lift_it_is_led_there(notices, user, link):
	settings(kill_switch=1)
	assert notices(user) == [{"text": STOPPED, "color": "red", "link": link}]


def test_the_cap_is_told_once_it_is_reached(notices, planned):
	leave(planned)
	leave(planned, sent_on=now_datetime() - timedelta(days=1), claimed_on=None)
	settings(daily_cap=2)
	assert notices() == []
	settings(daily_cap=1)
	text = "The daily limit of 1 messages is reached. The rest will be sent tomorrow."
	assert notices("outreach") == [{"text": text, "color": "orange", "link": ""}]
	assert notices("manager") == [{"text": text, "color": "orange", "link": SETTINGS}]


def test_both_stop_and_cap_are_told(notices, planned):
	leave(planned)
	settings(kill_switch=1, daily_cap=1, messages_per_minute=1)
	assert len(notices()) == 2


def test_the_pace_is_told_while_it_makes_others_wait(notices, planned):
	settings(messages_per_minute=1)
	assert notices() == []
	leave(planned)
	assert notices() == []
	planned().db_set({"status": "Scheduled", "due_on": now_datetime() - timedelta(minutes=5)})
	assert texts(notices()) == ["Up to 1 messages are sent per minute. The rest will follow."]
	[notice] = sending_notices(now_datetime() - timedelta(seconds=1))
	assert notice.color == "orange"
	assert sending_notices(now_datetime() + timedelta(minutes=2)) == []


def test_it_is_told_when_no_mail_can_leave(notices):
	frappe.db.set_value("Email Account", {"default_outgoing": 1}, "default_outgoing", 0)
	frappe.local.outgoing_email_account = {}
	for user in ("outreach", "manager"):
		[notice] = notices(user)
		assert notice["text"].startswith(NO_MAIL)
		assert (notice["color"], notice["link"]) == ("red", "")


def test_an_outsider_is_told_nothing(users, as_user):
	settings(kill_switch=1)
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		api.load()


def test_as_many_questions_for_many_thank_yous_as_for_one(planned, query_count):
	settings(messages_per_minute=1)
	leave(planned)
	sending_notices()
	with query_count() as few:
		sending_notices()
	for _ in range(3):
		leave(planned)
	with query_count() as more:
		sending_notices()
	assert len(few) == len(more)
