"""What is not allowed, what is left out, and what is told of it."""

import csv
from io import StringIO

import frappe
import pytest

from stakeholder_crm.api import contact_imports as api
from stakeholder_crm.stakeholders.imports import commands
from stakeholder_crm.stakeholders.imports.list_rows import list_rows
from stakeholder_crm.stakeholders.imports.read_file import open_file
from stakeholder_crm.stakeholders.imports.reasons import row_reason_message
from stakeholder_crm.stakeholders.imports.repository import CONTACT_IMPORT, ROW, count_rows
from stakeholder_crm.testing import address_books as books
from stakeholder_crm.testing import factories
from tests.integration.contact_imports.conftest import attach

ONE = "Name,Email\nAmina Abbas,amina@example.org\n"


def test_nobody_sees_anothers_import(checked, users, as_user):
	with as_user(users["outreach"]):
		doc = checked("Activist", ONE)
	for other in ("outreach2", "manager", "safeguarding", "outsider"):
		with as_user(users[other]):
			for ask in (
				api.state,
				api.rows,
				api.skipped,
				api.skipped_cards,
				api.preview,
				api.start,
				api.stop,
				api.revert,
				api.resume,
			):
				with pytest.raises(frappe.PermissionError):
					ask(doc.name)
			with pytest.raises(frappe.PermissionError):
				api.import_anyway(doc.name)


def test_who_may_not_write_somebody_down_may_not_import_them(users, as_user):
	with as_user(users["safeguarding"]), pytest.raises(frappe.PermissionError):
		frappe.get_doc({"doctype": CONTACT_IMPORT, "kind": "Activist"}).insert()
	with as_user(users["safeguarding"]):
		factories.agency_liaison(users["outreach2"])
	with as_user(users["outreach2"]):
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc({"doctype": CONTACT_IMPORT, "kind": "Activist"}).insert()
		frappe.get_doc(
			{"doctype": CONTACT_IMPORT, "kind": "Partner Agency", "agency_type": "Shelter"}
		).insert()


def test_a_role_that_cannot_create_the_kind(users, as_user):
	from frappe.permissions import add_permission, update_permission_property

	add_permission("Partner Agency", "Outreach Staff")
	update_permission_property("Partner Agency", "Outreach Staff", 0, "create", 0)
	frappe.clear_cache(doctype="Partner Agency")
	with (
		as_user(users["outreach"]),
		pytest.raises(frappe.PermissionError, match="Stakeholder Type: you do not have permission to create"),
	):
		frappe.get_doc(
			{"doctype": CONTACT_IMPORT, "kind": "Partner Agency", "agency_type": "Shelter"}
		).insert()


def test_only_a_private_file_of_its_own(new_import, users, as_user):
	with as_user(users["outreach"]):
		doc = new_import("Activist", ONE)
		other = frappe.get_doc({"doctype": CONTACT_IMPORT, "kind": "Activist"}).insert()
		other.import_file = doc.import_file
		with pytest.raises(frappe.ValidationError, match="Attach button"):
			other.save()
		with pytest.raises(frappe.ValidationError, match="save this import first"):
			frappe.get_doc(
				{"doctype": CONTACT_IMPORT, "kind": "Activist", "import_file": doc.import_file}
			).insert()
		with pytest.raises(frappe.ValidationError, match="private"):
			attach(other, "Name\nOther\n", is_private=0)
		frappe.get_doc("File", {"file_url": doc.import_file}).db_set("is_private", 0)
		with pytest.raises(frappe.ValidationError, match="must be private"):
			open_file(doc)


@pytest.mark.parametrize(
	("content", "said"),
	[
		(b"PK\x03\x04\x00\x00", "Save it as CSV"),
		("  \n", "file is empty"),
		("Name,Email\n\n,\n", "contains no contacts"),
	],
)
def test_files_that_are_none(new_import, users, as_user, content, said):
	with as_user(users["outreach"]), pytest.raises(frappe.ValidationError, match=said):
		new_import("Activist", content)


def test_too_many_rows(new_import, users, as_user, monkeypatch):
	monkeypatch.setattr("stakeholder_crm.stakeholders.imports.describe_file.MOST_ROWS", 1)
	with as_user(users["outreach"]), pytest.raises(frappe.ValidationError, match=r"too many rows \(2 of 1\)"):
		new_import("Activist", "Name\nA\nB\n")


