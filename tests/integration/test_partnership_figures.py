"""`make bench` compares what a manager sees with SQL by hand: here only that both say the same, in small.

It removes what the site holds of this app, so it runs on a site of its own where there is one.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dev import paths, site, stamps
from tests.conftest import on_throw_away_bench, own_site

LIMIT_SECONDS = 110


@pytest.fixture
def site_to_fill() -> str:
	if not on_throw_away_bench():
		return own_site("TEST_SITE")
	with stamps.only_one("sites", "preparing sites"):
		site.restore("figures-small.localhost", site.tests_dump())
	return "figures-small.localhost"


def test_what_a_manager_sees_is_what_sql_by_hand_finds(site_to_fill: str):
	module = ["-m", "benchmarks.partnership_figures", site_to_fill]
	done = subprocess.run(
		[sys.executable, *module, "--stakeholders", "600", "--agree"],
		cwd=Path(os.environ["TEST_BENCH"]) / "sites",
		env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
		capture_output=True,
		text=True,
		timeout=LIMIT_SECONDS,
	)
	seeded, *differing = done.stdout.splitlines() or [done.stderr]
	assert "600 stakeholders, 3,000 meetings, 6,000 attendances" in seeded, done.stderr
	assert [name for name in differing if name] == [], done.stderr
	assert done.returncode == 0, done.stderr
