"""A person who stands in every place in which Frappe or the app may have put her."""

import base64
import json
from dataclasses import dataclass, field
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import frappe
import pytest
from frappe.model.document import Document

from stakeholder_crm.base.system_records import insert_without_hooks
from stakeholder_crm.testing import factories

NAME = "Zoë Çelik-Ortiz"
ALIAS = "The Lantern"
EMAIL = "zoe.celik@lantern.example"
OLD_EMAIL = "zoe.before@lantern.example"
PHONE = "+254712345678"


@dataclass
class Person:
	"""Who is to be forgotten, and what is about her."""

	doc: Document
	other: Document
	meeting: Document
	log: Document
	paths: list[Path] = field(default_factory=list)

	@property
	def pair(self) -> tuple[str, str]:
		return self.doc.doctype, self.doc.name


def plain(doctype: str, **fields: Any) -> Document:
	doc = frappe.new_doc(doctype)
	doc.update(fields)
	insert_without_hooks(doc)
	return doc


def request_for(pair: tuple[str, str], **fields: Any) -> Document:
	doc = frappe.new_doc("Erasure Request")
	doc.update(
		{
			"stakeholder_type": pair[0],
			"stakeholder": pair[1],
			"reason": "Data Subject Request",
			"asked_by": f"{NAME} herself, by phone from {PHONE}",
			**fields,
		}
	)
	return doc.insert()


@pytest.fixture
def person(as_user, users) -> Person:
	"""Met once, thanked once; known to others, and to the host."""
	with as_user(users["outreach"]):
		doc = factories.activist(
			full_name=NAME,
			safe_alias=ALIAS,
			affiliations="Cooks at the harbour",
			contact_points=[
				factories.contact_point(value=OLD_EMAIL),
				factories.contact_point(channel="Phone", value=PHONE, preferred=0),
			],
			care_notes=[{"kind": "Don't", "text": "Do not call Zoë at home"}],
		)
		doc.contact_points[0].value = EMAIL
		doc.save(ignore_version=False)
		other = factories.activist(
			full_name="Zoë Çelik-Ortiz Mendes",
			ties=[{**factories.pair(doc), "kind": "Friend", "strength": "Strong"}],
			affiliations=f"Met {NAME} at the market",
		)
		doc.append("ties", {**factories.pair(other), "kind": "Friend", "strength": "Strong"})
		doc.save()
		held = factories.held_meeting([doc, other], subject=f"Coffee with {NAME.upper()}")
		log = factories.log(
			held,
			submit=True,
			summary=f"Zoë said that she moves. Zoë Çelik-Ortiz Mendes agreed. Call {PHONE[:4]} 712 345-678.",
			concerns=[
				{**factories.pair(doc), "category": "Safety", "severity": "High", "said": "I am followed"},
				{
					**factories.pair(other),
					"category": "Trust",
					"severity": "Low",
					"said": "zoe celik ortiz is late",
				},
			],
			commitments=[
				{
					"direction": "Ours",
					**factories.pair(doc),
					"promise": f"Ring {NAME}",
					"responsible": users["outreach"],
					"due_on": "2030-01-01",
				}
			],
		)
		factories.assessment(doc, evidence=f"{NAME} told us")
		doc.add_comment("Comment", f"<p>{escape(NAME)} is at work</p>")
		other.add_comment("Comment", "<p>Zo&euml; &Ccedil;elik-Ortiz is her friend</p>")
		factories.meeting([doc], subject="Next time")
	doc.reload()
	return Person(doc, other, held, log)


