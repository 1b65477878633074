"""A process that dispatches one site's thank-yous until it is ended: what a background worker does."""

import sys
import time
from datetime import timedelta

from benchmarks.connection import connected

RUN_SECONDS = 4.0
NAP_SECONDS = 0.1


def dispatch_until_killed(site: str) -> None:
	"""Dispatch again and again; minutes are seconds here, so that what is put off comes back in time."""
	hurry()
	from stakeholder_crm.services.thank_yous.dispatch_thank_yous import dispatch_due

	try:
		with connected(site):
			while True:
				dispatch_due(seconds=RUN_SECONDS)
				time.sleep(NAP_SECONDS)
	except Exception as error:
		# The database went away: a worker ends with that, and is started anew.
		print(f"A dispatcher ended: {type(error).__name__}", file=sys.stderr)
		sys.exit(1)


def hurry() -> None:
	"""Shorten the waits of this process, and nothing else."""
	from stakeholder_crm.domain import delivery
	from stakeholder_crm.services.thank_yous import claim_thank_yous, dispatch_thank_yous, recover_thank_yous

	delivery.FIRST_WAIT = timedelta(seconds=1)
	claim_thank_yous.LEASE = timedelta(seconds=5)
	recover_thank_yous.CLAIM_LIFETIME = timedelta(seconds=12)
	dispatch_thank_yous.FIRST_REST_SECONDS = 0.02
	dispatch_thank_yous.OBSTACLE_WAIT = timedelta(seconds=2)
