"""What Frappe writes about a record is seen by those who see the record, System Managers included."""

import json

import frappe
import pytest
from frappe.utils import now_datetime

from stakeholder_crm.access import traces
from stakeholder_crm.base.host_traces import TRACES
from stakeholder_crm.testing import factories

SYSTEM = "sysmanager@crm-test.example"


@pytest.fixture(scope="module")
def system_manager(module_transaction):
	return factories.make_user(SYSTEM, "Sana", ["System Manager"])


@pytest.fixture(scope="module")
def hidden(module_transaction, as_user, users):
	with as_user(users["outreach"]):
		return factories.activist(confidentiality="Restricted")


def write(doctype: str, about, **fields):
	"""One of the host's records about a document, past whatever would make it."""
	doctype_field, name_field = {
		**traces.ABOUT,
		"Deleted Document": ("deleted_doctype", "deleted_name"),
		"Access Log": ("export_from", "reference_document"),
		"Data Import": ("reference_doctype", "import_file"),
		"Error Log": ("reference_doctype", "reference_name"),
	}[doctype]
	doc = frappe.new_doc(doctype)
	doc.update({doctype_field: about.doctype, name_field: about.name, **fields})
	doc.set("__islocal", True)
	doc.set_new_name()
	doc.db_insert()
	return doc


def sees(doc, user: str, as_user) -> bool:
	with as_user(user):
		try:
			listed = bool(frappe.get_list(doc.doctype, filters={"name": doc.name}, order_by="name"))
		except frappe.PermissionError:
			listed = False
		alone = bool(frappe.get_doc(doc.doctype, doc.name).has_permission("read"))
		assert listed == alone, doc.doctype
		return alone


REQUIRED = {
	"ToDo": {"description": "Call", "allocated_to": SYSTEM},
	"Notification Log": {"for_user": SYSTEM, "subject": "News"},
	"Communication": {"subject": "Hello", "communication_type": "Communication"},
	"Document Follow": {"user": SYSTEM},
	"DocShare": {"user": SYSTEM},
	"Activity Log": {"subject": "Something"},
	"Tag Link": {"tag": "x"},
	"File": {"file_name": "x.txt", "is_private": 1, "file_url": "/private/files/x.txt"},
	"Data Import": {"import_type": "Insert New Records"},
}


@pytest.mark.parametrize("trace", [*traces.ABOUT, *traces.NOBODYS, *traces.MAKERS, "Error Log"])
def test_a_system_manager_sees_none_about_somebody_he_does_not_see(trace, hidden, system_manager, as_user):
	about_us = write(trace, hidden, **REQUIRED.get(trace, {}))
	assert not sees(about_us, system_manager, as_user)


@pytest.mark.parametrize("trace", ["Comment", "Version", "Email Queue", "Communication", "Deleted Document"])
def test_he_still_sees_those_about_other_records(trace, system_manager, as_user):
	other = frappe.get_doc({"doctype": "Note", "title": "Fire drill", "public": 1}).insert()
	assert sees(write(trace, other, **REQUIRED.get(trace, {})), system_manager, as_user)


def test_a_trace_about_nothing_is_not_our_business(system_manager, as_user):
	todo = frappe.get_doc({"doctype": "ToDo", "description": "Water", "allocated_to": SYSTEM}).insert()
	assert sees(todo, system_manager, as_user)


def test_the_hosts_own_rules_hold_beside_ours(users, as_user):
	with as_user(users["manager"]):
		todo = frappe.get_doc(
			{"doctype": "ToDo", "description": "Water", "allocated_to": users["manager"]}
		).insert()
		event = frappe.get_doc(
			{"doctype": "Event", "subject": "Dentist", "starts_on": now_datetime(), "event_type": "Private"}
		).insert()
		file = frappe.get_doc(
			{"doctype": "File", "file_name": "payslip.txt", "is_private": 1, "content": "1"}
		).insert()
		assert event.has_permission("write")
	for doc in (todo, event, file):
		assert not sees(doc, users["outreach"], as_user)
		assert not frappe.has_permission(doc.doctype, "write", doc=doc, user=users["outreach"])


def test_a_task_about_somebody_is_seen_by_whom_it_is_for_if_he_sees_her(hidden, users, as_user):
	with as_user(users["outreach"]):
		mine = write("ToDo", hidden, description="Call", allocated_to=users["outreach"])
		theirs = write("ToDo", hidden, description="Call", allocated_to=users["outreach2"])
	assert sees(mine, users["outreach"], as_user)
	assert not sees(theirs, users["outreach2"], as_user)


def test_an_error_in_our_code_is_not_shown_in_the_desk(system_manager, as_user):
	note = frappe.get_doc({"doctype": "Note", "title": "Fire drill"}).insert()
	ours = write("Error Log", note, error='File "apps/stakeholder_crm/stakeholder_crm/tasks.py"')
	theirs = write("Error Log", note, error='File "apps/frappe/frappe/app.py"')
	assert not sees(ours, system_manager, as_user)
	assert sees(theirs, system_manager, as_user)


def test_a_report_that_was_computed_is_its_readers_own(users, as_user):
	admin = factories.make_user(
		"reports@crm-test.example", "Rex", ["System Manager", "Outreach Manager", "Prepared Report User"]
	)
	with as_user(users["manager"]):
		report = frappe.new_doc("Prepared Report")
		report.update({"report_name": "Losing Touch", "status": "Completed", "filters": json.dumps({})})
		report.set("__islocal", True)
		report.set_user_and_timestamp()
		report.set_new_name()
		report.db_insert()
	assert not sees(report, admin, as_user)


def test_nobody_comments_on_whom_he_does_not_see(hidden, users, as_user):
	from frappe.desk.form.utils import add_comment

	with as_user(users["outreach2"]), pytest.raises(frappe.PermissionError):
		add_comment("Activist", hidden.name, "Is she here?", users["outreach2"], "Ilse")


def test_administrator_is_not_kept_from_them(hidden, as_user):
	assert sees(write("Comment", hidden), "Administrator", as_user)


def test_every_place_where_traces_lie_is_guarded():
	hooks = frappe.get_hooks("has_permission")
	tables = {name for name, *_fields in TRACES if frappe.get_meta(name).istable}
	assert tables == set(traces.TABLES)
	for name in {trace for trace, *_fields in TRACES} - tables:
		assert "stakeholder_crm.access.traces.has_trace_permission" in hooks[name]


def test_the_rows_of_tables_are_seen_by_those_who_see_the_record(hidden, users, as_user):
	def rows(user: str) -> list:
		with as_user(user):
			return frappe.get_list(
				"Stakeholder Contact Point",
				filters={"parent": hidden.name},
				parent_doctype="Activist",
				order_by="idx",
			)

	assert rows(users["outreach"])
	assert rows(users["outreach2"]) == []
