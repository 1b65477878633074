"""`make demo`: a site with the demo data, the main job shown in the terminal, then the Desk."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from dev import bench, paths, serve, services, site, stamps
from dev.progress import StepError, say, step
from dev.python_env import PYTHON

SITE = "demo.localhost"
MAIL = paths.BENCH / "mail"
SERVERS = ("web", "worker", "scheduler")


def run(*, serve_desk: bool) -> int:
	"""Build what is missing, show the main job, and serve the Desk if that is wanted.

	Returns:
		The exit code of the terminal part.
	"""
	bench.ensure()
	for name in (*SERVERS, "mail"):
		services.stop(name)
	with stamps.only_one("sites", "preparing sites"):
		dump = _dump_with_data()
		with step(f"The site {SITE}"):
			site.restore(SITE, dump, host_name=f"http://{services.HOST}:{services.port('web')}")
			_point_mail_here()
	code = _show()
	if code:
		raise StepError(
			f"The terminal part of the demo ended with exit code {code}.", "Its own error is above."
		)
	if not serve_desk:
		services.stop("mail")
		return 0
	with step("Web server, worker and scheduler"):
		port = serve.start(SITE)
	_print_log_ins(port)
	return 0


def _dump_with_data() -> Path:
	"""The dump of a site with the app and the demo data; made again daily, and when the app changes."""
	files = [file for file in paths.APP.rglob("*") if file.is_file() and file.suffix != ".pyc"]
	key = stamps.hash_of(site.app_key(), stamps.hash_of_files(files, paths.APP), date.today().isoformat())
	dump = paths.DUMPS / f"demo-{key}.sql"
	if dump.exists():
		return dump
	with_app = site.app_dump()
	with step("Demo data"):
		site.restore(SITE, with_app)
		site.run_bench(SITE, "execute", "stakeholder_crm.demo.load", log="demo")
		site.dump(SITE, dump)
	site.keep_newest("demo-*.sql", 2)
	return dump


def _point_mail_here() -> None:
	"""Start the mail sink with an empty folder and make it the site's outgoing server."""
	shutil.rmtree(MAIL, ignore_errors=True)
	MAIL.mkdir()
	port = services.port("mail")
	services.start("mail", [PYTHON, "-m", "dev.mail_sink", MAIL, str(port)])
	services.wait_for_port("mail", port)
	site.run_script(paths.DEV / "prepare_demo.py", SITE, str(port))


def _show() -> int:
	"""Run the terminal part in the site; it talks to the user, so its output is not caught."""
	sys.stdout.flush()
	return subprocess.call(
		[PYTHON, "-m", "dev.demo", SITE, MAIL], cwd=paths.SITES, env=paths.bench_environment()
	)


def _print_log_ins(port: int) -> None:
	program = (
		"from dev.demo import PASSWORD; from stakeholder_crm.demo import log_ins; print(log_ins(PASSWORD))"
	)
	query = [PYTHON, "-c", program]
	log_ins = subprocess.check_output(query, text=True, cwd=paths.SITES, env=paths.bench_environment())
	say(f"\nThe Desk: http://{services.HOST}:{port}\n{log_ins.rstrip()}\n`make stop` ends it.")


def wants_desk() -> bool:
	"""Whether the Desk is to be served: `SERVE=0 make demo` says no."""
	return os.environ.get("SERVE", "1") != "0"
