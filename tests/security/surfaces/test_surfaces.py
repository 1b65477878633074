"""No cell of the matrix leaks, no surface is blind, and nothing of ours is on no row."""

import pytest

from tests.conftest import on_throw_away_bench
from tests.security.surfaces import matrix, world
from tests.security.surfaces.table import NAMELESS, SURFACES
from tests.static.project import APP, ROOT, doctypes, functions, python_files

PAGE = ROOT / "docs" / "surfaces.md"


@pytest.fixture
def there(users: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> world.World:
	return world.build()


def test_nobody_learns_what_is_not_for_them(there, show_table):
	found = list(matrix.rows(there))
	table = matrix.table(found)
	show_table(table)
	assert [f"{cell.surface.name}, {cell.viewer}" for row in found for cell in row if cell.leaks] == []
	assert [row[0].surface.name for row in found if matrix.blind(row)] == []
	if on_throw_away_bench():
		# Which surfaces there are differs from host to host; the page shows this one.
		assert table in PAGE.read_text(), (
			"SURFACES=<file> make surfaces; its table belongs in docs/surfaces.md"
		)


def test_every_doctype_is_on_a_row() -> None:
	asked = {name for surface in SURFACES for name in surface.doctypes}
	tables = {
		field["options"]
		for name in (*asked, *NAMELESS)
		for field in doctypes()[name]["fields"]
		if field["fieldtype"] in ("Table", "Table MultiSelect")
	}
	assert set(doctypes()) == asked | tables | set(NAMELESS)


def test_every_endpoint_is_on_a_row() -> None:
	there = {
		f"{file.stem}.{function.name}"
		for file in python_files(APP / "api")
		for function in functions(file)
		if any(
			"whitelist" in str(getattr(one.func, "attr", ""))
			for one in function.decorator_list
			if hasattr(one, "func")
		)
	}
	assert there == {name for surface in SURFACES for name in surface.methods}


def test_surfaces_have_names_of_their_own() -> None:
	names = [surface.name for surface in SURFACES]
	assert len(names) == len(set(names))


def test_a_leak_and_a_blind_surface_would_be_seen() -> None:
	surface = SURFACES[0]
	told = matrix.Cell(surface, "Staff", frozenset(("Open", "Confidential")))
	assert told.leaks == {"Confidential"}
	assert str(told) == "● – LEAK"
	assert matrix.blind([matrix.Cell(surface, viewer, frozenset()) for viewer in world.VIEWERS])
