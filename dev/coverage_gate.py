"""A pytest plugin: the run fails when too little of the rules and the verbs was run.

Loaded by `make test` with `-p dev.coverage_gate` when all tests run. It counts by rewriting the measured modules as
they are imported, so what they call costs nothing: a tracer would double the time of each test on a site.
"""

import json
from typing import Any

import pytest
import slipcover

from dev import paths

# Folder → the share of its statements and branches that tests must run, in percent.
# Not integrations: most of it needs ERPNext, which the throw-away bench has not.
ROOMS = (
	"base",
	"access",
	"stakeholders",
	"engagement",
	"follow_up",
	"safeguarding",
	"partnerships",
)
GATES = {"stakeholder_crm/domain/": 100.0, **{f"stakeholder_crm/{room}/": 95.0 for room in ROOMS}}
SOURCES = [str(paths.ROOT / folder) for folder in GATES]
COUNTED = "coverage"


def shares(report: dict[str, Any]) -> dict[str, float]:
	"""The covered share of each folder of GATES, in percent; 0 for one that was never seen."""
	result = {}
	for folder in GATES:
		summaries = [one["summary"] for name, one in report["files"].items() if name.startswith(folder)]
		covered = sum(one["covered_lines"] + one["covered_branches"] for one in summaries)
		total = covered + sum(one["missing_lines"] + one["missing_branches"] for one in summaries)
		result[folder] = 100 * covered / total if total else 0.0
	return result


def gaps(report: dict[str, Any], folder: str) -> list[str]:
	"""The files of a folder that are not covered whole, with their lines."""
	return [
		f"    {name}: lines {one['missing_lines']}, branches {one['missing_branches']}"
		for name, one in sorted(report["files"].items())
		if name.startswith(folder) and (one["missing_lines"] or one["missing_branches"])
	]


class CoverageGate:
	"""Counts in this process, adds what the others that share the tests have counted, and judges the sum."""

	def __init__(self) -> None:
		self.counter = slipcover.Slipcover(branch=True, source=SOURCES)
		self.imports = slipcover.ImportManager(self.counter, slipcover.FileMatcher(sources=SOURCES))
		self.reports: list[dict[str, Any]] = []
		self.messages: list[str] = []
		# As this plugin is loaded, before any test file and what it imports.
		self.imports.__enter__()

	@pytest.hookimpl(optionalhook=True)
	def pytest_testnodedown(self, node: Any) -> None:
		"""One of several processes has ended; one that crashed has counted nothing."""
		if report := getattr(node, "workeroutput", {}).get(COUNTED):
			self.reports.append(json.loads(report))

	@pytest.hookimpl(tryfirst=True)  # before a process says good-bye to the others
	def pytest_sessionfinish(self, session: pytest.Session) -> None:
		self.imports.__exit__()
		counted = self.counter.get_coverage()
		if hasattr(session.config, "workerinput"):
			session.config.workeroutput[COUNTED] = json.dumps(counted)
			return
		for report in self.reports:
			slipcover.merge_coverage(counted, report)
		self._judge(session, counted)

	def _judge(self, session: pytest.Session, report: dict[str, Any]) -> None:
		for folder, share in shares(report).items():
			self.messages.append(f"coverage of {folder}: {share:.1f} % (at least {GATES[folder]:.0f} %)")
			if share < GATES[folder]:
				self.messages += ["  too little; not run were:", *gaps(report, folder)]
				session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

	def pytest_terminal_summary(self, terminalreporter: Any) -> None:
		for message in self.messages:
			terminalreporter.write_line(message)


GATE = CoverageGate()


def pytest_configure(config: pytest.Config) -> None:
	config.pluginmanager.register(GATE, "coverage-gate")
