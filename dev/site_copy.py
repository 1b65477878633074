"""A site of a bench that is not ours: its database and its files, kept and brought back.

While tests are on it, the site itself says that it is not as it was, by a table that is named like the copy. So the
next run makes good what a run that was killed left, and leaves alone a site that was recreated meanwhile.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from dev import stamps
from dev.progress import StepError, step
from dev.progress import run as run_step
from dev.system import program

FILE_FOLDERS = ("public/files", "private/files")
Config = dict[str, Any]


class Database(Protocol):
	"""A site's database; each of these is told the folder of the copy."""

	def keep(self, copy: Path) -> None:
		"""Copy it."""

	def mark(self, copy: Path) -> None:
		"""Let it say that it is not as it was."""

	def is_marked(self, copy: Path) -> bool:
		"""Whether it says so, and that this is the copy."""

	def bring_back(self, copy: Path) -> None:
		"""Make it what it was; the mark goes last."""


@contextmanager
def put_back(place: Path, config: Config, copies: Path, then: Callable[[], None]) -> Iterator[None]:
	"""Keep a site's database and files, and bring them back whatever happens in between.

	Args:
		place: the site's folder.
		config: its settings and the bench's.
		copies: a folder for the copy.
		then: what is done whenever the site was brought back.

	Raises:
		StepError: other tests are on that site, or its database is of a kind that cannot be brought back.
	"""
	database = _database(place, config)
	prefix = f"before-tests-{stamps.hash_of(str(place))}-"
	copies.mkdir(mode=0o700, exist_ok=True)
	with _alone_on(place):
		for left in sorted(copies.glob(f"{prefix}*")):
			if database.is_marked(left):
				with step(f"Putting {place.name} back, as a run that was broken off found it"):
					_bring_back(place, database, left)
					then()
			shutil.rmtree(left)
		copy = Path(tempfile.mkdtemp(prefix=prefix, dir=copies))
		with step(f"Copy of {place.name}"):
			database.keep(copy)
			_copy_files(place, copy)
			database.mark(copy)
		try:
			yield
		finally:
			# To the error stream: pytest's closing line stays the last one of the output.
			print(f"Putting {place.name} back as it was …", file=sys.stderr, flush=True)
			_bring_back(place, database, copy)
			then()
			shutil.rmtree(copy)


@contextmanager
def _alone_on(place: Path) -> Iterator[None]:
	"""Keep others' tests from the site; the kernel gives the lock back when we end, however we end."""
	with open(place / "site_config.json", "rb") as locked:
		try:
			fcntl.flock(locked, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError as taken:
			raise StepError(
				f"Other tests are going on on {place.name}.", "Wait until they have ended."
			) from taken
		yield


def _bring_back(place: Path, database: Database, copy: Path) -> None:
	# The files first: as long as the database is marked, all of it is done again by the next run.
	_copy_files(copy, place)
	database.bring_back(copy)


def _copy_files(source: Path, target: Path) -> None:
	for name in FILE_FOLDERS:
		if (source / name).is_dir():
			shutil.rmtree(target / name, ignore_errors=True)
			shutil.copytree(source / name, target / name, symlinks=True)


def _database(place: Path, config: Config) -> Database:
	kind = config.get("db_type") or "mariadb"
	if kind == "mariadb":
		return MariaDB(config)
	if kind == "sqlite":
		return SQLite(place, config)
	raise StepError(
		f"{place.name} is on {kind}, which these tests cannot put back.", "Use MariaDB or SQLite."
	)


def _mark(copy: Path) -> str:
	return f"__{copy.name}"


class MariaDB:
	"""With no more rights than the site itself has."""

	def __init__(self, config: Config) -> None:
		self.config = config
		self.name = config["db_name"]

	def keep(self, copy: Path) -> None:
		command = [
			program("mariadb-dump"),
			*self._options(copy),
			"--single-transaction",
			"--skip-lock-tables",
		]
		run_step([*command, f"--result-file={copy / 'database.sql'}", self.name], "real-bench")

	def mark(self, copy: Path) -> None:
		run_step([*self._client(copy), "-e", f"CREATE TABLE `{_mark(copy)}` (here INT)"], "real-bench")

	def is_marked(self, copy: Path) -> bool:
		return _mark(copy) in (name for _kind, name in self._tables(copy))

	def bring_back(self, copy: Path) -> None:
		drops = ["SET FOREIGN_KEY_CHECKS = 0;"]
		for kind, name in self._tables(copy):
			if name != _mark(copy):
				drops.append(f"DROP {'SEQUENCE' if kind == 'SEQUENCE' else 'TABLE'} IF EXISTS `{name}`;")
		statements = copy / "drop.sql"
		stamps.write_whole(statements, "\n".join(drops))
		client = self._client(copy)
		run_step(client, "real-bench", stdin=statements)
		hint = f"The copy is still in {copy}; the next run tries again."
		run_step(client, "real-bench", stdin=copy / "database.sql", hint=hint)
		run_step([*client, "-e", f"DROP TABLE `{_mark(copy)}`"], "real-bench")

	def _tables(self, copy: Path) -> list[tuple[str, str]]:
		query = (
			f"SELECT table_type, table_name FROM information_schema.tables WHERE table_schema = '{self.name}'"
		)
		command = [*self._client(copy), "--batch", "--skip-column-names", "-e", query]
		rows = subprocess.check_output(command, text=True).splitlines()
		return [(kind, name) for kind, _tab, name in (row.partition("\t") for row in rows)]

	def _client(self, copy: Path) -> list[str]:
		return [program("mariadb"), *self._options(copy), self.name]

	def _options(self, copy: Path) -> list[str]:
		lines = {
			"host": self.config.get("db_host") or "127.0.0.1",
			"port": self.config.get("db_port") or 3306,
			"user": self.config.get("db_user") or self.name,
			"password": f'"{self.config["db_password"]}"',
		}
		if self.config.get("db_socket"):
			lines = {**lines, "socket": self.config["db_socket"], "host": "localhost"}
		text = "\n".join(f"{key}={value}" for key, value in lines.items())
		file = copy / "client.cnf"
		stamps.write_whole(file, f"[client]\n{text}\n")
		return [f"--defaults-file={file}"]


class SQLite:
	"""One file, with its journal."""

	def __init__(self, place: Path, config: Config) -> None:
		self.folder = place / "db"
		self.file = self.folder / f"{config['db_name']}.db"

	def keep(self, copy: Path) -> None:
		(copy / "db").mkdir()
		for file in self.folder.glob("*.db*"):
			shutil.copy2(file, copy / "db")

	def mark(self, copy: Path) -> None:
		with closing(sqlite3.connect(self.file)) as connection:
			connection.execute(f'CREATE TABLE "{_mark(copy)}" (here INTEGER)')
			connection.commit()
			# Into the file itself: it outlives the journal.
			connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

	def is_marked(self, copy: Path) -> bool:
		with closing(sqlite3.connect(self.file)) as connection:
			query = "SELECT count(*) FROM sqlite_master WHERE name = ?"
			return bool(connection.execute(query, [_mark(copy)]).fetchone()[0])

	def bring_back(self, copy: Path) -> None:
		kept = sorted((copy / "db").iterdir(), key=lambda file: file.name == self.file.name)
		for file in self.folder.glob("*.db*"):
			if file != self.file:
				file.unlink()
		for file in kept:
			whole = self.folder / f"{file.name}.{os.getpid()}.tmp"
			shutil.copy2(file, whole)
			whole.replace(self.folder / file.name)
