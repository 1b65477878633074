"""`python3 -m dev <command>`: the throw-away bench from the command line."""

import argparse
import os
import subprocess
import sys

from dev import bench, checks, demo_site, measure, paths, python_env, real_bench, services, testing
from dev.progress import StepError, say


def command_build(_: argparse.Namespace) -> int:
	"""Build the throw-away bench and start its servers."""
	bench.ensure()
	return 0


def command_pytest(arguments: argparse.Namespace) -> int:
	"""Run pytest on the throw-away bench, without lint and coverage gates."""
	return testing.run(arguments.rest)


def command_test(arguments: argparse.Namespace) -> int:
	"""All checks and all tests; only pytest with these arguments when there are any."""
	if os.environ.get("BENCH"):
		return real_bench.run(arguments.rest)
	if arguments.rest:
		return testing.run(arguments.rest, fresh=True)
	bench.ensure(browser=True)
	clean = checks.run_all()
	all_tests = testing.all_tests_arguments()
	code = testing.run(all_tests, fresh=True, processes=testing.processes_here())
	return code or int(not clean)


def command_check(_: argparse.Namespace) -> int:
	"""What a change is tried with: all checks, and the tests that are near it; SINCE=<commit> for more than the last."""
	bench.ensure()
	clean = checks.run_all()
	code = testing.run(testing.near_arguments(), processes=testing.processes_here())
	return code or int(not clean)


def command_lint(_: argparse.Namespace) -> int:
	"""Style, types and layers."""
	bench.ensure()
	return int(not checks.run_all())


def command_demo(_: argparse.Namespace) -> int:
	"""A site with demo data, the main job in the terminal, then the Desk."""
	return demo_site.run(serve_desk=demo_site.wants_desk())


def command_soak(_: argparse.Namespace) -> int:
	"""Thank-yous under fire: what arrives while all is killed, refused and restarted; then many stories of the model."""
	# The servers of a bench that is not ours are not ours to restart.
	code = measure.run("benchmarks.soak", *([] if os.environ.get("BENCH") else ["--restarts"]))
	os.environ.setdefault("STORIES", "50")
	told = _pytest(["-q", "tests/integration/thank_yous/dispatcher/test_scheduler_model.py"])
	return code or told


def command_compare(arguments: argparse.Namespace) -> int:
	"""Our dispatch beside what a Frappe user would use instead, and a manager's numbers beside plain SQL."""
	picked, *further = arguments.rest or ("",)
	if picked and picked not in COMPARISONS:
		say(f"✗ There is no comparison {picked}. Say none, or one of: {', '.join(COMPARISONS)}.")
		return 2
	wanted = (picked,) if picked else COMPARISONS
	# Each is run, whatever the one before came to.
	codes = [measure.run(f"benchmarks.{name}", *further, megabytes=COMPARISONS[name]) for name in wanted]
	return max(codes)


def command_surfaces(_: argparse.Namespace) -> int:
	"""What each role learns on each surface of the site, as a table; 1 when something leaks."""
	os.environ.setdefault("SURFACES", "print")
	return _pytest(["tests/security/surfaces", "-q"])


def _pytest(arguments: list[str]) -> int:
	return real_bench.run(arguments) if os.environ.get("BENCH") else testing.run(arguments)


def command_bench(arguments: argparse.Namespace) -> int:
	"""Run a bench command there: `bench --site test.localhost migrate`."""
	bench.ensure()
	words = [python_env.PYTHON, "-m", "frappe.utils.bench_helper", "frappe", *arguments.rest]
	return subprocess.call(words, cwd=paths.SITES, env=paths.bench_environment())


def command_stop(_: argparse.Namespace) -> int:
	"""End the processes that this bench started, and only those."""
	for name in services.running():
		services.stop(name)
		say(f"• Stopped {name}")
	return 0


# With how much data MariaDB must hold in memory, in megabytes.
COMPARISONS = {
	"other_users": 512,
	"thank_yous": 0,
	"partnership_figures": 2_048,
	"duplicates": 512,
	"contact_import": 512,
}

COMMANDS = {
	"build": command_build,
	"demo": command_demo,
	"test": command_test,
	"check": command_check,
	"lint": command_lint,
	"pytest": command_pytest,
	"bench": command_bench,
	"soak": command_soak,
	"surfaces": command_surfaces,
	"compare": command_compare,
	"stop": command_stop,
}


def main() -> int:
	parser = argparse.ArgumentParser(prog="python3 -m dev", description=__doc__)
	parser.add_argument("command", choices=COMMANDS)
	parser.add_argument("rest", nargs=argparse.REMAINDER)
	arguments = parser.parse_args()
	try:
		return COMMANDS[arguments.command](arguments)
	except StepError as failure:
		say(failure.report())
		return 1
	except KeyboardInterrupt:
		say("✗ Interrupted. Run the same command again: it goes on from here.")
		return 130


if __name__ == "__main__":
	sys.exit(main())
