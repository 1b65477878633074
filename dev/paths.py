"""Where everything of the throw-away bench is."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "stakeholder_crm"
DEV = ROOT / "dev"

BENCH = ROOT / ".bench"
APPS = BENCH / "apps"
FRAPPE = APPS / "frappe" / "frappe"
ENV = BENCH / "env"
ENV_BIN = ENV / "bin"
SITES = BENCH / "sites"
ASSETS = SITES / "assets"
LOGS = BENCH / "logs"
TEST_SECONDS = LOGS / "test-seconds.json"  # what each test took when it ran last
CONFIG = BENCH / "config"
CACHE = BENCH / "cache"
NODE = BENCH / "node"
RUN = BENCH / "run"
DATA = BENCH / "data"
STAMPS = BENCH / "stamps"
DUMPS = BENCH / "dumps"

REAL_BENCH_TOOLS = ROOT / ".bench-tools"


def make_folders() -> None:
	"""Create the bench's fixed folders; git ignores all of it."""
	for folder in (APPS, SITES, ASSETS, LOGS, CONFIG, CACHE, RUN, DATA, STAMPS, DUMPS):
		folder.mkdir(parents=True, exist_ok=True)


def bench_environment(**more: str) -> dict[str, str]:
	"""The environment for a process of the throw-away bench.

	What belongs to another bench or to an activated virtual environment would lead it astray.
	"""
	environment = {
		key: value
		for key, value in os.environ.items()
		if not key.startswith(("FRAPPE_", "PYTHON", "SITES_PATH", "VIRTUAL_ENV"))
	}
	environment["PATH"] = f"{ENV_BIN}{os.pathsep}{environment.get('PATH', os.defpath)}"
	environment["PYTHONPATH"] = str(ROOT)
	return environment | more
