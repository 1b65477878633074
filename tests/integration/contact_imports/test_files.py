"""Files as programs really write them: read, or refused with what to do about it."""

import os

import frappe
import pytest

from stakeholder_crm.domain.contact_files.encodings import ENCODINGS
from stakeholder_crm.domain.contact_files.targets import TARGETS
from stakeholder_crm.stakeholders.imports import commands
from stakeholder_crm.stakeholders.imports.list_rows import list_rows
from stakeholder_crm.stakeholders.imports.read_file import open_file, read_cards, read_cells
from stakeholder_crm.stakeholders.imports.repository import COLUMN, CONTACT_IMPORT, ROW, count_rows


@pytest.fixture
def names(checked, users, as_user):
	"""`names(content)`: whom a file of activists comes to."""

	def read(content: str | bytes, **fields) -> list[str]:
		with as_user(users["outreach"]):
			doc = checked("Activist", content, **fields)
			return [row["who"] for row in list_rows(doc, "New", 0)]

	return read


@pytest.mark.parametrize(
	"content",
	[
		"Name;Email;Address\r\nMira Osei;mira@example.org;House 4, Hill Road, Ward 3, Northtown\r\nTam Lind;tam@example.org;\r\n",
		"Name\tNotes\nMira Osei\tcome, sit; eat, talk\nTam Lind\t\n",
		"sep=;\r\nName;Email\r\nMira Osei;mira@example.org\r\nTam Lind;\r\n",
		'"sep=,"\r\nName,Email\r\nMira Osei,mira@example.org\r\nTam Lind,\r\n',
		"\r\nName,Email\r\nMira Osei,mira@example.org\r\nTam Lind,\r\n",
		"Name,Email\rMira Osei,mira@example.org\rTam Lind,\r",
		'"Name","Causes"\r\n"Mira Osei","housing\rwages"\r\n"Tam Lind",""\r\n',
		"Name,Notes\r\nMira Osei," + "x" * 140_000 + "\r\nTam Lind,\r\n",
		"Name,Email\nMira Osei,mira@example.org\nTam Lind,\n".encode("utf-16"),
		b"Name,Email,Causes\r\nMira Osei,mira@example.org,caf\xe9\r\nTam Lind,,\xc3\xb6ffentlich\r\n",
	],
)
def test_people_are_found_however_the_file_is_laid_out(names, content):
	assert names(content) == ["Mira Osei", "Tam Lind"]


def test_one_bad_byte_changes_nobodys_name(checked, work, users, as_user):
	content = (
		"Name,Email,Causes\r\nJörg Müller,j@example.org,\r\nZoë Adeyemi,z@example.org,".encode()
		+ b"caf\xe9\r\nZo\xeb Lind,l@example.org,\r\n"
	)
	with as_user(users["outreach"]):
		doc = checked("Activist", content)
		assert doc.read_as == "UTF-8 (2 unreadable characters, shown as �)"
		assert [row["who"] for row in list_rows(doc, "New", 0)] == ["Jörg Müller", "Zoë Adeyemi"]
		[row] = list_rows(doc, "Skipped", 0)
		assert row["reason"].startswith("Full Name: Zo� Lind has unreadable characters")


def test_a_guess_is_said_and_another_encoding_can_be_chosen(new_import, work, users, as_user):
	text = "Name,Nick\nAnna Żółć,Ptaszek\n"
	with as_user(users["outreach"]):
		doc = new_import("Activist", text.encode("cp1250"), encoding="Windows-1252 (Western European)")
		assert doc.read_as == "Windows-1252 (Western European)"
		doc.columns[1].maps_to = "Safe Alias"
		doc.encoding = "Windows-1250 (Central European)"
		doc.save()
		assert [row.maps_to for row in doc.columns] == ["Full Name", "Safe Alias"]
		commands.preview_import(doc)
		assert [row["who"] for row in list_rows(work(doc), "New", 0)] == ["Anna Żółć"]
		guessed = new_import("Activist", text.encode("cp1250"))
		assert guessed.read_as.endswith("(guessed). Choose another Encoding if names look wrong.")


def test_a_fold_within_a_character(names):
	card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:J\xc3\r\n \xb6rg Lind\r\nN:Lind;J\xc3\xb6rg;;;\r\nEND:VCARD\r\n"
	assert names(card, filename="people.vcf") == ["Jörg Lind"]
	text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jö\r\n rg Lind\r\nEND:VCARD\r\n"
	assert names(text.encode("utf-16"), filename="people.vcf") == ["Jörg Lind"]
	assert names(text.replace("\r\n", "\r"), filename="people.vcf") == ["Jörg Lind"]


