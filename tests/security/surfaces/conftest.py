"""Print the matrix where it was asked for: `make surfaces`."""

import os
from pathlib import Path

import pytest

TABLE: list[str] = []


@pytest.fixture
def show_table():
	"""Keep a table to be printed at the end."""
	return TABLE.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
	if TABLE and (target := os.environ.get("SURFACES")):
		terminalreporter.write_line("\n".join(TABLE))
		if target != "print":
			Path(target).write_text("\n".join(TABLE) + "\n")
