"""Who said "do not write" in another program is not written to from here."""

import frappe
import pytest

from stakeholder_crm.stakeholders.imports import commands
from stakeholder_crm.stakeholders.imports.list_rows import list_rows
from stakeholder_crm.stakeholders.imports.repository import ROW, count_rows
from stakeholder_crm.testing import factories


@pytest.fixture
def imported(checked, work):
	"""`imported("Activist", text)`: the records that a file comes to, in its order."""

	def make(kind: str, text: str, **fields):
		doc = checked(kind, text, **fields)
		commands.start_import(doc)
		doc = work(doc)
		names = frappe.get_all(ROW, {"parent": doc.name}, pluck="made", order_by="at_row")
		return [frappe.get_doc(kind, name) for name in dict.fromkeys(names) if name]

	return make


def safety(person) -> dict[str, str]:
	return {point.channel: point.safety for point in person.contact_points}


def test_civicrm_on_hold(imported, users, as_user):
	with as_user(users["outreach"]):
		people = imported(
			"Activist",
			"Contact ID,Contact Type,Display Name,Email,On Hold,Deceased,Deceased Date\n"
			"1,Individual,Ann One,a1@example.org,On Hold Bounce,,\n"
			"2,Individual,Ben Two,a2@example.org,On Hold Opt Out,,\n"
			"3,Individual,Cyd Three,a3@example.org,2,,\n"
			"4,Individual,Dee Four,a4@example.org,No,,2020-01-01\n"
			"5,Individual,Eve Five,a5@example.org,No,,\n",
		)
		assert [(one.full_name, safety(one)["Email"]) for one in people] == [
			("Ann One", "Unsafe"),
			("Ben Two", "Unsafe"),
			("Cyd Three", "Unsafe"),
			("Eve Five", "Unknown"),
		]
		assert [len(one.care_notes) for one in people] == [1, 1, 1, 0]


@pytest.mark.parametrize(
	"text",
	[
		"First Name,Last Name,Email,Phone,Do Not Call,Email Opt Out\nMira,Osei,mira@example.org,+254712345678,TRUE,TRUE\n",
		"first_name,last_name,email_addresses_primary,phone_mobile,do_not_call,email_opt_out\n"
		"Mira,Osei,mira@example.org,+254712345678,1,1\n",
		"firstName,lastName,emailAddress,phoneNumber,emailAddressIsOptedOut,phoneNumberIsOptedOut\n"
		"Mira,Osei,mira@example.org,+254712345678,Yes,Yes\n",
		"Vorname,Nachname,E-Mail,Telefon,Nicht anrufen,Keine E-Mails\nMira,Osei,mira@example.org,+254712345678,ja,ja\n",
	],
)
def test_opt_outs_of_other_programs(imported, users, as_user, text):
	with as_user(users["outreach"]):
		[mira] = imported("Activist", text)
		assert (mira.full_name, safety(mira)) == ("Mira Osei", {"Email": "Unsafe", "Phone": "Unsafe"})
		assert mira.status == "Draft"


def test_who_is_not_to_be_contacted_at_all_arrives_so(imported, users, as_user):
	with as_user(users["outreach"]):
		[mira] = imported("Activist", "Name,Email,do_not_contact\nMira Osei,mira@example.org,true\n")
		assert (mira.status, safety(mira)) == ("Do Not Contact", {"Email": "Unsafe"})


def test_a_note_on_a_card_says_so(imported, users, as_user):
	card = "BEGIN:VCARD\nVERSION:3.0\nFN:Mira Osei\nEMAIL:mira@example.org\n{0}\nEND:VCARD\n"
	with as_user(users["outreach"]):
		[mira] = imported("Activist", card.format("NOTE:Do not contact\\, he reads her mail"))
		assert (mira.status, safety(mira)) == ("Do Not Contact", {"Email": "Unsafe"})
		assert "he reads" not in frappe.as_json(mira.as_dict())


@pytest.mark.parametrize(
	"text",
	[
		"Name,Email,Consent\nMira Osei,mira@example.org,No\n",
		"Name,Email,Remarks\nMira Osei,mira@example.org,Do not contact\n",
		"Name,Email,Labels\nMira Osei,mira@example.org,* friends ::: Do not contact\n",
		"Name,Email,Notes\nMira Osei,mira@example.org,Met in 2020. Please do not contact her at home.\n",
		"Name,Email,Mailings\nMira Osei,mira@example.org,Do Not Send\n",
		"Name,Reach them at\nMira Osei,mira@example.org\n",
	],
)
def test_what_may_be_an_opt_out_or_an_address_is_asked_about(new_import, work, users, as_user, text):
	with as_user(users["outreach"]):
		doc = new_import("Activist", text)
		assert doc.columns[-1].maps_to == "Please Choose"
		with pytest.raises(frappe.MandatoryError, match=doc.columns[-1].column_name):
			commands.preview_import(doc)
		doc.columns[-1].maps_to = "Skip"
		doc.save()
		commands.preview_import(doc)
		assert count_rows(work(doc).name) == {"New": 1}


def test_an_opt_out_in_one_row_holds_for_the_others(imported, users, as_user):
	with as_user(users["outreach"]):
		people = imported(
			"Activist",
			"Name,Email,Email Opt Out\n"
			"Mira Osei,mira@example.org,\nMira Osei,mira@example.org,1\n"
			"Tam Lind,tam@example.org,1\nZoe Adeyemi,tam@example.org,\n",
		)
		assert [(one.full_name, safety(one)["Email"]) for one in people][:2] == [
			("Mira Osei", "Unsafe"),
			("Tam Lind", "Unsafe"),
		]
		[house] = imported(
			"Partner Agency",
			"Company,First Name,Phone,Do Not Call\nSafe House,Dana,,\nSafe House,Eli,,\n"
			"Safe House,,+254712345678,\nSafe House,,+254712345678,1\n",
			agency_type="Shelter",
		)
		assert safety(house) == {"Phone": "Unsafe"}


def test_an_opt_out_holds_for_all_rows_whatever_becomes_of_its_own(checked, work, users, as_user):
	with as_user(users["outreach"]):
		doc = checked(
			"Activist",
			"Name,Email,Phone,Email Opt Out\n"
			"Mira Osei,mira@example.org,,\nTam Lind,mira@example.org,,\nZoe Adeyemi,mira@example.org,12,1\n",
		)
		assert count_rows(doc.name) == {"New": 1, "Possible Duplicate": 1, "Skipped": 1}
		commands.import_anyway(doc, [])
		commands.start_import(doc)
		doc = work(doc)
		made = frappe.get_all(
			ROW, {"parent": doc.name, "made": ("is", "set")}, pluck="made", order_by="at_row"
		)
		assert [safety(frappe.get_doc("Activist", name)) for name in made] == [{"Email": "Unsafe"}] * 2


def test_an_opt_out_of_who_is_on_record_already_is_shown(checked, users, as_user):
	with as_user(users["outreach"]):
		factories.activist(
			full_name="Mira Osei", contact_points=[factories.contact_point(value="mira@example.org")]
		)
		doc = checked("Activist", "Name,Email,Email Opt Out\nMira Osei,mira@example.org,1\n")
		[row] = list_rows(doc, "Duplicate", 0)
		assert row["details"] == "mira@example.org, do not use: Email"
