"""No method of the host, called with the name of a record, tells its word to a user who may not see it.

`make surfaces` calls each with all records; here it is one for each method.
"""

import os
import random

import pytest

from tests.security.surfaces import crawl, fuzz, world
from tests.security.surfaces.conftest import CRAWLED

VIEWERS = [viewer for viewer, (_roles, sees) in world.VIEWERS.items() if sees != world.ALL]


@pytest.fixture(scope="module")
def built(module_transaction: None) -> world.World:
	return world.build()


@pytest.mark.parametrize("viewer", VIEWERS)
def test_nobody_learns_what_is_not_for_them(viewer: str, built: world.World) -> None:
	calls, told = crawl.told_by_methods(built, viewer, thoroughly="SURFACES" in os.environ)
	CRAWLED[viewer] = (len(crawl.whitelisted()), calls, len(told))
	assert told == []


def test_random_requests_tell_nothing_and_end_in_no_error_of_ours(built: world.World) -> None:
	seed = int(os.environ.get("FUZZ") or random.randrange(2**32))
	found = fuzz.send_random_requests(built, seed, 5_000 if "SURFACES" in os.environ else 400)
	CRAWLED[f"Random requests (FUZZ={seed})"] = (len(fuzz.REQUESTS), found.calls, len(found.told))
	assert (found.told, found.broken) == ([], []), f"FUZZ={seed}"


def test_the_crawl_sees_what_is_told(built: world.World) -> None:
	told = crawl.told_to_owner(built)
	assert any(path.startswith("frappe.client.get ") for path in told)
	assert any(path.startswith("frappe.desk.form.load.getdoc ") for path in told)
