"""Readers of reports: by role, and with a User Permission in place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe
import pytest
from frappe.permissions import add_user_permission

from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.testing import factories
from tests.integration.partnerships.report_world import make_report_world

READERS = ("manager", "outreach", "safeguarding", "narrowed")


@pytest.fixture
def world(users: dict[str, str]) -> list[Pair]:
	return make_report_world(users)


@pytest.fixture
def reading_as(users, as_user, world) -> Callable[[str], Iterator[None]]:
	"""`with reading_as("narrowed"):` reads as a manager who may see one agency only."""

	@contextmanager
	def acting(reader: str) -> Iterator[None]:
		if reader != "narrowed":
			with as_user(users[reader]):
				yield
			return
		narrowed = factories.make_user("narrowed@crm-test.example", "Nia", ("Outreach Manager",))
		shown = frappe.db.get_value(
			"Partner Agency",
			{
				"name": ("in", [name for kind, name in world if kind == "Partner Agency"]),
				"confidentiality": "Open",
				"status": "Active",
			},
			order_by="name",
		)
		add_user_permission("Partner Agency", shown, narrowed, ignore_permissions=True)
		with as_user(narrowed):
			assert len(frappe.get_list("Partner Agency", limit_page_length=0)) == 1
			yield

	return acting
