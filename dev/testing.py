"""Run pytest on a site of the throw-away bench."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from dev import bench, paths, site, stamps
from dev.progress import StepError
from dev.python_env import PYTHON

# Several runs at once get a site each.
SITES_AT_ONCE = 6


def run(arguments: Sequence[str], *, fresh: bool = False) -> int:
	"""Run pytest there and return its exit code.

	Args:
		arguments: pytest's own.
		fresh: restore the site even when it comes from the newest dump already.
	"""
	bench.ensure(browser=True)
	number = _free_number()
	name = f"test{number}.localhost"
	with stamps.only_one("build", "building"):
		dump = site.tests_dump()
		if fresh or not site.is_from(name, dump):
			site.restore(name, dump)
	environment = paths.bench_environment(
		TEST_BENCH=str(paths.BENCH), TEST_SITE=name, TEST_BROWSER_SITE=f"browser{number}.localhost"
	)
	return subprocess.call([PYTHON, "-m", "pytest", *arguments], cwd=paths.ROOT, env=environment)


def _free_number() -> int:
	"""The number of a test site that no other run uses; it is ours until this process ends."""
	for number in range(1, SITES_AT_ONCE + 1):
		if stamps.try_lock(f"test{number}") is not None:
			return number
	raise StepError(f"{SITES_AT_ONCE} test runs are going on in {paths.BENCH}.", "Wait for one to end.")


def all_tests_arguments(report: Path) -> list[str]:
	"""pytest's arguments for a run of everything, with coverage and its gates."""
	coverage = ["--cov", f"--cov-report=json:{report}", "-p", "dev.coverage_gate"]
	return ["-q", *coverage, f"--coverage-json={report}"]
