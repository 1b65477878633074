"""Keep each watcher's figures as ``keep_answer`` keeps an answer: those DocTypes are counted again that have changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter

import frappe
from frappe.utils import getdate, now_datetime

from stakeholder_crm.domain.figures import Figure, figures
from stakeholder_crm.services.acting_as import acting_as
from stakeholder_crm.services.partnerships.count_figures import (
	THANK_YOU,
	Counts,
	count_figures,
	count_thanks,
)
from stakeholder_crm.services.partnerships.keep_answer import FELT_SECONDS, FRESH, WATCHED, state_of
from stakeholder_crm.services.partnerships.partnership_roles import watchers

KEY = "stakeholder_crm_partnership_figures"


@dataclass(frozen=True, slots=True)
class Part:
	"""The numbers about one DocType.

	Attributes:
		state: tells whether a record has changed since; see ``state_of``.
		counts: by the key of each figure.
	"""

	state: str
	counts: Counts


@dataclass(frozen=True, slots=True)
class Kept:
	"""One user's figures.

	Attributes:
		taken_on: when they were last known to be true, as Frappe stores it.
		asked_on: when the user last looked at them.
		parts: by DocType.
	"""

	taken_on: datetime
	asked_on: datetime
	parts: dict[str, Part] = field(default_factory=dict)

	@property
	def counts(self) -> Counts:
		"""All numbers by key."""
		return {key: count for part in self.parts.values() for key, count in part.counts.items()}


def read_figures(*, anew: bool = False) -> Kept:
	"""The figures of the session's user: kept ones where they are fresh, else counted now.

	Args:
		anew: count them now in any case.
	"""
	user = frappe.session.user
	now = now_datetime()
	kept = None if anew else frappe.cache.hget(KEY, user)
	if kept and now - kept.taken_on <= FRESH and kept.taken_on.date() == now.date():
		kept = replace(kept, asked_on=now)
		frappe.cache.hset(KEY, user, kept)
		return kept
	started = perf_counter()
	counted = _count({}, now)
	if perf_counter() - started >= FELT_SECONDS:
		frappe.cache.hset(KEY, user, counted)
	else:
		frappe.cache.hdel(KEY, user)
	return counted


def refresh_figures() -> None:
	"""Bring the kept figures of those up to date who looked at theirs within a day; forget the others'."""
	now = now_datetime()
	for user in watchers():
		kept = frappe.cache.hget(KEY, user)
		if not kept:
			continue
		if now - kept.asked_on > WATCHED:
			frappe.cache.hdel(KEY, user)
			continue
		with acting_as(user):
			counted = _count(kept.parts, now)
		frappe.cache.hset(KEY, user, replace(counted, asked_on=kept.asked_on))


def _count(before: dict[str, Part], now: datetime) -> Kept:
	"""Count what has changed since ``before``, and take the rest from there."""
	by_doctype: dict[str, list[Figure]] = {THANK_YOU: []}
	for figure in figures(getdate(now)):
		by_doctype.setdefault(figure.doctype, []).append(figure)
	parts: dict[str, Part] = {}
	for doctype, wanted in by_doctype.items():
		state = state_of([doctype], now)
		if doctype in before and before[doctype].state == state:
			parts[doctype] = before[doctype]
		else:
			parts[doctype] = Part(state, _count_part(doctype, wanted, now))
	return Kept(taken_on=now, asked_on=now, parts=parts)


def _count_part(doctype: str, wanted: Iterable[Figure], now: datetime) -> Counts:
	return count_thanks(getdate(now)) if doctype == THANK_YOU else count_figures(wanted)
