"""A few doors opened for single users, so that no condition on who sees what is about an empty table."""

import itertools

import frappe
from frappe.share import add as share
from frappe.utils import add_days, today

from benchmarks.partnerships_seed.world import LEVELS, World
from stakeholder_crm.testing import factories

EACH = 5
SOME = 5


def open_doors(world: World) -> None:
	"""Share some records and grant some, and mark a liaison, as a safeguarding lead does.

	Args:
		world: whom there is.
	"""
	users = factories.users()
	confidential = (person for person in world.people if LEVELS[person.level] == "Confidential")
	for user in (users["manager"], users["outreach"], *world.staff[:SOME]):
		for person in itertools.islice(confidential, EACH):
			share(*person.pair[:2], user, read=1)
		for person in itertools.islice(confidential, EACH):
			_grant(person.pair[:2], user)
	frappe.get_doc(
		{
			"doctype": "Agency Liaison",
			"user": users["outreach2"],
			"agency_type": "Law Enforcement",
			"since": today(),
			"reason": "Speaks for us at the district's round table.",
		}
	).insert()


def _grant(pair: tuple[str, str], user: str) -> None:
	kind, name = pair
	frappe.get_doc(
		{
			"doctype": "Access Grant",
			"stakeholder_type": kind,
			"stakeholder": name,
			"user": user,
			"ends_on": add_days(today(), 30),
			"reason": "Stands in for a colleague.",
		}
	).insert()
