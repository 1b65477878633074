"""From a file to records, and back."""

import frappe
import pytest

from stakeholder_crm.stakeholders.imports import commands, lease
from stakeholder_crm.stakeholders.imports.list_rows import list_rows
from stakeholder_crm.stakeholders.imports.repository import ROW, count_rows
from stakeholder_crm.testing import address_books as books
from stakeholder_crm.testing import factories


@pytest.mark.parametrize("role", ["outreach", "manager"])
def test_a_file_becomes_drafts_that_nothing_is_sent_to(checked, work, users, as_user, role):
	with as_user(users[role]):
		doc = checked("Activist", books.csv_text(books.GOOGLE, books.google_rows(3)))
		assert (doc.status, doc.source, doc.rows_total) == ("Previewed", "Google Contacts", 3)
		assert count_rows(doc.name) == {"New": 3}
		assert not frappe.db.exists("Activist", {"full_name": ("like", "Amina Abbas %")})
		commands.start_import(doc)
		doc = work(doc)
		assert doc.status == "Imported"
		assert count_rows(doc.name) == {"Imported": 3}
		made = frappe.get_doc("Activist", list_rows(doc, "Imported", 0)[0]["record"]["name"])
		assert (made.status, made.confidentiality) == ("Draft", "Restricted")
		assert made.relationship_owner == users[role]
		assert made.affiliations == "Initiative 0"
		points = [(point.channel, point.value, point.safety) for point in made.contact_points]
		assert points == [
			("Email", "person0@example.org", "Unknown"),
			("Phone", "+254700000000", "Unknown"),
		]
		assert not made.care_notes
		assert frappe.get_all(ROW, {"parent": doc.name, "contact": ("is", "set")}) == []


def test_it_is_undone_as_a_whole(checked, work, users, as_user):
	with as_user(users["outreach"]):
		doc = checked("Activist", books.csv_text(books.GOOGLE, books.google_rows(4)))
		commands.start_import(doc)
		doc = work(doc)
		names = frappe.get_all(ROW, {"parent": doc.name}, pluck="made", order_by="at_row")
		changed = frappe.get_doc("Activist", names[0])
		changed.causes = "Night buses"
		changed.save()
		frappe.get_doc("Activist", names[1]).add_comment("Comment", "Called her")
		factories.meeting([("Activist", names[2])])
		commands.revert_import(doc)
		doc = work(doc)
		assert doc.status == "Reverted"
		assert count_rows(doc.name) == {"Reverted": 1, "Kept": 3}
		assert [bool(frappe.db.exists("Activist", name)) for name in names] == [True, True, True, False]
		assert [row["reason"] for row in list_rows(doc, "Kept", 0)] == [
			"Kept: changed after the import.",
			"Kept: Comment added after the import.",
			"Kept: other records link to it.",
		]


def test_whoever_is_on_record_is_found(checked, users, as_user):
	with as_user(users["outreach2"]):
		factories.activist(
			full_name="Hidden Bauer",
			safe_alias="Heron",
			confidentiality="Confidential",
			contact_points=[factories.contact_point(value="hidden@example.org")],
		)
	with as_user(users["outreach"]):
		known = factories.activist(
			full_name="Amina Abbas", contact_points=[factories.contact_point(value="amina@example.org")]
		)
		doc = checked(
			"Activist",
			books.csv_text(
				books.GOOGLE,
				[
					{"First Name": "Amina", "Last Name": "Abbas", "E-mail 1 - Value": "amina@example.org"},
					{"First Name": "Abbas", "Last Name": "Amina"},
					{"First Name": "Hidden", "Last Name": "Bauer", "E-mail 1 - Value": "hidden@example.org"},
					{"First Name": "Somebody", "Last Name": "Else", "E-mail 1 - Value": "else@example.org"},
					{"First Name": "Else", "Last Name": "Somebody", "E-mail 1 - Value": "else@example.org"},
					{"First Name": "Her", "Last Name": "Sister", "E-mail 1 - Value": "else@example.org"},
				],
			),
		)
		rows = [(row["row"], row["outcome"], row["reason"], row["record"]) for row in list_rows(doc, "", 0)]
		amina = {"doctype": "Activist", "name": known.name, "title": "Amina Abbas"}
		assert rows == [
			(2, "Duplicate", "Already recorded: same name, same e-mail address.", amina),
			(3, "Possible Duplicate", "Possibly already recorded: same name.", amina),
			(4, "Possible Duplicate", "Ask the safeguarding lead before you add this person.", None),
			(5, "New", "", None),
			(6, "Duplicate", "Duplicate of row 5 in this file.", None),
			(7, "Possible Duplicate", "Possible duplicate of row 5 in this file.", None),
		]
		assert commands.import_anyway(doc, []) == 2
		assert count_rows(doc.name) == {"New": 3, "Duplicate": 2, "Possible Duplicate": 1}


def test_who_shares_a_mailbox_and_is_said_to_be_somebody_else_is_taken_over(
	checked, work, users, as_user, monkeypatch
):
	monkeypatch.setattr(lease, "BATCH", 1)
	with as_user(users["outreach"]):
		mail = {"Last Name": "Abbas", "E-mail 1 - Value": "abbas@example.org"}
		rows = [{"First Name": "Amina", **mail}, {"First Name": "Amine", **mail}]
		doc = checked("Activist", books.csv_text(books.GOOGLE, rows))
		assert count_rows(doc.name) == {"New": 1, "Possible Duplicate": 1}
		assert commands.import_anyway(doc, []) == 1
		commands.start_import(doc)
		doc = work(doc)
		assert count_rows(doc.name) == {"Imported": 2}


def test_open_people_and_their_contacts_go_together(checked, work, users, as_user):
	with as_user(users["manager"]):
		text = books.csv_text(books.GOOGLE, books.google_rows(2))
		doc = checked("Activist", text, confidentiality="Open")
		commands.start_import(doc)
		doc = work(doc)
		names = frappe.get_all(ROW, {"parent": doc.name}, pluck="made", order_by="at_row")
		commands.revert_import(doc)
		doc = work(doc)
		assert count_rows(doc.name) == {"Reverted": 2}
		assert not frappe.get_all("Dynamic Link", {"link_doctype": "Activist", "link_name": ("in", names)})
