"""`make soak` and `make bench`: on a site made for it, or on the bench and site that BENCH and SITE name."""

import os
import subprocess

from dev import bench, paths, real_bench, services, site, stamps
from dev.python_env import PYTHON


def run(module: str, *arguments: str, megabytes: int = 0) -> int:
	"""Run a module of ``benchmarks/`` on a site, and put that site back or throw it away.

	Args:
		module: its dotted name; it is given the site as its first argument.
		arguments: further ones.
		megabytes: of data that MariaDB must be able to hold in memory; a bench that is there already has what it has.

	Returns:
		Its exit code.
	"""
	if os.environ.get("BENCH"):
		return real_bench.run_module(module, arguments)
	bench.ensure()
	if megabytes:
		services.give_memory(megabytes)
	name = f"{module.rpartition('.')[2].replace('_', '-')}.localhost"
	with stamps.only_one("sites", "preparing sites"):
		site.restore(name, site.tests_dump())
	command = [PYTHON, "-m", module, name, *arguments]
	return subprocess.call(command, cwd=paths.SITES, env=paths.bench_environment())
