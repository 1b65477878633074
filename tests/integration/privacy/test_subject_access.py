"""What a person may see of what we hold: all of it, and nobody else."""

import json
import zipfile
from io import BytesIO

import frappe
import pytest

from stakeholder_crm.api import privacy
from stakeholder_crm.testing import factories
from tests.integration.privacy.conftest import EMAIL, NAME, PHONE
from tests.integration.safeguarding.records import agreement, consent, disclosure

REASON = "She asked on the phone on 3 March; Noor knows her voice"


def handed_over(person) -> tuple[str, dict]:
	privacy.export_personal_data(*person.pair, REASON)
	assert frappe.response["type"] == "download"
	with zipfile.ZipFile(BytesIO(frappe.response["filecontent"])) as archive:
		page, data = (archive.read(name).decode() for name in sorted(archive.namelist()))
	return page, json.loads(data)


def values(held: dict) -> list[str]:
	return [
		str(row["value"])
		for section in held["sections"]
		for entry in section["entries"]
		for row in [
			*entry["fields"],
			*(cell for table in entry["tables"] for line in table["rows"] for cell in line),
		]
	]


def test_it_holds_what_is_about_her(person, as_user, users):
	with as_user(users["safeguarding"]):
		page, held = handed_over(person)
	shown = values(held)
	for one in (NAME, EMAIL, PHONE, "Cooks at the harbour", "Do not call Zoë at home", "I am followed"):
		assert one in shown
	for one in (NAME, EMAIL, "I am followed", "Friend"):
		assert one in page
	assert frappe.response["filename"] == f"{person.doc.name}.zip"


def test_the_hours_of_meetings_are_by_the_meetings_clock(person, as_user, users):
	factories.meeting([person.doc], starts_on="2030-12-02 02:00:00", time_zone="Asia/Kolkata")
	factories.meeting([person.doc], starts_on="2030-12-02 05:00:00")
	with as_user(users["safeguarding"]):
		_page, held = handed_over(person)
	shown = values(held)
	assert {"2030-12-02 06:30 (Asia/Kolkata)", "2030-12-02 05:00 (Europe/Madrid)"} <= set(shown)


def test_it_says_which_agency_was_told_and_not_through_whom_she_is_reached(person, as_user, users):
	agency = factories.partner_agency(full_name="Shore Legal")
	go_between = factories.community_leader(full_name="Bashir Nur")
	with as_user(users["outreach"]):
		consent(person.doc)
	with as_user(users["manager"]):
		agreement(agency, "Concerns")
	with as_user(users["outreach"]):
		disclosure(person.doc, agency, what="Bashir Nur may interpret").insert()
		person.doc.update({"intermediary_type": "Community Leader", "intermediary": go_between.name}).save()
	with as_user(users["safeguarding"]):
		page, held = handed_over(person)
	assert {"Shore Legal", "[another person] may interpret", "another person"} <= set(values(held))
	for text in (page, json.dumps(held, ensure_ascii=False)):
		assert "Bashir" not in text
		assert go_between.name not in text


def test_it_names_nobody_else(person, as_user, users):
	person.other.db_set("full_name", "Peter Mendes")
	other = factories.community_leader(full_name="Bashir Nur")
	person.doc.append("ties", {**factories.pair(other), "kind": "Family", "strength": "Weak"})
	person.doc.append(
		"care_notes", {"kind": "Do", "text": "Ask for BASHIR first, or Peter Mendes. Noor knows."}
	)
	person.doc.save()
	with as_user(users["safeguarding"]):
		page, held = handed_over(person)
	for text in (page, json.dumps(held, ensure_ascii=False)):
		for name in ("Bashir", "BASHIR", "Mendes", other.name, person.other.name, users["outreach"], "Noor"):
			assert name not in text
	assert "Ask for [another person] first, or [another person]. [another person] knows." in values(held)
	assert "a member of staff" in page


def test_it_names_none_of_several_guests(person, as_user, users):
	guests = ("Anselm Okoro", "Berthe Lund")
	person.other.db_set("full_name", "Peter Mendes")
	meeting = factories.held_meeting([person.doc, *({"guest_name": name, "invited": 1} for name in guests)])
	frappe.db.set_value(
		"Meeting Log",
		factories.log(meeting, submit=True).name,
		"summary",
		"Zoë spoke after Anselm Okoro and Berthe Lund. Zoë agreed with Berthe.",
	)
	with as_user(users["safeguarding"]):
		page, held = handed_over(person)
	assert "Zoë spoke after [another person] and [another person]." in " ".join(values(held))
	for text in (page, json.dumps(held, ensure_ascii=False)):
		for word in " ".join(guests).split():
			assert word not in text