def test_what_must_be_said_before_it_is_looked_through(new_import, users, as_user):
	with as_user(users["outreach"]):
		doc = frappe.get_doc({"doctype": CONTACT_IMPORT, "kind": "Activist"}).insert()
		with pytest.raises(frappe.MandatoryError, match="Attach a file first"):
			commands.preview_import(doc)
		doc = new_import("Activist", "what,Email\nA,a@example.org\n")
		with pytest.raises(frappe.MandatoryError, match="which column is imported as the name"):
			commands.preview_import(doc)
		doc = new_import("Community Leader", ONE)
		with pytest.raises(frappe.MandatoryError, match="Enter Community"):
			commands.preview_import(doc)


@pytest.fixture
def mapped(new_import, work):
	def make(text: str, kind: str = "Activist", **mapping: str):
		doc = new_import(kind, text)
		for row in doc.columns:
			row.maps_to = mapping.get(row.column_name, row.maps_to)
		doc.save()
		commands.preview_import(doc)
		return work(doc)

	return make


def test_people_choose_what_a_column_is(mapped, users, as_user):
	with as_user(users["outreach"]):
		doc = mapped("Nick;Real\nOwl;Amina Abbas\n;Björn Bauer\n", Real="Full Name", Nick="Safe Alias")
		assert [row["who"] for row in list_rows(doc, "New", 0)] == ["Amina Abbas", "Björn Bauer"]
		doc.columns[0].maps_to = "Skip"
		doc.save()
		assert (doc.status, count_rows(doc.name)) == ("Draft", {})
		doc.columns[0].column_name, doc.columns[0].position = "Real", 1
		doc.save()
		assert (doc.columns[0].column_name, doc.columns[0].position) == ("Nick", 0)


def test_nothing_changes_once_it_has_run(checked, work, users, as_user):
	with as_user(users["outreach"]):
		doc = checked("Activist", ONE)
		commands.start_import(doc)
		doc = work(doc)
		doc.confidentiality = "Open"
		with pytest.raises(frappe.ValidationError, match="Start a new one"):
			doc.save()
		with pytest.raises(frappe.ValidationError, match="Preview the file first"):
			commands.import_anyway(doc.reload() or doc, [])


def test_the_level_is_never_below_what_was_chosen(checked, work, users, as_user):
	with as_user(users["outreach"]):
		doc = checked("Activist", ONE)
		doc.confidentiality = "Confidential"
		doc.save()
		commands.preview_import(doc)
		doc = work(doc)
		commands.start_import(doc)
		doc = work(doc)
		made = frappe.get_doc("Activist", frappe.db.get_value(ROW, {"parent": doc.name}, "made"))
		assert (made.confidentiality, made.display_name) == ("Confidential", f"{doc.name}-2")


def test_what_the_old_program_said_not_to_use_is_unsafe_here(checked, work, users, as_user):
	with as_user(users["outreach"]):
		row = {
			"Display Name": "Amina Abbas",
			"Contact Type": "Individual",
			"Email": "amina@example.org",
			"Phone": "+254712345678",
			"Do Not Email": "1",
		}
		doc = checked("Activist", books.csv_text(books.CIVICRM, [row]))
		commands.start_import(doc)
		doc = work(doc)
		made = frappe.get_doc("Activist", frappe.db.get_value(ROW, {"parent": doc.name}, "made"))
		assert {point.channel: point.safety for point in made.contact_points} == {
			"Email": "Unsafe",
			"Phone": "Unknown",
		}
		assert made.care_notes[0].text == ("Do not use: Email. Source: imported file.")


def test_an_agency_gets_its_focal_person(checked, work, users, as_user):
	with as_user(users["outreach"]):
		row = {"First Name": "Dana", "Last Name": "Roe", "Company": "Safe House", "Job Title": "Lead"}
		more = {"E-mail Address": "dana@example.org", "Business Phone": "+4930901820"}
		text = books.csv_text(books.OUTLOOK, [{**row, **more}, {"Company": "Office", "Last Name": "X"}], ";")
		doc = checked("Partner Agency", text.encode("cp1252"), agency_type="Shelter")
		commands.start_import(doc)
		doc = work(doc)
		house, office = (
			frappe.get_doc("Partner Agency", name)
			for name in frappe.get_all(ROW, {"parent": doc.name}, pluck="made", order_by="at_row")
		)
		[dana] = house.focal_people
		assert (house.full_name, house.agency_type) == ("Safe House", "Shelter")
		assert (dana.person_name, dana.role, dana.address, dana.safety) == (
			"Dana Roe",
			"Lead",
			"dana@example.org",
			"Unknown",
		)
		assert [point.value for point in house.contact_points] == ["+4930901820"]
		assert office.focal_people[0].address == ""


