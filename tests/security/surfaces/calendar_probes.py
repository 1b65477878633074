"""How calendars are asked: the host's, a file, and a feed."""

import frappe
from frappe.utils import add_days, today

from stakeholder_crm.api import calendars as calendars_of_ours
from tests.security.surfaces import ask
from tests.security.surfaces.world import World


def calendars(world: World, user: str) -> str:
	"""Whose calendar is asked for, the host leaves to whoever asks."""
	get = "frappe.desk.doctype.event.event.get_events"
	month = {"start": add_days(today(), -15), "end": add_days(today(), 15)}
	return " ".join(ask.method(user, get, **month, user=other) for other in world.users.values())


def calendar_files(world: World, user: str) -> str:
	"""Each meeting as a file; an answer that refuses may repeat the number that was asked for."""
	answers = [
		ask.plainly(user, lambda name=meeting.name: calendars_of_ours.meeting_file(name))
		for meeting in world.of("Stakeholder Meeting")
	]
	return " ".join(answer for answer in answers if "vevent" in answer)


def calendar_feed(world: World, user: str) -> str:
	"""The user's own feed, which a calendar program asks for without logging in."""

	def read() -> str:
		token = calendars_of_ours.renew_feed()["url"].partition("token=")[2]
		frappe.local.request_ip = "192.0.2.1"
		frappe.set_user("Guest")
		return calendars_of_ours.feed(token=token).get_data(as_text=True)

	return ask.plainly(user, read) + ask.plainly(user, calendars_of_ours.feed_state)
