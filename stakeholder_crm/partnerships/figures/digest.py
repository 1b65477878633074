"""Send each manager the weekly figures: no names, and links that need a login."""

import json
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.desk.doctype.notification_settings.notification_settings import is_email_notifications_enabled
from frappe.translate import print_language
from frappe.utils import get_url_to_list, get_url_to_report

from stakeholder_crm.base.acting_as import acting_as
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.follow_up.channels.email import outgoing_account
from stakeholder_crm.partnerships.figures.cards import Link, build_cards
from stakeholder_crm.partnerships.figures.load_figures import load_figures
from stakeholder_crm.partnerships.figures.roles import managers


def send_weekly_digest() -> int:
	"""Queue one e-mail to each manager, with the figures that they may see.

	Skips managers who turned off e-mail notifications. Sends nothing while the setting is off, or while the
	site cannot send e-mail.

	Returns:
		How many were queued.
	"""
	if not get_settings().weekly_digest or not outgoing_account():
		return 0
	recipients = [user for user in managers() if is_email_notifications_enabled(user)]
	for user in recipients:
		with acting_as(user), print_language(frappe.db.get_value("User", user, "language")):
			_send(user)
	return len(recipients)


def _send(user: str) -> None:
	numbers = [card.number for card in build_cards(load_figures(now=True)).values()]
	frappe.sendmail(
		recipients=[frappe.db.get_value("User", user, "email")],
		subject=_("Weekly summary"),
		template="partnership_digest",
		args={
			"intro": _("Your weekly partnership figures:"),
			"rows": [{"label": one.label, "value": one.value, "url": _address(one.link)} for one in numbers],
			"ending": _(
				"Small numbers of people are not shown. To stop these e-mails, turn off e-mail notifications in your Notification Settings."
			),
		},
	)


def _address(link: Link | None) -> str:
	if link is None:
		return ""
	address = (
		get_url_to_list(link.doctype) if link.doctype else get_url_to_report(link.report, "Script Report")
	)
	filters = {
		field: value if isinstance(value, str) else json.dumps(value) for field, value in link.filters.items()
	}
	return f"{address}?{urlencode(filters)}" if filters else address
