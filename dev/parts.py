"""A pytest plugin: how many tests each folder of tests/ has, and how long they took.

Loaded by `make test` with `-p dev.parts`. Where several processes share the tests, their seconds are added up. What
each test took is kept for `make check`.
"""

import json
from collections import Counter
from typing import Any

import pytest

from dev import paths


class Parts:
	"""Adds up what the tests of each folder took, set-up and clean-up included."""

	def __init__(self) -> None:
		self.seconds: Counter[str] = Counter()

	def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
		self.seconds[report.nodeid] += report.duration

	def pytest_sessionfinish(self) -> None:
		paths.LOGS.mkdir(parents=True, exist_ok=True)
		known = json.loads(paths.TEST_SECONDS.read_text()) if paths.TEST_SECONDS.exists() else {}
		paths.TEST_SECONDS.write_text(json.dumps(known | self.seconds))

	def pytest_terminal_summary(self, terminalreporter: Any, config: pytest.Config) -> None:
		tests: Counter[str] = Counter()
		seconds: Counter[str] = Counter()
		for nodeid, one in self.seconds.items():
			part = nodeid.removeprefix("tests/").partition("/")[0]
			tests[part] += 1
			seconds[part] += one
		processes = config.getoption("numprocesses", None) or 1
		terminalreporter.section(f"seconds by part, of {processes} processes")
		for part, total in seconds.most_common():
			terminalreporter.write_line(f"{part:<12} {tests[part]:>5} tests {total:>6.0f} s")


def pytest_configure(config: pytest.Config) -> None:
	if not hasattr(config, "workerinput"):
		config.pluginmanager.register(Parts(), "seconds-by-part")
