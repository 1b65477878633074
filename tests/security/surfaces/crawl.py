"""Every whitelisted method of the host's apps, called with the name of a record where it takes one."""

import ast
import inspect
import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import frappe
import pytest

from tests.security.surfaces import ask
from tests.security.surfaces.world import VIEWERS, WORD, Record, World

TYPES = frozenset(
	{
		*(
			"doctype",
			"dt",
			"reference_doctype",
			"ref_doctype",
			"document_type",
			"link_doctype",
			"doctype_name",
		),
		*(
			"for_doctype",
			"doc_type",
			"attached_to_doctype",
			"reference_type",
			"source_doctype",
			"parent_doctype",
		),
		*("parenttype", "target_doctype", "document_doctype"),
	}
)
TEXTS = frozenset({"txt", "text", "search", "query_string", "term", "keyword", "search_text", "start_with"})
LISTS = frozenset({"names", "docnames", "items"})
DOCUMENTS = frozenset({"doc", "docs"})
SCHEMA_CHANGES = frozenset({"alter", "create", "drop", "optimize", "rename", "truncate"})
# They would set the site up again, or keep what they changed outside the database.
NOT_CALLED = (
	"frappe.desk.page.setup_wizard",
	"frappe.installer",
	"frappe.desk.page.backups",
	"frappe.twofactor",
)
ASKED_WITH = ("Activist", "Meeting Log", "Thank You Follow Up", "Stakeholder Meeting")


def told_by_methods(world: World, viewer: str, *, thoroughly: bool = False) -> tuple[int, list[str]]:
	"""Call the methods as a viewer, and take back what they write.

	Args:
		world: with records of each level.
		viewer: one of ``VIEWERS``.
		thoroughly: with every record that they may not see, in place of one for each method.

	Returns:
		How many calls there were, and the methods that told the word of a record whose level they do not see.
	"""
	sees = VIEWERS[viewer][1]
	hidden = [record for record in world.of(*ASKED_WITH) if record.level not in sees]
	return _ask(world.users[viewer], hidden, thoroughly)


def told_to_owner(world: World) -> list[str]:
	"""The methods that tell the owner of an Open record its word: whether the crawl would see any."""
	records = [record for record in world.of("Activist") if record.level == "Open"]
	return _ask(world.users["Owner"], records, thoroughly=True)[1]


def _ask(user: str, records: list[Record], thoroughly: bool) -> tuple[int, list[str]]:
	count, told = 0, []
	with nothing_lasts():
		for number, path in enumerate(whitelisted()):
			for record in records if thoroughly else [records[number % len(records)]]:
				count += 1
				if record.word in ask.method(user, path, **_arguments(path, record)):
					told.append(f"{path} ({record.doctype}, {record.level})")
	return count, told


@cache
def whitelisted(only: str = "") -> list[str]:
	"""The paths of the functions with the decorator.

	Args:
		only: an app; by default all apps of the site other than this one.
	"""
	found = []
	for app in [only] if only else frappe.get_installed_apps():
		root = Path(frappe.get_app_path(app))
		files = () if app == "stakeholder_crm" and not only else sorted(root.rglob("*.py"))
		for file in files:
			if "tests" in file.parts or file.name.startswith("test_"):
				continue
			module = ".".join((app, *file.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")
			found += [f"{module}.{name}" for name in _decorated(file)]
	return [path for path in found if not path.startswith(NOT_CALLED) and _is_there(path)]


def _decorated(file: Path) -> Iterator[str]:
	for node in ast.parse(file.read_text()).body:
		if isinstance(node, ast.FunctionDef) and any(
			"whitelist" in ast.dump(one) for one in node.decorator_list
		):
			yield node.name


def _is_there(path: str) -> bool:
	"""Some need packages that the site does not have, such as a payment service's."""
	try:
		frappe.get_attr(path)
	except (ImportError, AttributeError):
		return False
	return True


def _arguments(path: str, record: Record) -> dict[str, Any]:
	"""What a user who knows the record's number would send."""
	sent: dict[str, Any] = {}
	for parameter in inspect.signature(inspect.unwrap(frappe.get_attr(path))).parameters.values():
		name = parameter.name
		if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
			sent |= {"doctype": record.doctype, "name": record.name}
		elif name in TYPES:
			sent[name] = record.doctype
		elif name in TEXTS:
			sent[name] = WORD
		elif name in DOCUMENTS:
			sent[name] = json.dumps({"doctype": record.doctype, "name": record.name})
		elif name in LISTS:
			sent[name] = json.dumps([record.name])
		elif name == "filters":
			sent[name] = json.dumps({"name": record.name})
		elif name == "fields":
			sent[name] = json.dumps(["*"])
		elif parameter.default is parameter.empty or "name" in name:
			sent[name] = record.name
	return sent


@contextmanager
def nothing_lasts() -> Iterator[None]:
	"""What no rollback takes back is refused: changes of the schema, programs, jobs, and connections to elsewhere."""
	asked = frappe.db.sql

	def sql(query: Any, *args: Any, **more: Any) -> Any:
		if str(query).lstrip().partition(" ")[0].lower() in SCHEMA_CHANGES:
			raise PermissionError("It would end the transaction.")
		return asked(query, *args, **more)

	def refuse(*_args: Any, **_more: Any) -> None:
		raise PermissionError("It would leave this process.")

	with pytest.MonkeyPatch.context() as patch:
		patch.setattr(frappe.db, "sql", sql)
		# A new transaction ends the one that is to be taken back.
		patch.setattr(frappe.db, "begin", refuse)
		patch.setattr(subprocess, "Popen", refuse)
		patch.setattr(socket, "create_connection", refuse)
		patch.setattr("frappe.utils.background_jobs.get_queue", refuse)
		# The table of Global Search knows no rollback.
		patch.setattr("frappe.utils.global_search.sync_value", refuse)
		yield
	frappe.clear_cache()
