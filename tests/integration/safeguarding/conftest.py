"""People and an agency that outreach staff look after."""

import pytest

from stakeholder_crm.testing import factories


@pytest.fixture
def person(as_user, users):
	with as_user(users["outreach"]):
		return factories.activist(full_name="Ines Duarte")


@pytest.fixture
def agency(as_user, users):
	with as_user(users["outreach"]):
		return factories.partner_agency(full_name="Shore Legal Aid")