def test_it_names_no_representative_of_an_agency_by_first_name_either(person, as_user, users):
	person.other.db_set("full_name", "Peter Mendes")
	agency = factories.partner_agency(focal_people=[factories.focal_person(person_name="Berthe Lund")])
	came = {**factories.pair(agency), "represented_by": "Berthe Lund", "invited": 1}
	log = factories.log(factories.held_meeting([person.doc, came]), submit=True)
	frappe.db.set_value("Meeting Log", log.name, "summary", "Zoë agreed with Berthe.")
	with as_user(users["safeguarding"]):
		_page, held = handed_over(person)
	assert "Zoë agreed with [another person]." in values(held)


def test_of_the_notes_it_holds_what_names_her(person, as_user, users):
	frappe.db.set_value(
		"Meeting Log", person.log.name, "summary", "Zoë said that she moves. The others left early."
	)
	person.other.db_set("full_name", "Peter Mendes")
	with as_user(users["safeguarding"]):
		_page, held = handed_over(person)
	assert "Zoë said that she moves." in values(held)


def test_it_holds_mails_that_are_in_her_timeline_by_a_link_and_what_came_with_them(person, as_user, users):
	for number, about in enumerate((None, person.other)):
		link = {"link_doctype": person.pair[0], "link_name": person.pair[1]}
		row = {
			"doctype": "Communication",
			"communication_medium": "Email",
			"sent_or_received": "Received",
			"subject": "Hello",
			"content": f"The letter number {number}",
			"timeline_links": [link],
		}
		if about:
			row |= {"reference_doctype": about.doctype, "reference_name": about.name}
		mail = frappe.get_doc(row).insert(ignore_permissions=True)
		file = {"file_name": f"letter-{number}.txt", "content": "x", "is_private": 1}
		attached = {"attached_to_doctype": "Communication", "attached_to_name": mail.name}
		frappe.get_doc({"doctype": "File", **file, **attached}).insert(ignore_permissions=True)
	with as_user(users["safeguarding"]):
		_page, held = handed_over(person)
	shown = "\n".join(values(held))
	assert "The letter number 0" in shown
	assert "letter-0" in shown
	assert "The letter number 1" not in shown
	assert "letter-1" not in shown


def test_what_is_written_is_escaped(person, as_user, users):
	person.doc.db_set("affiliations", "<script>alert(1)</script>")
	with as_user(users["safeguarding"]):
		page, _held = handed_over(person)
	assert "<script>" not in page
	assert "&lt;script&gt;" in page


def test_it_is_logged_and_kept_nowhere(person, as_user, users):
	before = frappe.db.count("File")
	with as_user(users["safeguarding"]):
		handed_over(person)
	line = frappe.get_last_doc("Stakeholder Access Log", filters={"action": "Data Export"})
	assert (line.user, line.reference_name, line.reason) == (users["safeguarding"], person.doc.name, REASON)
	assert frappe.db.count("File") == before


def test_a_reason_is_asked_for(person, as_user, users):
	with as_user(users["safeguarding"]), pytest.raises(frappe.MandatoryError, match="Reason"):
		privacy.export_personal_data(*person.pair, " ")


@pytest.mark.parametrize("role", ["outreach", "manager", "outsider"])
def test_it_is_the_safeguarding_leads_alone(person, as_user, users, role):
	with as_user(users[role]), pytest.raises(frappe.PermissionError):
		privacy.export_personal_data(*person.pair, REASON)


def test_it_is_about_stakeholders_only(as_user, users):
	with (
		as_user(users["safeguarding"]),
		pytest.raises(frappe.ValidationError, match="Stakeholder Type: choose"),
	):
		privacy.export_personal_data("User", users["outreach"], REASON)


def test_an_agencys_record_holds_its_people_and_whom_we_told(as_user, users):
	agency = factories.partner_agency(
		full_name="Shore Legal", focal_people=[factories.focal_person(person_name="Ida Berg")]
	)
	with as_user(users["safeguarding"]):
		privacy.export_personal_data("Partner Agency", agency.name, REASON)
	with zipfile.ZipFile(BytesIO(frappe.response["filecontent"])) as archive:
		assert "Ida Berg" in archive.read(f"{agency.name}.html").decode()
