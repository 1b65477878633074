"""A meeting just held, and the colleague who logs it."""

import pytest

from stakeholder_crm.testing import factories


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def leader():
	return factories.community_leader(full_name="Amina Odhiambo", cadence_days=30)


@pytest.fixture
def meeting(leader):
	return factories.held_meeting([leader])
