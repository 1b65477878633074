"""A user who has nothing to do with the app asks for its records by any endpoint: they do not seem to exist."""

import json
from collections.abc import Callable
from typing import Any

import frappe
import frappe.api
import frappe.app
import frappe.auth
import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from stakeholder_crm.testing import factories

ZERO_WIDTH = "\u200b"
# Frappe 16 moved it.
run_hooks = getattr(frappe.auth, "validate_auth_via_hooks", None) or frappe.api.validate_auth_via_hooks


@pytest.fixture
def ask(as_user, monkeypatch) -> Callable[..., bool]:
	"""Whether a request passes the gate, as the hosts prepare it."""

	def request(user: str, path: str = "/api/method/frappe.client.get", **options: Any) -> bool:
		request = Request(EnvironBuilder(path, **{"method": "POST", **options}).get_environ())
		monkeypatch.setattr(frappe.local, "request", request, raising=False)
		monkeypatch.setattr(frappe.local, "form_dict", frappe._dict())
		with as_user(user):
			frappe.app.make_form_dict(request)
			try:
				run_hooks()
			except frappe.DoesNotExistError:
				return False
		return True

	return request


@pytest.fixture
def leader(transaction):
	return factories.community_leader()


@pytest.fixture
def sales(users) -> str:
	return users["outsider"]


REFUSED: dict[str, dict[str, Any]] = {
	"argument": {"data": {"doctype": "Activist"}},
	"address": {"path": "/api/resource/Activist", "method": "GET"},
	"address, v2": {"path": "/api/v2/document/Partner%20Agency/PA-00001", "method": "GET"},
	"query": {"path": "/api/method/x?ref_doctype=Stakeholder%20Meeting", "method": "GET"},
	"other case": {"data": {"doctype": "aCTIVIST"}},
	"accent": {"data": {"doctype": "Áctivist"}},
	"trailing space": {"data": {"doctype": "Activist "}},
	"zero-width": {"data": {"doctype": f"Act{ZERO_WIDTH}ivist"}},
	"table": {"data": {"doctype": "Stakeholder Contact Point"}},
	"list": {"data": {"doctypes": '["ToDo", "Activist"]'}},
	"nested JSON": {"data": {"args": json.dumps({"deep": json.dumps(["x", {"dt": "Activist"}])})}},
	"key": {"data": {"names": json.dumps({"Activist": []})}},
	"filter": {"data": {"doctype": "ToDo", "filters": '[["reference_type", "=", "Activist"]]'}},
	"filter of a DocType": {"data": {"doctype": "ToDo", "filters": '[["Activist", "name", "like", "%"]]'}},
	"filter list": {"data": {"doctype": "ToDo", "filters": '[["reference_type", "in", ["x", "Activist"]]]'}},
	"new document": {"json": {"doc": {"doctype": "Comment", "reference_doctype": "Activist"}}},
	"JSON body": {"json": {"doctype": "Activist"}},
	"body of another type": {
		"path": "/api/resource/ToDo",
		"data": '{"reference_type": "Activist"}',
		"content_type": "text/plain",
	},
	"body as a form": {
		"path": "/api/resource/ToDo",
		"data": '{"reference_type": "Activist"}',
		"content_type": "application/x-www-form-urlencoded",
	},
}


@pytest.mark.parametrize("request_options", REFUSED.values(), ids=REFUSED)
def test_what_names_a_doctype_of_ours_is_refused(request_options, ask, sales):
	assert not ask(sales, **request_options)


@pytest.mark.parametrize("viewer", ["outreach", "manager", "safeguarding"])
def test_users_with_a_role_of_ours_pass(viewer, ask, users):
	assert ask(users[viewer], data={"doctype": "Activist", "name": "ACT-00001"})


def test_guests_are_refused_and_the_administrator_is_not(ask, site):
	assert not ask("Guest", data={"doctype": "Activist"})
	assert ask("Administrator", data={"doctype": "Activist"})


def test_a_record_that_does_not_exist_is_refused_alike(ask, sales, leader):
	assert not ask(sales, data={"doctype": leader.doctype, "name": leader.name})
	assert not ask(sales, data={"doctype": leader.doctype, "name": "CL-99999"})


def test_a_number_alone_is_refused_if_it_is_a_record_of_ours(ask, sales, leader):
	assert not ask(sales, data={"names": json.dumps([leader.name])})
	assert not ask(sales, data={"names": json.dumps([leader.name.lower()])})
	assert ask(sales, data={"names": '["CL-99999"]'})


def test_a_number_that_another_doctype_has_as_well_passes_with_it(ask, sales, leader):
	role = frappe.get_doc({"doctype": "Role", "role_name": leader.name}).insert()
	assert role.name == leader.name
	assert ask(sales, data={"doctype": "Role", "name": leader.name})
	assert not ask(sales, data={"doctype": "User", "name": leader.name})


@pytest.mark.parametrize(
	"options",
	[
		{"data": {"doctype": "ToDo", "txt": "Activist"}},
		{"data": {"doctype": "Contact", "fieldname": "designation", "value": "Community Leader"}},
		{"json": {"doc": {"doctype": "Contact", "designation": "Community Leader"}}},
		{"data": {"doc": json.dumps({"doctype": "Contact", "designation": "Community Leader"})}},
		{"data": {"doctype": "Contact", "filters": '[["designation", "=", "Community Leader"]]'}},
		{"data": {"doctype": "Contact", "filters": '[["Contact", "designation", "=", "Community Leader"]]'}},
		{"data": {"doctype": "Contact", "filters": '{"designation": "Community Leader"}'}},
		{"path": "/api/resource/Contact", "json": {"designation": "Community Leader"}},
		{"data": {"reference_doctype": "ToDo", "content": "Activist"}},
		{"data": {"doctype": "ToDo", "fields": '["name"'}},
		# The page of the Desk; what it shows is asked for afterwards.
		{"path": "/app/activist", "method": "GET"},
	],
)
def test_job_titles_and_searches_pass(options, ask, sales):
	assert ask(sales, **options)


def test_a_record_that_was_linked_before_is_saved_again(ask, sales, leader):
	event = frappe.get_doc(
		{
			"doctype": "Event",
			"subject": "Talk",
			"starts_on": "2027-01-01 10:00:00",
			"event_participants": [{"reference_doctype": leader.doctype, "reference_docname": leader.name}],
		}
	).insert()
	doc = json.loads(frappe.as_json(event))
	assert ask(sales, json={"doc": doc, "action": "Save"})
	doc["event_participants"][0]["reference_doctype"] = "Partner Agency"
	assert not ask(sales, json={"doc": doc, "action": "Save"})


def test_a_share_or_a_grant_opens_the_gate(ask, as_user, users, sales, leader):
	other = factories.make_user("other@crm-test.example", "Olga", ["Website Manager"])
	with as_user(users["manager"]):
		frappe.share.add(leader.doctype, leader.name, other)
	assert ask(other, data={"doctype": leader.doctype, "name": leader.name})
	assert not ask(sales, data={"doctype": leader.doctype, "name": leader.name})


def test_a_system_manager_configures_our_doctypes_and_asks_for_no_record(ask, system_manager, leader):
	assert ask(system_manager, json={"docs": {"doctype": "Customize Form", "doc_type": "Activist"}})
	assert not ask(system_manager, data={"doctype": leader.doctype, "name": leader.name})
