"""Users of the browser tests' site who need more roles than the rest."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import own_site

MAKE_USER = "stakeholder_crm.testing.factories.make_user"


def give_roles(user: str, roles: Sequence[str]) -> None:
	"""Give roles of the host's, or of another app's, to a user who is there."""
	frappe = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe"]
	arguments = json.dumps([user, "", list(roles)])
	subprocess.run(
		[*frappe, "--site", own_site("TEST_BROWSER_SITE"), "execute", MAKE_USER, "--args", arguments],
		cwd=Path(os.environ["TEST_BENCH"]) / "sites",
		check=True,
	)
