"""Print the matrix where it was asked for: `make surfaces`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
	# It imports the host, which looks for its logs beside the sites: pytest is not there yet.
	from tests.security.surfaces.matrix import Matrix

ASKED: "list[Matrix]" = []
# Of the crawl, by viewer: methods, calls and leaks.
CRAWLED: dict[str, tuple[int, int, int]] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
	target = os.environ.get("SURFACES")
	for matrix in ASKED:
		if target and matrix.is_whole:
			terminalreporter.write_line(matrix.table())
			if target != "print":
				Path(target).write_text(matrix.table() + "\n")
	for viewer, (methods, calls, leaks) in CRAWLED.items() if target else ():
		terminalreporter.write_line(f"{viewer}: {methods} methods of the host, {calls} calls, {leaks} leaks")