def test_cards_are_taken_over_too(checked, work, users, as_user):
	cards = (
		"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Amina Abbas\r\nTEL;VALUE=uri:tel:+254712345678\r\nEND:VCARD\r\n"
		"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Björn Bauer\r\nno colon\r\nTEL:1\r\nEND:VCARD\r\n"
	)
	with as_user(users["outreach"]):
		doc = checked("Community Leader", cards, filename="people.vcf", community="Harbour")
		assert (doc.source, doc.columns) == ("vCard", [])
		assert [(row["who"], row["outcome"]) for row in list_rows(doc, "", 0)] == [
			("Amina Abbas", "New"),
			("Björn Bauer", "Skipped"),
		]
		commands.start_import(doc)
		doc = work(doc)
		made = frappe.db.get_value(ROW, {"parent": doc.name, "outcome": "Imported"}, "made")
		assert frappe.db.get_value("Community Leader", made, "community") == "Harbour"


def refused_file(doc) -> list[list[str]]:
	api.skipped(doc.name)
	assert frappe.response["filename"] == f"{doc.name}.csv"
	return list(csv.reader(StringIO(frappe.response["filecontent"].decode("utf-8-sig"))))


def test_refused_rows_come_back_as_a_file_that_can_be_attached_again(checked, mapped, work, users, as_user):
	with as_user(users["outreach"]):
		doc = mapped("Name,Phone,Notes\n=cmd(),+1,Her neighbour\nBjörn,0712345678,\n,,x\n", Notes="Skip")
		header, *rows = refused_file(doc)
		assert header == ["Name", "Phone", "Row in File", "Reason Skipped"]
		assert rows[0][:3] == ["'=cmd()", "'+1", "2"]
		assert "not a valid phone number" in rows[0][3]
		assert rows[2] == ["", "", "4", "No name: enter one, or choose which column is imported as the name."]
		again = checked("Activist", frappe.response["filecontent"])
		assert list_rows(again, "Skipped", 0)[0]["who"].startswith("'=cmd()")
		assert again.rows_total == 3


def test_what_the_record_itself_refuses_is_refused_with_its_words(checked, work, users, as_user):
	with as_user(users["outreach"]):
		doc = checked("Activist", "Name,Safe Alias\nAmina Abbas,Amina\nBjörn,\n")
		doc.confidentiality = "Confidential"
		doc.save()
		commands.preview_import(doc)
		doc = work(doc)
		commands.start_import(doc)
		doc = work(doc)
		assert count_rows(doc.name) == {"Imported": 1, "Skipped": 1}
		[row] = list_rows(doc, "Skipped", 0)
		assert row["reason"] == "Safe Alias must not contain the full name or part of it. Choose another one."
		header, row = refused_file(doc)
		assert dict(zip(header, row, strict=True))["Safe Alias"] == "Amina"
		assert row[0] == "Amina Abbas"


def test_who_was_written_down_meanwhile_is_not_doubled(checked, work, users, as_user):
	with as_user(users["outreach"]):
		doc = checked("Activist", ONE)
		factories.activist(
			full_name="Amina Abbas", contact_points=[factories.contact_point(value="amina@example.org")]
		)
		commands.start_import(doc)
		doc = work(doc)
		assert count_rows(doc.name) == {"Duplicate": 1}
		again = checked("Activist", ONE)
		with pytest.raises(frappe.ValidationError, match="no new contacts"):
			commands.start_import(again)


def test_one_row_alone_is_somebody_else(checked, users, as_user):
	with as_user(users["outreach"]):
		factories.activist(full_name="Amina Abbas")
		factories.activist(full_name="Björn Bauer")
		doc = checked("Activist", "Name\nAmina Abbas\nBjörn Bauer\n")
		first, _second = api.rows(doc.name, "Possible Duplicate")
		assert first["may_be_taken"]
		assert api.import_anyway(doc.name, frappe.as_json([first["name"]])) == 1
		assert api.state(doc.name)["counts"] == {"New": 1, "Possible Duplicate": 1}
		assert api.rows(doc.name, "nothing", -1)[0]["reason"] == "Marked as not a duplicate."


