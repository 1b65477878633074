"""The bench's virtual environment: Frappe's dependencies, the app's, and the test tools."""

import shutil
import subprocess
import sys

from dev import paths, source, stamps
from dev.progress import run, step

TOOLS = paths.DEV / "requirements.txt"
CONSTRAINTS = paths.DEV / "constraints.txt"
PYTHON = paths.ENV_BIN / "python"
HINT = "Check that pip reaches its package index, then run the same command again: it goes on from here."


def app_requirements() -> list[str]:
	"""What the app itself depends on, as pyproject.toml says."""
	import tomllib  # new in 3.11, which this bench has; a real one that runs our tests may not

	project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text())["project"]
	return project.get("dependencies", [])


def build() -> None:
	"""Create the environment and install into it what has changed since the last time."""
	_create()
	key = stamps.hash_of(source.SHA256, TOOLS, CONSTRAINTS, repr(app_requirements()))
	if stamps.is_done("packages", key):
		return
	source.download(PYTHON)
	wanted = paths.CACHE / "requirements.txt"
	wanted.write_text("\n".join([*source.requirements(), *app_requirements()]) + "\n")
	stamps.mark_done("packages-begun", key)
	with step("Python packages (a minute or two the first time)"):
		install = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
		files = ["-c", CONSTRAINTS, "-r", wanted, "-r", TOOLS]
		run([*install, *files], "env", env=paths.bench_environment(), hint=HINT)
	stamps.mark_done("packages", key)
	stamps.forget("packages-begun")


def _create() -> None:
	key = stamps.hash_of(str(paths.ENV))  # its programs have this path in them
	# An installation that was broken off may have left half a package that looks whole to pip.
	broken_off = (paths.STAMPS / "packages-begun").exists()
	if stamps.is_done("env", key) and PYTHON.exists() and not broken_off:
		return
	for stamp in ("env", "packages", "packages-begun"):
		stamps.forget(stamp)
	shutil.rmtree(paths.ENV, ignore_errors=True)
	with step("Python environment"):
		run([sys.executable, "-m", "venv", paths.ENV], "env", env=paths.bench_environment())
	query = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
	site_packages = subprocess.check_output(query, text=True).strip()
	# Both are importable without a build step: the app in its checkout, Frappe in apps/.
	with open(f"{site_packages}/bench_apps.pth", "w") as pth:
		pth.write(f"{paths.APPS / 'frappe'}\n{paths.ROOT}\n")
	stamps.mark_done("env", key)
