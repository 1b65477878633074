"""`make bench` compares what a manager sees with SQL by hand: here only that both say the same, in small.

It does so in one transaction, which is taken back: the site is as it was, whatever becomes of the process.
"""

import os
import subprocess
import sys
from pathlib import Path

from dev import paths

LIMIT_SECONDS = 110


def test_what_a_manager_sees_is_what_sql_by_hand_finds(site: str):
	module = ["-m", "benchmarks.partnership_figures", site]
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
