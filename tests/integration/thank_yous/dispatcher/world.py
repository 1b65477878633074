"""The world around the dispatcher: people with their hours, staff who change their minds, a mail server."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from email import message_from_string
from typing import Any

import frappe

from stakeholder_crm.base.clock import to_moment
from stakeholder_crm.follow_up.messages.approve import approve_thank_yous
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.follow_up.messages.retry import RETRIED_FROM, retry_thank_you
from stakeholder_crm.follow_up.messages.settle import close_thank_you
from stakeholder_crm.follow_up.messages.unsubscribe_link import link_for
from stakeholder_crm.stakeholders.suppression import suppress
from stakeholder_crm.testing import factories
from stakeholder_crm.www.no_more import unsubscribe
from tests.integration.thank_yous.dispatcher.books import FINAL, Books, Letter, Person
from tests.integration.thank_yous.dispatcher.dying_process import Ended, Killed, Process
from tests.integration.thank_yous.helpers import THANK_YOU, settings

SLOW = timedelta(seconds=70)
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


class World(Books):
	"""See the module; every step is written into the books.

	Attributes:
		process: the dispatcher's.
		logs: that are submitted, with their meetings.
		cancelled: meetings whose log was cancelled.
		replies: what the mail server answers to the messages to come; it takes those that no reply is left for.
		down: it cannot be connected to.
	"""

	def __init__(self, clock: Any, people: list[Person], lead: str) -> None:
		super().__init__()
		self.clock = clock
		self.people = people
		self.lead = lead
		self.process = Process(lambda: clock.tick(timedelta(milliseconds=1)), self.others)
		self.logs: dict[str, str] = {}
		self.cancelled: list[str] = []
		self.replies: list[str] = []
		self.down = False

	def wait_until_something_is_due(self) -> None:
		"""Or be put off again; nothing where nothing waits."""
		waiting = [row for row in self.rows().values() if row.status == "Scheduled"]
		moments = [max(row.due_on, row.deferred_until or row.due_on) for row in waiting]
		if moments and (wait := to_moment(min(moments)) - self.now) > timedelta():
			# Never a whole second: Frappe writes one in two ways, and would call them two moments.
			self.clock.tick(wait + timedelta(microseconds=1))

	def begin_again(self, savepoint: str, at: str) -> None:
		"""Everything is as it was then, in the database and in the books."""
		frappe.db.sql(f"rollback to savepoint {savepoint}")
		frappe.clear_document_cache("Stakeholder CRM Settings", "Stakeholder CRM Settings")
		self.process.keep()
		self.process.moments = 0
		self.clock.move_to(at)
		self.broken.clear()
		self.claims.clear()
		self.stopped = False
		for row in self.rows().values():
			letter = self.letters[row.name]
			letter.status, letter.due = row.status, to_moment(row.due_on)
			letter.taken.clear()
			letter.unwanted.clear()
		self.logs |= {letter.log: "" for letter in self.letters.values()}

	def go_on(self, later: timedelta, says: str) -> None:
		"""Another run, after a while, to which nothing happens."""
		self.replies = []
		self.clock.tick(later)
		self.run()
		try:
			self.compare()
		except AssertionError as wrong:
			raise AssertionError(f"{says}: {wrong}") from None

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
		self.write_down(self.letters[name], to_addrs)
		self.process.happens(committed=True)
		if reply == "slow":
			self.clock.tick(SLOW)
		if reply in BREAKS:
			raise BREAKS[reply]()

	def noop(self) -> tuple[int, bytes]:
		return 250, b""

	def quit(self) -> None:
		"""Nothing is open."""

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
			close_thank_you(frappe.get_doc(THANK_YOU, name), "Done Manually")

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
			unsubscribe(link_for(key).partition("t=")[2])
		else:
			suppress("Email", person.address, "Opted Out")
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
