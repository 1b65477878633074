"""What leaves through the host's menus as a file: no cell of it is a formula, and numbers stay numbers."""

import csv
import json
from email import message_from_string
from io import BytesIO, StringIO

import frappe
import frappe.handler
import pytest
from frappe.core.doctype.prepared_report import prepared_report
from openpyxl import load_workbook
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from stakeholder_crm.testing import factories

FORMULA = '=HYPERLINK("http://evil.example","open")'
TEXTS = {"full_name": FORMULA, "community": "@SUM(1+1)", "constituency": "-2+3"}
# Some hosts add the owner, behind these.
FIELDS = ["name", "full_name", "community", "constituency", "cadence_days"]


@pytest.fixture
def leader(users, as_user):
	with as_user(users["manager"]):
		return factories.community_leader(**TEXTS, cadence_days=30)


def ask(user: str, cmd: str, **arguments):
	"""Call a method as the Desk does, with overrides; the answer's file is returned, or else its message."""
	frappe.set_user(user)
	frappe.local.request = Request(EnvironBuilder(method="POST").get_environ())
	frappe.local.form_dict = frappe._dict(arguments, cmd=cmd)
	frappe.local.response = frappe._dict(docs=[])
	frappe.handler.execute_cmd(cmd)
	response = frappe.local.response
	file = response.get("filecontent") or response.get("result")
	return file.encode() if isinstance(file, str) else file


def rows_of(content: bytes, delimiter: str = ",") -> list[list[str]]:
	return list(csv.reader(StringIO(content.decode(), newline=""), delimiter=delimiter))


def is_plain(text: object) -> bool:
	return not str(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [0, 1, 2])
def test_the_lists_csv_holds_texts_and_numbers(users, leader, delimiter, quoting):
	content = ask(
		users["manager"],
		"frappe.desk.reportview.export_query",
		doctype="Community Leader",
		fields=json.dumps([f"`tabCommunity Leader`.`{field}`" for field in FIELDS]),
		filters=json.dumps({"name": leader.name}),
		file_format_type="CSV",
		csv_delimiter=delimiter,
		csv_quoting=quoting,
	)
	assert rows_of(content, delimiter)[1][: len(FIELDS) + 1] == [
		*("1", leader.name, f"'{FORMULA}", "'@SUM(1+1)", "'-2+3", "30")
	]
	if quoting == csv.QUOTE_NONNUMERIC:
		assert f"{delimiter}30" in content.decode()


def test_the_lists_workbook_holds_texts_and_numbers(users, leader):
	content = ask(
		users["manager"],
		"frappe.desk.reportview.export_query",
		doctype="Community Leader",
		fields=json.dumps([f"`tabCommunity Leader`.`{field}`" for field in FIELDS]),
		filters=json.dumps({"name": leader.name}),
		file_format_type="Excel",
	)
	cells = list(load_workbook(BytesIO(content)).active.iter_rows())[1][: len(FIELDS) + 1]
	assert [cell.data_type for cell in cells] == ["n", "s", "s", "s", "s", "n"]
	assert [cell.value for cell in cells[2:]] == [f"'{FORMULA}", "'@SUM(1+1)", "'-2+3", 30]


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
def test_a_reports_file(users, leader, kind):
	content = ask(
		users["manager"],
		"frappe.desk.query_report.export_query",
		report_name="Stakeholder Directory",
		filters="{}",
		visible_idx=json.dumps(list(range(500))),
		file_format_type=kind,
	)
	if kind == "CSV":
		cells = [cell for row in rows_of(content) for cell in row]
	else:
		cells = [cell.value for row in load_workbook(BytesIO(content)).active for cell in row]
	assert f"'{FORMULA}" in cells
	assert all(is_plain(cell) for cell in cells)


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
@pytest.mark.parametrize("tool", ["export", "import"])
def test_the_files_of_the_data_tools(users, leader, tool, kind):
	wanted = {"Community Leader": FIELDS}
	asked = (
		{
			"cmd": "frappe.core.doctype.data_export.exporter.export_data",
			"select_columns": json.dumps(wanted),
			"with_data": 1,
			"filters": json.dumps({"name": leader.name}),
		}
		if tool == "export"
		else {
			"cmd": "frappe.core.doctype.data_import.data_import.download_template",
			"export_fields": json.dumps(wanted),
			"export_records": "all",
		}
	)
	content = ask(users["manager"], doctype="Community Leader", file_type=kind, **asked)
	if kind == "CSV":
		cells = [cell for row in rows_of(content) for cell in row]
	else:
		cells = [cell.value for row in load_workbook(BytesIO(content)).active for cell in row]
	assert f"'{FORMULA}" in cells
	assert all(is_plain(cell) for cell in cells if cell is not None)


