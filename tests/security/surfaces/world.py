"""Records of each level, full of a word that is written nowhere else: who finds it has learnt something."""

import json
from dataclasses import dataclass, field

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, now_datetime, today

from stakeholder_crm.engagement.briefs.create_brief import create_brief
from stakeholder_crm.engagement.meetings import change_status
from stakeholder_crm.engagement.plans.create_plan import create_plan
from stakeholder_crm.stakeholders.imports.repository import insert_rows
from stakeholder_crm.testing import factories

LEVELS = ("Open", "Restricted", "Confidential")
WORD = "zephyrine"
TEMPLATE = "New Partner Agency"

# The viewers: key → (roles, what they see of each level).
ALL = frozenset(LEVELS)
VIEWERS: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
	"Owner": (("Outreach Staff",), ALL),
	"Staff": (("Outreach Staff",), frozenset({"Open"})),
	"Manager": (("Outreach Manager",), frozenset({"Open", "Restricted"})),
	"Safeguarding": (("Safeguarding Lead",), ALL),
	"Liaison": (("Outreach Staff", "Outreach Manager"), frozenset()),
	"Focal person": (("Report Manager", "Website Manager"), frozenset()),
	"System Manager": (("System Manager", "Report Manager", "Website Manager"), frozenset()),
	"Outsider": (("Website Manager",), frozenset()),
}


@dataclass(frozen=True)
class Record:
	"""A record of ours with the word of its level in it."""

	doctype: str
	name: str
	level: str
	word: str


@dataclass
class World:
	"""What there is, and who looks at it."""

	records: list[Record] = field(default_factory=list)
	users: dict[str, str] = field(default_factory=dict)
	files: dict[str, str] = field(default_factory=dict)
	opt_outs: dict[str, str] = field(default_factory=dict)
	chart: str = ""

	def of(self, *doctypes: str) -> list[Record]:
		return [record for record in self.records if record.doctype in doctypes]

	def add(self, doc: Document, level: str) -> Document:
		self.records.append(Record(doc.doctype, doc.name, level, word_of(level)))
		return doc


def word_of(level: str) -> str:
	return f"{WORD}{level.lower()}"


def build() -> World:
	"""Make the records and the viewers, as those who would make them."""
	world = World()
	for key, (roles, _sees) in VIEWERS.items():
		address = f"{key.lower().replace(' ', '-')}@surfaces.example"
		world.users[key] = factories.make_user(address, key, roles)
	_as(world.users["Safeguarding"])
	factories.agency_liaison(world.users["Liaison"])
	_as(world.users["Owner"])
	police = factories.partner_agency(full_name="Harbour Police")
	_as(world.users["Safeguarding"])
	police.append("focal_people", factories.focal_person(user=world.users["Focal person"]))
	police.save()
	for level in LEVELS:
		_people(world, level)
	_as("Administrator")
	world.chart = _chart()
	return world


