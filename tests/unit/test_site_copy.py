"""A site of somebody's bench is given back as it was, also by the run after one that was killed."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from dev.progress import StepError
from dev.site_copy import put_back

CONFIG = {"db_type": "sqlite", "db_name": "garden"}


class Site:
	"""A site on SQLite: one table, one file."""

	def __init__(self, folder: Path) -> None:
		self.place = folder / "garden.localhost"
		self.copies = folder / "copies"
		self.brought_back = 0
		(self.place / "db").mkdir(parents=True)
		(self.place / "public" / "files").mkdir(parents=True)
		(self.place / "site_config.json").write_text("{}")
		self.make_again("as it was")

	def make_again(self, text: str) -> None:
		self.database.unlink(missing_ok=True)
		self.run("CREATE TABLE words (word TEXT)")
		self.write(text)

	@property
	def database(self) -> Path:
		return self.place / "db" / "garden.db"

	def run(self, statement: str, *values: str) -> list[tuple[str, ...]]:
		with closing(sqlite3.connect(self.database)) as connection:
			rows = connection.execute(statement, values).fetchall()
			connection.commit()
			return rows

	def write(self, text: str) -> None:
		self.run("INSERT INTO words VALUES (?)", text)
		(self.place / "public" / "files" / "note.txt").write_text(text)

	@property
	def words(self) -> list[str]:
		return [word for (word,) in self.run("SELECT word FROM words")]

	@property
	def note(self) -> str:
		return (self.place / "public" / "files" / "note.txt").read_text()

	@property
	def tables(self) -> list[str]:
		return [name for (name,) in self.run("SELECT name FROM sqlite_master")]

	def on_it(self):
		def count() -> None:
			self.brought_back += 1

		return put_back(self.place, CONFIG, self.copies, count)

	def be_killed_on_it(self) -> None:
		if (child := os.fork()) == 0:
			with self.on_it():
				self.write("a test's")
				os._exit(9)
		os.waitpid(child, 0)


@pytest.fixture
def garden(tmp_path: Path) -> Site:
	return Site(tmp_path)


def test_what_tests_wrote_is_gone_however_they_end(garden):
	with suppress(ZeroDivisionError), garden.on_it():
		garden.write("a test's")
		assert garden.words == ["as it was", "a test's"]
		_ = 1 / 0
	assert (garden.words, garden.note) == (["as it was"], "as it was")
	assert garden.tables == ["words"]
	assert list(garden.copies.iterdir()) == []


def test_the_run_after_one_that_was_killed_puts_back_what_that_one_found(garden):
	garden.be_killed_on_it()
	assert garden.words == ["as it was", "a test's"]
	with garden.on_it():
		assert (garden.words, garden.note, garden.brought_back) == (["as it was"], "as it was", 1)
	assert garden.tables == ["words"]
	assert list(garden.copies.iterdir()) == []


def test_a_site_that_was_made_again_meanwhile_is_left_alone(garden):
	garden.be_killed_on_it()
	garden.make_again("new")
	with garden.on_it():
		assert (garden.words, garden.note, garden.brought_back) == (["new"], "new", 0)
	assert (garden.words, garden.note) == (["new"], "new")
	assert list(garden.copies.iterdir()) == []


def test_two_do_not_test_on_one_site(garden):
	with garden.on_it(), pytest.raises(StepError, match="Other tests are going on"), garden.on_it():
		pass


def test_what_cannot_be_put_back_is_not_begun(garden):
	with pytest.raises(StepError, match=r"garden\.localhost is on postgres"):
		put_back(garden.place, {**CONFIG, "db_type": "postgres"}, garden.copies, lambda: None).__enter__()
	assert not garden.copies.exists()
