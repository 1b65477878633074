"""Thank-yous: planned by staff, approved by managers, refused by mail servers."""

import frappe
import pytest

from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import THANK_YOU, settings


@pytest.fixture(autouse=True)
def always_decent(transaction):
	"""Quiet hours would make what is planned depend on the hour at which the tests run."""
	settings(quiet_from="", quiet_to="", approval_rule="Always", organisation_name="Safe Harbour")


@pytest.fixture
def ready_to_send(always_decent):
	"""No approval, no delay, and no mail account remembered from another test."""
	frappe.local.outgoing_email_account = {}
	settings(approval_rule="None", thank_you_delay_hours=0)
	yield
	frappe.local.outgoing_email_account = {}


@pytest.fixture
def staff(users, as_user):
	with as_user(users["outreach"]):
		yield users["outreach"]


@pytest.fixture
def logged(users, as_user):
	"""Log a meeting held with these people, as outreach staff do; the submitted log."""

	def submit(*people, meeting=None, **fields):
		with as_user(users["outreach"]):
			return factories.log(factories.held_meeting(people, **(meeting or {})), submit=True, **fields)

	return submit


@pytest.fixture
def planned(users, as_user):
	"""Plan a thank-you to a new activist, as outreach staff do; its document."""

	def plan(meeting=None, row=None, **fields):
		with as_user(users["outreach"]):
			person = factories.activist(**fields)
			held = factories.held_meeting([person], **(meeting or {}))
			factories.log(held, submit=True, attendance=[factories.attendance(person, **(row or {}))])
		return frappe.get_doc(THANK_YOU, {"stakeholder": person.name})

	return plan


class RefusingSession:
	"""A mail server's end of the line that answers as told."""

	def __init__(self, error: Exception) -> None:
		self.error = error

	def sendmail(self, **_arguments: object) -> None:
		raise self.error

	def noop(self) -> tuple[int, bytes]:
		return 250, b""

	def quit(self) -> None:
		pass


@pytest.fixture
def refuse(monkeypatch):
	"""`with refuse(error)`: the mail server fails so."""
	from frappe.email.smtp import SMTPServer

	def failing(error: Exception) -> None:
		monkeypatch.setattr(SMTPServer, "session", property(lambda self: RefusingSession(error)))

	return failing
