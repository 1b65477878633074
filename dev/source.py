"""Frappe's source of August 2023, from the one package that carries it under another name."""

import hashlib
import os
import shutil
import zipfile
from email.parser import HeaderParser
from pathlib import Path

from dev import paths, stamps
from dev.progress import StepError, run, step

PACKAGE = "criscostack"
VERSION = "1.0.0"
SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"
WHEEL = paths.CACHE / f"{PACKAGE}-{VERSION}-py3-none-any.whl"

# The order matters: a longer name first, where a shorter one is part of it.
RENAMES = (
	("criscoerp", "erpnext"),
	("Criscoerp", "ERPNext"),
	("brik_helper", "bench_helper"),
	("criscostack", "frappe"),
	("CRISCOSTACK", "FRAPPE"),
	("Criscostack", "Frappe"),
	("Crisco", "Frappe"),
)
# What released Frappe 15 has since, and the app uses: file, before, after.
LATER = (
	(
		# A query hook is told which DocType it is asked for (15.72).
		"frappe/model/db_query.py",
		"frappe.call(frappe.get_attr(method), self.user)",
		"frappe.call(frappe.get_attr(method), self.user, doctype=self.doctype)",
	),
)
KEY = stamps.hash_of(SHA256, repr(RENAMES), repr(LATER))


def download(python: Path) -> None:
	"""Fetch the wheel and check its hash before anything of it is used.

	Args:
		python: an interpreter with pip.

	Raises:
		StepError: no download, or another content than the one we know.
	"""
	if WHEEL.exists() and _sha256(WHEEL) == SHA256:
		return
	WHEEL.unlink(missing_ok=True)
	with step(f"Download of {PACKAGE} {VERSION}"):
		requirement = f"{PACKAGE}=={VERSION}"
		run(
			[python, "-m", "pip", "download", "-q", "--no-deps", "--dest", paths.CACHE, requirement],
			"source",
			env=paths.bench_environment(),
			hint="Check that pip reaches its package index, then run the same command again.",
		)
		if not WHEEL.exists() or _sha256(WHEEL) != SHA256:
			WHEEL.unlink(missing_ok=True)
			raise StepError(
				f"The downloaded {WHEEL.name} is not the file we know: its sha256 differs from {SHA256}.",
				"Do not use it. Look at which package index pip is set to.",
			)


def requirements() -> list[str]:
	"""What the package itself depends on, as its metadata says."""
	with zipfile.ZipFile(WHEEL) as wheel:
		metadata = wheel.read(f"{PACKAGE}-{VERSION}.dist-info/METADATA").decode()
	return HeaderParser().parsestr(metadata).get_all("Requires-Dist") or []


def unpack() -> None:
	"""Write the tree with its own names back to apps/frappe/frappe."""
	if stamps.is_done("source", KEY) and paths.FRAPPE.is_dir():
		return
	with step("Frappe's source, under its own name"):
		target = paths.APPS / "frappe"
		temporary = paths.APPS / "frappe.tmp"
		shutil.rmtree(temporary, ignore_errors=True)
		with zipfile.ZipFile(WHEEL) as wheel:
			for name in wheel.namelist():
				if name.startswith(f"{PACKAGE}/") and not name.endswith(("/", ".DS_Store")):
					_write_renamed(temporary, name, wheel.read(name))
		for file, before, after in LATER:
			_replace(temporary / file, before, after)
		shutil.rmtree(target, ignore_errors=True)
		os.replace(temporary, target)
		stamps.mark_done("source", KEY)


def _write_renamed(folder: Path, name: str, content: bytes) -> None:
	for old, new in RENAMES:
		name = name.replace(old, new)
	if b"\0" not in content:
		for old, new in RENAMES:
			content = content.replace(old.encode(), new.encode())
	file = folder / name
	file.parent.mkdir(parents=True, exist_ok=True)
	file.write_bytes(content)


def _replace(file: Path, before: str, after: str) -> None:
	content = file.read_text()
	if content.count(before) != 1:
		raise StepError(f"{file.name} of {PACKAGE} {VERSION} is not as expected.", f"Look for: {before}")
	file.write_text(content.replace(before, after))


def _sha256(file: Path) -> str:
	return hashlib.sha256(file.read_bytes()).hexdigest()
