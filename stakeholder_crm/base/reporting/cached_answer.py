"""Cache an answer that takes long to count, in the host's cache, for one reader and a quarter of an hour.

On a small site every question is counted again. When counting takes longer than people like to wait, the answer is
cached and the screen shows its age. The host's own ``redis_cache`` is not used: its keys differ between processes
(``hash`` of texts is salted), it caches quick answers too, and it does not know the age of an answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from time import perf_counter
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, format_time, now_datetime

KEY = "stakeholder_crm_answer"
# A report is waited for; a page with many numbers, or one that is asked again with each filter, is not.
FELT_SECONDS = 0.3
GLANCE_SECONDS = 0.1
FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Answer:
	"""What was counted for one reader.

	Attributes:
		value: what the function returned.
		counted_on: when, as Frappe stores it.
		is_cached: it was counted earlier.
	"""

	value: Any
	counted_on: datetime
	is_cached: bool = False


def cached_answer(
	function: Callable[..., Any], *arguments: Any, now: bool = False, at_a_glance: bool = False
) -> Answer:
	"""The answer of a function to the session's user: a fresh one from the cache, or counted now.

	Args:
		function: counts, by its arguments alone and by what the session's user may see; it lives in a module.
		arguments: dataclasses or plain values, told apart by how they are written out.
		now: count now in any case.
		at_a_glance: cache what takes ``GLANCE_SECONDS`` already, not only ``FELT_SECONDS``.
	"""
	key, user = _key(function, arguments), frappe.session.user
	moment = now_datetime()
	cached = None if now else frappe.cache.get_value(key, user=user, expires=True)
	# Counts depend on the day, so an answer of yesterday is never fresh.
	if cached and moment - cached.counted_on <= FRESH and cached.counted_on.date() == moment.date():
		return Answer(cached.value, cached.counted_on, is_cached=True)
	started = perf_counter()
	answer = Answer(function(*arguments), moment)
	if perf_counter() - started >= (GLANCE_SECONDS if at_a_glance else FELT_SECONDS):
		frappe.cache.set_value(key, answer, user=user, expires_in_sec=int(FRESH.total_seconds()))
	else:
		frappe.cache.delete_value(key, user=user)
	return answer


def count_now(filters: Mapping[str, Any] | None) -> bool:
	"""Whether a report's filters ask for the numbers of this moment."""
	return bool(cint((filters or {}).get("count_now")))


def age_message(answer: Answer) -> str:
	"""How old an answer is, in words; empty where it was counted just now."""
	if not answer.is_cached:
		return ""
	return _("Counted at {0}. Tick Refresh Figures for current numbers.").format(
		format_time(answer.counted_on, "HH:mm")
	)


def _key(function: Callable[..., Any], arguments: tuple[Any, ...]) -> str:
	path = f"{function.__module__}.{function.__qualname__}"
	return f"{KEY}:{path}:{sha256(repr(arguments).encode()).hexdigest()}"
