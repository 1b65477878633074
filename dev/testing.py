"""Run pytest on a site of the throw-away bench."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from dev import bench, paths, site, stamps
from dev.progress import StepError
from dev.python_env import PYTHON

# Several runs at once get a site each.
SITES_AT_ONCE = 12


def run(arguments: Sequence[str], *, fresh: bool = False, processes: int = 1) -> int:
	"""Run pytest there and return its exit code.

	Args:
		arguments: pytest's own.
		fresh: restore the sites even when they come from the newest dump already.
		processes: how many share the tests, each with a site of its own.
	"""
	bench.ensure(browser=True)
	numbers = _free_numbers(processes)
	names = [f"test{number}.localhost" for number in numbers]
	with stamps.only_one("sites", "preparing sites"):
		dump = site.tests_dump()
		for name in names:
			if fresh or not site.is_from(name, dump):
				site.restore(name, dump)
	environment = paths.bench_environment(
		TEST_BENCH=str(paths.BENCH),
		TEST_SITE=",".join(names),
		TEST_BROWSER_SITE=",".join(f"browser{number}.localhost" for number in numbers),
	)
	# In the order of collection: the slow files of the browser come first, and nobody waits for them.
	share = ["-n", str(processes), "--dist", "loadfile", "--no-loadscope-reorder"] if processes > 1 else []
	return subprocess.call([PYTHON, "-m", "pytest", *share, *arguments], cwd=paths.ROOT, env=environment)


def processes_here() -> int:
	"""As many as there are processors, up to four; the database needs its share too."""
	return min(len(os.sched_getaffinity(0)), 4)


def _free_numbers(count: int) -> list[int]:
	"""Numbers of test sites that no other run uses; they are ours until this process ends."""
	numbers: list[int] = []
	for number in range(1, SITES_AT_ONCE + 1):
		if stamps.try_lock(f"test{number}") is not None:
			numbers.append(number)
		if len(numbers) == count:
			return numbers
	raise StepError(f"Other test runs are going on in {paths.BENCH}.", "Wait for one to end.")


def all_tests_arguments(report: Path) -> list[str]:
	"""pytest's arguments for a run of everything, with coverage and its gates."""
	coverage = ["--cov", f"--cov-report=json:{report}", "-p", "dev.coverage_gate"]
	return ["-q", *coverage, f"--coverage-json={report}"]
