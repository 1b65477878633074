"""No cell of the matrix leaks, no surface is blind, and nothing of ours is on no row."""

import pytest

from tests.conftest import on_throw_away_bench
from tests.security.surfaces import matrix, world
from tests.security.surfaces.conftest import ASKED
from tests.security.surfaces.table import NAMELESS, SURFACES
from tests.static.project import APP, ROOT, doctypes, functions, python_files

PAGE = ROOT / "docs" / "surfaces.md"


@pytest.fixture(scope="module")
def asked(module_transaction: None) -> matrix.Matrix:
	"""The matrix over one world; `make surfaces` prints it at the end."""
	ASKED.append(matrix.Matrix(world.build()))
	return ASKED[-1]


@pytest.mark.parametrize("viewer", world.VIEWERS)
def test_nobody_learns_what_is_not_for_them(viewer: str, asked: matrix.Matrix) -> None:
	column = asked.column(viewer)
	assert [cell.surface.name for cell in column if cell.leaks] == []
	if on_throw_away_bench():
		# Which surfaces there are differs from host to host; the page shows this one.
		found = {cell.surface.name: str(cell) for cell in column}
		assert on_the_page(viewer) == found, (
			"SURFACES=<file> make surfaces; its table belongs in docs/surfaces.md"
		)


def on_the_page(viewer: str) -> dict[str, str]:
	"""A column of the page's table, by surface."""
	lines = [line.strip("| ").split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| ")]
	start = lines.index(["Surface", *world.VIEWERS])
	place = lines[start].index(viewer)
	return {line[0]: line[place] for line in lines[start + 1 :]}


def test_no_surface_is_blind(asked: matrix.Matrix) -> None:
	assert [surface.name for surface in SURFACES if asked.is_blind(surface)] == []


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
		for folder in ("api", "access/host_endpoints")
		for file in python_files(APP / folder)
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
	nothing = {(surface.name, viewer): matrix.Cell(surface, viewer, frozenset()) for viewer in world.VIEWERS}
	assert matrix.Matrix(world.World(), nothing).is_blind(surface)
