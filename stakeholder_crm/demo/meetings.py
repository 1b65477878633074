"""The demo's meetings: planned by their lead, logged, and followed up."""

from datetime import timedelta
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from stakeholder_crm.base.acting_as import acting_as
from stakeholder_crm.demo.coming_meetings import JUST_HELD, LOG_OF_JUST_HELD
from stakeholder_crm.demo.follow_ups import settle
from stakeholder_crm.demo.rows import Row, resolved
from stakeholder_crm.demo.scene import Scene
from stakeholder_crm.engagement.briefs.create_brief import create_brief
from stakeholder_crm.engagement.meetings import change_status

NOT_FIELDS = ("minutes", "who", "represented_by", "status", "status_reason", "team", "log")
BRIEF_DAYS = 10


def add_meeting(scene: Scene, key: str, row: Row) -> None:
	"""Plan a meeting, and bring it step by step to the status in the data."""
	lead = scene.users[row.get("lead", "outreach")]
	with acting_as(lead):
		doc = _plan(scene, key, row, lead)
		scene.meetings[key] = doc.name
		_move(doc, row["status"], row.get("status_reason", ""))
		if "log" in row:
			log = write_log(scene, doc, row["log"])
			log.submit()
			_follow_through(scene, log, row["log"])
			settle(scene, log, row["log"])
			if row["status"] == "Closed":
				change_status.close(frappe.get_doc("Stakeholder Meeting", doc.name))


def write_log(scene: Scene, meeting: Document, row: Row) -> Document:
	"""Insert (not submit) the log of a meeting from the data."""
	log = frappe.new_doc("Meeting Log")
	row = resolved(row, scene.today, scene.users)
	log.update(
		{name: value for name, value in row.items() if name not in ("attendance", "concerns", "commitments")}
	)
	log.update({"meeting": meeting.name, "held_from": meeting.starts_on, "held_to": meeting.ends_on})
	for who, values in row["attendance"].items():
		fields = {name: value for name, value in values.items() if name != "ends_as"}
		log.append("attendance", {**scene.pair(who), **fields})
	for table in ("concerns", "commitments"):
		for values in row.get(table, []):
			fields = {name: value for name, value in values.items() if name not in ("who", "then")}
			if table == "commitments" and fields["direction"] == "Ours":
				fields["responsible"] = fields["responsible"] or meeting.lead
			log.append(table, {**scene.pair(values["who"]), **fields})
	return log.insert()


def log_just_held(scene: Scene, meeting: Document) -> Document:
	"""Insert the log of the meeting just held, ready to be submitted."""
	return write_log(scene, meeting, LOG_OF_JUST_HELD)


def add_briefs(scene: Scene) -> None:
	"""Create the briefs of the meetings of the coming days."""
	rows = frappe.get_all(
		"Stakeholder Meeting",
		filters={
			"name": ("in", list(scene.meetings.values())),
			"status": ("in", ["Planned", "Confirmed"]),
			"starts_on": ("between", [scene.now, add_days(scene.now, BRIEF_DAYS)]),
		},
		fields=["name", "lead"],
		order_by="starts_on",
	)
	for row in rows:
		with acting_as(row.lead):
			create_brief(row.name)


def _plan(scene: Scene, key: str, row: Row, lead: str) -> Document:
	fields: dict[str, Any] = {name: value for name, value in row.items() if name not in NOT_FIELDS}
	fields = resolved(fields, scene.today, scene.users)
	if key == JUST_HELD:
		ended = scene.now.replace(second=0, microsecond=0) - timedelta(minutes=40)
		fields["starts_on"] = ended - timedelta(minutes=row["minutes"])
	fields["ends_on"] = fields["starts_on"] + timedelta(minutes=row["minutes"])
	doc = frappe.new_doc("Stakeholder Meeting")
	doc.update({**fields, "lead": lead})
	for user in row.get("team", []):
		doc.append("team", {"user": scene.users[user]})
	speakers = row.get("represented_by", {})
	for who, role in row["who"].items():
		doc.append(
			"participants",
			{**scene.pair(who), "role": role, "invited": 1, "represented_by": speakers.get(who)},
		)
	return doc.insert()


def _move(meeting: Document, status: str, reason: str) -> None:
	if status == "Confirmed":
		change_status.confirm(meeting)
	elif status == "Postponed":
		change_status.postpone(meeting, reason)
	elif status == "Cancelled":
		change_status.cancel(meeting, reason)
	elif status != "Planned":
		change_status.mark_held(meeting)


def _follow_through(scene: Scene, log: Document, row: Row) -> None:
	"""Take concerns and commitments through their later steps."""
	log.reload()
	for table, link, doctype in (
		("concerns", "concern", "Stakeholder Concern"),
		("commitments", "commitment", "Stakeholder Commitment"),
	):
		for made, told in zip(log.get(table), row.get(table, []), strict=True):
			for status, fields in told["then"]:
				doc = frappe.get_doc(doctype, made.get(link))
				doc.update(resolved(fields, scene.today, scene.users))
				doc.status = status
				if status == "Reported Back" and not doc.reported_back_on:
					doc.reported_back_on = min(scene.today, add_days(getdate(log.held_from), 30))
				doc.save()
