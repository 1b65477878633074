"""Scheduled jobs; a failing one does not stop the others."""

from stakeholder_crm.engagement.briefs import refresh_briefs as briefs
from stakeholder_crm.follow_up.messages import dispatch
from stakeholder_crm.partnerships.figures import digest
from stakeholder_crm.partnerships.health import refresh_health as health
from stakeholder_crm.stakeholders.imports import runner
from stakeholder_crm.stakeholders.report.possible_duplicates import possible_duplicates


def refresh_briefs() -> None:
	"""Hourly: draft and finalise briefs of upcoming meetings, and mark outdated ones."""
	briefs.refresh_briefs()


def dispatch_thank_yous() -> None:
	"""Every minute: send due thank-yous, and recover those of crashed runs."""
	dispatch.dispatch_due()


def refresh_health() -> None:
	"""Every five minutes: refresh calculated health."""
	health.refresh_health()


def restart_imports() -> None:
	"""Every five minutes: restart crashed contact imports."""
	runner.restart_dead_runs()


def prepare_large_reports() -> None:
	"""Daily: reports that have grown too large to wait for are prepared in the background."""
	possible_duplicates.prepare_when_large()


def send_weekly_digest() -> None:
	"""On Monday mornings: send the weekly figures to the managers."""
	digest.send_weekly_digest()
