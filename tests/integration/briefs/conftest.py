"""A meeting that is coming up, and the colleague who prepares it."""

from datetime import timedelta

import pytest
from frappe.utils import now_datetime

from stakeholder_crm.testing import factories


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def amina():
	return factories.community_leader(full_name="Amina Diallo")


@pytest.fixture
def meeting(amina, users):
	"""A meeting in three days, whose lead is the outreach user and whose team is another one."""
	starts_on = now_datetime().replace(microsecond=0) + timedelta(hours=72)
	return factories.meeting([amina], starts_on=starts_on, team=[{"user": users["outreach2"]}])