def test_deleting_it_takes_its_file_and_rows_and_leaves_the_records(checked, work, users, as_user):
	with as_user(users["outreach"]):
		doc = checked("Activist", ONE)
		commands.start_import(doc)
		with pytest.raises(frappe.ValidationError, match="Stop it before"):
			doc.delete()
		doc = work(doc)
		doc.delete()
		assert not frappe.db.exists(ROW, {"parent": doc.name})
		assert not frappe.db.exists("File", {"attached_to_name": doc.name})
		assert frappe.db.exists("Activist", {"full_name": "Amina Abbas"})


def test_what_somebody_deleted_before_is_undone_already(checked, work, users, as_user):
	with as_user(users["manager"]):
		doc = checked("Activist", ONE)
		commands.start_import(doc)
		doc = work(doc)
		frappe.delete_doc("Activist", frappe.db.get_value(ROW, {"parent": doc.name}, "made"))
		commands.revert_import(doc)
		doc = work(doc)
		assert [row["reason"] for row in list_rows(doc, "Reverted", 0)] == ["Already deleted."]


def test_every_reason_is_a_sentence():
	codes = (
		"group",
		"has_died",
		"is_person",
		"html",
		"line_break",
		"control",
		"too_long",
		"hidden",
		"linked",
	)
	for code in (*codes, "email", "maybe"):
		assert row_reason_message(code, '["full_name", ""]')
	assert row_reason_message("maybe", '["", "SAME_NAME SAME_PLACE"]') == (
		"Possibly already recorded: same name, same place."
	)
	assert row_reason_message(None, None) == ""


REFUSED = (
	"BEGIN:VCARD\r\nVERSION:2.1\r\n"
	"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lind;J=C3=B6rg;;;\r\n"
	"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg Lind\r\n"
	"TEL;CELL:0712 345678\r\nEMAIL:joerg@example.org\r\nNOTE:About his neighbour\r\nEND:VCARD\r\n"
	"BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:\r\nEMAIL:only@example.org\r\nEND:VCARD\r\n"
	"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Osei;Mira;;;\r\nEMAIL:bad@@x\r\nEND:VCARD\r\n"
)


def test_who_was_refused_of_a_file_of_cards_can_be_seen_corrected_and_read_again(checked, users, as_user):
	with as_user(users["outreach"]):
		doc = checked("Activist", REFUSED, filename="people.vcf")
		rows = list_rows(doc, "Skipped", 0)
		assert [row["who"] for row in rows] == ["Jörg Lind", "only@example.org", "Mira Osei"]
		assert "has no country code" in rows[0]["reason"]
		assert "choose which column" not in rows[1]["reason"]
		header, *table = refused_file(doc)
		assert dict(zip(header, table[0], strict=True))["Phone"] == "0712 345678"
		corrected = frappe.response["filecontent"].decode("utf-8-sig")
		for wrong, right in (
			("0712", "254712"),
			(",,only@", "Ann One,,only@"),
			("bad@@x", "mira@example.org"),
		):
			corrected = corrected.replace(wrong, right, 1)
		again = checked("Activist", corrected.replace("254712", "+254712", 1))
		assert count_rows(again.name) == {"New": 3}

		api.skipped_cards(doc.name)
		assert frappe.response["filename"] == f"{doc.name}.vcf"
		cards = frappe.response["filecontent"].decode()
		assert cards.count("X-REFUSED-BECAUSE:") == cards.count("BEGIN:VCARD") == 3
		assert "neighbour" not in cards
		again = checked("Activist", cards.replace("TEL;CELL:0712", "TEL;CELL:+254712"), filename="again.vcf")
		assert count_rows(again.name) == {"New": 1, "Skipped": 2}


def test_a_table_has_no_cards_to_download(checked, users, as_user):
	with as_user(users["outreach"]):
		doc = checked("Activist", "Name,Phone\nA,1\n")
		with pytest.raises(frappe.ValidationError, match="Download the skipped rows as CSV"):
			api.skipped_cards(doc.name)


def test_a_file_of_people_and_firms_makes_agencies_of_the_firms_alone(checked, users, as_user):
	with as_user(users["outreach"]):
		text = (
			"First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\n"
			"Mira,Osei,,* ,mira@example.org\n,,Night Buses,* ,office@example.org\n"
		)
		doc = checked("Partner Agency", text, agency_type="NGO")
		assert [(row["who"], row["outcome"]) for row in list_rows(doc, "", 0)] == [
			("Mira Osei mira@example.org", "Skipped"),
			("Night Buses", "New"),
		]
		[row] = list_rows(doc, "Skipped", 0)
		assert row["reason"] == "Mira Osei is a person. Import people as Community Leader or Activist."
