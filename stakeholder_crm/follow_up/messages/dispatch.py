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
	release,
	reserve,
)
from stakeholder_crm.follow_up.messages.gate_facts import is_stopped
from stakeholder_crm.follow_up.messages.pass_gate import check_gate, defer, hold_back
from stakeholder_crm.follow_up.messages.reasons import holdup_message, trouble_message
from stakeholder_crm.follow_up.messages.recover import recover_thank_yous
from stakeholder_crm.follow_up.messages.send import send_thank_you

BATCH = 20
# Frappe ends a job of the default queue after 300 seconds; a mail server may take 120 to say nothing.
RUN_SECONDS = 150.0
# The gate's answers for a batch are asked anew when they get older than this.
ANSWERS_HOLD_SECONDS = 5.0
# A server that puts off one message after the other is given a rest, longer each time, then left alone.
MOST_PUT_OFF_IN_A_ROW = 5
FIRST_REST_SECONDS = 1.0
PACE_REST_SECONDS = 2.0
# So long a channel that cannot send is left alone.
OBSTACLE_WAIT = timedelta(minutes=5)
# Somebody else held a row at this moment; the next run finds the thank-you where it was.
PASSING = (frappe.QueryDeadlockError, frappe.QueryTimeoutError, frappe.TimestampMismatchError)


@dataclass(slots=True)
class Run:
	"""What one run did.

	Attributes:
		recovered: names of thank-yous that an earlier run left in the air.
		outcomes: the status that each thank-you it looked at had afterwards, by name.
		stopped_by: why nothing (more) was sent; empty when nothing stopped it.
	"""

	recovered: list[str] = field(default_factory=list)
	outcomes: dict[str, str] = field(default_factory=dict)
	stopped_by: str = ""


def dispatch_due(now: datetime | None = None, seconds: float = RUN_SECONDS) -> Run:
	"""Send what is due, decent and let through by the gate; settle what is not.

	Any number of runs may go on at the same time.

	Args:
		now: zone-aware, or as Frappe stores it; the present where it is left out.
		seconds: after so long nothing more is begun; the next run goes on.
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
	"""One run: reserves batches until nothing is due, time is over, or something stops it."""

	def __init__(self, run: Run, channels: dict[str, Channel], now: datetime | None, until: float) -> None:
		self.run = run
		self.channels = channels
		self.now = now
		self.until = until
		self.obstacles: dict[str, str] = {}
		self.put_off_in_a_row = 0

	def go(self) -> None:
		if is_stopped():
			self.run.stopped_by = holdup_message(GateReason.STOPPED)
			return
		for name, channel in self.channels.items():
			self._meet(name, channel.obstacle())
		while self._may_go_on():
			batch = reserve(current_moment(self.now), BATCH)
			fresh = [row for row in batch.rows if row.name not in self.run.outcomes]
			try:
				self._work_through(fresh, batch.token)
			finally:
				release(batch)
			# What was looked at and is due still is being changed by somebody: the next run takes it.
			if self.run.stopped_by or not (self._waits_for(batch) if batch.holdup else fresh):
				return

	def _may_go_on(self) -> bool:
		return not self.run.stopped_by and time.monotonic() < self.until

	def _meet(self, name: str, obstacle: str) -> None:
		"""Remember why nothing leaves by a channel; when that is so for each of them, the run is over."""
		if obstacle:
			self.obstacles[name] = obstacle
		if len(self.obstacles) == len(self.channels):
			self.run.stopped_by = next(iter(self.obstacles.values()))

	def _waits_for(self, batch: Reservation) -> bool:
		"""Whether to wait for what holds up the rest: the next minute, but not the next day."""
		if batch.holdup is GateReason.PACE and self.now is None:
			_rest(PACE_REST_SECONDS)
			return True
		self.run.stopped_by = holdup_message(batch.holdup)
		because = {"block_reason": self.run.stopped_by, "reason_code": batch.holdup.value}
		explain_waiting(current_moment(self.now), because)
		return False

	def _work_through(self, rows: list[frappe._dict], token: str) -> None:
		waiting = deque(rows)
		while waiting and self._may_go_on():
			_add_languages(waiting)
			answers = check_gate(list(waiting), self.now)
			asked = time.monotonic()
			for decision in answers:
				if not self._may_go_on() or time.monotonic() - asked > ANSWERS_HOLD_SECONDS:
					break
				self._dispatch(waiting.popleft(), token, decision)

	def _dispatch(self, row: frappe._dict, token: str, decision: GateDecision) -> None:
		"""One thank-you; what goes wrong with it is written down and does not stop the others."""
		sent = False
		try:
			sent = self._act(row, token, decision)
		except PASSING:
			frappe.db.rollback()
			_give_back(row.name)
		except Exception:
			frappe.db.rollback()
			log_error("A thank-you could not be dispatched", THANK_YOU, row.name)
			_need_review(row.name)
		self.run.outcomes[row.name] = "Sent" if sent else frappe.db.get_value(THANK_YOU, row.name, "status")

	def _act(self, row: frappe._dict, token: str, decision: GateDecision) -> bool:
		"""Do what the gate said; whether the thank-you left."""
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
				self.put_off_in_a_row = 0
				return True
			if outcome:
				commit()
				self._learn_from(outcome, channel)
		return False

	def _wait_for_channel(self, name: str, obstacle: str) -> None:
		until = to_stored(current_moment(self.now) + OBSTACLE_WAIT)
		why = trouble_message(Trouble.NO_CHANNEL, obstacle)
		frappe.get_doc(THANK_YOU, name).move_to("Scheduled", deferred_until=until, **why)
		commit()

	def _learn_from(self, outcome: Outcome, channel: Channel) -> None:
		"""What one outcome means for the rest of the run."""
		if outcome.delivery is Delivery.UNREACHED:
			refusal = _("The server does not accept our messages ({0}).").format(outcome.code or "–")
			self._meet(channel.name, channel.obstacle() or refusal)
		elif outcome.delivery is Delivery.WAIT:
			self.put_off_in_a_row += 1
			if self.put_off_in_a_row >= MOST_PUT_OFF_IN_A_ROW:
				asks = _("The server asked us to wait ({0}). Sending continues with the next run.").format(outcome.code)
				self._meet(channel.name, asks)
			elif self.now is None:
				_rest(FIRST_REST_SECONDS * 2 ** (self.put_off_in_a_row - 1))


def _add_languages(rows: deque[frappe._dict]) -> None:
	languages = load_pairs(map(pair_of, rows), ["language"])
	for row in rows:
		row.language = languages.get(pair_of(row), frappe._dict()).language


def _rest(seconds: float) -> None:
	time.sleep(seconds)


def _give_back(name: str) -> None:
	"""Nothing left, so a claim that could not be carried on is given back."""
	doc = frappe.get_doc(THANK_YOU, name)
	if doc.status == "Claimed":
		doc.move_to("Scheduled")
		commit()


def _need_review(name: str) -> None:
	"""A thank-you that broke before anything could leave waits for somebody to look."""
	doc = frappe.get_doc(THANK_YOU, name)
	if doc.status in ("Scheduled", "Claimed"):
		doc.move_to("Needs Review", **trouble_message(Trouble.UNPREPARED))
		commit()
