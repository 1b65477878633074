"""What the scheduler starts, each on its own: one that fails stops no other."""

from stakeholder_crm.engagement.briefs import refresh_briefs as briefs
from stakeholder_crm.follow_up.messages import dispatch
from stakeholder_crm.partnerships.figures import digest
from stakeholder_crm.partnerships.health import refresh_health as health
from stakeholder_crm.stakeholders.imports import runner
from stakeholder_crm.stakeholders.report.possible_duplicates import possible_duplicates


def refresh_briefs() -> None:
	"""Hourly: draft and finish the briefs of coming meetings, and mark those that are out of date."""
	briefs.refresh_briefs()


def dispatch_thank_yous() -> None:
	"""Every minute: send the thank-yous that are due, and find those that a dead run left behind."""
	dispatch.dispatch_due()


def refresh_health() -> None:
	"""Every five minutes: calculated health."""
	health.refresh_health()


def restart_imports() -> None:
	"""Every five minutes: imports of contacts whose run has died."""
	runner.restart_dead_runs()


def prepare_large_reports() -> None:
	"""Daily: reports that have grown too large to wait for are prepared in the background."""
	possible_duplicates.prepare_when_large()


def send_weekly_digest() -> None:
	"""On Monday mornings: the week's numbers to the managers."""
	digest.send_weekly_digest()
