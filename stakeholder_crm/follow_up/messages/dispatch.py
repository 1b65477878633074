"""Send the thank-yous that are due."""

import time
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import frappe
from frappe import _

from stakeholder_crm.base.clock import current_moment, to_stored
from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.base.pairs import load_pairs, pair_of
from stakeholder_crm.base.system_records import log_error
from stakeholder_crm.domain.delivery import Delivery, Outcome, Trouble
from stakeholder_crm.domain.gate import GateDecision, GateReason, GateVerdict
from stakeholder_crm.follow_up.channels.channel import Channel
from stakeholder_crm.follow_up.channels.registry import open_channels
from stakeholder_crm.follow_up.messages.claim import (
	Reservation,
	commit,
	explain_waiting,
	release_reservation,
	reserve,
)
from stakeholder_crm.follow_up.messages.gate_facts import is_stopped
from stakeholder_crm.follow_up.messages.pass_gate import check_gate, defer, hold_back
from stakeholder_crm.follow_up.messages.reasons import holdup_message, trouble_message
from stakeholder_crm.follow_up.messages.recover import recover_thank_yous
from stakeholder_crm.follow_up.messages.send import send_thank_you

BATCH = 20
# Frappe ends a job of the default queue after 300 seconds; a mail server may time out after 120.
RUN_SECONDS = 150.0
# Gate decisions for a batch are refreshed when they are older than this.
DECISIONS_VALID_SECONDS = 5.0
# A server that keeps deferring messages gets longer and longer pauses, then the run stops using it.
MOST_DEFERRED_IN_A_ROW = 5
FIRST_REST_SECONDS = 1.0
PACE_REST_SECONDS = 2.0
# How long a channel that cannot send is skipped.
OBSTACLE_WAIT = timedelta(minutes=5)
# Another process holds a lock on the row; the next run tries again.
PASSING = (frappe.QueryDeadlockError, frappe.QueryTimeoutError, frappe.TimestampMismatchError)


@dataclass(slots=True)
class Run:
	"""What one run did.

	Attributes:
		recovered: names of thank-yous that an earlier run left unfinished.
		outcomes: the resulting status of each processed thank-you, by name.
		stopped_by: why sending stopped; empty if it did not.
	"""

	recovered: list[str] = field(default_factory=list)
	outcomes: dict[str, str] = field(default_factory=dict)
	stopped_by: str = ""


def dispatch_due(now: datetime | None = None, seconds: float = RUN_SECONDS) -> Run:
	"""Send what is due and allowed by the gate, and update the rest.

	Any number of runs may be active at the same time.

	Args:
		now: zone-aware, or as Frappe stores it; defaults to the current time.
		seconds: after this time nothing new is started; the next run continues.
	"""
	channels = open_channels()
	run = Run(recovered=recover_thank_yous(channels, now))
	try:
		_Dispatcher(run, channels, now, time.monotonic() + seconds).go()
	finally:
		for channel in channels.values():
			channel.close()
	return run


