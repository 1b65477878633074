"""After an erasure nothing in the database says who it was, and what was counted is counted still."""

import json
from pathlib import Path

import frappe
import pytest

from stakeholder_crm.domain.erased_values import erase_from, found_in
from stakeholder_crm.safeguarding.privacy.person_values import values_of
from stakeholder_crm.safeguarding.privacy.scan_for_values import scan_for_person, scan_for_values
from stakeholder_crm.stakeholders.suppression import SUPPRESSION, fingerprint
from tests.integration.privacy.conftest import ALIAS, EMAIL, NAME, OLD_EMAIL, PHONE, plain

COUNTED = ("Stakeholder Concern", "Stakeholder Commitment", "Stakeholder Assessment", "Thank You Follow Up")


def counts() -> dict[str, list]:
	return {
		"people": frappe.db.count("Activist"),
		"attended": frappe.db.count("Meeting Attendance", {"attended": 1}),
		"participants": frappe.db.count("Meeting Participant"),
		"concerns": sorted(
			frappe.get_all("Stakeholder Concern", fields=["category", "severity", "raised_on"], as_list=True)
		),
		**{doctype: frappe.db.count(doctype) for doctype in COUNTED},
	}


def test_the_scan_finds_her_where_she_was_put(traced):
	hits = scan_for_person(*traced.pair)["hits"]
	for place in (
		*("Activist.full_name", "Activist.safe_alias", "Stakeholder Contact Point.value", "Version.data"),
		*("Comment.content", "Email Queue.message", "Email Queue Recipient.recipient", "Error Log.error"),
		*("Communication.subject", "Activity Log.subject", "Access Log.page", "Route History.route"),
		*("ToDo.description", "Notification Log.subject", "Event.subject", "Address.address_title"),
		*(
			"__global_search.content",
			"__UserSettings.data",
			"Stakeholder Meeting.subject",
			"Meeting Log.summary",
		),
		*("Activist._comments", "Email Unsubscribe.email", "Contact Email.email_id"),
	):
		assert hits.get(place), place


def test_nothing_is_left_of_her(traced, approved, carry_out):
	wanted = values_of(traced.doc).wanted
	request = carry_out(approved)
	assert request.failed_because is None
	assert request.status == "Erased"
	report = json.loads(request.report)
	assert report["scan"]["hits"] == {}
	assert report["scan"]["tables"] > 100
	assert report["scan"]["values"] == len(wanted)
	assert scan_for_values(wanted).hits == {}
	assert not found_in(frappe.as_json(request.as_dict()), wanted)
	assert request.asked_by is None
	person = frappe.get_doc(*traced.pair)
	assert (person.status, person.full_name) == ("Anonymised", f"Erased person {person.name}")
	assert not person.contact_points
	assert not person.care_notes
	assert not person.ties


def test_what_is_counted_is_counted_still(traced, approved, carry_out):
	before = counts()
	carry_out(approved)
	assert counts() == before


def test_others_with_a_similar_name_keep_theirs(traced, approved, carry_out):
	carry_out(approved)
	other = frappe.get_doc("Activist", traced.other.name)
	assert other.full_name == "Zoë Çelik-Ortiz Mendes"
	assert other.affiliations == "Met [erased] at the market"
	assert not other.ties
	log = frappe.get_doc("Meeting Log", traced.log.name)
	assert log.summary == "Zoë said that she moves. Zoë Çelik-Ortiz Mendes agreed. Call [erased]."
	assert [row.said for row in log.concerns][1] == "[erased] is late"


def test_a_first_name_goes_where_nobody_else_there_has_it(person, approved, carry_out):
	person.other.db_set("full_name", "Peter Mendes")
	frappe.db.set_value("Meeting Log", person.log.name, "summary", "Zoë said that she moves. Peter agreed.")
	carry_out(approved)
	assert frappe.db.get_value("Meeting Log", person.log.name, "summary") == (
		"[erased] said that she moves. Peter agreed."
	)


def test_her_addresses_stay_suppressed(person, approved, carry_out):
	report = json.loads(carry_out(approved).report)
	assert report["suppressed"] == 2
	for channel, address in (("Email", EMAIL), ("Phone", PHONE)):
		assert frappe.db.exists(SUPPRESSION, {"address_hash": fingerprint(channel, address)})
	assert OLD_EMAIL not in frappe.as_json(report)


def test_coming_thanks_are_cancelled_and_emptied(person, approved, carry_out):
	carry_out(approved)
	thanks = frappe.get_all(
		"Thank You Follow Up",
		filters={"stakeholder": person.doc.name},
		fields=["status", "subject", "body", "contribution", "stakeholder_name"],
	)
	assert [(row.status, row.subject, row.body, row.contribution) for row in thanks] == [
		("Cancelled", None, None, None)
	]
	assert thanks[0].stakeholder_name.startswith("Erased person")


