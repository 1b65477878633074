"""List what currently stops all thank-yous."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import frappe
from frappe import _

from stakeholder_crm.base.clock import current_moment, to_stored
from stakeholder_crm.base.doctypes import SETTINGS, THANK_YOU
from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.follow_up.channels.email import outgoing_account
from stakeholder_crm.follow_up.messages.gate_facts import count_sent, is_stopped

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Notice:
	"""A notice about something that stops all sending.

	Attributes:
		text: a translated sentence.
		color: as Frappe names colours: "red" needs action, "orange" resolves by itself.
		link: the settings page where the current user can change it; empty if they cannot.
	"""

	text: str
	color: str
	link: str = ""


def sending_notices(now: datetime | None = None) -> list[Notice]:
	"""What stops all thank-yous, the most severe first; empty if nothing does.

	Args:
		now: zone-aware, or as Frappe stores it; defaults to the current time.
	"""
	moment = current_moment(now)
	may_change = frappe.has_permission(SETTINGS, "write")
	link = SETTINGS if may_change else ""
	stopped = is_stopped()
	notices = [Notice(_("Automatic messages are turned off in Settings."), "red", link)] if stopped else []
	if not outgoing_account():
		notices.append(Notice(_no_mail(), "red"))
	cap = _cap(moment)
	if cap:
		notices.append(Notice(cap, "orange", link))
	elif not stopped and (pace := _pace(moment)):
		notices.append(Notice(pace, "orange", link))
	return notices


def _no_mail() -> str:
	return _(
		"E-mail cannot be sent: it is muted or suspended, or there is no outgoing Email Account. Ask your administrator."
	)


def _cap(moment: datetime) -> str:
	cap = get_settings().daily_cap or 0
	if count_sent(moment) < cap:
		return ""
	return _("The daily limit of {0} messages is reached. The rest will be sent tomorrow.").format(cap)


def _pace(moment: datetime) -> str:
	"""The limit per minute, if it was reached in the last minute and more are due."""
	pace = get_settings().messages_per_minute or 0
	if pace <= 0:
		return ""
	lately = {"claimed_on": (">", to_stored(moment - MINUTE))}
	due = {"status": "Scheduled", "due_on": ("<=", to_stored(moment))}
	if frappe.db.count(THANK_YOU, lately) < pace or not frappe.db.count(THANK_YOU, due):
		return ""
	return _("Up to {0} messages are sent per minute. The rest will follow.").format(pace)
