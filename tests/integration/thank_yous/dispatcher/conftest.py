"""A world for the dispatcher, in which everything can happen at any moment."""

import frappe
import pytest

from stakeholder_crm.follow_up.messages import dispatch as dispatcher
from stakeholder_crm.testing import factories
from tests.conftest import set_test_mode
from tests.integration.conftest import _forget_cached
from tests.integration.thank_yous.dispatcher.books import Person
from tests.integration.thank_yous.dispatcher.world import World
from tests.integration.thank_yous.helpers import settings

PEOPLE = 5


@pytest.fixture
def new_world(transaction, users, as_user, monkeypatch):
	"""`new_world(clock)`: the same people, and nothing that has happened yet."""
	from frappe.email.smtp import SMTPServer

	settings(quiet_from="", quiet_to="", organisation_name="Safe Harbour")
	frappe.local.outgoing_email_account = {}
	with as_user(users["outreach"]):
		made = [factories.activist() for _ in range(PEOPLE)]
	factories.email_account(1)
	set_test_mode(False)
	worlds: list[World] = []

	def begin(clock) -> World:
		if worlds:
			frappe.db.rollback(save_point="example")
			_forget_cached()
		frappe.db.savepoint("example")
		people = [Person(doc.name, doc.contact_points[0].value) for doc in made]
		worlds.append(World(clock, people, users["outreach"]))
		worlds[-1].process.take_over()
		return worlds[-1]

	monkeypatch.setattr(SMTPServer, "session", property(lambda _server: worlds[-1].session))
	monkeypatch.setattr(dispatcher, "_pause", lambda seconds: worlds[-1].rest(seconds * 5))
	yield begin
	set_test_mode(True)
	frappe.local.outgoing_email_account = {}
