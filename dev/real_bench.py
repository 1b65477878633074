"""`BENCH=/path SITE=name make test`: the same tests on a bench that is there already.

Nothing is built or installed in that bench. The test tools go into an environment of our own that
sees the bench's packages, and the site's database and files are put back as they were.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dev import paths, stamps, testing
from dev.progress import StepError, step
from dev.progress import run as run_step
from dev.python_env import HINT, TOOLS
from dev.system import program

APP_NAME = "stakeholder_crm"
FILE_FOLDERS = ("public/files", "private/files")


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
	_check(bench, site, python, config)
	tools = _tools(bench, python)
	environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
	environment |= {
		"PATH": f"{tools}/bin{os.pathsep}{os.environ.get('PATH', os.defpath)}",
		"PYTHONPATH": str(paths.ROOT),
	}
	with _put_back(bench, site, python, config):
		yield bench, site, tools, environment


def _site_config(bench: Path, site: str) -> dict[str, Any]:
	config: dict[str, Any] = {}
	for file in (bench / "sites" / "common_site_config.json", bench / "sites" / site / "site_config.json"):
		if not site or not file.exists():
			hint = "Say which: BENCH=/path SITE=name make test"
			raise StepError(f"There is no site {site!r} in {bench}.", hint)
		config |= json.loads(file.read_text())
	return config


def _check(bench: Path, site: str, python: Path, config: dict[str, Any]) -> None:
	if not python.exists():
		raise StepError(f"{bench} has no env/bin/python.", "BENCH is the folder with apps, env and sites.")
	if not config.get("allow_tests"):
		raise StepError(
			f"The site {site} does not allow tests, which change its data.",
			f"For a site that holds nothing real: bench --site {site} set-config allow_tests true",
		)
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


@contextmanager
def _put_back(bench: Path, site: str, python: Path, config: dict[str, Any]) -> Iterator[None]:
	"""Keep the site's database and files, and bring them back whatever happens in between."""
	folder = Path(tempfile.mkdtemp(prefix="before-tests-", dir=_private(paths.REAL_BENCH_TOOLS)))
	database = DATABASES.get(config.get("db_type") or "mariadb")
	if not database:
		raise StepError(
			f"{site} is on {config['db_type']}, which these tests cannot put back.", "Use MariaDB or SQLite."
		)
	keep, restore = database
	place = bench / "sites" / site
	with step(f"Copy of {site}"):
		keep(place, config, folder)
		for name in FILE_FOLDERS:
			if (place / name).is_dir():
				shutil.copytree(place / name, folder / name, symlinks=True)
	try:
		yield
	finally:
		# To the error stream: pytest's closing line stays the last one of the output.
		print(f"Putting {site} back as it was …", file=sys.stderr, flush=True)
		restore(place, config, folder)
		for name in FILE_FOLDERS:
			if (folder / name).is_dir():
				shutil.rmtree(place / name, ignore_errors=True)
				shutil.copytree(folder / name, place / name, symlinks=True)
		subprocess.run(
			[*_bench_helper(python), "--site", site, "clear-cache"], cwd=bench / "sites", capture_output=True
		)
		shutil.rmtree(folder)


def _private(folder: Path) -> Path:
	folder.mkdir(mode=0o700, exist_ok=True)
	return folder


# MariaDB, with no more rights than the site itself has.


def _client_options(config: dict[str, Any], folder: Path) -> list[str]:
	file = folder / "client.cnf"
	lines = {
		"host": config.get("db_host") or "127.0.0.1",
		"port": config.get("db_port") or 3306,
		"user": config.get("db_user") or config["db_name"],
		"password": f'"{config["db_password"]}"',
	}
	if config.get("db_socket"):
		lines = {**lines, "socket": config["db_socket"], "host": "localhost"}
	text = "\n".join(f"{key}={value}" for key, value in lines.items())
	stamps.write_whole(file, f"[client]\n{text}\n")
	return [f"--defaults-file={file}"]


def _keep_mariadb(_: Path, config: dict[str, Any], folder: Path) -> None:
	options = [*_client_options(config, folder), "--single-transaction", "--skip-lock-tables"]
	dump = folder / "database.sql"
	run_step([program("mariadb-dump"), *options, f"--result-file={dump}", config["db_name"]], "real-bench")


def _restore_mariadb(_: Path, config: dict[str, Any], folder: Path) -> None:
	client = [program("mariadb"), *_client_options(config, folder), config["db_name"]]
	query = (
		"SELECT table_type, table_name FROM information_schema.tables"
		f" WHERE table_schema = '{config['db_name']}'"
	)
	rows = subprocess.check_output([*client, "--batch", "--skip-column-names", "-e", query], text=True)
	drops = ["SET FOREIGN_KEY_CHECKS = 0;"]
	for row in rows.splitlines():
		kind, _separator, name = row.partition("\t")
		drops.append(f"DROP {'SEQUENCE' if kind == 'SEQUENCE' else 'TABLE'} IF EXISTS `{name}`;")
	statements = folder / "drop.sql"
	stamps.write_whole(statements, "\n".join(drops))
	run_step(client, "real-bench", stdin=statements)
	run_step(client, "real-bench", stdin=folder / "database.sql", hint=f"The copy is still in {folder}.")


# SQLite: one file, with its journal.


def _sqlite_files(place: Path) -> list[Path]:
	return sorted((place / "db").glob("*.db*"))


def _keep_sqlite(place: Path, _: dict[str, Any], folder: Path) -> None:
	(folder / "db").mkdir()
	for file in _sqlite_files(place):
		shutil.copy2(file, folder / "db")


def _restore_sqlite(place: Path, _: dict[str, Any], folder: Path) -> None:
	for file in _sqlite_files(place):
		file.unlink()
	for file in (folder / "db").iterdir():
		shutil.copy2(file, place / "db")


DATABASES = {"mariadb": (_keep_mariadb, _restore_mariadb), "sqlite": (_keep_sqlite, _restore_sqlite)}
