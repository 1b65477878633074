"""What is Confidential is not opened unnoticed, and what was noticed is not undone."""

import frappe
import pytest
from frappe.utils import add_days, today
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from stakeholder_crm.access.log import exports
from stakeholder_crm.access.log.record_access import ACCESS_LOG
from stakeholder_crm.testing import factories


def lines(**filters) -> list[tuple]:
	fields = ["user", "action", "reference_doctype", "reference_name", "reason"]
	return [
		tuple(row.values())
		for row in frappe.get_all(ACCESS_LOG, filters=filters, fields=fields, order_by="name")
	]


def show(doc) -> None:
	"""Hand a document out as the form, REST and frappe.client do."""
	frappe.get_doc(doc.doctype, doc.name).apply_fieldlevel_read_permissions()


@pytest.fixture
def hidden(as_user, users):
	with as_user(users["outreach"]):
		return factories.activist(
			confidentiality="Confidential", safe_alias="Heron", backup_owner=users["outreach2"]
		)


@pytest.mark.parametrize(
	("key", "reason"),
	[
		("outreach", "Relationship owner"),
		("outreach2", "Backup owner"),
		("safeguarding", "Safeguarding Lead"),
		("manager", "Opened to them by a share, a grant or a meeting"),
	],
)
def test_a_view_is_logged_with_what_entitles_to_it(key, reason, hidden, as_user, users):
	if key == "manager":
		with as_user(users["safeguarding"]):
			frappe.share.add("Activist", hidden.name, users["manager"], read=1)
	with as_user(users[key]):
		show(hidden)
	assert lines(action="View", reference_name=hidden.name) == [
		(users[key], "View", "Activist", hidden.name, reason)
	]


def test_administrator_is_logged_too(hidden):
	show(hidden)
	assert lines(action="View")[-1][4] == "Administrator"


@pytest.mark.parametrize("level", ["Open", "Restricted"])
def test_what_is_less_confidential_is_not_logged(level, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality=level)
		show(activist)
	assert not lines(reference_name=activist.name)


def test_what_hangs_on_a_confidential_person_is_logged(hidden, as_user, users):
	with as_user(users["outreach"]):
		concern = factories.concern(hidden)
		meeting = factories.held_meeting([hidden])
		log = factories.log(meeting)
		for doc in (concern, meeting, log):
			show(doc)
	assert [line[2] for line in lines(action="View", user=users["outreach"])] == [
		"Stakeholder Concern",
		"Stakeholder Meeting",
		"Meeting Log",
	]


def test_the_same_view_is_logged_once_an_hour(hidden, as_user, users, freeze):
	freeze("2031-03-02 10:00")
	with as_user(users["outreach"]):
		show(hidden)
		freeze("2031-03-02 10:59")
		show(hidden)
		assert len(lines(reference_name=hidden.name)) == 1
		freeze("2031-03-02 11:01")
		show(hidden)
	assert len(lines(reference_name=hidden.name)) == 2


def test_printing_is_logged(hidden, as_user, users, monkeypatch):
	monkeypatch.setattr(frappe.local, "request", Request(EnvironBuilder().get_environ()), raising=False)
	with as_user(users["outreach"]):
		html = frappe.get_print("Activist", hidden.name)
	assert hidden.name in html
	assert lines(action="Print") == [
		(users["outreach"], "Print", "Activist", hidden.name, "Relationship owner")
	]


def test_reading_asks_that_the_line_is_kept_though_it_is_a_get(hidden):
	frappe.local.flags.commit = False
	show(hidden)
	assert frappe.local.flags.commit


def test_a_share_is_logged_when_it_is_made_and_taken_back(hidden, as_user, users):
	with as_user(users["safeguarding"]):
		frappe.share.add("Activist", hidden.name, users["manager"], read=1)
		frappe.share.set_permission("Activist", hidden.name, users["manager"], "read", 0)
	assert [line[1] for line in lines(reference_name=hidden.name)] == ["Grant", "Grant Ended"]


def test_sharing_what_is_not_ours_is_not_our_business(users):
	todo = frappe.get_doc({"doctype": "ToDo", "description": "Water the plants"}).insert()
	frappe.share.add("ToDo", todo.name, users["manager"], read=1)
	frappe.share.remove("ToDo", todo.name, users["manager"])
	assert not lines(reference_doctype="ToDo")


def test_roles_that_open_the_app_are_logged_when_they_are_given_and_taken():
	user = factories.make_user("roles@crm-test.example", "Ro", ["Website Manager"])
	doc = frappe.get_doc("User", user)
	doc.add_roles("Safeguarding Lead", "Report Manager")
	doc.remove_roles("Safeguarding Lead")
	assert [(line[1], line[4]) for line in lines(reference_name=user)] == [
		("Role Added", "Safeguarding Lead"),
		("Role Removed", "Safeguarding Lead"),
	]


