"""The processes that make a site usable in a browser: web server, worker, scheduler."""

from dev import paths, services
from dev.python_env import PYTHON

WEB_OPTIONS = (
	"--workers",
	"1",
	"--threads",
	"8",
	"--worker-class",
	"gthread",
	"--timeout",
	"180",
	"--access-logfile",
	"-",
)
BENCH_HELPER = ("-m", "frappe.utils.bench_helper", "frappe")


def web_command(python: str, port: int) -> list[str]:
	"""Serve on loopback only; the site is named by SERVE_SITE in the environment."""
	return [
		python,
		"-m",
		"gunicorn",
		"--bind",
		f"{services.HOST}:{port}",
		*WEB_OPTIONS,
		"dev.wsgi:application",
	]


def worker_command(python: str) -> list[str]:
	return [python, *BENCH_HELPER, "worker", "--queue", "short,default,long", "--quiet"]


def start(site: str) -> int:
	"""Serve a site of the throw-away bench with a worker and the scheduler; returns the port."""
	port = services.port("web")
	python = str(PYTHON)
	environment = paths.bench_environment(SERVE_SITE=site)
	services.start("web", web_command(python, port), cwd=paths.SITES, env=environment)
	services.start("worker", worker_command(python), cwd=paths.SITES, env=environment)
	services.start("scheduler", [python, *BENCH_HELPER, "schedule"], cwd=paths.SITES, env=environment)
	services.wait_for_port("web", port)
	return port
