"""Run pytest on a site of the throw-away bench."""

import os
import secrets
import subprocess
from collections.abc import Sequence

from dev import bench, paths, site, stamps
from dev.progress import StepError, say
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
	# A process that has finished takes half of the tests that another still has to run: no one waits for a slow file.
	share = ["-n", str(processes), "--dist", "worksteal"] if processes > 1 else []
	command = [PYTHON, "-m", "pytest", *share, *order(), *arguments]
	return subprocess.call(command, cwd=paths.ROOT, env=environment)


def order() -> list[str]:
	"""pytest's arguments for the order of tests: as they stand, or shuffled where SHUFFLE is 1 or an earlier run's seed."""
	seed = os.environ.get("SHUFFLE")
	if not seed:
		return ["-p", "no:randomly"]
	if seed == "1":
		seed = str(secrets.randbelow(2**32))
	say(f"• In any order; in this one again: SHUFFLE={seed}")  # quiet runs of pytest do not say it
	return [f"--randomly-seed={seed}"]


def processes_here() -> int:
	"""As many as there are processors, up to four; one more made a whole run no faster, as the database needs its share."""
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


def all_tests_arguments() -> list[str]:
	"""pytest's arguments for a run of everything: with the coverage gate, and with what each part took."""
	return ["-q", "-p", "dev.coverage_gate", "-p", "dev.parts"]


def near_arguments() -> list[str]:
	"""pytest's arguments for a quick run: the tests that need no site, and those of the others that are near to a change."""
	folders = ["tests/unit", "tests/static", "tests/integration", "tests/security"]
	return ["-q", "-p", "dev.near", "-p", "dev.parts", *folders]
