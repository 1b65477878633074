"""Log an informal meeting that nobody planned: who was there, what they brought, what we promised."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime

from stakeholder_crm.base.doctypes import MEETING
from stakeholder_crm.engagement.meetings.prefill_log import prefill_log

LONGEST = timedelta(hours=24)
MOST_PEOPLE = 50
KEY_LENGTH = 36
TEXTS = ("stakeholder_type", "stakeholder", "represented_by", "guest_name", "brought", "promised", "due_on")


@dataclass(frozen=True, slots=True)
class QuickLogPerson:
	"""Somebody who was there: a stakeholder, or a guest by name.

	Attributes:
		stakeholder_type: one of the three kinds; empty for a guest.
		stakeholder: the record's name; empty for a guest.
		represented_by: of an agency, the focal person who was there.
		guest_name: of somebody who is no stakeholder (yet).
		brought: what they brought, in a line.
		may_be_thanked: whether it is safe to mention that in a message to them.
		promised: what we promised them, in a line.
		due_on: until when, "YYYY-MM-DD".
	"""

	stakeholder_type: str = ""
	stakeholder: str = ""
	represented_by: str = ""
	guest_name: str = ""
	brought: str = ""
	may_be_thanked: bool = False
	promised: str = ""
	due_on: str = ""

	@classmethod
	def read(cls, values: Mapping[str, Any]) -> "QuickLogPerson":
		"""Read what a page sends."""
		return cls(
			**{key: str(values.get(key) or "").strip() for key in TEXTS},
			may_be_thanked=bool(cint(values.get("may_be_thanked"))),
		)


@dataclass(frozen=True, slots=True)
class QuickLogInput:
	"""A meeting as it was noted down.

	Attributes:
		key: made up by whoever sends it, so that the same note arriving twice is logged once.
		about: what it was about, in a line.
		kind: of the meeting.
		began: in the site's zone.
		ended: likewise.
		people: who was there.
	"""

	key: str
	about: str
	kind: str
	began: datetime
	ended: datetime
	people: tuple[QuickLogPerson, ...]

	@classmethod
	def read(cls, values: Mapping[str, Any]) -> "QuickLogInput":
		"""Read what a page sends.

		Args:
			values: ``key``, ``about``, ``kind``, ``began`` ("YYYY-MM-DD HH:MM:SS" in the site's zone), ``minutes``
				and ``people`` (see ``Person``).

		Raises:
			frappe.MandatoryError: when nobody was there, or it does not say what it was about.
			frappe.ValidationError: when the key or the hours cannot be read, or too many people are named.
		"""
		key, about = (str(values.get(field) or "").strip() for field in ("key", "about"))
		if not key or len(key) > KEY_LENGTH:
			frappe.throw(_("This note has no key of its own. Reload the page; your text is kept."))
		if not about:
			frappe.throw(_("About: say in a line what it was about."), frappe.MandatoryError)
		began, ended = _hours(values.get("began"), values.get("minutes"))
		people = tuple(QuickLogPerson.read(one) for one in values.get("people") or ())
		if not people:
			frappe.throw(_("Who was there? Add at least one person."), frappe.MandatoryError)
		if len(people) > MOST_PEOPLE:
			frappe.throw(
				_("More than {0} people: write this one as a Stakeholder Meeting.").format(MOST_PEOPLE)
			)
		return cls(key, about, str(values.get("kind") or "Informal Gathering"), began, ended, people)


@dataclass(frozen=True, slots=True)
class QuickLogResult:
	"""What was made of a note; names of records."""

	meeting: str
	log: str


def quick_log(noted: QuickLogInput) -> QuickLogResult:
	"""Make a meeting and its submitted log; for a note that arrived before, name the ones there are.

	Thanks are planned as for any log: in writing only where it was said that they are safe to mention, and where
	there is a safe way to write.

	Args:
		noted: what happened.

	Raises:
		frappe.PermissionError: when the user may not see somebody who is named.
		frappe.DuplicateEntryError: when the same note is being saved at this moment.
	"""
	return _logged_before(noted.key) or _log(noted)


def _logged_before(key: str) -> QuickLogResult | None:
	meeting = frappe.db.get_value(MEETING, {"quick_log_key": key, "owner": frappe.session.user})
	if not meeting:
		return None
	return QuickLogResult(
		meeting, frappe.db.get_value("Meeting Log", {"meeting": meeting, "docstatus": 1}) or ""
	)


def _log(noted: QuickLogInput) -> QuickLogResult:
	meeting = _meeting(noted)
	meeting.insert()
	_claim(meeting, noted.key)
	log = prefill_log(meeting)
	log.summary = noted.about
	for row, person in zip(log.attendance, noted.people, strict=True):
		row.contribution = person.brought
		row.safe_to_mention = int(bool(person.brought) and person.may_be_thanked)
	for number, person in enumerate(noted.people, start=1):
		if person.promised:
			log.append("commitments", _commitment(number, person))
	log.insert()
	log.submit()
	return QuickLogResult(meeting.name, log.name)


def _meeting(noted: QuickLogInput) -> Document:
	meeting = frappe.new_doc(MEETING)
	meeting.update(
		{
			"subject": noted.about,
			"kind": noted.kind,
			"starts_on": noted.began,
			"ends_on": noted.ended,
			"lead": frappe.session.user,
			"participants": _participants(noted.people),
		}
	)
	return meeting


def _participants(people: Sequence[QuickLogPerson]) -> list[dict[str, str | None]]:
	return [
		{
			"stakeholder_type": one.stakeholder_type or None,
			"stakeholder": one.stakeholder or None,
			"represented_by": one.represented_by or None,
			"guest_name": one.guest_name or None,
		}
		for one in people
	]


def _claim(meeting: Document, key: str) -> None:
	"""Of two that arrive at the same moment, the index lets one pass."""
	try:
		meeting.db_set("quick_log_key", key, update_modified=False)
	except Exception as error:
		if not frappe.db.is_unique_key_violation(error):
			raise
		frappe.throw(
			_("This note is being saved at this moment. Try again: it will not be logged twice."),
			frappe.DuplicateEntryError,
		)


def _commitment(number: int, person: QuickLogPerson) -> dict[str, str]:
	if not person.stakeholder:
		frappe.throw(
			_(
				"Person {0}: a promise needs somebody on record. Choose her from the list, or write the promise into About."
			).format(number)
		)
	if not person.due_on:
		frappe.throw(
			_("Person {0}: until when did we promise it? Set Due.").format(number), frappe.MandatoryError
		)
	return {
		"direction": "Ours",
		"stakeholder_type": person.stakeholder_type,
		"stakeholder": person.stakeholder,
		"promise": person.promised,
		"responsible": frappe.session.user,
		"due_on": person.due_on,
	}


def _hours(began: object, minutes: object) -> tuple[datetime, datetime]:
	start: Any = None
	if began:
		with suppress(Exception):
			start = get_datetime(str(began))
	length = timedelta(minutes=cint(minutes))
	if not start or not timedelta(0) < length <= LONGEST:
		frappe.throw(_("When: give the hour at which it began and how long it took, at most a day."))
	return start, start + length
