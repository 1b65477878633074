"""Steps with their time, logs, and errors that say what to do."""

import ctypes
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dev import paths

TAIL_LINES = 25
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1  # of prctl(2)


class StepError(Exception):
	"""A step ended with an error that a person can act on.

	Args:
		what: one sentence, what went wrong.
		hint: one sentence, what to do about it.
		log: the file with the whole output, if there is one.
	"""

	def __init__(self, what: str, hint: str = "", log: Path | None = None) -> None:
		super().__init__(what)
		self.what = what
		self.hint = hint
		self.log = log

	def report(self) -> str:
		"""The text for the terminal: error, end of the log, its path, what to do."""
		lines = [f"✗ {self.what}"]
		if self.log and self.log.exists():
			# Of a progress bar that was drawn over itself only the last state is of interest.
			text = self.log.read_bytes().decode(errors="replace").rstrip()
			tail = [line.rpartition("\r")[2] for line in text.split("\n")[-TAIL_LINES:]]
			lines += ["", *(f"    {line}" for line in tail), "", f"  Whole log: {self.log}"]
		if self.hint:
			lines.append(f"  What to do: {self.hint}")
		return "\n".join(lines)


def say(text: str) -> None:
	print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
	"""Print a step's title when it starts and its duration when it is done."""
	started = time.monotonic()
	say(f"• {title} …")
	yield
	say(f"  done in {time.monotonic() - started:.1f} s")


def run(
	command: Sequence[str | Path],
	log_name: str,
	*,
	cwd: Path | None = None,
	env: dict[str, str] | None = None,
	hint: str = "",
	stdin: Path | None = None,
) -> None:
	"""Run one command of a step with its output in `.bench/logs/<log_name>.log`.

	Raises:
		StepError: the command ended with another code than 0.
	"""
	paths.LOGS.mkdir(parents=True, exist_ok=True)
	log = paths.LOGS / f"{log_name}.log"
	words = [str(word) for word in command]
	with log.open("ab") as output, open(stdin or "/dev/null", "rb") as source:
		output.write(f"\n$ {shlex.join(words)}\n".encode())
		output.flush()
		process = subprocess.Popen(
			words,
			cwd=cwd,
			env=env,
			stdin=source,
			stdout=output,
			stderr=subprocess.STDOUT,
			preexec_fn=end_with_parent,
		)
		try:
			code = _wait(process)
		except BaseException:
			process.terminate()
			process.wait()
			raise
	if code:
		raise StepError(f"{words[0]} ended with exit code {code}.", hint, log)


def end_with_parent() -> None:
	"""Ask the kernel, from a new child, to end it when its parent is killed: the next run does all again, alone."""
	LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _wait(process: subprocess.Popen[bytes]) -> int:
	"""Wait for the process; on a terminal, keep a line with the seconds alive."""
	started = time.monotonic()
	live = sys.stdout.isatty()
	while True:
		try:
			code = process.wait(timeout=1 if live else 30)
		except subprocess.TimeoutExpired:
			seconds = f"  {time.monotonic() - started:.0f} s"
			print(f"\r{seconds} " if live else seconds, end="" if live else "\n", flush=True)
			continue
		if live:
			print("\r", end="", flush=True)
		return code
