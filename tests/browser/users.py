"""Users of the browser tests' site who need more roles than the rest."""

import json
from collections.abc import Sequence

from tests.conftest import bench, own_site

MAKE_USER = "stakeholder_crm.testing.factories.make_user"


def give_roles(user: str, roles: Sequence[str]) -> None:
	"""Give roles of the host's, or of another app's, to a user who is there."""
	arguments = json.dumps([user, "", list(roles)])
	bench("--site", own_site("TEST_BROWSER_SITE"), "execute", MAKE_USER, "--args", arguments)
