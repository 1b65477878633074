"""The Desk's bundles, built from npm packages, and where the web server finds them."""

import json
import shutil
import subprocess
from pathlib import Path

from dev import paths, services, source, stamps
from dev.progress import StepError, run, step
from dev.system import program

PACKAGE_FILES = (paths.DEV / "assets" / "package.json", paths.DEV / "assets" / "package-lock.json")
BUILD = paths.DEV / "assets" / "build.mjs"
APPS = ("frappe", "stakeholder_crm")


def install_node_packages(folder: Path, package_files: tuple[Path, Path], title: str) -> None:
	"""Install exactly what a lock file names into `folder`, with no package's own scripts run."""
	stamp = f"npm-{folder.name}"
	key = stamps.hash_of(*package_files)
	if stamps.is_done(stamp, key) and (folder / "node_modules").is_dir():
		return
	stamps.forget(stamp)
	folder.mkdir(parents=True, exist_ok=True)
	with step(title):
		for file in package_files:
			if file.parent != folder:
				shutil.copy(file, folder)
		# `npm ci` begins by removing what an earlier run left.
		run(
			[program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
			stamp,
			cwd=folder,
			env=paths.bench_environment(),
			hint="Check that npm reaches its registry, then run the same command again.",
		)
	stamps.mark_done(stamp, key)


def build() -> None:
	"""Bundle for the Desk whatever has changed since the last time."""
	tools_key = stamps.hash_of(*PACKAGE_FILES, BUILD)
	for app in APPS:
		public = _public_folder(app)
		if app == "frappe":
			key = stamps.hash_of(tools_key, source.KEY)
		else:
			files = [file for file in public.rglob("*") if file.is_file()]
			key = stamps.hash_of(tools_key, stamps.hash_of_files(files, public))
		if stamps.is_done(f"assets-{app}", key):
			continue
		install_node_packages(paths.NODE, PACKAGE_FILES, "Node packages for the Desk")
		with step(f"Desk bundles of {app}"):
			_bundle(app, public)
		stamps.mark_done(f"assets-{app}", key)
	lists_key = stamps.hash_of(*(_list_file(app) for app in APPS))
	if not stamps.is_done("assets-lists", lists_key):
		_write_lists()
		stamps.mark_done("assets-lists", lists_key)


def _public_folder(app: str) -> Path:
	return paths.FRAPPE / "public" if app == "frappe" else paths.APP / "public"


def _bundle(app: str, public: Path) -> None:
	stamps.forget(f"assets-{app}")
	folder = paths.ASSETS / app
	shutil.rmtree(folder, ignore_errors=True)
	folder.mkdir(parents=True)
	for entry in public.iterdir():
		if entry.name not in ("dist", "node_modules"):
			(folder / entry.name).symlink_to(entry)
	if app == "frappe":
		(folder / "node_modules").symlink_to(paths.NODE / "node_modules")
	run(
		[program("node"), BUILD, app, public, folder / "dist", paths.APPS, _list_file(app)],
		f"assets-{app}",
		cwd=paths.NODE,
		env=paths.bench_environment(),
		hint="A bundle does not build; its error is above.",
	)


def _list_file(app: str) -> Path:
	return paths.CONFIG / f"bundles-{app}.json"


def _write_lists() -> None:
	"""Write assets.json from the apps' lists, and make Frappe forget the old one."""
	for kind, name in (("plain", "assets.json"), ("rtl", "assets-rtl.json")):
		bundles: dict[str, str] = {}
		for app in APPS:
			bundles |= json.loads(_list_file(app).read_text())[kind]
		stamps.write_whole(paths.ASSETS / name, json.dumps(bundles, indent=1))
	redis = [program("redis-cli"), "-p", str(services.port("redis_cache")), "DEL", "assets_json"]
	if subprocess.run(redis, capture_output=True).returncode:
		raise StepError("Redis does not answer.", "`make stop`, then the same command again.")