def _people(world: World, level: str) -> None:
	_as(world.users["Owner"])
	word = word_of(level)
	activist = world.add(
		factories.activist(
			full_name=f"Quill {word}",
			safe_alias=f"Heron {word}x",
			confidentiality=level,
			causes=f"{word} cause",
			contact_points=[factories.contact_point(value=f"{word}@example.org")],
			care_notes=[{"kind": "Do", "text": f"{word} note", "noted_on": today()}],
		),
		level,
	)
	leader = factories.community_leader(
		full_name=f"Lead {word}",
		safe_alias=f"Owl {word}x",
		confidentiality=level,
		community=f"{word} quarter",
		ties=[{**factories.pair(activist), "kind": "Ally"}],
	)
	world.add(leader, level)
	agency = factories.partner_agency(
		full_name=f"Office {word}",
		safe_alias=f"Desk {word}x",
		confidentiality=level,
		jurisdiction=f"{word} shore",
		ties=[{**factories.pair(activist), "kind": "Ally"}],
		focal_people=[factories.focal_person(person_name=f"Clerk {word}")],
	)
	world.add(agency, level)
	meeting = world.add(
		factories.held_meeting([activist], subject=f"{word} talk", purpose=f"{word} purpose"), level
	)
	world.add(factories.held_meeting([activist], subject=f"{word} talk without a log"), level)
	coming = world.add(factories.meeting([activist], subject=f"{word} talk to come"), level)
	world.add(create_brief(coming.name), level)
	world.add(_plan(coming, word), level)
	change_status.confirm(frappe.get_doc(coming.doctype, coming.name))
	world.add(factories.assessment(activist, evidence=f"{word} evidence"), level)
	world.add(factories.concern(activist, said=f"{word} said", meeting=meeting.name), level)
	world.add(factories.commitment(activist, promise=f"{word} promise", meeting=meeting.name), level)
	for purpose in ("Thank-You Messages", "Sharing with Partner Agencies"):
		consent = {"purpose": purpose, "decision": "Given", "how": "Spoken", "witness": f"{word} witness"}
		world.add(_insert("Consent Record", activist, decided_on=now_datetime(), **consent), level)
	rows = [
		factories.attendance(activist, contribution=f"explaining the {word}"),
		factories.attendance(leader, contribution=f"listening to the {word}"),
	]
	log = factories.log(
		frappe.get_doc(meeting.doctype, meeting.name),
		submit=True,
		summary=f"{word} summary",
		attendance=rows,
	)
	world.add(log, level)
	thank_you = frappe.get_doc("Thank You Follow Up", {"meeting_log": log.name, "stakeholder": activist.name})
	world.add(thank_you, level)
	_as(world.users["Safeguarding"])
	agreement = _agreement(agency, word)
	world.add(agreement, level)
	_as(world.users["Owner"])
	world.add(_disclosure(activist, agency, agreement, word), level)
	_as(world.users["Safeguarding"])
	grant = {"user": "Administrator", "ends_on": add_days(today(), 3), "reason": f"{word} reason"}
	world.add(_insert("Access Grant", activist, **grant), level)
	_as(world.users["Owner"])
	world.add(_erasure(activist, word), level)
	world.add(_merge_log(leader, word), level)
	world.add(_import(word), level)
	_traces(world, activist, level)
	_as("Administrator")
	frappe.db.set_value("Thank You Follow Up", thank_you.name, "opt_out_key", f"k{level.lower()}")
	world.opt_outs[level] = f"k{level.lower()}"


def _chart() -> str:
	chart = frappe.new_doc("Dashboard Chart")
	chart.update(
		{
			"chart_name": "Activists by name",
			"chart_type": "Group By",
			"document_type": "Activist",
			"group_by_type": "Count",
			"group_by_based_on": "display_name",
			"filters_json": "[]",
			"is_public": 1,
		}
	)
	return chart.insert().name


def _agreement(agency: Document, word: str) -> Document:
	doc = frappe.get_doc(
		{
			"doctype": "Partnership Agreement",
			"title": f"{word} agreement",
			"agency": agency.name,
			"starts_on": add_days(today(), -30),
			"signed_on": add_days(today(), -30),
			"status": "Draft",
			"categories": [{"category": "Concerns"}],
		}
	)
	# Managers keep agreements; the one with a Confidential agency is kept by the owner, for whom none is here.
	doc.insert(ignore_permissions=True)
	doc.status = "In Force"
	doc.save(ignore_permissions=True)
	return doc


def _disclosure(activist: Document, agency: Document, agreement: Document, word: str) -> Document:
	return _insert(
		"Disclosure Log",
		activist,
		agency=agency.name,
		agreement=agreement.name,
		category="Concerns",
		what=f"{word} was told",
		basis="Consent",
		reason=f"{word} reason",
		disclosed_on=now_datetime(),
	)


def _erasure(activist: Document, word: str) -> Document:
	return _insert("Erasure Request", activist, asked_by=f"{word} asked", reason="Data Subject Request")


def _merge_log(leader: Document, word: str) -> Document:
	doc = frappe.get_doc(
		{
			"doctype": "Stakeholder Merge Log",
			**factories.pair(leader),
			"what": "Merge",
			"merged_type": "Community Leader",
			"merged_number": "CL-99999",
			"why": f"{word} why",
			"undo": json.dumps({"changed": {}, "removed": {}, "added": {}, "said": word}),
		}
	)
	# It comes with a merge only: no role writes it.
	doc.flags.by_service = True
	return doc.insert(ignore_permissions=True)


