"""The main job, shown once in the terminal: prepare, record, thank.

Usage: python -m dev.demo <site> <folder of received mails>, from inside the sites folder, with an SMTP
server running that writes what it receives into that folder. Ends with 1 when anything went wrong.
"""

import email
import email.policy
import logging
import shutil
import sys
import textwrap
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import cssutils
import frappe
from frappe.utils import format_datetime, getdate, now_datetime, today

from dev.brief_text import brief_as_text
from dev.progress import say
from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.access.vault.sealed_document import put_in
from stakeholder_crm.base.acting_as import acting_as
from stakeholder_crm.demo import load, registry
from stakeholder_crm.demo.coming_meetings import COMING_MEETINGS, JUST_HELD, NEXT
from stakeholder_crm.demo.loader import PEOPLE, USERS
from stakeholder_crm.demo.meetings import log_just_held
from stakeholder_crm.demo.scene import Scene
from stakeholder_crm.domain.brief import SECTIONS
from stakeholder_crm.engagement.briefs.create_brief import create_brief
from stakeholder_crm.follow_up.messages.approve import approve_thank_yous
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due

PASSWORD = "demo"  # of a site that listens on loopback only and holds invented people
HOURS_AHEAD = 7 * 24
THANK_YOU = "Thank You Follow Up"
WIDTH = min(shutil.get_terminal_size((100, 24)).columns, 110)


class WentWrongError(Exception):
	"""The demo did not show what it promises."""


def main(site: str, mails: Path) -> int:
	# Frappe's mail styles are newer than the parser that inlines them, which would say so each time.
	cssutils.log.setLevel(logging.CRITICAL)
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	try:
		load(PASSWORD)
		scene = loaded_scene()
		prepare(scene)
		log = record(scene)
		_thank(scene, log, mails)
	except WentWrongError as error:
		say(f"\n✗ {error}")
		return 1
	finally:
		frappe.destroy()
	return 0


def prepare(scene: Scene) -> None:
	"""Create the brief of the next meeting, and print it."""
	_title("1  Prepare: the brief of the next meeting")
	meeting = _meeting(NEXT)
	with acting_as(meeting.lead):
		brief = create_brief(meeting.name)
	put_in(brief)
	text = brief_as_text(brief)
	say(_wrapped(text))
	_keep()
	missing = [section for section in SECTIONS if section.upper() not in text]
	empty = [section for section in SECTIONS if not _lines(brief, section)]
	if missing or empty:
		raise WentWrongError(f"The brief lacks: {', '.join({*missing, *empty})}.")


def record(scene: Scene) -> Any:
	"""Log the meeting that has just ended, and print the log."""
	_title("2  Record: the log of the meeting that has just ended")
	meeting = _meeting(JUST_HELD)
	with acting_as(meeting.lead):
		log = log_just_held(scene, meeting)
		log.submit()
	_keep()
	log.reload()
	put_in(log)
	say(f"{log.name}: {log.subject} ({log.outcome})\n")
	say(_wrapped(f"What we heard: {log.what_we_heard}"))
	say(_wrapped(f"What we changed on the day: {log.adaptations}\n"))
	for row in log.attendance:
		say(
			_wrapped(
				f"  {'✓' if row.attended else '–'} {row.stakeholder_name}: {row.contribution or row.note}"
			)
		)
	for row in log.concerns:
		say(_wrapped(f"  Concern {row.concern}: {row.stakeholder_name}, {row.said}"))
	for row in log.commitments:
		say(_wrapped(f"  {row.direction} {row.commitment}: {row.promise}, due {row.due_on}"))
	return log


def _thank(scene: Scene, log: Any, mails: Path) -> None:
	_title("3  Thank: one for each who came, if it is safe")
	planned = _thank_yous({"meeting_log": log.name})
	for row in planned:
		say(_wrapped(f"  {row.name}  {row.stakeholder_name}: {row.status}. {row.block_reason or ''}"))
	if not [row for row in planned if row.status == "Blocked" and row.block_reason]:
		raise WentWrongError("No thank-you was blocked with its reason.")
	_approve(scene, [row.name for row in planned if row.status == "Awaiting Approval"])
	before = {file.name for file in mails.glob("*.eml")}
	sent = _dispatch()
	received = [file for file in sorted(mails.glob("*.eml")) if file.name not in before]
	_title("4  What the mail server received")
	for file in received:
		_show_mail(email.message_from_bytes(file.read_bytes(), policy=email.policy.default))
	if not received or len(received) != len(sent):
		raise WentWrongError(f"{len(sent)} thank-yous are marked as sent, {len(received)} mails arrived.")
	_title("5  What did not leave, and why")
	for row in _thank_yous({"status": ("in", ["Blocked", "Needs Review", "Failed", "Cancelled"])}):
		say(_wrapped(f"  {row.name}  {row.stakeholder_name}: {row.status}. {row.block_reason}"))
	say(f"\n✓ A brief of {len(SECTIONS)} sections, a log, {len(received)} mails delivered.")