def test_a_files_bytes_go_when_it_is_certain(traced, approved, carry_out, run_after_commit):
	assert traced.paths[0].exists()
	carry_out(approved)
	assert traced.paths[0].exists()
	run_after_commit()
	assert not traced.paths[0].exists()


def test_a_file_that_lies_elsewhere_is_no_longer_pointed_at(person, approved, carry_out, run_after_commit):
	kind, name = person.pair
	file = plain(
		"File",
		file_name="photo",
		file_url="https://elsewhere.example/photo.jpg",
		attached_to_doctype=kind,
		attached_to_name=name,
	)
	carry_out(approved)
	run_after_commit()
	assert not frappe.db.exists("File", file.name)


def test_what_was_exported_or_imported_goes_for_everybody(person, approved, carry_out, run_after_commit):
	report = plain("Prepared Report", report_name="Losing Touch", status="Completed")
	upload = plain("Data Import", reference_doctype="Activist", import_file="/files/activists.csv")
	line = plain("Data Import Log", data_import=upload.name, messages="Row 1")
	files = [
		frappe.get_doc(
			{
				"doctype": "File",
				"file_name": name,
				"content": f"full_name\n{NAME}, {parent.name}",
				"is_private": is_private,
				"attached_to_doctype": parent.doctype,
				"attached_to_name": parent.name,
			}
		).insert()
		for name, is_private, parent in (("report.csv", 1, report), ("activists.csv", 0, upload))
	]
	paths = [Path(file.get_full_path()) for file in files]
	carry_out(approved)
	assert not frappe.db.exists("Prepared Report", report.name)
	assert not frappe.db.get_value("Data Import", upload.name, "import_file")
	assert not frappe.db.exists("Data Import Log", line.name)
	assert not frappe.get_all(
		"File", filters={"name": ("in", [file.name for file in files])}, order_by="name"
	)
	run_after_commit()
	assert not any(path.exists() for path in paths)


def test_what_somebody_else_has_too_stays_and_is_told(person, approved, carry_out):
	person.other.append("contact_points", {"channel": "Phone", "value": PHONE, "safety": "Safe"})
	person.other.save()
	report = json.loads(carry_out(approved).report)
	assert report["shared"] == 1
	assert frappe.get_doc("Activist", person.other.name).contact_points[-1].value == PHONE


def test_what_is_left_elsewhere_takes_everything_back(traced, approved, carry_out, run_after_commit):
	tag = plain("Tag", name=f"friend of {ALIAS}", description=f"Those who know {NAME}")
	before = frappe.get_doc(*traced.pair).as_dict(no_default_fields=True)
	request = carry_out(approved)
	assert request.status == "Approved"
	assert "Tag.description (1)" in request.failed_because
	assert NAME not in request.failed_because
	assert request.report is None
	run_after_commit()
	assert traced.paths[0].exists()
	assert frappe.get_doc(*traced.pair).as_dict(no_default_fields=True) == before
	assert not frappe.db.exists(SUPPRESSION, {"address_hash": fingerprint("Email", EMAIL)})
	frappe.db.delete("Tag", {"name": tag.name})
	assert carry_out(request).status == "Erased"


def test_doing_it_twice_changes_nothing_more(person, approved, carry_out):
	from stakeholder_crm.safeguarding.privacy.requests import run_erasure as work

	request = carry_out(approved)
	work(request.name)
	assert frappe.get_doc("Erasure Request", request.name).modified == request.modified


def test_nobody_is_written_down_again_where_she_was(person, approved, carry_out, as_user, users):
	carry_out(approved)
	with as_user(users["safeguarding"]):
		empty = frappe.get_doc(*person.pair)
		empty.full_name = "Somebody Else"
		with pytest.raises(frappe.ValidationError, match="was erased"):
			empty.save()


def test_a_message_that_is_leaving_is_waited_for(person, approved, carry_out):
	frappe.db.set_value("Thank You Follow Up", {"stakeholder": person.doc.name}, "status", "Claimed")
	request = carry_out(approved)
	assert request.status == "Approved"
	assert "ten minutes" in request.failed_because


def test_it_is_logged_without_a_name(person, approved, carry_out):
	carry_out(approved)
	line = frappe.get_last_doc("Stakeholder Access Log", filters={"action": "Erasure"})
	assert (line.reference_doctype, line.reference_name) == person.pair
	assert approved.name in line.detail


def test_erasing_a_text_twice_is_the_same(person):
	values = values_of(person.doc).wanted
	once = erase_from(f"{NAME} or {ALIAS}", values)
	assert erase_from(once, values) == once == "[erased] or [erased]"
