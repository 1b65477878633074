"""The world around the dispatcher: people with their hours, staff who change their minds, a mail server.

It keeps its own books on what may leave, and compares them with what the mail server took.
"""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email import message_from_string
from typing import Any
from zoneinfo import ZoneInfo

import frappe
from frappe.utils import get_datetime

from stakeholder_crm.services.site_clock import site_zone, to_moment
from stakeholder_crm.services.stakeholders.suppress import suppress
from stakeholder_crm.services.thank_yous.approve_thank_yous import approve_thank_yous
from stakeholder_crm.services.thank_yous.dispatch_thank_yous import dispatch_due
from stakeholder_crm.services.thank_yous.opt_out import opt_out
from stakeholder_crm.services.thank_yous.opt_out_link import link_for
from stakeholder_crm.services.thank_yous.retry_thank_you import RETRIED_FROM, retry_thank_you
from stakeholder_crm.services.thank_yous.settle_thank_you import settle_thank_you
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.dying_process import Ended, Killed, Process
from tests.integration.thank_yous.helpers import THANK_YOU, settings
from tests.unit.wall_clock import is_decent

# So old may the gate's answer be when a message is handed over.
ANSWER_HOLDS = timedelta(seconds=6)
SLOW = timedelta(seconds=70)
# Frappe's clock shows one hour of a year twice, and so may call a claim an hour younger than it is.
STALE = timedelta(minutes=16 + 60)
FINAL = ("Sent", "Done Manually", "Not Needed")
STOPPED = ("Blocked", "Needs Review", "Failed", "Cancelled", "Not Needed")
NOBODY = {"x@example.org": (550, b"5.1.1 unknown")}
# What a mail server may say to a message that it does not take.
REFUSALS: dict[str, Callable[[], Exception]] = {
	"450": lambda: smtplib.SMTPDataError(450, b"4.2.0 later"),
	"451": lambda: smtplib.SMTPRecipientsRefused({"x@example.org": (451, b"4.7.1 greylisted")}),
	"550": lambda: smtplib.SMTPRecipientsRefused(NOBODY),
	"554": lambda: smtplib.SMTPDataError(554, b"5.7.1 no"),
	"530": lambda: smtplib.SMTPSenderRefused(530, b"log in first", "office@crm-test.example"),
	"lost before": lambda: smtplib.SMTPServerDisconnected("lost"),
	"unreachable": ConnectionRefusedError,
}
# What may go wrong after it took the message.
BREAKS: dict[str, Callable[[], Exception]] = {
	"lost after": lambda: smtplib.SMTPServerDisconnected("lost"),
	"silent after": lambda: TimeoutError("timed out"),
}


@dataclass
class Person:
	"""A recipient, and the hours that were written down of them."""

	name: str
	address: str
	zone: str = "UTC"
	quiet_from: str = "00:00"
	quiet_to: str = "00:00"
	no_contact: frozenset[int] = frozenset()

	def may_be_written_to(self, moment: datetime) -> bool:
		return is_decent(moment, self.zone, self.quiet_from, self.quiet_to, self.no_contact)


@dataclass
class Letter:
	"""What the books say of one thank-you."""

	name: str
	person: Person
	log: str
	due: datetime
	status: str = ""
	unwanted: set[str] = field(default_factory=set)  # why it must not leave any more
	in_hand: bool = False  # it was with the mail server already when that was said
	claimed_when_stopped: bool = False
	taken: list[datetime] = field(default_factory=list)


