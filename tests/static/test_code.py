"""Rules of the code that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

from tests.static.project import (
	APP,
	ROOT,
	calls,
	functions,
	python_files,
	script_files,
	tracked_files,
	tree,
	where,
)

SHOWN_TO_PEOPLE = ("_", "_lt")
# Where the design asks for a commit of its own: claiming a thank-you, so that nobody claims it too.
# An SMS leaves in one request, before which Queued must be known; e-mail has EmailQueue.send() for that.
# Each batch of an import of contacts is kept by itself, so that a killed run loses and doubles nothing.
# A rebuild of calculated health goes through all stakeholders, and locks none of them for long.
# An export is logged at the end of its request, when Frappe has ended the transaction.
MAY_COMMIT = {
	"stakeholder_crm/stakeholders/imports/lease.py",
	"stakeholder_crm/access/log/exports.py",
	"stakeholder_crm/follow_up/messages/claim.py",
	"stakeholder_crm/follow_up/channels/sms.py",
	"stakeholder_crm/partnerships/health/refresh_health.py",
	"stakeholder_crm/access/vault/sealed_rows.py",
	"stakeholder_crm/patches/seal_confidential_records.py",
}
LONGEST_FILE = 400
CODE = (".py", ".js", ".mjs", ".css", ".scss", ".html", ".sh")


def whitelisted() -> list[tuple[Path, ast.FunctionDef, ast.expr]]:
	return [
		(file, function, decorator)
		for file in python_files()
		for function in functions(file)
		for decorator in function.decorator_list
		if "whitelist" in ast.unparse(decorator)
	]


@pytest.mark.parametrize(
	("file", "function", "decorator"),
	[pytest.param(*one, id=f"{one[0].stem}.{one[1].name}") for one in whitelisted()],
)
def test_a_whitelisted_function_says_what_it_takes(
	file: Path, function: ast.FunctionDef, decorator: ast.expr
) -> None:
	assert isinstance(decorator, ast.Call), "name the HTTP methods"
	assert "methods" in {keyword.arg for keyword in decorator.keywords}
	arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
	assert [one.arg for one in arguments if one.annotation is None] == []
	assert function.args.vararg is None
	assert function.args.kwarg is None
	assert function.returns is not None
	assert ast.get_docstring(function)
	assert "from __future__ import annotations" not in file.read_text()


def test_endpoints_stand_in_api_and_those_of_the_host_in_access() -> None:
	for file, function, _decorator in whitelisted():
		assert {"api", "host_endpoints"} & set(file.relative_to(APP).parts), where(file, function)


def test_the_calendar_feed_alone_is_for_guests_and_only_so_often() -> None:
	"""A calendar program does not log in: its address holds a secret."""
	open_to_guests = [node for _file, node, how in whitelisted() if "allow_guest" in ast.unparse(how)]
	assert [node.name for node in open_to_guests] == ["feed"]
	assert all("rate_limit" in ast.unparse(node.decorator_list[-1]) for node in open_to_guests)


@pytest.mark.parametrize("file", python_files(), ids=lambda file: str(file.relative_to(APP)))
def test_what_people_read_is_a_literal_sentence(file: Path) -> None:
	for call in calls(file, *SHOWN_TO_PEOPLE):
		if not isinstance(call.func, ast.Name):
			continue
		first = call.args[0]
		if isinstance(first, ast.Constant):
			assert isinstance(first.value, str), where(file, call)
		else:
			# A status or a label from the data: a plain name, attribute, item or call, never a made-up text.
			assert not isinstance(first, (ast.JoinedStr, ast.BinOp)), where(file, call)
			assert not ast.unparse(first).endswith(".format"), where(file, call)
			assert ".format(" not in ast.unparse(first), where(file, call)


@pytest.mark.parametrize("file", script_files(), ids=lambda file: str(file.relative_to(APP)))
def test_what_scripts_show_is_a_literal_sentence(file: Path) -> None:
	text = file.read_text()
	assert not re.findall(r"\b__\(\s*`[^`]*\$\{", text)
	assert not re.findall(r"\b__\(\s*[\"'][^\"']*[\"']\s*\+", text)


def test_permissions_are_ignored_with_a_reason_and_never_in_api() -> None:
	bare = []
	for file in python_files():
		lines = file.read_text().splitlines()
		for number, line in enumerate(lines):
			if not re.search(r"ignore_permissions\s*=\s*(True|1)\b", line):
				continue
			if "api" in file.relative_to(APP).parts or not _has_reason(lines, number):
				bare.append(f"{file.relative_to(ROOT)}:{number + 1}")
	assert bare == []


def _has_reason(lines: list[str], number: int) -> bool:
	"""A comment on the line above, or above the statement or the run of flags that it belongs to."""
	above = number - 1
	while above >= 0 and lines[above].strip() and not lines[above].strip().startswith("#"):
		if number - above > 4:
			return False
		above -= 1
	return above >= 0 and lines[above].strip().startswith("#")


def test_nobody_commits_but_those_who_must() -> None:
	found = {
		str(file.relative_to(ROOT))
		for file in python_files()
		for call in calls(file, "commit")
		if ast.unparse(call.func).endswith("db.commit")
	}
	assert found <= MAY_COMMIT


def test_no_sql_is_written_that_one_database_alone_knows() -> None:
	words = re.compile(r"\b(ifnull|date_sub|date_add|timestampdiff|group_concat|on duplicate key)\b", re.I)
	assert [str(file.relative_to(ROOT)) for file in python_files() if words.search(file.read_text())] == []


def test_no_address_of_the_desk_is_written_out() -> None:
	"""Frappe 16 says /desk where 15 says /app."""
	# The host's page of apps takes nothing but an address.
	files = [*set(python_files()) - {APP / "hooks.py"}, *script_files(), *APP.rglob("*.html")]
	found = [
		str(file.relative_to(ROOT)) for file in files if re.search(r"[\"'`(]/(app|desk)/", file.read_text())
	]
	assert found == []


def test_no_file_is_too_long_to_read() -> None:
	long = {
		str(file): lines
		for file in tracked_files()
		if file.suffix in CODE and (lines := len((ROOT / file).read_text().splitlines())) > LONGEST_FILE
	}
	assert long == {}


def test_no_file_is_a_drawer_for_everything() -> None:
	assert [str(file) for file in tracked_files() if file.stem in ("utils", "misc")] == []


def test_the_domain_knows_no_framework() -> None:
	for file in python_files(APP / "domain"):
		for node in ast.walk(tree(file)):
			names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
			if isinstance(node, ast.ImportFrom):
				names.append(node.module or "")
			assert not [name for name in names if name.split(".")[0] == "frappe"], where(file, node)


def test_only_one_file_knows_versions_apart() -> None:
	asks = re.compile(r"frappe\.__version__|get_version\(|hasattr\(frappe\b")
	found = {str(file.relative_to(APP)) for file in python_files() if asks.search(file.read_text())}
	assert found <= {"compat.py"}


@pytest.mark.parametrize("name", ["fixtures", "patches"])
def test_frappe_finds_fixtures_and_patches_inside_the_package(name: str) -> None:
	link = ROOT / name
	assert link.is_symlink()
	assert link.readlink() == Path("stakeholder_crm") / name
	assert link.is_dir()
