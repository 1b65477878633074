"""Who works with Contacts in these tests."""

import pytest

from stakeholder_crm.testing import factories


@pytest.fixture(autouse=True)
def _as_outreach_with_contacts(as_user, users):
	"""An outreach user who may change Contacts, too."""
	factories.make_user(users["outreach"], "", ["Sales User"])
	with as_user(users["outreach"]):
		yield