def _approve(scene: Scene, names: list[str]) -> None:
	with acting_as(scene.users["manager"]):
		results = approve_thank_yous(names)
	_keep()
	say(f"\nThe manager approves {len(names)}:")
	for result in results:
		say(_wrapped(f"  {result.name}: {result.status} {result.message}"))


def _dispatch() -> list[str]:
	"""Let the hours pass until all that is scheduled has been looked at; names of what was sent.

	Whatever the hour at which the demo runs, it is a decent one for everybody within a week.
	"""
	say("\nThe hours pass; the dispatcher looks at what is due, and waits where it is quiet time:")
	waiting = {row.name for row in _thank_yous({"status": "Scheduled"})}
	sent: list[str] = []
	for hour in range(HOURS_AHEAD):
		if not waiting:
			return sent
		now = now_datetime() + timedelta(hours=hour)
		run = dispatch_due(now)
		if run.stopped_by:
			raise WentWrongError(run.stopped_by)
		for name, status in run.outcomes.items():
			if status == "Scheduled" or name not in waiting:
				continue
			waiting.discard(name)
			say(f"  {format_datetime(now, 'EEE d MMM HH:mm')}  {name}: {status}")
			if status == "Sent":
				sent.append(name)
	if waiting:
		raise WentWrongError(f"Still not sent after a week: {', '.join(sorted(waiting))}.")
	return sent


def _show_mail(message: EmailMessage) -> None:
	part = message.get_body(("plain", "html"))
	head = [f"{name}: {message[name]}" for name in ("From", "To", "Subject")]
	body = part.get_content().strip().splitlines() if part else []
	bar = "─" * (WIDTH - 4)
	lines = [fitted for line in [*head, "", *body] for fitted in _fit(line, hang=0)]
	say("\n".join([f"  ┌{bar}", *(f"  │ {line}" for line in lines), f"  └{bar}"]))


def loaded_scene() -> Scene:
	"""The scene as it was loaded, found again by the names that the data gives."""
	users = {key: fields[0] for key, fields in USERS.items()}
	scene = Scene(getdate(today()), now_datetime(), users)
	names = registry.recall(registry.LOADED)
	for kind, people in PEOPLE.items():
		rows = get_all_opened(
			kind, filters={"name": ("in", names[kind])}, fields=["full_name", "name"], order_by="name"
		)
		by_name = {row.full_name: row.name for row in rows}
		scene.people |= {key: (kind, by_name[row["full_name"]]) for key, row in people.items()}
	return scene


def _meeting(key: str) -> Any:
	names = registry.recall(registry.LOADED)["Stakeholder Meeting"]
	found = frappe.get_all(
		"Stakeholder Meeting",
		filters={"subject": COMING_MEETINGS[key]["subject"], "name": ("in", names)},
		pluck="name",
		order_by="name",
	)
	return frappe.get_doc("Stakeholder Meeting", found[0])


def _thank_yous(filters: dict[str, Any]) -> list[Any]:
	fields = ["name", "stakeholder_name", "status", "block_reason"]
	return frappe.get_all(THANK_YOU, filters=filters, fields=fields, order_by="name")


def _lines(brief: Any, section: str) -> list[Any]:
	return [row for row in (*brief.lines, *brief.gaps) if row.section == section]


def _title(text: str) -> None:
	say(f"\n{text}\n{'═' * len(text)}\n")


def _wrapped(text: str) -> str:
	return "\n".join(line for paragraph in text.splitlines() for line in _fit(paragraph) or [""])


def _fit(line: str, hang: int = 2) -> list[str]:
	indent = len(line) - len(line.lstrip())
	return textwrap.wrap(line, WIDTH - 6, subsequent_indent=" " * (indent + hang)) or [""]


def _keep() -> None:
	"""What the demo did is there to be looked at in the Desk."""
	frappe.db.commit()


if __name__ == "__main__":
	sys.exit(main(sys.argv[1], Path(sys.argv[2]).absolute()))