@pytest.fixture
def traced(person: Person) -> Person:
	"""Beside the app's documents: mails, files, logs, searches."""
	kind, name = person.pair
	message = MIMEMultipart()
	message["Subject"] = "Hello"
	# What MIMEText would choose depends on what other code in the process has told it.
	body = MIMENonMultipart("text", "plain", charset="utf-8")
	body["Content-Transfer-Encoding"] = "base64"
	body.set_payload(base64.b64encode(f"Dear {NAME}".encode()).decode())
	message.attach(body)
	plain(
		"Email Queue",
		sender="office@crm-test.example",
		message=message.as_string(),
		status="Sent",
		recipients=[{"recipient": "elsewhere@crm-test.example", "status": "Sent"}],
	)
	plain(
		"Email Queue",
		sender="office@crm-test.example",
		message="Subject: Hi\n\nThere",
		status="Not Sent",
		recipients=[{"recipient": EMAIL, "status": "Not Sent"}],
	)
	plain(
		"Communication",
		subject="Hi",
		recipients=EMAIL,
		content="A letter",
		communication_type="Communication",
	)
	plain("Communication", subject=f"About {NAME}", content="x", communication_type="Communication")
	plain("Error Log", method="x", error=json.dumps({"full_name": NAME}))
	plain("Activity Log", subject=f"{ALIAS} was changed", full_name="Noor")
	plain("Access Log", export_from=kind, page=f"<p>{escape(NAME)}</p>", user="Administrator")
	plain("Route History", route=f"List/Activist?full_name={quote(NAME)}", user="Administrator")
	plain("View Log", reference_doctype=kind, reference_name=name, viewed_by="Administrator")
	plain("ToDo", description=f"Ask {NAME}", reference_type=kind, reference_name=name, status="Closed")
	plain("ToDo", description=f"Ask {NAME} again", status="Open", allocated_to="Administrator")
	plain("Notification Log", subject=f"<b>{NAME}</b>", for_user="Administrator")
	plain(
		"Deleted Document",
		deleted_name="CON-99999",
		deleted_doctype="Stakeholder Concern",
		data=json.dumps({"stakeholder": name, "said": "Zoë said it"}),
	)
	plain(
		"Event",
		subject=f"Tea with {NAME}",
		starts_on="2030-01-01 10:00:00",
		event_type="Private",
		event_participants=[{"reference_doctype": kind, "reference_docname": name, "email": EMAIL}],
	)
	plain(
		"Contact",
		first_name="Zoe",
		email_ids=[{"email_id": EMAIL}],
		links=[{"link_doctype": kind, "link_name": name}],
	)
	plain(
		"Address",
		address_title=NAME,
		address_line1="1 Quay",
		city="Port",
		country="Kenya",
		links=[{"link_doctype": kind, "link_name": name}],
	)
	plain("Email Unsubscribe", email=EMAIL, global_unsubscribe=1)
	frappe.db.delete("__global_search", {"doctype": kind, "name": name})
	frappe.db.sql(
		"insert into `__global_search` (doctype, name, content) values (%s, %s, %s)",
		(kind, name, f"Name : {NAME}"),
	)
	frappe.db.delete("__UserSettings", {"user": "scan@crm-test.example"})
	frappe.db.sql(
		"insert into `__UserSettings` (`user`, doctype, data) values (%s, %s, %s)",
		(
			"scan@crm-test.example",
			kind,
			json.dumps({"List": {"filters": [[kind, "display_name", "like", f"%{ALIAS}%"]]}}),
		),
	)
	frappe.db.set_value(kind, name, "_comments", json.dumps([{"comment": f"{NAME} is at work"}]))
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": "notes.txt",
			"content": f"{NAME} lives at the harbour {name}",
			"is_private": 1,
			"attached_to_doctype": kind,
			"attached_to_name": name,
		}
	).insert()
	person.paths.append(Path(file.get_full_path()))
	return person


@pytest.fixture
def approved(person: Person, as_user, users) -> Document:
	"""A request that staff wrote down and the safeguarding lead approved."""
	from stakeholder_crm.api import privacy

	with as_user(users["outreach"]):
		request = request_for(person.pair)
	with as_user(users["safeguarding"]):
		privacy.approve_erasure(request.name)
	request.reload()
	return request


@pytest.fixture
def carry_out(as_user, users, jobs):
	"""Press the button as the safeguarding lead, and let the worker run."""
	from stakeholder_crm.api import privacy

	def run(request: Document) -> Document:
		with as_user(users["safeguarding"]):
			privacy.erase(request.name)
			assert jobs.run("stakeholder_crm.safeguarding.privacy.") == 1
		request.reload()
		return request

	return run


@pytest.fixture
def forget(as_user, users, carry_out):
	"""Request, approve and carry out an erasure because the time is over; its report."""

	from stakeholder_crm.api import privacy

	def run(person: Document) -> dict:
		with as_user(users["manager"]):
			request = request_for(
				(person.doctype, person.name), reason="Retention Period Ended", asked_by=None
			)
		with as_user(users["safeguarding"]):
			privacy.approve_erasure(request.name)
		request = carry_out(request)
		assert request.failed_because is None
		return json.loads(request.report)

	return run
