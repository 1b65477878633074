"""What the scheduler starts; each entry only calls its service."""

from stakeholder_crm.services.briefs import refresh_briefs
from stakeholder_crm.services.contact_imports.run_import import go_on_with_all
from stakeholder_crm.services.keep_answer import refresh_answers
from stakeholder_crm.services.partnerships import send_digest
from stakeholder_crm.services.partnerships.keep_record_health import keep_record_health
from stakeholder_crm.services.partnerships.partnership_roles import watchers
from stakeholder_crm.services.thank_yous import dispatch_thank_yous as dispatcher


def keep_briefs_current() -> None:
	"""Hourly: draft and finish the briefs of coming meetings, and mark those that are no longer true."""
	refresh_briefs.keep_briefs_current()


def dispatch_thank_yous() -> None:
	"""Every minute: send the thank-yous that are due, and find those that a dead run left behind."""
	dispatcher.dispatch_due()


def keep_partnerships_current() -> None:
	"""Every five minutes: health as the records say, and the numbers that take long to count."""
	keep_record_health()
	refresh_answers(watchers())


def go_on_with_imports() -> None:
	"""Every five minutes: imports of contacts whose run has died."""
	go_on_with_all()


def send_weekly_digest() -> None:
	"""On Monday mornings: the week's numbers to the managers."""
	send_digest.send_weekly_digest()