def _plan(meeting: Document, word: str) -> Document:
	plan = create_plan(
		frappe.get_doc(meeting.doctype, meeting.name), frappe.get_doc("Engagement Plan Template", TEMPLATE)
	)
	plan.append("steps", {"title": f"{word} step", "kind": "Task", "days": -1, "assigned_to": meeting.lead})
	return plan.save()


def _import(word: str) -> Document:
	"""A file that somebody looked through, with one row that is new and one that was refused."""
	doc = frappe.get_doc(
		{"doctype": "Contact Import", "kind": "Community Leader", "community": f"{word} hill"}
	)
	doc.insert()
	contact = json.dumps({"full_name": f"Imported {word}", "fields": {"community": word}})
	insert_rows(
		doc.name,
		[
			{"at_row": 2, "outcome": "New", "contact": contact},
			{
				"at_row": 3,
				"outcome": "Skipped",
				"reason_code": "no_name",
				"cells": json.dumps([f"{word} cell"]),
			},
		],
	)
	doc.db_set("status", "Previewed")
	return doc


def _insert(doctype: str, about: Document, **fields) -> Document:
	return frappe.get_doc({"doctype": doctype, **factories.pair(about), **fields}).insert()


def _traces(world: World, activist: Document, level: str) -> None:
	"""What the host would have written about her by now."""
	_as(world.users["Owner"])
	word = word_of(level)
	about = {"reference_doctype": "Activist", "reference_name": activist.name}
	_raw("Comment", comment_type="Comment", content=f"{word} comment", **about)
	_raw(
		"Version",
		ref_doctype="Activist",
		docname=activist.name,
		data=json.dumps({"changed": [["a", word, "b"]]}),
	)
	_raw("View Log", viewed_by=f"{word}@example.org", **about)
	_raw("Activity Log", subject=f"{word} activity", **about)
	_raw("Email Queue", sender="a@example.org", message=f"{word} mail", status="Sent", **about)
	_raw("Communication", subject=f"{word} letter", content=word, communication_type="Communication", **about)
	_raw("Error Log", method=f"{word} error", error=word, **about)
	_raw(
		"Deleted Document",
		deleted_doctype="Activist",
		deleted_name="ACT-99999",
		data=json.dumps({"full_name": word}),
	)
	_raw("Access Log", export_from="Activist", reference_document=activist.name, page=f"{word} page")
	_raw("Data Import", reference_doctype="Activist", import_type="Insert New Records", payload_count=0)
	_raw(
		"Tag Link",
		document_type="Activist",
		document_name=activist.name,
		title=f"{word} title",
		tag=f"{word}tag",
	)
	_raw("Event", subject="Meeting", starts_on=now_datetime(), event_type="Private")
	frappe.db.set_value("Activist", activist.name, "_user_tags", f",{word}tag", update_modified=False)
	for user in world.users.values():
		task = {"reference_type": "Activist", "reference_name": activist.name, "allocated_to": user}
		_raw("ToDo", description=f"{word} task", status="Open", **task)
		_raw(
			"Notification Log",
			for_user=user,
			subject=f"{word} news",
			document_type="Activist",
			document_name=activist.name,
		)
		_raw("Document Follow", user=user, ref_doctype="Activist", ref_docname=activist.name)
	_raw("DocShare", user=f"{word}@example.org", share_doctype="Activist", share_name=activist.name, read=1)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"letter-{word}.txt",
			"attached_to_doctype": "Activist",
			"attached_to_name": activist.name,
			"is_private": 1,
			"content": f"{word} file",
		}
	).insert()
	world.files[level] = file.file_url


def _raw(doctype: str, **fields) -> None:
	doc = frappe.new_doc(doctype)
	doc.update(fields)
	doc.set("__islocal", True)
	doc.set_user_and_timestamp()
	doc.set_new_name()
	doc.db_insert()


def _as(user: str) -> None:
	frappe.set_user(user)
