"""A meeting whose every word is somebody's secret, as its lead has it."""

import pytest

from stakeholder_crm.testing import factories

SECRET = ("Amina", "worries", "tea house", "ACT-", "outreach", "crm-test.example")


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.fixture
def meeting(users):
	return factories.meeting(
		[factories.activist(full_name="Amina Odhiambo")],
		subject="Amina's worries",
		location="The tea house",
		purpose="Amina's worries",
		time_zone="America/New_York",
		team=[{"user": users["outreach2"]}],
	)
