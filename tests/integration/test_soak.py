"""Four dispatchers as real processes, killed as they work, against a real mail server that is unwilling.

The small soak of `make soak`: what it does is really committed, so it runs on a site of its own where there
is one, and takes away what it made where there is not.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dev import paths, site, stamps
from tests.conftest import on_throw_away_bench, own_site

LIMIT_SECONDS = 240  # of a busy machine; a quiet one needs twenty


@pytest.fixture
def soak_site() -> str:
	if not on_throw_away_bench():
		return own_site("TEST_SITE")
	with stamps.only_one("sites", "preparing sites"):
		site.restore("soak-small.localhost", site.tests_dump())
	return "soak-small.localhost"


def test_nothing_is_doubled_or_lost_and_what_stands_says_why(soak_site: str):
	done = subprocess.run(
		[sys.executable, "-m", "benchmarks.soak", soak_site, "--small", "--clean", "--json"],
		cwd=Path(os.environ["TEST_BENCH"]) / "sites",
		env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
		capture_output=True,
		text=True,
		timeout=LIMIT_SECONDS,
	)
	assert done.stdout, done.stderr
	result = json.loads(done.stdout.splitlines()[-1])
	assert result["kills"] == 10, result
	assert result["put_off"] > 0, result
	assert {key: result[key] for key in ("doubled", "lost", "unexplained", "misjudged")} == {
		"doubled": 0,
		"lost": 0,
		"unexplained": 0,
		"misjudged": 0,
	}, result
	assert result["arrived"] + sum(_held(result["states"])) >= result["due"], result
	assert result["arrived"] >= 0.8 * result["due"], result
	assert done.returncode == 0


def _held(states: dict[str, int]) -> list[int]:
	return [count for state, count in states.items() if state.startswith(("Needs Review", "Failed"))]
