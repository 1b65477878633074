"""A pytest plugin: the run fails when too little of the rules and the verbs was run.

Loaded by `make test` with `-p dev.coverage_gate` when all tests run, beside pytest-cov's JSON report.
"""

import json
from pathlib import Path
from typing import Any

import pytest

# Folder → the share of its statements and branches that tests must run, in percent.
GATES = {"stakeholder_crm/domain/": 100.0, "stakeholder_crm/services/": 95.0}
MESSAGES = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
	parser.addoption("--coverage-json", type=Path, help="where pytest-cov writes its JSON report")


def shares(report: dict[str, Any]) -> dict[str, float]:
	"""The covered share of each folder of GATES, in percent; 0 for one that was never seen."""
	result = {}
	for folder in GATES:
		summaries = [one["summary"] for name, one in report["files"].items() if name.startswith(folder)]
		total = sum(one["num_statements"] + one["num_branches"] for one in summaries)
		covered = sum(one["covered_lines"] + one["covered_branches"] for one in summaries)
		result[folder] = 100 * covered / total if total else 0.0
	return result


def gaps(report: dict[str, Any], folder: str) -> list[str]:
	"""The files of a folder that are not covered whole, with their lines."""
	return [
		f"    {name}: lines {one['missing_lines']}, branches {one['missing_branches']}"
		for name, one in sorted(report["files"].items())
		if name.startswith(folder) and (one["missing_lines"] or one["missing_branches"])
	]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
	if hasattr(session.config, "workerinput"):
		return  # one of several processes; the report is made where they meet
	file = session.config.getoption("--coverage-json")
	report = json.loads(file.read_text())
	messages = session.config.stash.setdefault(MESSAGES, [])
	for folder, share in shares(report).items():
		messages.append(f"coverage of {folder}: {share:.1f} % (at least {GATES[folder]:.0f} %)")
		if share < GATES[folder]:
			messages += ["  too little; not run were:", *gaps(report, folder)]
			session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
	for message in config.stash.get(MESSAGES, []):
		terminalreporter.write_line(message)
