"""Nothing that a System Manager sets up in the Desk, and nothing that is saved, carries records outside."""

import socket
from typing import Any

import frappe
import pytest
from frappe.desk import query_report
from frappe.utils.safe_exec import read_sql

from stakeholder_crm.access.automation import ALLOW_AUTOMATION
from stakeholder_crm.testing import factories

ABOUT_US: dict[str, dict[str, Any]] = {
	"Webhook": {
		"webhook_doctype": "Activist",
		"webhook_docevent": "on_update",
		"request_url": "https://elsewhere.example",
		"request_method": "POST",
		"request_structure": "JSON",
		"webhook_json": "{}",
	},
	"Notification": {
		"document_type": "Activist",
		"event": "New",
		"channel": "Email",
		"subject": "{{ doc.full_name }}",
		"message": "{{ doc.full_name }}",
		"recipients": [{"receiver_by_document_field": "owner"}],
	},
	"Assignment Rule": {
		"document_type": "Activist",
		"description": "{{ full_name }}",
		"assign_condition": "1",
		"rule": "Round Robin",
		"users": [{"user": "Administrator"}],
		"assignment_days": [{"day": "Monday"}],
	},
	"Client Script": {"dt": "Activist", "script": "1"},
	"Server Script": {
		"script_type": "DocType Event",
		"reference_doctype": "Activist",
		"doctype_event": "After Save",
		"script": "pass",
	},
}
WRITTEN: dict[str, dict[str, Any]] = {
	"Server Script": {"script_type": "API", "api_method": "x", "script": "frappe.get_all('Activist')"},
	"Report": {
		"report_name": "All of them",
		"ref_doctype": "ToDo",
		"report_type": "Query Report",
		"is_standard": "No",
		"query": "select full_name from `tabactivist`",
	},
	"Notification": {
		**ABOUT_US["Notification"],
		"document_type": "ToDo",
		"message": "{{ frappe.get_all('Activist') }}",
	},
	"Client Script": {"dt": "ToDo", "script": "frappe.db.get_list('Meeting Log')"},
	"Web Page": {
		"title": "Us",
		"content_type": "HTML",
		"main_section_html": "{{ frappe.get_all('Activist') }}",
	},
}


@pytest.fixture
def system_manager(users):
	roles = ["System Manager", "Script Manager", "Report Manager"]
	return factories.make_user("sysmanager@crm-test.example", "Sana", roles)


def written(doctype: str, **values: Any) -> str:
	return frappe.get_doc({"doctype": doctype, "name": "Side door", **values}).insert().name


@pytest.mark.parametrize("doctype", ABOUT_US)
def test_a_system_manager_automates_nothing_on_our_records(doctype, system_manager, as_user):
	with as_user(system_manager), pytest.raises(frappe.PermissionError, match="Activist") as refused:
		written(doctype, **ABOUT_US[doctype])
	assert ALLOW_AUTOMATION in str(refused.value)


@pytest.mark.parametrize("doctype", ["Notification", "Client Script"])
def test_the_sites_configuration_can_allow_it(doctype, system_manager, as_user, monkeypatch):
	monkeypatch.setitem(frappe.local.conf, ALLOW_AUTOMATION, 1)
	with as_user(system_manager):
		written(doctype, **ABOUT_US[doctype])


@pytest.mark.parametrize("doctype", ["Report", "Notification", "Client Script"])
def test_code_is_not_searched_for_our_names(doctype, system_manager, as_user):
	with as_user(system_manager):
		written(doctype, **WRITTEN[doctype])


@pytest.mark.parametrize("doctype", ["Client Script", "Notification"])
def test_administrator_may(doctype):
	written(doctype, **ABOUT_US[doctype])


@pytest.mark.parametrize(("doctype", "code"), [*ABOUT_US.items(), *WRITTEN.items()])
def test_the_safeguarding_lead_sees_what_touches_our_records(doctype, code, users, as_user):
	name = written(doctype, **code)
	with as_user(users["safeguarding"]):
		rows = query_report.run("Site Code Review")["result"]
	row = next(row for row in rows if row["code"] == name)
	assert (row["kind"], row["modified_by"]) == (doctype, "Administrator")
	assert row["touches"] in ("Activist", "Meeting Log")


def test_code_about_others_is_not_listed(users, as_user):
	name = written("Client Script", dt="ToDo", script="1")
	with as_user(users["safeguarding"]):
		assert name not in {row.get("code") for row in query_report.run("Site Code Review")["result"]}


def test_nobody_else_sees_what_touches_our_records(users, system_manager, as_user):
	for user in (users["outreach"], users["manager"], system_manager):
		with as_user(user), pytest.raises(frappe.PermissionError):
			query_report.run("Site Code Review")


def test_a_query_shows_nobody_who_is_confidential(users, system_manager, as_user):
	with as_user(users["outreach"]):
		factories.activist(full_name="Quokka Vale", confidentiality="Confidential", safe_alias="Blue Heron")
	with as_user(system_manager):
		# What the console and query reports run.
		shown = str(read_sql("select * from `tabActivist`"))
	assert "Blue Heron" in shown
	assert "Quokka" not in shown


def test_a_report_is_mailed_as_its_maker_sees_it(system_manager, users, as_user):
	def mailed(user: str):
		return frappe.get_doc(
			{
				"doctype": "Auto Email Report",
				"report": "Losing Touch",
				"user": user,
				"email_to": "out@elsewhere.example",
				"frequency": "Daily",
				"format": "CSV",
			}
		)

	factories.make_user(system_manager, "Sana", ["Outreach Manager"])
	with as_user(system_manager):
		with pytest.raises(frappe.PermissionError, match="choose yourself"):
			mailed(users["safeguarding"]).insert()
		mailed(system_manager).insert()


def test_no_field_of_ours_is_put_into_the_global_search():
	setter = {
		"doctype": "Property Setter",
		"doctype_or_field": "DocField",
		"doc_type": "Activist",
		"field_name": "full_name",
		"property": "in_global_search",
		"property_type": "Check",
		"value": "1",
	}
	with pytest.raises(frappe.PermissionError, match="Global Search"):
		frappe.get_doc(setter).insert()
	frappe.get_doc({**setter, "property": "bold"}).insert()


def test_a_file_about_somebody_is_private(users, as_user):
	with as_user(users["outreach"]):
		activist = factories.activist()
		public = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "letter.txt",
				"content": "Hello",
				"is_private": 0,
				"attached_to_doctype": "Activist",
				"attached_to_name": activist.name,
			}
		)
		with pytest.raises(frappe.ValidationError, match="must be private"):
			public.insert()


def test_saving_a_record_calls_nobody_outside(users, as_user, monkeypatch):
	"""Not even with the hash of an address: whoever is asked learns that we know it."""
	asked: list[Any] = []
	connect = socket.socket.connect

	def noted(self: socket.socket, address: Any) -> Any:
		asked.append(address)
		return connect(self, address)

	monkeypatch.setattr(socket.socket, "connect", noted)
	monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_args, **_more: pytest.fail(f"asked for {host}"))
	with as_user(users["outreach"]):
		people = [factories.activist(), factories.community_leader(), factories.partner_agency()]
		meeting = factories.held_meeting(people)
		factories.log(meeting, submit=True)
		for person in people:
			factories.concern(person)
			factories.commitment(person)
			factories.assessment(person)
			person.reload()
			person.save()
	outside = [address for address in asked if isinstance(address, tuple) and address[0] != "127.0.0.1"]
	assert outside == []
