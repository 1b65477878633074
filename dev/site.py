"""Sites of the throw-away bench: made once, kept as a dump, restored in seconds."""

import base64
import json
import secrets
import shutil
import subprocess
from pathlib import Path

from dev import paths, services, source, stamps
from dev.progress import StepError, run, step
from dev.python_env import PYTHON, app_requirements
from dev.system import program

ADMIN_PASSWORD = "admin"  # of sites that listen on loopback only and hold invented people
TEST_PASSWORD = "outreach-on-loopback"
APP_NAME = "stakeholder_crm"
FACTORIES = paths.APP / "testing" / "factories.py"
SITE_FOLDERS = ("public/files", "private/files", "private/backups", "locks", "logs")
PREPARE = paths.DEV / "prepare_site.py"

# What of the app goes into a site's database when it is installed. Other Python files are read
# when they are used, so a change in them needs no new site.
INSTALL_TIME = ("hooks.py", "install.py", "uninstall.py", "compat.py")
INSTALL_TIME_SUFFIXES = (".json", ".txt", ".html", ".csv", ".po", ".md")


def app_key() -> str:
	"""A hash of what an installed app leaves in a database."""
	files = [
		file
		for file in paths.APP.rglob("*")
		if file.is_file()
		and "public" not in file.parts
		and (file.suffix in INSTALL_TIME_SUFFIXES or file.name in INSTALL_TIME or "patches" in file.parts)
	]
	return stamps.hash_of(_base_key(), stamps.hash_of_files(files, paths.APP), repr(app_requirements()))


def _base_key() -> str:
	return stamps.hash_of(source.KEY, PREPARE)


def bench_command(site: str, *words: str) -> list[str]:
	return [str(PYTHON), "-m", "frappe.utils.bench_helper", "frappe", "--site", site, *words]


def run_bench(site: str, *words: str, log: str, hint: str = "") -> None:
	run(bench_command(site, *words), log, cwd=paths.SITES, env=paths.bench_environment(), hint=hint)


def run_script(script: Path, *arguments: str) -> None:
	"""Run one of our scripts in the bench's environment, from inside the sites folder."""
	run([PYTHON, script, *arguments], "site", cwd=paths.SITES, env=paths.bench_environment())


def write_apps_txt() -> None:
	stamps.write_whole(paths.SITES / "apps.txt", f"frappe\n{APP_NAME}\n")
	link = paths.APPS / APP_NAME
	if not link.is_symlink():
		link.symlink_to(paths.ROOT)


def base_dump() -> Path:
	"""The dump of a site with nothing but Frappe; made when it is not there."""
	target = paths.DUMPS / f"base-{_base_key()}.sql"
	if target.exists():
		return target
	site = "base.localhost"
	with step("A site with Frappe"):
		shutil.rmtree(paths.SITES / site, ignore_errors=True)
		run_bench(
			site,
			*("new-site", site, "--force", "--db-name", _database(site), "--no-mariadb-socket"),
			*("--mariadb-root-username", "root", "--mariadb-root-password", services.root_password()),
			*("--admin-password", ADMIN_PASSWORD),
			log="site",
		)
		run_script(PREPARE, site)
		dump(site, target)
	return target


def app_dump() -> Path:
	"""The dump of a site with the app as it is now; made when the app has changed."""
	key = app_key()
	target = paths.DUMPS / f"app-{key}.sql"
	if target.exists():
		return target
	site = "install.localhost"
	base = base_dump()
	with step("A site with the app"):
		restore(site, base)
		run_bench(
			site, "install-app", APP_NAME, log="install", hint="The app does not install; its error is above."
		)
		dump(site, target)
	keep_newest("app-*.sql", 3)
	return target


def tests_dump() -> Path:
	"""The dump of a site with the app and the tests' users: making users is slow, keeping them is not."""
	target = paths.DUMPS / f"tests-{stamps.hash_of(app_key(), FACTORIES, TEST_PASSWORD)}.sql"
	if target.exists():
		return target
	site = "install.localhost"
	with_app = app_dump()
	with step("Users for the tests"):
		restore(site, with_app)
		arguments = json.dumps([TEST_PASSWORD])
		run_bench(
			site, "execute", "stakeholder_crm.testing.factories.users", "--args", arguments, log="install"
		)
		dump(site, target)
	keep_newest("tests-*.sql", 3)
	return target


def keep_newest(pattern: str, count: int) -> None:
	dumps = sorted(paths.DUMPS.glob(pattern), key=lambda file: file.stat().st_mtime, reverse=True)
	for old in dumps[count:]:
		old.unlink(missing_ok=True)


def is_from(site: str, dump: Path) -> bool:
	"""Whether the site was restored from that dump and nothing else since."""
	return stamps.is_done(f"site-{site}", dump.name) and (paths.SITES / site).exists()


def restore(site: str, dump: Path, **config: object) -> None:
	"""Make `site` again from a dump.

	Args:
		site: its name, ends with .localhost.
		dump: an SQL file.
		config: more lines for its site_config.json.
	"""
	stamps.forget(f"site-{site}")
	database, password = _database(site), secrets.token_hex(12)
	sql = (
		f"DROP DATABASE IF EXISTS `{database}`; CREATE DATABASE `{database}`;"
		f"CREATE OR REPLACE USER '{database}'@'%' IDENTIFIED BY '{password}';"
		f"GRANT ALL PRIVILEGES ON `{database}`.* TO '{database}'@'%'; FLUSH PRIVILEGES;"
	)
	client = [program("mariadb"), *services.mariadb_options()]
	run([*client, "-e", sql], "site")
	run([*client, database], "site", stdin=dump)
	folder = paths.SITES / site
	shutil.rmtree(folder, ignore_errors=True)
	for name in SITE_FOLDERS:
		(folder / name).mkdir(parents=True)
	settings = {
		"db_name": database,
		"db_password": password,
		"db_type": "mariadb",
		"encryption_key": _encryption_key(),
		"stakeholder_crm_vault_key_file": str(_vault_key_file()),
		"allow_tests": 1,
	}
	stamps.write_whole(folder / "site_config.json", json.dumps(settings | config, indent=1))
	_forget_cache(database)
	stamps.mark_done(f"site-{site}", dump.name)


def _encryption_key() -> str:
	"""One key for all sites here, so that a dump's passwords can be read after a restore."""
	file = paths.CONFIG / "encryption-key"
	if not file.exists():
		made = [PYTHON, "-c", "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"]
		stamps.write_whole(file, subprocess.check_output(made, text=True).strip())
	return file.read_text()


def _vault_key_file() -> Path:
	"""One key for all sites here, as above."""
	file = paths.CONFIG / "vault-keys"
	if not file.exists():
		stamps.write_whole(file, f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}\n")
	return file


def _forget_cache(database: str) -> None:
	"""Remove what Redis keeps of the site that the database held before."""
	redis = [program("redis-cli"), "-p", str(services.port("redis_cache"))]
	script = "for _, key in ipairs(redis.call('keys', ARGV[1])) do redis.call('del', key) end"
	run([*redis, "EVAL", script, "0", f"{database}|*"], "site")


def dump(site: str, target: Path) -> None:
	temporary = target.with_suffix(".tmp")
	options = [*services.mariadb_options(), "--single-transaction", "--skip-comments"]
	run([program("mariadb-dump"), *options, f"--result-file={temporary}", _database(site)], "site")
	if not temporary.stat().st_size:
		raise StepError(
			f"The dump of {site} is empty.", "Run the same command again.", paths.LOGS / "site.log"
		)
	temporary.replace(target)


def _database(site: str) -> str:
	return site.replace(".", "_").replace("-", "_")
