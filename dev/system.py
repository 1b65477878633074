"""What the bench needs of the machine: a Python, Node, and three Debian packages."""

import importlib.util
import os
import shutil
import subprocess
import sys

from dev.paths import bench_environment
from dev.progress import StepError, run, step

PACKAGES = {
	"mariadb-server": ("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump"),
	"redis-server": ("redis-server", "redis-cli"),
}
BROWSER_PACKAGES = {"chromium": ("chromium",)}

# Debian keeps daemons where an ordinary user's PATH does not look.
SEARCH_PATH = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))


def program(name: str) -> str:
	"""The full path of a program of the machine.

	Raises:
		StepError: it is not there.
	"""
	path = shutil.which(name, path=SEARCH_PATH)
	if not path:
		raise StepError(f"The program {name} was not found.", f"Install it so that `which {name}` finds it.")
	return path


def check_interpreters() -> None:
	"""Refuse a Python that the August 2023 source cannot run on, and a missing Node.

	Raises:
		StepError: with the version that was found and those that work.
	"""
	if sys.version_info[:2] != (3, 11):
		found = ".".join(str(number) for number in sys.version_info[:3])
		raise StepError(
			f"The throw-away bench needs Python 3.11, this is {found}.",
			"Name one: `make PYTHON=/path/to/python3.11 …`.",
		)
	for name in ("node", "npm"):
		if not shutil.which(name):
			raise StepError(f"{name} was not found.", "Install Node 20 (it brings npm).")


def install_packages(browser: bool) -> None:
	"""Install those Debian packages whose programs are missing.

	Args:
		browser: whether the browser tests will run, which need Chromium.

	Raises:
		StepError: a package is missing and this user may not install it.
	"""
	wanted = PACKAGES | (BROWSER_PACKAGES if browser else {})
	missing = [
		package
		for package, programs in wanted.items()
		if not all(shutil.which(name, path=SEARCH_PATH) for name in programs)
	]
	if not importlib.util.find_spec("ensurepip"):
		missing.append(f"python3.{sys.version_info[1]}-venv")
	if not missing:
		return
	names = " ".join(missing)
	hint = f"Install with: apt-get install --no-install-recommends {names}"
	prefix = _as_root()
	if prefix is None or not shutil.which("apt-get"):
		raise StepError(f"These Debian packages are missing, and only root may install them: {names}", hint)
	environment = bench_environment(DEBIAN_FRONTEND="noninteractive")
	with step(f"Debian packages: {names}"):
		run([*prefix, "apt-get", "update", "-q"], "apt", env=environment, hint=hint)
		install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *missing]
		run([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *install], "apt", env=environment, hint=hint)


def _as_root() -> list[str] | None:
	"""What to put before a command to run it as root; None when that needs a password."""
	if os.geteuid() == 0:
		return []
	if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
		return ["sudo", "-n"]
	return None
