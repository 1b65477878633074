"""Steps that are done once for the same input, and one build at a time.

A step is stamped when it has ended, with a hash of what went in. One that was broken in the middle
has no stamp and is done again; so is one whose input has changed.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dev import paths
from dev.progress import say


def hash_of(*parts: str | bytes | Path) -> str:
	"""A short hash of texts and of files' contents."""
	digest = hashlib.sha256()
	for part in parts:
		content = part.read_bytes() if isinstance(part, Path) else part
		content = content.encode() if isinstance(content, str) else content
		digest.update(len(content).to_bytes(8, "big") + content)
	return digest.hexdigest()[:16]


def hash_of_files(files: Iterable[Path], base: Path) -> str:
	"""A hash of the files' contents and of their names relative to `base`."""
	parts: list[str | bytes] = []
	for file in sorted(files):
		parts += [str(file.relative_to(base)), file.read_bytes()]
	return hash_of(*parts)


def is_done(step: str, key: str) -> bool:
	stamp = paths.STAMPS / step
	return stamp.exists() and stamp.read_text() == key


def mark_done(step: str, key: str) -> None:
	write_whole(paths.STAMPS / step, key)


def forget(step: str) -> None:
	(paths.STAMPS / step).unlink(missing_ok=True)


def write_whole(file: Path, text: str) -> None:
	"""Write a file that only this user may read, so that nobody ever sees half of it."""
	temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
	with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as output:
		output.write(text)
	temporary.replace(file)


@contextmanager
def only_one(name: str, doing: str) -> Iterator[None]:
	"""Hold the lock `name`; wait for the process that has it, and say so.

	The kernel gives the lock back when its holder ends, however it ends.
	"""
	paths.RUN.mkdir(parents=True, exist_ok=True)
	with open(paths.RUN / f"{name}.lock", "a+") as lock:
		try:
			fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
		except BlockingIOError:
			lock.seek(0)
			say(f"• Waiting: process {lock.read().strip() or '?'} is {doing} in {paths.BENCH}")
			started = time.monotonic()
			fcntl.flock(lock, fcntl.LOCK_EX)
			say(f"  waited {time.monotonic() - started:.1f} s")
		lock.truncate(0)
		lock.write(str(os.getpid()))
		lock.flush()
		yield


def try_lock(name: str) -> int | None:
	"""Take the lock `name` if it is free and keep it until this process ends; else None."""
	paths.RUN.mkdir(parents=True, exist_ok=True)
	handle = os.open(paths.RUN / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
	try:
		fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
	except BlockingIOError:
		os.close(handle)
		return None
	return handle
