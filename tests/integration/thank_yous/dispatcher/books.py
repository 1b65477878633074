"""The books that a test keeps beside the records: what may leave, what left, and whether both say the same."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import frappe

from stakeholder_crm.base.clock import site_zone, to_moment
from tests.integration.thank_yous.helpers import THANK_YOU
from tests.unit.wall_clock import is_decent

# So old may the gate's answer be when a message is handed over.
ANSWER_HOLDS = timedelta(seconds=6)
# Frappe's clock shows one hour of a year twice, and so may call a claim an hour younger than it is.
STALE = timedelta(minutes=16 + 60)
FINAL = ("Sent", "Done Manually", "Not Needed")
FIELDS = [
	*("name", "status", "reason_code", "block_reason"),
	*("due_on", "deferred_until", "reserved_until", "claimed_on"),
]
STOPPED = ("Blocked", "Needs Review", "Failed", "Cancelled", "Not Needed")


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


class Books:
	"""See the module.

	Attributes:
		letters: by name.
		claims: when each that was taken had been claimed, as Frappe stores it.
		broken: what went against the books, in words.
	"""

	def __init__(self) -> None:
		self.letters: dict[str, Letter] = {}
		self.claims: list[datetime] = []
		self.broken: list[str] = []
		self.stopped = self.approval = False
		self.cap, self.pace, self.late_limit = 100, 0, timedelta(hours=168)

	@property
	def now(self) -> datetime:
		return datetime.now(timezone.utc)

	def write_down(self, letter: Letter, address: str) -> None:
		"""The server took it just now: was that right?"""
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
		claim, approved = frappe.db.get_value(THANK_YOU, letter.name, ["claimed_on", "approved_by"])
		self.claims.append(claim)
		this_minute = [one for one in self.claims if claim - timedelta(minutes=1) < one <= claim]
		too_fast = bool(self.pace) and len(this_minute) > self.pace
		self._object(too_fast, letter, f"was number {len(this_minute)} of a minute with {self.pace}")
		self._object(self.approval and not approved, letter, "came without approval")

	def _object(self, wrong: bool, letter: Letter, how: str) -> None:
		if wrong:
			local = self.now.astimezone(ZoneInfo(letter.person.zone))
			self.broken.append(f"{letter.name} {how}; {local}, {letter.person}")

	def in_state(self, *states: str) -> set[str]:
		return {name for name, row in self.rows().items() if row.status in states}

	def rows(self) -> dict[str, Any]:
		wanted = {"name": ("in", sorted(self.letters) or [""])}
		found = frappe.get_all(THANK_YOU, filters=wanted, fields=FIELDS, order_by="name")
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
			assert to_moment(row.due_on) == letter.due, f"It is due at {row.due_on} now: {says}"

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
