"""The same transaction, jobs and clock as the integration tests; a hidden person, and who sets up the site."""

import pytest

from stakeholder_crm.testing import factories
from tests.integration.conftest import (  # noqa: F401
	freeze,
	jobs,
	mail_sink,
	module_transaction,
	run_after_commit,
	smtp_server,
	transaction,
)


@pytest.fixture
def hidden(users, as_user):
	"""A Confidential activist of the first outreach user; the second one does not see them."""
	with as_user(users["outreach"]):
		return factories.activist(confidentiality="Confidential", safe_alias="Heron")


@pytest.fixture
def system_manager(users) -> str:
	"""A user who sets up the site, without a role of ours."""
	return factories.make_user("system@crm-test.example", "Sys", ["System Manager"])