class _Dispatcher:
	"""One run: processes batches until nothing is due, time is up, or it is stopped."""

	def __init__(self, run: Run, channels: dict[str, Channel], now: datetime | None, until: float) -> None:
		self.run = run
		self.channels = channels
		self.now = now
		self.until = until
		self.obstacles: dict[str, str] = {}
		self.deferred_in_a_row = 0

	def go(self) -> None:
		if is_stopped():
			self.run.stopped_by = holdup_message(GateReason.STOPPED)
			return
		for name, channel in self.channels.items():
			self._note_obstacle(name, channel.obstacle())
		while self._may_continue():
			batch = reserve(current_moment(self.now), BATCH)
			fresh = [row for row in batch.rows if row.name not in self.run.outcomes]
			try:
				self._process(fresh, batch.token)
			finally:
				release_reservation(batch)
			# What was processed and is still due is being changed elsewhere: the next run takes it.
			if self.run.stopped_by or not (self._waits_for(batch) if batch.holdup else fresh):
				return

	def _may_continue(self) -> bool:
		return not self.run.stopped_by and time.monotonic() < self.until

	def _note_obstacle(self, name: str, obstacle: str) -> None:
		"""Remember why a channel cannot send; if no channel can, the run ends."""
		if obstacle:
			self.obstacles[name] = obstacle
		if len(self.obstacles) == len(self.channels):
			self.run.stopped_by = next(iter(self.obstacles.values()))

	def _waits_for(self, batch: Reservation) -> bool:
		"""Whether to wait for the limit: until the next minute, but not until the next day."""
		if batch.holdup is GateReason.PACE and self.now is None:
			_pause(PACE_REST_SECONDS)
			return True
		if batch.holdup:
			self.run.stopped_by = holdup_message(batch.holdup)
			because = {"block_reason": self.run.stopped_by, "reason_code": batch.holdup.value}
			explain_waiting(current_moment(self.now), because)
		return False

	def _process(self, rows: list[frappe._dict], token: str) -> None:
		waiting = deque(rows)
		while waiting and self._may_continue():
			_add_languages(waiting)
			answers = check_gate(list(waiting), self.now)
			asked = time.monotonic()
			for decision in answers:
				if not self._may_continue() or time.monotonic() - asked > DECISIONS_VALID_SECONDS:
					break
				self._dispatch(waiting.popleft(), token, decision)

	def _dispatch(self, row: frappe._dict, token: str, decision: GateDecision) -> None:
		"""Process one thank-you; an error is logged and does not stop the others."""
		sent = False
		try:
			sent = self._apply_decision(row, token, decision)
		except PASSING:
			frappe.db.rollback()
			_release_claim(row.name)
		except Exception:
			frappe.db.rollback()
			log_error("A thank-you could not be dispatched", THANK_YOU, row.name)
			_need_review(row.name)
		self.run.outcomes[row.name] = "Sent" if sent else frappe.db.get_value(THANK_YOU, row.name, "status")

	def _apply_decision(self, row: frappe._dict, token: str, decision: GateDecision) -> bool:
		"""Apply the gate's decision; returns whether the thank-you was sent."""
		if decision.verdict is GateVerdict.DEFER:
			defer(frappe.get_doc(THANK_YOU, row.name), decision)
			commit()
		elif decision.verdict is not GateVerdict.GO or decision.route is None:
			hold_back(frappe.get_doc(THANK_YOU, row.name), decision)
			commit()
		elif obstacle := self.obstacles.get(decision.route.channel):
			self._wait_for_channel(row.name, obstacle)
		elif is_stopped():
			self.run.stopped_by = holdup_message(GateReason.STOPPED)
		else:
			channel = self.channels[decision.route.channel]
			outcome = send_thank_you(row, token, decision.route, channel, self.now)
			if outcome and outcome.delivery is Delivery.SENT:
				self.deferred_in_a_row = 0
				return True
			if outcome:
				commit()
				self._adjust_to(outcome, channel)
		return False

	def _wait_for_channel(self, name: str, obstacle: str) -> None:
		until = to_stored(current_moment(self.now) + OBSTACLE_WAIT)
		why = trouble_message(Trouble.NO_CHANNEL, obstacle)
		frappe.get_doc(THANK_YOU, name).move_to("Scheduled", deferred_until=until, **why)
		commit()

	def _adjust_to(self, outcome: Outcome, channel: Channel) -> None:
		"""Adjust the run after an outcome."""
		if outcome.delivery is Delivery.UNREACHED:
			refusal = _("The server does not accept our messages ({0}).").format(outcome.code or "–")
			self._note_obstacle(channel.name, channel.obstacle() or refusal)
		elif outcome.delivery is Delivery.WAIT:
			self.deferred_in_a_row += 1
			if self.deferred_in_a_row >= MOST_DEFERRED_IN_A_ROW:
				asks = _("The server asked us to wait ({0}). Sending continues with the next run.").format(
					outcome.code
				)
				self._note_obstacle(channel.name, asks)
			elif self.now is None:
				_pause(FIRST_REST_SECONDS * 2 ** (self.deferred_in_a_row - 1))


def _add_languages(rows: deque[frappe._dict]) -> None:
	languages = load_pairs(map(pair_of, rows), ["language"])
	for row in rows:
		row.language = languages.get(pair_of(row), frappe._dict()).language


def _pause(seconds: float) -> None:
	time.sleep(seconds)


def _release_claim(name: str) -> None:
	"""Release a claim after which nothing was sent."""
	doc = frappe.get_doc(THANK_YOU, name)
	if doc.status == "Claimed":
		doc.move_to("Scheduled")
		commit()


def _need_review(name: str) -> None:
	"""Set Needs Review on a thank-you that failed before sending."""
	doc = frappe.get_doc(THANK_YOU, name)
	if doc.status in ("Scheduled", "Claimed"):
		doc.move_to("Needs Review", **trouble_message(Trouble.UNPREPARED))
		commit()
