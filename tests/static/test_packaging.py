"""What `pip wheel .` builds holds everything that the app needs at run time."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.static.project import ROOT, tracked_files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
	"""The wheel built from a clean copy of the project's files, symlinks as they are."""
	source = tmp_path_factory.mktemp("source")
	for file in tracked_files():
		target = source / file
		target.parent.mkdir(parents=True, exist_ok=True)
		shutil.copy2(ROOT / file, target, follow_symlinks=False)
	out = tmp_path_factory.mktemp("wheel")
	run = subprocess.run(
		[sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, source],
		capture_output=True,
		text=True,
		check=False,
	)
	assert run.returncode == 0, run.stdout + run.stderr
	return zipfile.ZipFile(next(out.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
	ours = {str(file) for file in tracked_files() if file.parts[0] == "stakeholder_crm"}
	missing = ours - set(wheel.namelist())
	assert missing == set()


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
	tops = {Path(name).parts[0] for name in wheel.namelist()}
	assert {top for top in tops if not top.endswith(".dist-info")} == {"stakeholder_crm"}


def test_setup_py_is_a_shim() -> None:
	lines = [line for line in (ROOT / "setup.py").read_text().splitlines() if line.strip()]
	assert lines == ["from setuptools import setup", "setup()"]


def test_every_bench_bundles_the_same_packages() -> None:
	"""A real bench installs what the checkout's package.json says, the throw-away bench what it is built from."""
	ours = json.loads((ROOT / "package.json").read_text())["dependencies"]
	theirs = json.loads((ROOT / "dev" / "assets" / "package.json").read_text())["dependencies"]
	assert ours.items() <= theirs.items()
	assert all(version[0].isdigit() for version in ours.values()), "pinned, so that all benches draw alike"