def test_a_lowered_level_is_logged_with_its_reason(hidden, as_user, users):
	with as_user(users["outreach"]):
		activist = frappe.get_doc("Activist", hidden.name)
		activist.update({"confidentiality": "Restricted", "lowered_because": "She went public"})
		activist.save()
	assert lines(action="Level Lowered") == [
		(users["outreach"], "Level Lowered", "Activist", hidden.name, "She went public")
	]


@pytest.mark.parametrize("role", ["outreach", "manager", "outsider"])
def test_nobody_else_reads_the_log(role, hidden, as_user, users):
	show(hidden)
	with as_user(users[role]):
		assert not frappe.has_permission(ACCESS_LOG, "read")


def test_the_safeguarding_lead_reads_it_and_changes_nothing(hidden, as_user, users):
	show(hidden)
	with as_user(users["safeguarding"]):
		name = frappe.get_list(ACCESS_LOG, pluck="name", order_by="name")[0]
		for right in ("write", "create", "delete"):
			assert not frappe.has_permission(ACCESS_LOG, right)
		with pytest.raises(frappe.PermissionError):
			frappe.delete_doc(ACCESS_LOG, name)


def test_not_even_administrator_changes_or_deletes_a_line(hidden):
	show(hidden)
	line = frappe.get_last_doc(ACCESS_LOG)
	line.reason = "Somebody else"
	with pytest.raises(frappe.ValidationError, match="cannot be edited"):
		line.save()
	with pytest.raises(frappe.PermissionError, match="cannot be deleted"):
		frappe.delete_doc(ACCESS_LOG, line.name, force=True)


def test_a_line_does_not_keep_its_subject_from_being_deleted(as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality="Restricted")
		activist.update({"confidentiality": "Open", "lowered_because": "Known to all"})
		activist.save()
	with as_user(users["manager"]):
		frappe.delete_doc("Activist", activist.name)
	assert lines(reference_name=activist.name)


class TestExports:
	@pytest.fixture
	def request_end(self, monkeypatch):
		"""End a request as Frappe does: what was asked for, and what is about to be sent."""

		def end(path: str, status: int = 200, **asked) -> Response:
			response = Response("everything", status=status)
			monkeypatch.setattr(frappe.local, "form_dict", frappe._dict(asked))
			exports.after_request(response=response, request=Request(EnvironBuilder(path).get_environ()))
			return response

		return end

	@pytest.mark.parametrize("cmd", [name for name, key in exports.EXPORTS.items() if key == "doctype"])
	def test_an_export_of_our_records_is_logged(self, cmd, request_end, as_user, users):
		with as_user(users["manager"]):
			request_end(f"/api/method/{cmd}", doctype="Activist", file_format_type="CSV")
		assert lines(action="Export") == [(users["manager"], "Export", "DocType", "Activist", "Exported")]

	def test_several_doctypes_at_once_are_several_lines(self, request_end):
		cmd = "frappe.core.doctype.data_export.exporter.export_data"
		request_end("/", cmd=cmd, doctype='["Activist", "ToDo", "Stakeholder Meeting"]')
		assert [line[3] for line in lines(action="Export")] == ["Activist", "Stakeholder Meeting"]

	def test_so_is_a_report_of_ours(self, request_end):
		request_end("/api/v2/method/frappe.desk.query_report.export_query", report_name="Losing Touch")
		assert lines(action="Export")[0][2:4] == ("Report", "Losing Touch")

	@pytest.mark.parametrize(
		("path", "status", "asked"),
		[
			("/api/method/frappe.desk.reportview.export_query", 200, {"doctype": "ToDo"}),
			("/api/method/frappe.desk.reportview.export_query", 403, {"doctype": "Activist"}),
			("/api/method/frappe.desk.reportview.get", 200, {"doctype": "Activist"}),
			("/api/method/frappe.desk.query_report.export_query", 200, {"report_name": "No Such Report"}),
		],
	)
	def test_what_is_not_an_export_of_ours_is_not(self, path, status, asked, request_end):
		request_end(path, status, **asked)
		assert not lines(action="Export")

	def test_an_export_that_cannot_be_logged_is_held_back(self, request_end, monkeypatch):
		def fail(*_args, **_kwargs):
			raise frappe.ValidationError

		monkeypatch.setattr(exports, "record_access", fail)
		response = request_end("/api/method/frappe.desk.reportview.export_query", doctype="Activist")
		assert response.status_code == 500
		assert b"everything" not in response.data

	def test_a_request_without_an_answer_is_passed_over(self):
		exports.after_request()
		assert not lines(action="Export")


def test_a_grant_is_logged(hidden, as_user, users):
	with as_user(users["safeguarding"]):
		frappe.get_doc(
			{
				"doctype": "Access Grant",
				**factories.pair(hidden),
				"user": users["manager"],
				"ends_on": add_days(today(), 1),
				"reason": "Signs the agreement with her",
			}
		).insert()
	assert lines(action="Grant") == [
		(users["safeguarding"], "Grant", "Activist", hidden.name, "Signs the agreement with her")
	]