class World:
	"""See the module.

	Attributes:
		process: the dispatcher's.
		letters: by name.
		claims: when each that was taken had been claimed, as Frappe stores it.
		logs: that are submitted, with their meetings.
		cancelled: meetings whose log was cancelled.
		broken: what went against the books, in words.
		replies: what the mail server answers to the messages to come; it takes those that no reply is left for.
		down: it cannot be connected to.
	"""

	def __init__(self, clock: Any, people: list[Person], lead: str) -> None:
		self.clock = clock
		self.people = people
		self.lead = lead
		self.process = Process(lambda: clock.tick(timedelta(milliseconds=1)), self.others)
		self.letters: dict[str, Letter] = {}
		self.logs: dict[str, str] = {}
		self.cancelled: list[str] = []
		self.claims: list[datetime] = []
		self.broken: list[str] = []
		self.replies: list[str] = []
		self.down = self.stopped = False
		self.cap, self.pace, self.late_limit = 100, 0, timedelta(hours=168)

	@property
	def now(self) -> datetime:
		return datetime.now(timezone.utc)

	def wait_until_something_is_due(self) -> None:
		"""Or be put off again; nothing where nothing waits."""
		waiting = [row for row in self.rows().values() if row.status == "Scheduled"]
		moments = [max(row.due_on, row.deferred_until or row.due_on) for row in waiting]
		if moments and (wait := to_moment(min(moments)) - self.now) > timedelta():
			# Never a whole second: Frappe would take the same moment, once with and once without a fraction, for two.
			self.clock.tick(wait + timedelta(microseconds=1))

	def rest(self, seconds: float) -> None:
		self.clock.tick(timedelta(seconds=seconds))

	# The mail server

	@property
	def session(self) -> "World":
		"""What Frappe's SMTPServer hands out as its connection."""
		if self.down:
			raise ConnectionRefusedError
		return self

	def sendmail(self, from_addr: str, to_addrs: str, msg: Any) -> None:
		text = msg.decode() if isinstance(msg, bytes) else str(msg)
		message_id = message_from_string(text)["Message-ID"].strip("<>")
		name = frappe.db.get_value("Email Queue", {"message_id": message_id}, "reference_name")
		self.process.happens(committed=True)
		reply = self.replies.pop(0) if self.replies else "ok"
		if reply in REFUSALS:
			self.letters[name].in_hand = False
			raise REFUSALS[reply]()
		self._take(self.letters[name], to_addrs)
		self.process.happens(committed=True)
		if reply == "slow":
			self.clock.tick(SLOW)
		if reply in BREAKS:
			raise BREAKS[reply]()

	def noop(self) -> tuple[int, bytes]:
		return 250, b""

	def quit(self) -> None:
		"""Nothing is open."""

	def _take(self, letter: Letter, address: str) -> None:
		now = self.now
		letter.taken.append(now)
		asked = now - ANSWER_HOLDS
		person = letter.person
		self._object(len(letter.taken) > 1, letter, "was sent twice")
		self._object(address != person.address, letter, f"went to {address}")
		decent = person.may_be_written_to(now) or person.may_be_written_to(asked)
		self._object(not decent, letter, "came in quiet time")
		self._object(asked > letter.due + self.late_limit, letter, f"came too late, it was due {letter.due}")
		self._object(now < letter.due, letter, f"came before it was due, {letter.due}")
		unwanted = bool(letter.unwanted) and not letter.in_hand
		self._object(unwanted, letter, f"came after: {sorted(letter.unwanted)}")
		stopped = self.stopped and not letter.claimed_when_stopped
		self._object(stopped, letter, "came while everything was stopped")
		day = now.astimezone(site_zone()).date()
		taken = [moment for one in self.letters.values() for moment in one.taken]
		today = [moment for moment in taken if moment.astimezone(site_zone()).date() == day]
		self._object(len(today) > self.cap, letter, f"was number {len(today)} of a day with {self.cap}")
		# It is the claims that are paced: a server may take its time.
		claim = frappe.db.get_value(THANK_YOU, letter.name, "claimed_on")
		self.claims.append(claim)
		this_minute = [one for one in self.claims if claim - timedelta(minutes=1) < one <= claim]
		too_fast = bool(self.pace) and len(this_minute) > self.pace
		self._object(too_fast, letter, f"was number {len(this_minute)} of a minute with {self.pace}")

	def _object(self, wrong: bool, letter: Letter, how: str) -> None:
		if wrong:
			local = self.now.astimezone(ZoneInfo(letter.person.zone))
			self.broken.append(f"{letter.name} {how}; {local}, {letter.person}")

	# What staff do

	def plan(self, people: list[Person]) -> None:
		pairs = [("Activist", person.name) for person in people]
		self._log(factories.held_meeting(pairs, lead=self.lead))
		self.process.keep()

	def log_again(self) -> None:
		"""A new log of a meeting whose log was cancelled: it wakes what that cancelled."""
		if self.cancelled:
			self._log(frappe.get_doc("Stakeholder Meeting", self.cancelled.pop()))

	def _log(self, meeting: Any) -> None:
		log = factories.log(meeting, submit=True)
		self.logs[log.name] = meeting.name
		people = {person.name: person for person in self.people}
		fields = ["name", "stakeholder", "status", "due_on"]
		for row in frappe.get_all(
			THANK_YOU, filters={"meeting_log": log.name}, fields=fields, order_by="name"
		):
			known = self.letters.get(row.name)
			if known and known.status in FINAL:
				continue
			letter = known or Letter(row.name, people[row.stakeholder], log.name, self.now)
			letter.log, letter.due, letter.status = log.name, to_moment(row.due_on), row.status
			letter.unwanted.discard("log cancelled")
			self.letters[row.name] = letter

	def approve(self) -> None:
		waiting = [letter.name for letter in self.letters.values() if letter.status == "Awaiting Approval"]
		approve_thank_yous(waiting)

	def check_again(self) -> None:
		"""Somebody tries everything again that stands still; the app refuses what may have left."""
		for letter in self.letters.values():
			doc = frappe.get_doc(THANK_YOU, letter.name)
			if doc.status not in RETRIED_FROM:
				continue
			frappe.db.savepoint("try_again")
			try:
				retry_thank_you(doc)
			except frappe.ValidationError:
				frappe.db.rollback(save_point="try_again")
				continue
			letter.due = to_moment(frappe.db.get_value(THANK_YOU, letter.name, "due_on"))

	def settle_one(self) -> None:
		for name in sorted(self.in_state("Blocked", "Needs Review", "Failed"))[:1]:
			settle_thank_you(frappe.get_doc(THANK_YOU, name), "Done Manually")

	def run(self) -> bool:
		"""A process that dispatches; whether it came to its end."""
		try:
			dispatch_due()
			return True
		except (Killed, Ended, frappe.QueryDeadlockError):
			self.process.lose()
			return False

	def others(self, event: str) -> None:
		"""Something that others do while a run goes on; what goes wrong with it is no trouble of the run."""
		if event == "another run":
			self.run()
			return
		try:
			getattr(self, event)()
		except Exception as error:
			self.broken.append(f"{event}: {error!r}")
		self.process.keep()

	def somebody_opts_out(self) -> None:
		if not self.letters:
			return
		person = max(self.letters.values(), key=lambda one: (one.status == "Sent", one.name)).person
		self.opts_out(person)

	def opts_out(self, person: Person) -> None:
		mine = {"stakeholder": person.name, "opt_out_key": ("is", "set"), "status": "Sent"}
		key = frappe.db.get_value(THANK_YOU, mine, "opt_out_key")
		if key:
			opt_out(link_for(key).partition("t=")[2])
		else:
			suppress("Email", person.address, "Asked Us To Stop")
		self._not_any_more("opted out", lambda letter: letter.person is person)

	def somebody_is_not_to_be_contacted(self) -> None:
		waiting = [one for one in self.letters.values() if one.status in ("Scheduled", "Awaiting Approval")]
		if waiting:
			self.is_not_to_be_contacted(waiting[-1].person)

	def is_not_to_be_contacted(self, person: Person) -> None:
		doc = frappe.get_doc("Activist", person.name)
		if doc.status == "Active":
			doc.status = "Do Not Contact"
			doc.save()
		self._not_any_more("do not contact", lambda letter: letter.person is person)

	def a_log_is_cancelled(self) -> None:
		if self.logs:
			self.log_is_cancelled(next(iter(self.logs)))

	def somebody_acts(self, what: str, number: int) -> None:
		if what == "log_is_cancelled":
			for log in sorted(self.logs)[number : number + 1]:
				self.log_is_cancelled(log)
		elif what in ("opts_out", "is_not_to_be_contacted"):
			getattr(self, what)(self.people[number])
		else:
			getattr(self, what)()

	def log_is_cancelled(self, log: str) -> None:
		frappe.get_doc("Meeting Log", log).cancel()
		self._not_any_more("log cancelled", lambda letter: letter.log == log)
		self.cancelled.append(self.logs.pop(log))

	def _not_any_more(self, why: str, about: Callable[[Letter], bool]) -> None:
		with_the_server = self.in_state("Queued")
		for letter in filter(about, self.letters.values()):
			letter.unwanted.add(why)
			letter.in_hand = letter.in_hand or letter.name in with_the_server

	def everything_is_stopped(self, on: bool = True) -> None:
		settings(kill_switch=int(on))
		self.stopped = on
		claimed = self.in_state("Claimed", "Queued") if on else ()
		for letter in self.letters.values():
			letter.claimed_when_stopped = letter.name in claimed

	def limit(self, cap: int, pace: int) -> None:
		settings(daily_cap=cap, messages_per_minute=pace)
		self.cap, self.pace = cap, pace
		self.process.keep()

	# The books

	def in_state(self, *states: str) -> set[str]:
		return {name for name, row in self.rows().items() if row.status in states}

	def rows(self) -> dict[str, Any]:
		fields = [
			"name",
			"status",
			"reason_code",
			"block_reason",
			"due_on",
			"deferred_until",
			"reserved_until",
		]
		wanted = {"name": ("in", sorted(self.letters) or [""])}
		found = frappe.get_all(THANK_YOU, filters=wanted, fields=[*fields, "claimed_on"], order_by="name")
		return {row.name: row for row in found}

	def taken(self) -> int:
		return sum(len(letter.taken) for letter in self.letters.values())

	def nothing_is_in_hand(self) -> None:
		"""No run is going on: whoever was with the server when something was said has been answered."""
		for letter in self.letters.values():
			letter.in_hand = letter.claimed_when_stopped = False

	def compare(self) -> None:
		"""Whether the records and the books say the same."""
		assert not self.broken, "\n".join(self.broken)
		for name, row in self.rows().items():
			letter = self.letters[name]
			was, letter.status = letter.status, row.status
			says = f"{name} is {row.status} ({row.reason_code}: {row.block_reason}), was {was}; {letter}"
			assert was not in FINAL or row.status == was, f"It moved: {says}"
			if row.status == "Sent":
				assert len(letter.taken) == 1, f"It says Sent: {says}"
			elif letter.taken and row.status != "Done Manually":
				broke_off = row.status == "Needs Review" and row.reason_code == "broke_off"
				assert broke_off or row.status == "Queued", f"It was taken: {says}"
			if row.status in STOPPED:
				assert row.reason_code, f"No reason: {says}"
				assert row.block_reason, f"No reason: {says}"
			moved = get_datetime(row.due_on) != get_datetime(
				letter.due.astimezone(site_zone()).replace(tzinfo=None)
			)
			assert not moved, f"It is due at {row.due_on} now: {says}"

	def compare_after_a_clean_run(self) -> None:
		"""Nothing that could have left is here still."""
		now = self.now.astimezone(site_zone()).replace(tzinfo=None)
		for name, row in self.rows().items():
			letter = self.letters[name]
			says = f"{letter} {dict(row)}, now {now}"
			if row.status in ("Claimed", "Queued"):
				assert row.claimed_on >= now - STALE, f"Left in the air: {says}"
			if row.status != "Scheduled" or row.due_on > now:
				continue
			if row.reason_code in ("daily_cap", "pace", "stopped"):
				assert (row.reason_code == "stopped") <= self.stopped, f"Nobody stopped it: {says}"
				continue
			later = row.deferred_until and row.deferred_until > now
			reserved = row.reserved_until and row.reserved_until >= now
			assert later or reserved, f"It should have left: {says}"
			if row.reason_code == "quiet":
				until = to_moment(row.deferred_until)
				assert letter.person.may_be_written_to(until), f"Put off to {until}: {says}"
