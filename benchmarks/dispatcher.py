"""A process that dispatches one site's thank-yous until it is ended: what a background worker does."""

import sys
import time
from datetime import timedelta

from benchmarks.connection import connected

RUN_SECONDS = 4.0
NAP_SECONDS = 0.1


def dispatch_until_killed(site: str) -> None:
	"""Dispatch again and again; minutes are seconds here, so that what is deferred comes back in time."""
	hurry()
	from stakeholder_crm.follow_up.messages.dispatch import dispatch_due

	try:
		with connected(site):
			while True:
				dispatch_due(seconds=RUN_SECONDS)
				time.sleep(NAP_SECONDS)
	except Exception as error:
		# The database went away: a worker ends with that, and is started again.
		print(f"A dispatcher ended: {type(error).__name__}", file=sys.stderr)
		sys.exit(1)


def hurry() -> None:
	"""Shorten the waits of this process, and nothing else."""
	from stakeholder_crm.domain import delivery
	from stakeholder_crm.follow_up.messages import claim, dispatch, recover

	delivery.FIRST_WAIT = timedelta(seconds=1)
	claim.LEASE = timedelta(seconds=5)
	recover.CLAIM_LIFETIME = timedelta(seconds=12)
	dispatch.FIRST_REST_SECONDS = 0.02
	dispatch.OBSTACLE_WAIT = timedelta(seconds=2)
