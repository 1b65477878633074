"""What the scheduler starts; each entry only calls its service."""

from stakeholder_crm.base.reporting.kept_answer import refresh_answers
from stakeholder_crm.engagement.briefs import refresh_briefs
from stakeholder_crm.follow_up.messages import dispatch as dispatcher
from stakeholder_crm.partnerships.figures import digest
from stakeholder_crm.partnerships.figures.roles import watchers
from stakeholder_crm.partnerships.health.refresh_health import keep_record_health
from stakeholder_crm.stakeholders.imports.runner import go_on_with_all


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
	digest.send_weekly_digest()