def test_what_was_exported_is_imported_as_it_was(users, leader):
	frappe.set_user(users["manager"])
	frappe.flags.in_import = True
	try:
		leader.update({"full_name": f"'{FORMULA}", "constituency": "'-2+3", "community": "'Aziz"})
		leader.save()
	finally:
		frappe.flags.in_import = False
	assert [leader.full_name, leader.constituency, leader.community] == [FORMULA, "-2+3", "'Aziz"]


def test_files_of_other_doctypes_are_left_as_they_are(users):
	todo = frappe.get_doc({"doctype": "ToDo", "description": "=1+1"}).insert()
	content = ask(
		"Administrator",
		"frappe.desk.reportview.export_query",
		doctype="ToDo",
		fields='["name", "description"]',
		filters=json.dumps({"name": todo.name}),
		file_format_type="CSV",
	)
	assert rows_of(content)[1][1:3] == [todo.name, "=1+1"]


@pytest.mark.parametrize("kind", ["CSV", "XLSX"])
def test_a_report_that_is_mailed(users, leader, kind):
	frappe.set_user("Administrator")
	factories.email_account(1)
	frappe.set_user(users["manager"])
	mailed = frappe.get_doc(
		{
			"doctype": "Auto Email Report",
			"report": "Stakeholder Directory",
			"report_type": "Script Report",
			"user": users["manager"],
			"email_to": "out@elsewhere.example",
			"frequency": "Daily",
			"format": kind,
			"no_of_rows": 500,
		}
	).insert(ignore_permissions=True)
	mailed.send()
	sent = frappe.get_last_doc("Email Queue", {"reference_name": mailed.name})
	message = message_from_string(sent.message)
	(part,) = (part for part in message.walk() if part.get_filename())
	downloaded = ask(
		"Administrator", "frappe.email.doctype.auto_email_report.auto_email_report.download", name=mailed.name
	)
	for content in (part.get_payload(decode=True), downloaded):
		if kind == "CSV":
			cells = [cell for row in rows_of(content) for cell in row]
		else:
			cells = [cell.value for row in load_workbook(BytesIO(content)).active for cell in row]
		assert f"'{FORMULA}" in cells
		assert all(is_plain(cell) for cell in cells if isinstance(cell, str))
	# The rest of the mail is as the host wrote it.
	assert "Stakeholder Directory" in message["Subject"]
	assert all(len(line) < 998 for line in sent.message.splitlines())


def test_a_prepared_report_of_ours_is_no_file_of_the_hosts(users, monkeypatch):
	made: list[str] = []
	cmd = "enqueue_json_to_csv_conversion"

	def of(report: str) -> str:
		doc = frappe.get_doc({"doctype": "Prepared Report", "report_name": report})
		doc.db_insert()
		return doc.name

	monkeypatch.setattr(prepared_report, cmd, made.append, raising=False)
	cmd = f"frappe.core.doctype.prepared_report.prepared_report.{cmd}"
	with pytest.raises(frappe.PermissionError, match="Open the report"):
		ask(users["manager"], cmd, prepared_report_name=of("Possible Duplicates"))
	other = of("ToDo")
	ask(users["manager"], cmd, prepared_report_name=other)
	assert made == [other]
	monkeypatch.delattr(prepared_report, cmd.rpartition(".")[2])
	with pytest.raises(frappe.DoesNotExistError):
		ask(users["manager"], cmd, prepared_report_name=other)


def test_mails_of_others_stay_as_they_are(users):
	frappe.set_user("Administrator")
	factories.email_account(1)
	frappe.sendmail(
		recipients=["out@elsewhere.example"],
		subject="Ours",
		message="x",
		attachments=[{"fname": "a.csv", "fcontent": "=1+1"}],
		reference_doctype="User",
		reference_name="Administrator",
	)
	sent = frappe.get_last_doc("Email Queue", {"reference_doctype": "User"})
	(part,) = (part for part in message_from_string(sent.message).walk() if part.get_filename())
	assert part.get_payload(decode=True) == b"=1+1"
