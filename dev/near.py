"""A pytest plugin: of the tests on a site only those near to what has changed, as many as fit into a minute.

Loaded by `make check` with `-p dev.near`. Near is, in this order: a test file that has changed itself; one that imports
what has changed, or whose path has its name; one that imports what imports it. The rest is for `make test`, and
the run says how many tests that are.
"""

import ast
import json
import os
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import grimp
import pytest

from dev import paths

ON_A_SITE = ("integration", "security")
PACKAGE = "stakeholder_crm"
BUDGET_SECONDS = 60.0
GUESS_SECONDS = 0.5  # of a test that has never been run here
# Names that say where something is and not what it is about.
NO_SUBJECT = {PACKAGE, "doctype", "report", "domain", "api", "tests", "integration", "security"}


def changed_files() -> list[str]:
	"""What differs from SINCE, a commit; without it from the last commit, or what that one changed."""
	since = os.environ.get("SINCE")
	for base in [since] if since else ["HEAD", "HEAD~1"]:
		found = _git("diff", "--name-only", base) + _git("ls-files", "--others", "--exclude-standard")
		if found:
			return sorted(set(found))
	return []


def _git(*words: str) -> list[str]:
	return subprocess.check_output(["git", *words], cwd=paths.ROOT, text=True).splitlines()


class Nearness:
	"""How near a test file is to a change: 0 to 2; None for one that has nothing to do with it."""

	def __init__(self, changed: Iterable[str]) -> None:
		self.files = set(changed)
		ours = [Path(file) for file in self.files if file.startswith(f"{PACKAGE}/")]
		self.modules = {_module(file) for file in ours if file.suffix == ".py"}
		graph = grimp.build_graph(PACKAGE, cache_dir=None)
		self.users = {
			user
			for module in self.modules & graph.modules
			for user in graph.find_modules_that_directly_import(module)
		}
		self.subjects = {word for file in ours for word in _subjects(file)}

	def of(self, test_file: str) -> int | None:
		if test_file in self.files:
			return 0
		imported = _imports(paths.ROOT / test_file)
		if imported & self.modules or _subjects(Path(test_file)) & self.subjects:
			return 1
		return 2 if imported & self.users else None


def _module(file: Path) -> str:
	parts = file.with_suffix("").parts
	return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _subjects(file: Path) -> set[str]:
	"""What a path says that the file is about: `engagement/calendars/feed.py` and `calendars/test_feed.py`: calendars, feed."""
	return {part.removeprefix("test_") for part in file.with_suffix("").parts} - NO_SUBJECT


@cache
def _imports(file: Path) -> set[str]:
	found: set[str] = set()
	for node in ast.walk(ast.parse(file.read_text())):
		if isinstance(node, ast.Import):
			found |= {alias.name for alias in node.names}
		elif isinstance(node, ast.ImportFrom) and node.module:
			found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
	return found


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
	nearness = Nearness(changed_files())
	known: dict[str, float] = (
		json.loads(paths.TEST_SECONDS.read_text()) if paths.TEST_SECONDS.exists() else {}
	)
	budget = BUDGET_SECONDS * (_processes(config) or 1)
	by_file: dict[str, list[pytest.Item]] = {}
	for item in items:
		by_file.setdefault(item.nodeid.partition("::")[0], []).append(item)
	on_site = {name for name in by_file if name.split("/")[1] in ON_A_SITE}
	near = {name: nearness.of(name) for name in sorted(on_site)}
	wanted = set(by_file) - on_site
	for name in sorted(on_site, key=lambda name: (near[name] is None, near[name])):
		if near[name] is None:
			break
		budget -= sum(known.get(item.nodeid, GUESS_SECONDS) for item in by_file[name])
		if budget >= 0 or near[name] == 0:
			wanted.add(name)
	left = [item for item in items if item.nodeid.partition("::")[0] not in wanted]
	config.hook.pytest_deselected(items=left)
	items[:] = [item for item in items if item.nodeid.partition("::")[0] in wanted]


def _processes(config: pytest.Config) -> int | None:
	# In one of several processes their number is in what it was told.
	told: dict[str, Any] = getattr(config, "workerinput", {})
	return told.get("workercount") or config.getoption("numprocesses", None)