@pytest.mark.parametrize(
	("content", "said"),
	[
		(b"PK\x03\x04\x00\x00", "Save it as CSV"),
		(b"%PDF-1.7 ...", "this is a PDF"),
		("<!DOCTYPE html><table>", "a web page"),
		('{"contacts": []}', "this is JSON"),
		("dn: cn=Mira Osei,mail=mira@example.org\n", "In Thunderbird, export"),
		("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "instead of events"),
		(b"Name\nA\x00\x00\n", "not a CSV or vCard file"),
		('Name,Notes\nMira,"open\nTam,\n', "Check for an unclosed quotation mark"),
		("Name\n" + "x" * 10_000_001, "cannot be read after row 1"),
	],
)
def test_advice_fits_what_is_wrong(new_import, users, as_user, content, said):
	with as_user(users["outreach"]), pytest.raises(frappe.ValidationError, match=said):
		new_import("Activist", content)


def test_what_is_too_large_is_refused_before_it_is_read(new_import, users, as_user):
	with as_user(users["outreach"]):
		doc = new_import("Activist", "Name\nMira Osei\n")
		path = frappe.get_doc("File", {"file_url": doc.import_file}).get_full_path()
		os.truncate(path, 2 << 30)
		with pytest.raises(frappe.ValidationError, match=r"too large \(2147 of 200 MB\)"):
			open_file(doc)
		with open(path, "w") as file:
			file.write(",".join(f"column {number}" for number in range(200_000)) + "\n")
		with pytest.raises(frappe.ValidationError, match=r"too many columns \(\d+ of 1000\)"):
			open_file(doc)


def test_a_line_that_goes_on_and_on_costs_no_memory(new_import, users, as_user, monkeypatch):
	monkeypatch.setattr("stakeholder_crm.stakeholders.imports.read_file.LONGEST", 2_000_000)
	with as_user(users["outreach"]):
		card = "BEGIN:VCARD\nVERSION:3.0\nFN:Mira Osei\nPHOTO;ENCODING=b:" + "A" * 5_000_000 + "\nEND:VCARD\n"
		doc = new_import("Activist", card, filename="people.vcf")
		[(number, text)] = read_cards(open_file(doc))
		assert (number, text.splitlines()[2]) == (1, "FN:Mira Osei")


def test_rows_are_numbered_from_the_header(new_import, users, as_user):
	with as_user(users["outreach"]):
		doc = new_import("Activist", "sep=;\n\nName;Email\nMira;\n;\nTam;\n")
		assert [number for number, _cells in read_cells(open_file(doc))] == [1, 2, 4]


def test_outlook_in_german(checked, users, as_user):
	text = (
		"Vorname;Nachname;Firma;Position;Straße geschäftlich;Ort geschäftlich;Fax geschäftlich;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse\r\n"
		"Jana;Müller;Haus Süd;Leiterin;Weg 1;Bonn;+49228901821;+49228901820;+491701234567;jana@example.org\r\n"
	)
	with as_user(users["outreach"]):
		doc = checked("Activist", text.encode("cp1252"))
		assert doc.source == "Outlook"
		[row] = list_rows(doc, "New", 0)
		assert row["who"] == "Jana Müller"
		assert row["details"] == "+49228901820, +491701234567, jana@example.org, Weg 1, Bonn"


def test_numbers_that_cannot_be_read_are_refused_with_their_column(checked, users, as_user):
	text = "Name,Phone\nAnn One,+2547I2345678\nBen Two,+254712345678/9\nCyd Three,4.47912E+11\nDee Four,0712345678; 0722111222\n"
	with as_user(users["outreach"]):
		doc = checked("Activist", text, phone_country="United Kingdom")
		rows = list_rows(doc, "Skipped", 0)
		assert len(rows) == 4
		assert all(row["reason"].startswith("Phone: ") for row in rows)
		assert not any("Default Phone Country" in row["reason"] for row in rows)


def test_extensions_and_contexts(checked, work, users, as_user):
	cards = (
		"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dee Four\r\nTEL;VALUE=uri:tel:0712345678;phone-context=+254\r\nEND:VCARD\r\n"
		"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Cyd Three\r\nTEL;VALUE=uri;TYPE=work:tel:+1-202-555-0100;ext=102\r\nEND:VCARD\r\n"
	)
	with as_user(users["outreach"]):
		doc = checked("Activist", cards, filename="people.vcf", phone_country="Germany")
		commands.start_import(doc)
		doc = work(doc)
		made = frappe.get_all(ROW, {"parent": doc.name}, pluck="made", order_by="at_row")
		numbers = [frappe.get_doc("Activist", name).contact_points[0].value for name in made]
		assert numbers == ["+254712345678", "+12025550100 ext. 102"]
		assert count_rows(doc.name) == {"Imported": 2}
		assert doc.doctype == CONTACT_IMPORT


def test_the_form_offers_what_can_be_read():
	assert frappe.get_meta(CONTACT_IMPORT).get_options("encoding").split("\n") == ["", *ENCODINGS]
	assert frappe.get_meta(COLUMN).get_options("maps_to").split("\n") == [*TARGETS]
