"""What a Frappe user would thank people with instead: the host's and ERPNext's own ways."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from inspect import signature
from typing import Any

import frappe
from frappe.utils import today

SUBJECT = "Thank you"
TEXT = (
	"<p>Dear {name},</p>\n<p>Thank you for the time we spent together on 3 March 2026, and for explaining how the "
	"neighbourhood sees it. It made a real difference.</p>\n<p>With respect,<br>Outreach</p>"
)
GUEST = "Bench Guest"
RULE = "Bench Thank You"
MOST_ROUNDS = 6


def sendmail(addresses: list[str]) -> None:
	"""A script of one's own: one bare `frappe.sendmail` each."""
	for address in addresses:
		frappe.sendmail(
			recipients=[address], subject=SUBJECT, message=TEXT.format(name="guest"), delayed=True
		)
		frappe.db.commit()


def prepare_notification(addresses: list[str]) -> None:
	"""A DocType with a date and an address, and a Notification on that date."""
	fields: list[dict[str, Any]] = [
		{"fieldname": "email", "fieldtype": "Data", "options": "Email", "label": "Email"},
		{"fieldname": "thank_on", "fieldtype": "Date", "label": "Thank On"},
	]
	if not frappe.db.exists("DocType", GUEST):
		doctype = {"doctype": "DocType", "name": GUEST, "module": "Core", "custom": 1, "fields": fields}
		frappe.get_doc({**doctype, "permissions": [{"role": "System Manager", "read": 1}]}).insert()
		rule = {
			"doctype": "Notification",
			"name": RULE,
			"subject": SUBJECT,
			"document_type": GUEST,
			"enabled": 1,
		}
		when = {"event": "Days After", "date_changed": "thank_on", "days_in_advance": 0, "channel": "Email"}
		to = {"recipients": [{"receiver_by_document_field": "email"}]}
		frappe.get_doc({**rule, **when, **to, "message": TEXT.format(name="guest")}).insert()
	frappe.db.delete(GUEST)
	for address in addresses:
		frappe.get_doc({"doctype": GUEST, "email": address, "thank_on": today()}).insert()
	frappe.db.commit()


def notification(_addresses: list[str]) -> None:
	"""What the scheduler does once a day."""
	from frappe.email.doctype.notification.notification import trigger_daily_alerts

	trigger_daily_alerts()


def prepare_campaign(addresses: list[str]) -> None:
	"""A lead each, and an Email Campaign each, of one Campaign with one mail today."""
	if not frappe.db.exists("Campaign", RULE):
		template = {"doctype": "Email Template", "name": RULE, "subject": SUBJECT}
		frappe.get_doc({**template, "response": TEXT.format(name="guest")}).insert()
		schedules = [{"email_template": RULE, "send_after_days": 0}]
		frappe.get_doc(
			{"doctype": "Campaign", "campaign_name": RULE, "campaign_schedules": schedules}
		).insert()
	frappe.db.delete("Email Campaign")
	for address in addresses:
		lead = frappe.get_doc({"doctype": "Lead", "first_name": "Guest", "email_id": address}).insert()
		campaign = {"doctype": "Email Campaign", "campaign_name": RULE, "email_campaign_for": "Lead"}
		frappe.get_doc(
			{**campaign, "recipient": lead.name, "sender": "Administrator", "start_date": today()}
		).insert()
	frappe.db.commit()


def campaign(_addresses: list[str]) -> None:
	"""What the scheduler does once a day."""
	from erpnext.crm.doctype.email_campaign.email_campaign import send_email_to_leads_or_contacts

	send_email_to_leads_or_contacts()
	frappe.db.commit()


def flush_all() -> None:
	"""Send what waits in the Email Queue as the host does, once for each time that its scheduler would."""
	from frappe.email.queue import flush

	# The Frappe of the throw-away bench leaves each row to a job of its own, unless told to do it at once.
	at_once = {"from_test": True} if "from_test" in signature(flush).parameters else {}
	for _round in range(MOST_ROUNDS):
		if not frappe.db.count("Email Queue", {"status": ("in", ("Not Sent", "Partially Sent"))}):
			return
		with suppress(Exception):  # its flush gives up when too many fail; the next one goes on
			flush(**at_once)
		frappe.db.commit()


@dataclass(frozen=True, slots=True)
class Way:
	"""One way to thank people.

	Attributes:
		prepare: set the scene for some addresses.
		plan: what the day's job does: put messages into the Email Queue.
		send: bring what waits to the mail server.
	"""

	prepare: Callable[[list[str]], None]
	plan: Callable[[list[str]], None]
	send: Callable[[], None]


WAYS = {
	"frappe.sendmail": Way(lambda _addresses: None, sendmail, flush_all),
	"Notification": Way(prepare_notification, notification, flush_all),
	"Email Campaign": Way(prepare_campaign, campaign, flush_all),
}


def available() -> list[str]:
	"""The ways that this site has; the Email Campaign is ERPNext's."""
	return [name for name in WAYS if name != "Email Campaign" or "erpnext" in frappe.get_installed_apps()]
