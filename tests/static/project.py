"""The project's files, read without Frappe: what the static tests look at."""

import ast
import json
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "stakeholder_crm"
KINDS = ("Community Leader", "Activist", "Partner Agency")
# What a site sets up once, named by what it is; no person is in it.
MASTERS = ("Engagement Plan Template",)
MASTER_TABLES = ("Engagement Plan Template Step",)
# Read through the two records that they are about, by whoever may read both: no role has a right on them.
READ_BY_NOBODY = ("Address Book Link", "Duplicate Exception", "ERPNext Link", "Sealed Text")
LAYOUT_FIELDS = ("Tab Break", "Section Break", "Column Break")


@cache
def doctypes() -> dict[str, dict[str, Any]]:
	"""Every DocType of the app by name, as its JSON file says it."""
	files = sorted(APP.glob("*/doctype/*/*.json"))
	return {doctype["name"]: doctype for doctype in map(_read_json, files)}


def fields(doctype: dict[str, Any]) -> list[dict[str, Any]]:
	"""The fields that hold a value."""
	return [field for field in doctype["fields"] if field["fieldtype"] not in LAYOUT_FIELDS]


def python_files(folder: Path = APP) -> list[Path]:
	return sorted(file for file in folder.rglob("*.py") if "__pycache__" not in file.parts)


def script_files(folder: Path = APP) -> list[Path]:
	return sorted(file for file in folder.rglob("*.js") if "dist" not in file.parts)


@cache
def tree(file: Path) -> ast.Module:
	return ast.parse(file.read_text(), filename=str(file))


def functions(file: Path) -> Iterator[ast.FunctionDef]:
	yield from (node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef))


def calls(file: Path, *names: str) -> Iterator[ast.Call]:
	"""Calls of a bare name, or of an attribute with that name."""
	for node in ast.walk(tree(file)):
		if isinstance(node, ast.Call):
			name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
			if name in names:
				yield node


def where(file: Path, node: ast.AST) -> str:
	return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def tracked_files() -> list[Path]:
	"""The files that belong to the project: known to git, or new and not ignored."""
	listed = subprocess.run(
		["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
		cwd=ROOT,
		capture_output=True,
		text=True,
		check=True,
	).stdout
	return sorted(Path(name) for name in listed.split("\0") if name and (ROOT / name).exists())


def resolve(dotted: str) -> bool:
	"""Whether a dotted path of the app names something that its module defines or imports."""
	module, _dot, attribute = dotted.rpartition(".")
	base = ROOT.joinpath(*module.split("."))
	file = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
	return file.is_file() and attribute in set(_top_level_names(tree(file)))


def _top_level_names(module: ast.Module) -> Iterator[str]:
	for node in module.body:
		if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
			yield node.name
		elif isinstance(node, ast.Assign):
			yield from (target.id for target in node.targets if isinstance(target, ast.Name))
		elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
			yield node.target.id
		elif isinstance(node, (ast.Import, ast.ImportFrom)):
			yield from (alias.asname or alias.name for alias in node.names)


def _read_json(file: Path) -> Any:
	return json.loads(file.read_text())
