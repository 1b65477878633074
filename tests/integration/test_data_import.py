"""Frappe's own Data Import for the three kinds, with their tables, as those who may use it."""

import csv
import json
from io import StringIO

import frappe
import pytest
from frappe.core.doctype.data_import.data_import import download_template

from stakeholder_crm.testing import factories
from tests.integration.thank_yous.dispatcher.dying_process import Process

INSERT, UPDATE = "Insert New Records", "Update Existing Records"
KINDS = {
	"Community Leader": (["Full Name", "Community"], ["Amina Abbas", "Harbour"]),
	"Activist": (["Full Name", "Causes"], ["Amina Abbas", "Night buses"]),
	"Partner Agency": (["Full Name", "Agency Type"], ["Safe House", "Shelter"]),
}
POINTS = ["Channel (Contact Points)", "Address or Number (Contact Points)", "Safety (Contact Points)"]


@pytest.fixture
def importer(users) -> str:
	"""A manager who sets the site up, too: the host keeps its tool for System Managers."""
	return factories.make_user("importer@crm-test.example", "Ines", ("Outreach Manager", "System Manager"))


def run(kind: str, what: str, *rows: list[str]):
	out = StringIO()
	csv.writer(out).writerows(rows)
	doc = frappe.get_doc({"doctype": "Data Import", "reference_doctype": kind, "import_type": what}).insert()
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": "people.csv",
			"attached_to_doctype": "Data Import",
			"attached_to_name": doc.name,
			"is_private": 1,
			"content": out.getvalue().encode(),
		}
	).insert()
	doc.import_file = file.file_url
	doc.save()
	# It commits each row, and rolls back those that are refused.
	process = Process(lambda: None, lambda _event: None)
	process.take_over()
	try:
		doc.get_importer().import_data()
	finally:
		process.give_back()
	return frappe.get_doc("Data Import", doc.name)


def messages(doc) -> str:
	logs = frappe.get_all(
		"Data Import Log", {"data_import": doc.name, "success": 0}, pluck="messages", order_by="log_index"
	)
	return " ".join(
		message if isinstance(message, str) else json.dumps(message)
		for log in logs
		for message in json.loads(log)
	)


@pytest.mark.parametrize("kind", KINDS)
def test_records_come_in_with_their_tables(kind, importer, as_user):
	header, values = KINDS[kind]
	with as_user(importer):
		doc = run(
			kind,
			INSERT,
			[*header, *POINTS],
			[*values, "Email", "a@example.org", "Safe"],
			["", "", "Phone", "+254712345678", "Unknown"],
			[f"{values[0]} Two", values[1], "", "", ""],
		)
		assert doc.status == "Success", messages(doc)
		made = frappe.get_doc(kind, {"full_name": values[0], "owner": importer})
		assert [(point.channel, point.value, point.safety) for point in made.contact_points] == [
			("Email", "a@example.org", "Safe"),
			("Phone", "+254712345678", "Unknown"),
		]


def test_ties_and_focal_people_come_in(importer, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(importer):
		doc = run(
			"Partner Agency",
			INSERT,
			[
				*("Full Name", "Agency Type", "Name (Focal People)", "Address or Number (Focal People)"),
				*(
					"Safety (Focal People)",
					"Stakeholder Type (Ties)",
					"Stakeholder (Ties)",
					"Relationship (Ties)",
				),
			],
			[
				"Safe House",
				"Shelter",
				"Dana Roe",
				"dana@example.org",
				"Safe",
				"Activist",
				activist.name,
				"Ally",
			],
		)
		assert doc.status == "Success", messages(doc)
		made = frappe.get_doc("Partner Agency", {"full_name": "Safe House", "owner": importer})
		assert made.focal_people[0].address == "dana@example.org"
		assert (made.ties[0].stakeholder_name, made.ties[0].kind) == (activist.display_name, "Ally")


def test_a_template_with_records_comes_back_changed(importer, as_user):
	with as_user(importer):
		known = factories.activist(full_name="Amina Abbas")
		download_template(
			"Activist",
			export_fields=json.dumps({"Activist": ["name", "causes"], "contact_points": ["name", "value"]}),
			export_records="by_filter",
			export_filters=json.dumps({"name": known.name}),
		)
		rows = list(csv.reader(StringIO(frappe.response["result"])))
		assert known.name in rows[1]
		row = [cell if cell != "Tenants' rights" else "Night buses" for cell in rows[1]]
		doc = run("Activist", UPDATE, rows[0], row)
		assert doc.status == "Success", messages(doc)
		known.reload()
		assert (known.causes, len(known.contact_points), known.contact_points[0].safety) == (
			"Night buses",
			1,
			"Safe",
		)


def test_what_is_refused_says_which_field_and_what_to_do(importer, as_user):
	with as_user(importer):
		doc = run(
			"Activist",
			INSERT,
			["Full Name", "Confidentiality", *POINTS],
			["Amina Abbas", "Open", "Phone", "0712345678", "Safe"],
			["Björn Bauer", "Confidential", "", "", ""],
			["Chiara Çelik", "Open", "", "", ""],
		)
		assert doc.status == "Partial Success"
		said = messages(doc)
		assert "start the phone number with + and the country code" in said
		assert "Safe Alias is required" in said
		assert frappe.db.exists("Activist", {"full_name": "Chiara Çelik", "owner": importer})
		assert not frappe.db.exists("Activist", {"full_name": "Amina Abbas", "owner": importer})


@pytest.mark.parametrize("role", ["outreach", "manager", "safeguarding"])
def test_the_tool_is_the_system_managers(role, users, as_user):
	with as_user(users[role]), pytest.raises(frappe.PermissionError):
		frappe.get_doc(
			{"doctype": "Data Import", "reference_doctype": "Activist", "import_type": INSERT}
		).insert()


def test_nobody_imports_over_a_record_that_is_not_theirs_to_see(importer, users, as_user):
	with as_user(users["outreach"]):
		hidden = factories.activist(safe_alias="Heron", confidentiality="Confidential")
	with as_user(importer):
		doc = run("Activist", UPDATE, ["ID", "Causes"], [hidden.name, "x"])
		assert doc.status in ("Pending", "Error")
	assert frappe.db.get_value("Activist", hidden.name, "causes") == hidden.causes
