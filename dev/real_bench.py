"""`BENCH=/path SITE=name make test`: the same tests on a bench that is there already.

Nothing is built or installed in that bench. The test tools go into an environment of our own that
sees the bench's packages, and the site's database and files are put back as they were.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dev import paths, stamps, testing
from dev.progress import StepError, step
from dev.progress import run as run_step
from dev.python_env import HINT, TOOLS
from dev.site import PREPARE
from dev.site_copy import put_back

APP_NAME = "stakeholder_crm"


def run(arguments: Sequence[str]) -> int:
	"""Run pytest on the bench and site that BENCH and SITE name; returns its exit code.

	Raises:
		StepError: the bench or the site is not one that may be tested on.
	"""
	with _in_use() as (bench, site, tools, environment):
		environment |= {"TEST_BENCH": str(bench), "TEST_SITE": site, "TEST_BROWSER_SITE": site}
		command = [tools / "bin" / "python", "-m", "pytest"]
		asked = arguments or testing.all_tests_arguments()
		return subprocess.call([*command, *testing.order(), *asked], cwd=paths.ROOT, env=environment)


def run_module(module: str, arguments: Sequence[str]) -> int:
	"""Run a module from inside that bench's sites folder; its first argument is the site.

	Raises:
		StepError: the bench or the site is not one that may be tested on.
	"""
	with _in_use() as (bench, site, tools, environment):
		command = [tools / "bin" / "python", "-m", module, site, *arguments]
		return subprocess.call(command, cwd=bench / "sites", env=environment)


@contextmanager
def _in_use() -> Iterator[tuple[Path, str, Path, dict[str, str]]]:
	"""Bench, site, environment of our tools and environment variables; the site is put back afterwards."""
	bench = Path(os.environ["BENCH"]).resolve()
	site = os.environ.get("SITE", "")
	python = bench / "env" / "bin" / "python"
	config = _site_config(bench, site)
	_check_settings(bench, site, python, config)
	tools = _tools(bench, python)
	environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
	environment |= {
		"PATH": f"{tools}/bin{os.pathsep}{os.environ.get('PATH', os.defpath)}",
		"PYTHONPATH": str(paths.ROOT),
	}
	place = bench / "sites" / site

	def clear_cache() -> None:
		words = [*_bench_helper(python), "--site", site, "clear-cache"]
		subprocess.run(words, cwd=bench / "sites", capture_output=True)

	with put_back(place, config, paths.REAL_BENCH_TOOLS, clear_cache):
		_check_app(bench, site, python)
		with step("What the site's setup wizard would ask"):
			run_step([python, PREPARE, site], "real-bench", cwd=bench / "sites", env=environment)
		yield bench, site, tools, environment


def _site_config(bench: Path, site: str) -> dict[str, Any]:
	config: dict[str, Any] = {}
	for file in (bench / "sites" / "common_site_config.json", bench / "sites" / site / "site_config.json"):
		if not site or not file.exists():
			hint = "Say which: BENCH=/path SITE=name make test"
			raise StepError(f"There is no site {site!r} in {bench}.", hint)
		config |= json.loads(file.read_text())
	return config


def _check_settings(bench: Path, site: str, python: Path, config: dict[str, Any]) -> None:
	if not python.exists():
		raise StepError(f"{bench} has no env/bin/python.", "BENCH is the folder with apps, env and sites.")
	if not config.get("allow_tests"):
		raise StepError(
			f"The site {site} does not allow tests, which change its data.",
			f"For a site that holds nothing real: bench --site {site} set-config allow_tests true",
		)


def _check_app(bench: Path, site: str, python: Path) -> None:
	installed = subprocess.run(
		[*_bench_helper(python), "--site", site, "list-apps"],
		cwd=bench / "sites",
		capture_output=True,
		text=True,
	)
	if APP_NAME not in installed.stdout:
		raise StepError(
			f"{APP_NAME} is not installed on {site}.", f"bench --site {site} install-app {APP_NAME}"
		)
	theirs = bench / "apps" / APP_NAME / APP_NAME
	if theirs.resolve() != paths.APP and _content(theirs) != _content(paths.APP):
		raise StepError(
			f"{theirs} is another version of the app than this checkout.",
			"Run `make test` in that folder instead.",
		)


def _content(package: Path) -> str:
	files = [file for file in package.rglob("*") if file.suffix in (".py", ".json", ".html", ".js")]
	return stamps.hash_of_files([file for file in files if "dist" not in file.parts], package)


def _bench_helper(python: Path) -> list[str]:
	return [str(python), "-m", "frappe.utils.bench_helper", "frappe"]


def _tools(bench: Path, python: Path) -> Path:
	"""An environment with the test tools, on top of the bench's own packages."""
	folder = paths.REAL_BENCH_TOOLS / stamps.hash_of(str(bench), TOOLS, str(python.resolve()))
	if (folder / "complete").exists():
		return folder
	shutil.rmtree(folder, ignore_errors=True)
	paths.LOGS.mkdir(parents=True, exist_ok=True)
	with step("Test tools beside the bench"):
		run_step([python, "-m", "venv", folder], "tools")
		ours = folder / "bin" / "python"
		run_step([ours, "-m", "pip", "install", "-q", "-r", TOOLS], "tools", hint=HINT)
		theirs, own = _site_packages(python), _site_packages(ours)
		# addsitedir and not a plain path: the bench's apps are installed by .pth files there.
		(own / "bench.pth").write_text(f"import site; site.addsitedir({str(theirs)!r})\n")
		(folder / "complete").touch()
	return folder


def _site_packages(python: Path) -> Path:
	query = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
	return Path(subprocess.check_output(query, text=True).strip())
