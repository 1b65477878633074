"""Log an unplanned, informal meeting: attendance, contributions and our commitments."""

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
	"""A person who attended: a stakeholder, or a guest by name.

	Attributes:
			stakeholder_type: one of the three types. Empty for a guest.
			stakeholder: the record's name. Empty for a guest.
			represented_by: for an agency, the focal person who attended.
			guest_name: the name of a guest.
			brought: their contribution, in one line.
			may_be_thanked: whether the contribution is safe to mention in a message to them.
			promised: our commitment to them, in one line.
			due_on: its due date, "YYYY-MM-DD".
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
		"""Read what the page sends."""
		return cls(
			**{key: str(values.get(key) or "").strip() for key in TEXTS},
			may_be_thanked=bool(cint(values.get("may_be_thanked"))),
		)


@dataclass(frozen=True, slots=True)
class QuickLogInput:
	"""A meeting as entered.

	Attributes:
			key: created by the sender, so that a note sent twice is logged once.
			about: the subject, in one line.
			kind: the meeting type.
			began: in the site's time zone.
			ended: in the site's time zone.
			people: who attended.
	"""

	key: str
	about: str
	kind: str
	began: datetime
	ended: datetime
	people: tuple[QuickLogPerson, ...]

	@classmethod
	def read(cls, values: Mapping[str, Any]) -> "QuickLogInput":
		"""Read what the page sends.

		Args:
				values: ``key``, ``about``, ``kind``, ``began`` ("YYYY-MM-DD HH:MM:SS" in the site's time zone), ``minutes``
					and ``people`` (see ``QuickLogPerson``).

		Raises:
				frappe.MandatoryError: when there are no people or no subject.
				frappe.ValidationError: when the key or time is invalid, or there are too many people.
		"""
		key, about = (str(values.get(field) or "").strip() for field in ("key", "about"))
		if not key or len(key) > KEY_LENGTH:
			frappe.throw(_("This note has no key. Reload the page and try again; your draft is kept."))
		if not about:
			frappe.throw(_("Enter About."), frappe.MandatoryError)
		began, ended = _hours(values.get("began"), values.get("minutes"))
		people = tuple(QuickLogPerson.read(one) for one in values.get("people") or ())
		if not people:
			frappe.throw(_("Add at least one person."), frappe.MandatoryError)
		if len(people) > MOST_PEOPLE:
			frappe.throw(
				_("Too many people (more than {0}). Create a Stakeholder Meeting instead.").format(
					MOST_PEOPLE
				)
			)
		return cls(key, about, str(values.get("kind") or "Informal Gathering"), began, ended, people)


@dataclass(frozen=True, slots=True)
class QuickLogResult:
	"""The names of the created records."""

	meeting: str
	log: str


def quick_log(note: QuickLogInput) -> QuickLogResult:
	"""Create a meeting and its submitted log. For a note that was sent before, return the existing ones.

	Thank-yous are planned as for any log: in writing only where the contribution is safe to mention and a safe route
	exists.

	Args:
			note: the meeting as entered.

	Raises:
			frappe.PermissionError: when the user may not see a stakeholder in the note.
			frappe.DuplicateEntryError: when the same note is being saved at this moment.
	"""
	return _logged_before(note.key) or _log(note)


def _logged_before(key: str) -> QuickLogResult | None:
	meeting = frappe.db.get_value(MEETING, {"quick_log_key": key, "owner": frappe.session.user})
	if not meeting:
		return None
	return QuickLogResult(
		meeting, frappe.db.get_value("Meeting Log", {"meeting": meeting, "docstatus": 1}) or ""
	)


def _log(note: QuickLogInput) -> QuickLogResult:
	meeting = _meeting(note)
	meeting.insert()
	_set_key(meeting, note.key)
	log = prefill_log(meeting)
	log.summary = note.about
	for row, person in zip(log.attendance, note.people, strict=True):
		row.contribution = person.brought
		row.safe_to_mention = int(bool(person.brought) and person.may_be_thanked)
	for number, person in enumerate(note.people, start=1):
		if person.promised:
			log.append("commitments", _commitment(number, person))
	log.insert()
	log.submit()
	return QuickLogResult(meeting.name, log.name)


def _meeting(note: QuickLogInput) -> Document:
	meeting = frappe.new_doc(MEETING)
	meeting.update(
		{
			"subject": note.about,
			"kind": note.kind,
			"starts_on": note.began,
			"ends_on": note.ended,
			"lead": frappe.session.user,
			"participants": _participants(note.people),
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


def _set_key(meeting: Document, key: str) -> None:
	"""Of two notes sent at the same time, the unique index accepts one."""
	try:
		meeting.db_set("quick_log_key", key, update_modified=False)
	except Exception as error:
		if not frappe.db.is_unique_key_violation(error):
			raise
		frappe.throw(
			_("This note is being saved. Try again; it will not be logged twice."),
			frappe.DuplicateEntryError,
		)


def _commitment(number: int, person: QuickLogPerson) -> dict[str, str]:
	if not person.stakeholder:
		frappe.throw(
			_(
				"Person {0}: a commitment needs a stakeholder. Choose one from the list, or write it in About."
			).format(number)
		)
	if not person.due_on:
		frappe.throw(_("Person {0}: enter Due for the commitment.").format(number), frappe.MandatoryError)
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
		frappe.throw(_("When: enter a start time and a duration of at most 24 hours."))
	return start, start + length
