"""What hooks.py names is there; what it would show of an app that is gone is not."""

import runpy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.static.project import APP, MASTER_TABLES, MASTERS, ROOT, doctypes, resolve

HOOKS = {key: value for key, value in runpy.run_path(str(APP / "hooks.py")).items() if key[0] != "_"}


def strings(value: Any) -> Iterator[str]:
	if isinstance(value, str):
		yield value
	elif isinstance(value, dict):
		for item in value.values():
			yield from strings(item)
	elif isinstance(value, (list, tuple)):
		for item in value:
			yield from strings(item)


def paths() -> list[str]:
	found = {text for text in strings(list(HOOKS.values())) if text.startswith("stakeholder_crm.")}
	return sorted(text for text in found if "/" not in text and not text.endswith((".js", ".css")))


@pytest.mark.parametrize("path", paths())
def test_a_dotted_path_leads_to_something(path: str) -> None:
	assert resolve(path), path


@pytest.mark.parametrize("path", paths())
def test_a_dotted_path_is_found_by_a_search_for_it(path: str) -> None:
	assert f'"{path}"' in (APP / "hooks.py").read_text()


def test_there_are_paths_to_check() -> None:
	assert len(paths()) > 10


@pytest.mark.parametrize("hook", ["permission_query_conditions", "has_permission"])
def test_both_permission_hooks_guard_every_record_about_people(hook: str) -> None:
	about_people = {
		name
		for name, doctype in doctypes().items()
		if not doctype.get("istable")
		and not doctype.get("issingle")
		and name not in ("Contact Suppression", *MASTERS)
	}
	tables = {name for name, doctype in doctypes().items() if doctype.get("istable")}
	assert set(HOOKS[hook]) & set(doctypes()) - tables == about_people


def test_the_rows_of_every_table_are_guarded() -> None:
	tables = {name for name, doctype in doctypes().items() if doctype.get("istable")}
	assert tables - set(MASTER_TABLES) <= set(HOOKS["permission_query_conditions"])


def test_doc_events_on_our_doctypes_name_ones_that_exist() -> None:
	named = {name for key in HOOKS["doc_events"] for name in (key if isinstance(key, tuple) else (key,))}
	foreign = {
		*("Address", "Assignment Rule", "Auto Email Report", "Client Script", "Comment", "Communication"),
		*(
			"Contact",
			"DocShare",
			"Email Queue",
			"Email Template",
			"Event",
			"File",
			"Notification",
			"Notification Log",
		),
		*(
			"Personal Data Deletion Request",
			"Property Setter",
			"Report",
			"Role",
			"Server Script",
			"ToDo",
			"User",
			"*",
		),
		"Webhook",
		# ERPNext's, where it is installed.
		*("Customer", "Lead", "Project", "Prospect", "Supplier", "Task"),
	}
	assert named - foreign <= set(doctypes())


@pytest.mark.parametrize(
	"bundle", sorted({*strings(HOOKS.get("app_include_js", [])), *strings(HOOKS.get("app_include_css", []))})
)
def test_a_bundle_has_its_source(bundle: str) -> None:
	stem = bundle.rsplit(".", 1)[0]
	assert [file for file in (APP / "public").rglob(f"{stem}.*") if "dist" not in file.parts]


def test_frappe_is_the_only_app_that_is_required() -> None:
	assert HOOKS["required_apps"] == []


def test_every_module_is_a_package_and_every_doctype_belongs_to_one() -> None:
	modules = (APP / "modules.txt").read_text().split("\n")
	for module in filter(None, modules):
		assert (APP / module.lower().replace(" ", "_") / "__init__.py").is_file(), module
	assert {doctype["module"] for doctype in doctypes().values()} <= set(modules)


def test_every_patch_that_is_listed_exists_and_every_patch_is_listed() -> None:
	lines = (APP / "patches.txt").read_text().splitlines()
	listed = [line.split("#")[0].strip() for line in lines]
	listed = [line for line in listed if line and not line.startswith("[")]
	for path in listed:
		assert resolve(f"{path}.execute"), path
	assert len(set(listed)) == len(listed)
	files = [file for file in (APP / "patches").rglob("*.py") if file.name != "__init__.py"]
	assert {".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files} == set(listed)
