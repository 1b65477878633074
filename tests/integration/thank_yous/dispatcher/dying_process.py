"""A process that may die, be interrupted or be overtaken at any commit and at any hand-over.

The tests run in one transaction. Here a commit is a savepoint: what was not committed when a process dies
is really lost, as the database would lose it.
"""

from collections.abc import Callable
from typing import Any

import frappe

from tests.callbacks import forget_callbacks

KEPT = "kept"


class Killed(BaseException):
	"""The process is gone at once: no handler of its own runs to an end."""


class Ended(BaseException):
	"""Somebody stops the process (Ctrl-C): what stands in `finally` still runs."""


class Process:
	"""Stands in for the connection's commit and rollback, and lets things happen at the n-th moment.

	Attributes:
		events: by the number of the moment, what happens then: "killed", "ended", "deadlock", or the name
			of something that others do, which comes at the next moment at which nothing is left uncommitted.
		after_commit: called at each commit, so that the clock can go on.
		others: does what others do.
	"""

	def __init__(self, after_commit: Callable[[], None], others: Callable[[str], None]) -> None:
		self.events: dict[int, str] = {}
		self.after_commit = after_commit
		self.others = others
		self.moments = 0
		self.dead = False
		self._database: dict[str, Any] = {}

	def take_over(self) -> None:
		"""Put ourselves in the connection's place."""
		self._database = {"commit": frappe.db.commit, "rollback": frappe.db.rollback}
		frappe.db.commit, frappe.db.rollback = self.commit, self.rollback
		self.keep()

	def give_back(self) -> None:
		"""Let the connection have its own commit and rollback again."""
		frappe.db.commit, frappe.db.rollback = self._database["commit"], self._database["rollback"]

	def keep(self) -> None:
		"""What a commit does, past every event."""
		frappe.db.sql(f"savepoint {KEPT}")
		forget_callbacks()

	def lose(self) -> None:
		"""What the database does with a process that died."""
		frappe.db.sql(f"rollback to savepoint {KEPT}")
		forget_callbacks()
		frappe.local.message_log.clear()
		self.dead = False

	def commit(self, *_args: Any, **_options: Any) -> None:
		self.happens(committed=False)
		self.keep()
		self.after_commit()
		self.happens(committed=True)

	def rollback(self, *, save_point: str | None = None) -> None:
		if self.dead:
			raise Killed
		if save_point:
			frappe.db.sql(f"rollback to savepoint {save_point}")
		else:
			self.lose()

	def happens(self, *, committed: bool) -> None:
		"""One moment: whatever is to happen now does.

		Args:
			committed: nothing that was done so far would be lost.
		"""
		if self.dead:
			raise Killed
		self.moments += 1
		event = self.events.pop(self.moments, None)
		if event == "killed":
			self.dead = True
			raise Killed
		if event == "ended":
			raise Ended
		if event == "deadlock" and not committed:
			self.lose()
			raise frappe.QueryDeadlockError("somebody else held a row")
		if event and event != "deadlock" and committed:
			self.others(event)
		elif event:
			# A lock is met before a commit, and others find only what is committed: at the next moment.
			self.events.setdefault(self.moments + 1, event)
