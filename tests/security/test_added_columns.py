"""A column of other records that somebody adds to a report tells no more than what they may see."""

import json

import frappe
import frappe.handler
import pytest
from frappe.desk import query_report
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from stakeholder_crm.access import added_columns
from stakeholder_crm.testing import factories

NAME = "Ibtisam Hidden"
# One that ISO 3166 knows: Frappe 16 takes no other.
CODE = "aq"
RUN = "frappe.desk.query_report.run"
EXPORT = "frappe.desk.query_report.export_query"


@pytest.fixture
def hidden(users, as_user):
	with as_user(users["outreach2"]):
		return factories.activist(full_name=NAME, safe_alias="Heron", confidentiality="Confidential")


@pytest.fixture
def columns(users, as_user, hidden):
	"""Somebody's own record, in which she has written another's number; and a column that follows it."""
	with as_user(users["outreach"]):
		factories.community_leader(full_name="Amina", community=hidden.name)
	column = {"fieldname": "full_name", "label": "Full Name", "doctype": "Activist"}
	return [{**column, "link_field": "community", "insert_after_index": 0}]


def ask(user: str, cmd: str, **arguments) -> str:
	frappe.set_user(user)
	frappe.local.request = Request(EnvironBuilder(method="POST").get_environ())
	frappe.local.form_dict = frappe._dict(arguments, cmd=cmd)
	frappe.local.response = frappe._dict(docs=[])
	answer = frappe.handler.execute_cmd(cmd)
	return str([answer, frappe.local.response])


@pytest.fixture(params=["this host", "one that does not ask"])
def host(request, monkeypatch):
	if request.param != "this host":
		monkeypatch.setattr(added_columns, "_checks_permission_itself", lambda: False)


@pytest.mark.parametrize("cmd", [RUN, EXPORT])
def test_a_number_in_ones_own_record_does_not_tell_whose_it_is(users, columns, host, cmd):
	asked = {"report_name": "Stakeholder Directory", "filters": "{}", "custom_columns": columns}
	if cmd == EXPORT:
		asked |= {"file_format_type": "CSV", "visible_idx": json.dumps(list(range(500)))}
	try:
		answer = ask(users["outreach"], cmd, **asked)
	except frappe.PermissionError as error:
		answer = str(error)
		# Frappe 16 asks whether one may export at all, before our own question.
		assert "Remove the column" in answer or "not allowed to export" in answer
	assert NAME not in answer


def test_such_a_report_is_not_saved(users, columns, monkeypatch):
	monkeypatch.setattr(added_columns, "_checks_permission_itself", lambda: False)
	asked = {"reference_report": "Stakeholder Directory", "report_name": "Mine", "filters": "{}"}
	with pytest.raises(frappe.PermissionError, match=r"Full Name.*Remove the column"):
		ask(users["outreach"], "frappe.desk.query_report.save_report", **asked, columns=json.dumps(columns))
	columns[0].pop("link_field")
	ask(users["outreach"], "frappe.desk.query_report.save_report", **asked, columns=json.dumps(columns))
	assert frappe.db.exists("Report", "Mine")


def test_one_that_was_saved_earlier_is_not_run(users, columns, monkeypatch):
	monkeypatch.setattr(added_columns, "_checks_permission_itself", lambda: False)
	report = {
		"doctype": "Report",
		"report_name": "Of an older version",
		"ref_doctype": "Community Leader",
		"report_type": "Custom Report",
		"reference_report": "Stakeholder Directory",
		"is_standard": "No",
		"json": json.dumps({"columns": columns}),
	}
	frappe.set_user("Administrator")
	frappe.get_doc(report).insert()
	for cmd in (RUN, EXPORT):
		with pytest.raises(frappe.PermissionError, match="Remove the column"):
			ask(users["outreach"], cmd, report_name="Of an older version", filters="{}")


def test_which_hosts_ask(monkeypatch):
	monkeypatch.setattr(query_report, "get_data_for_custom_field", lambda doctype, field, names=None: {})
	assert added_columns._checks_permission_itself()
	monkeypatch.setattr(query_report, "get_data_for_custom_field", lambda doctype, field: {})
	assert not added_columns._checks_permission_itself()


def test_records_of_the_host_are_told_as_before(users):
	frappe.get_doc({"doctype": "Country", "country_name": "Elsewhere", "code": CODE}).insert()
	cmd = "frappe.desk.query_report.get_data_for_custom_field"
	assert f"'{CODE}'" in ask("Administrator", cmd, doctype="Country", field="code")
	states = "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count"
	asked = {"doctype": "Country", "workflow_state_field": "code", "states": "[]"}
	assert CODE in ask("Administrator", states, **asked)


@pytest.mark.parametrize("cmd", ["added", "counted"])
def test_rows_of_tables_are_seen_in_their_records_only(users, cmd):
	asked = (
		{"cmd": "frappe.desk.query_report.get_data_for_custom_field", "field": "value"}
		if cmd == "added"
		else {
			"cmd": "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
			"workflow_state_field": "value",
			"states": "[]",
		}
	)
	with pytest.raises(frappe.PermissionError):
		ask(users["safeguarding"], doctype="Stakeholder Contact Point", **asked)


def test_a_number_in_the_address_book_is_not_told_by_way_of_a_stakeholder(users, as_user):
	with as_user(users["outreach"]):
		person = factories.community_leader(full_name=NAME)
	desk = factories.make_user("desk@elsewhere.example", "Dee", [])
	frappe.set_user("Administrator")
	contact = frappe.get_doc(
		{
			"doctype": "Contact",
			"first_name": "Ibtisam",
			"links": [{"link_doctype": person.doctype, "link_name": person.name}],
			"phone_nos": [{"phone": "+4917012345678", "is_primary_mobile_no": 1}],
		}
	).insert()
	asked = {"contact_name": contact.name, "ref_doctype": person.doctype, "ref_name": person.name}
	cmd = "frappe.core.doctype.sms_settings.sms_settings.get_contact_number"
	for user in (desk, users["safeguarding"], "Administrator"):
		assert "17012345678" not in ask(user, cmd, **asked)
