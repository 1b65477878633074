"""Keep an answer that takes long to count: for one reader, with its age, and counted anew where records changed.

On a small site every question is answered anew. Once that takes longer than people like to wait, the answer is kept
(in the cache: it is numbers, and nothing is lost with them), the scheduler counts it again when records of the
DocTypes that it is about have changed, and the screen says how old it is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from time import perf_counter
from typing import Any

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import cint, format_time, now_datetime

from stakeholder_crm.base.acting_as import acting_as

KEY = "stakeholder_crm_kept_answers"
# A report is waited for; a page with many numbers, or one that is asked anew with each filter, is not.
FELT_SECONDS = 0.3
GLANCE_SECONDS = 0.1
FRESH = timedelta(minutes=15)
WATCHED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
	"""What was counted for one reader.

	Attributes:
		value: what the function returned.
		function: its dotted path.
		arguments: what it was called with.
		about: DocTypes whose records it counts.
		state: of those, when it was counted; see ``state_of``.
		taken_on: when it was last known to be true, as Frappe stores it.
		asked_on: when the reader last looked at it.
	"""

	value: Any
	function: str
	arguments: tuple[Any, ...]
	about: tuple[str, ...]
	state: str
	taken_on: datetime
	asked_on: datetime

	@property
	def key(self) -> str:
		"""Tells it from other answers to the same reader."""
		return _key(self.function, self.arguments)

	@property
	def kept_on(self) -> datetime | None:
		"""When it was last known to be true; None where it was counted just now."""
		return None if self.taken_on == self.asked_on else self.taken_on


def keep_answer(
	function: Callable[..., Any],
	*arguments: Any,
	about: Iterable[str],
	anew: bool = False,
	at_a_glance: bool = False,
) -> Answer:
	"""The answer of a function to the session's user: a fresh one that was kept, or counted now.

	Args:
		function: counts, by its arguments alone and by what the session's user may see; it lives in a module.
		arguments: dataclasses or plain values, told apart by how they are written out.
		about: DocTypes whose records it counts.
		anew: count now in any case.
		at_a_glance: keep what takes ``GLANCE_SECONDS`` already, not only ``FELT_SECONDS``.
	"""
	path = f"{function.__module__}.{function.__qualname__}"
	hash_name = _hash_name(frappe.session.user)
	key = _key(path, arguments)
	now = now_datetime()
	kept = None if anew else frappe.cache.hget(hash_name, key)
	if kept and now - kept.taken_on <= FRESH and kept.taken_on.date() == now.date():
		kept = replace(kept, asked_on=now)
		frappe.cache.hset(hash_name, key, kept)
		return kept
	started = perf_counter()
	state = state_of(about, now)
	answer = Answer(function(*arguments), path, arguments, tuple(about), state, now, now)
	if perf_counter() - started >= (GLANCE_SECONDS if at_a_glance else FELT_SECONDS):
		frappe.cache.hset(hash_name, key, answer)
	else:
		frappe.cache.hdel(hash_name, key)
	return answer


def refresh_answers(users: Iterable[str]) -> None:
	"""Bring the kept answers of those up to date who looked at them within a day; forget the others.

	Args:
		users: whose answers.
	"""
	now = now_datetime()
	for user in users:
		for answer in frappe.cache.hgetall(_hash_name(user)).values():
			if now - answer.asked_on > WATCHED:
				frappe.cache.hdel(_hash_name(user), answer.key)
				continue
			state = state_of(answer.about, now)
			if state != answer.state:
				with acting_as(user):
					value = frappe.get_attr(answer.function)(*answer.arguments)
				answer = replace(answer, value=value, state=state)
			frappe.cache.hset(_hash_name(user), answer.key, replace(answer, taken_on=now))


def count_now(filters: Mapping[str, Any] | None) -> bool:
	"""Whether a report's filters ask for the numbers of this moment."""
	return bool(cint((filters or {}).get("count_now")))


def age_message(answer: Answer) -> str:
	"""How old an answer is, in words; nothing where it was counted just now."""
	if answer.kept_on is None:
		return ""
	return _("Counted at {0}; tick Count Now for the numbers of this moment.").format(
		format_time(answer.kept_on, "HH:mm")
	)


def state_of(doctypes: Iterable[str], now: datetime) -> str:
	"""Changes with every save, and with every hour, for what leaves no newer date: deletions, shares, grants.

	Args:
		doctypes: whose records are looked at.
		now: as Frappe stores it.
	"""
	newest = []
	for doctype in doctypes:
		table = frappe.qb.DocType(doctype)
		newest += frappe.qb.from_(table).select(Max(table.modified)).run(pluck=True)
	return f"{now:%Y-%m-%d %H} {newest}"


def _hash_name(user: str) -> str:
	return f"{KEY}:{user}"


def _key(path: str, arguments: tuple[Any, ...]) -> str:
	return f"{path}:{sha256(repr(arguments).encode()).hexdigest()}"
