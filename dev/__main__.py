"""`python3 -m dev <command>`: the throw-away bench from the command line."""

import argparse
import subprocess
import sys

from dev import bench, paths, python_env, services, testing
from dev.progress import StepFailed, say


def command_build(_: argparse.Namespace) -> int:
	"""Build the throw-away bench and start its servers."""
	bench.ensure()
	return 0


def command_pytest(arguments: argparse.Namespace) -> int:
	"""Run pytest on the throw-away bench, without lint and coverage gates."""
	return testing.on_throw_away_bench(arguments.rest)


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


COMMANDS = {
	"build": command_build,
	"pytest": command_pytest,
	"bench": command_bench,
	"stop": command_stop,
}


def main() -> int:
	parser = argparse.ArgumentParser(prog="python3 -m dev", description=__doc__)
	parser.add_argument("command", choices=COMMANDS)
	parser.add_argument("rest", nargs=argparse.REMAINDER)
	arguments = parser.parse_args()
	try:
		return COMMANDS[arguments.command](arguments)
	except StepFailed as failure:
		say(failure.report())
		return 1
	except KeyboardInterrupt:
		say("✗ Interrupted. Run the same command again: it goes on from here.")
		return 130


if __name__ == "__main__":
	sys.exit(main())
