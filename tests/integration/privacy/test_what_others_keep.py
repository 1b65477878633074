"""What lies beside the texts: columns of the host's, bytes that somebody else has a row for, queues, private boards."""

import json
from pathlib import Path

import frappe
import pytest
from frappe.deferred_insert import deferred_insert

from stakeholder_crm.safeguarding.privacy.erase_person import flush_host_queues
from stakeholder_crm.safeguarding.privacy.person_values import values_of
from stakeholder_crm.safeguarding.privacy.scan_for_values import scan_for_values
from stakeholder_crm.testing import factories
from tests.integration.privacy.conftest import NAME, plain

COLUMNS = ("_comments", "_user_tags", "_liked_by", "_assign")


@pytest.fixture
def carry_out_everywhere(as_user, users, jobs):
	"""Press the button again, and say that what others keep goes as well."""
	from stakeholder_crm.api import privacy

	def run(request):
		with as_user(users["safeguarding"]):
			privacy.erase(request.name, everywhere=1)
			assert jobs.run("stakeholder_crm.safeguarding.privacy.") == 1
		request.reload()
		return request

	return run


@pytest.fixture
def letter(person, as_user, users) -> frappe._dict:
	"""A file of theirs: where it lies, and what finds its row."""
	kind, name = person.pair
	with as_user(users["outreach"]):
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "letter.txt",
				"content": f"{NAME} was here {name}",
				"is_private": 1,
				"attached_to_doctype": kind,
				"attached_to_name": name,
			}
		).insert()
	return frappe._dict(path=Path(file.get_full_path()), url=file.file_url, content=f"{NAME} was here {name}")


def copy_of(letter, owner: str, **attached) -> str:
	file = plain("File", file_name="copy.txt", file_url=letter.url, is_private=1, **attached)
	file.db_set("owner", owner, update_modified=False)
	return file.name


def private_board(owner: str, name: str = "My plans", column: str = f"Ask {NAME}") -> str:
	board = plain(
		"Kanban Board",
		name=name,
		kanban_board_name=name,
		reference_doctype="ToDo",
		field_name="status",
		private=1,
		columns=[{"column_name": column, "status": "Active"}],
	)
	board.db_set("owner", owner, update_modified=False)
	return board.name


def test_the_hosts_columns_of_the_record_are_emptied(person, approved, carry_out, users):
	values = {
		"_comments": json.dumps([{"comment": "Limps since March", "by": users["outreach"]}]),
		"_user_tags": ",limps,harbour",
		"_liked_by": json.dumps([users["outreach"]]),
		"_assign": json.dumps([users["outreach"]]),
	}
	frappe.db.set_value(*person.pair, values, update_modified=False)
	assert carry_out(approved).status == "Erased"
	left = frappe.db.get_value(*person.pair, COLUMNS, as_dict=True)
	assert {column: left[column] or None for column in COLUMNS} == dict.fromkeys(COLUMNS)


def test_and_so_are_those_of_what_is_about_them_alone(person, approved, carry_out, users, as_user):
	with as_user(users["outreach"]):
		concern = factories.concern(person.doc)
	said = json.dumps([{"comment": "Limps since March", "by": users["outreach"]}])
	concern.db_set({"_comments": said, "_user_tags": ",limps"}, update_modified=False)
	assert carry_out(approved).status == "Erased"
	left = frappe.db.get_value("Stakeholder Concern", concern.name, ("_comments", "_user_tags"))
	assert [text or None for text in left] == [None, None]


@pytest.mark.parametrize("attached", [{}, {"attached_to_doctype": "Note", "attached_to_name": "Gone"}])
def test_bytes_go_though_somebody_else_has_a_row_for_them(
	attached, letter, approved, carry_out, run_after_commit, users
):
	copy = copy_of(letter, users["outreach2"], **attached)
	assert carry_out(approved).status == "Erased"
	run_after_commit()
	assert not frappe.db.exists("File", copy)
	assert not letter.path.exists()


def test_a_file_that_hangs_on_another_record_is_named_and_a_lead_goes_on(
	letter, approved, carry_out, carry_out_everywhere, run_after_commit, users, as_user
):
	with as_user(users["outreach2"]):
		other = factories.community_leader()
	copy = copy_of(letter, users["outreach2"], attached_to_doctype=other.doctype, attached_to_name=other.name)
	request = carry_out(approved)
	assert request.status == "Approved"
	assert f"Community Leader “{other.name}” of Ilse" in request.failed_because
	run_after_commit()
	assert letter.path.exists()
	assert frappe.db.exists("File", copy)
	request = carry_out_everywhere(request)
	assert (request.status, request.failed_because) == ("Erased", None)
	run_after_commit()
	assert not letter.path.exists()
	assert not frappe.db.exists("File", copy)


def test_a_private_board_is_named_with_its_owner_and_a_lead_goes_on(
	person, approved, carry_out, carry_out_everywhere, users
):
	wanted = values_of(person.doc).wanted
	board = private_board(users["outreach2"])
	request = carry_out(approved)
	assert request.status == "Approved"
	assert "Kanban Board Column.column_name (1)" in request.failed_because
	assert f"Kanban Board “{board}” of Ilse" in request.failed_because
	assert "Erase from Other Records" in request.failed_because
	assert NAME not in request.failed_because
	request = carry_out_everywhere(request)
	assert (request.status, request.failed_because) == ("Erased", None)
	columns = frappe.get_all("Kanban Board Column", filters={"parent": board}, pluck="column_name")
	assert columns == ["Ask [erased]"]
	assert scan_for_values(wanted).hits == {}
	line = frappe.get_last_doc("Stakeholder Access Log", filters={"action": "Erasure"})
	assert "what others keep" in line.detail


def test_a_document_that_is_called_like_them_is_renamed(
	person, approved, carry_out, carry_out_everywhere, users
):
	wanted = values_of(person.doc).wanted
	private_board(users["outreach2"], name=f"{NAME} plans")
	tag = plain("Tag", name=f"Friends of {NAME}", description="x")
	request = carry_out(approved)
	assert "[erased] plans” of Ilse" in request.failed_because
	assert NAME not in request.failed_because
	assert carry_out_everywhere(request).status == "Erased"
	assert not frappe.db.exists("Tag", tag.name)
	assert frappe.db.exists("Kanban Board", {"name": ("like", "[erased] plans%")})
	assert scan_for_values(wanted).hits == {}


def test_only_a_safeguarding_lead_goes_on(approved, as_user, users):
	from stakeholder_crm.api import privacy

	for role in ("outreach", "manager"):
		with as_user(users[role]), pytest.raises(frappe.PermissionError):
			privacy.erase(approved.name, everywhere=1)


def test_a_long_queue_is_written_down_as_a_whole(person, approved, carry_out):
	wanted = values_of(person.doc).wanted
	routes = [{"route": f"List/Activist/{number}", "user": "Administrator"} for number in range(1200)]
	for route in [*routes, {"route": f"List/Activist?full_name={NAME}", "user": "Administrator"}]:
		deferred_insert("Route History", [route])
	flush_host_queues()
	assert frappe.db.exists("Route History", {"route": ("like", f"%{NAME}%")})
	assert frappe.cache.llen("insert_queue_for_Route History") == 0
	for route in [*routes, {"route": f"List/Activist?full_name={NAME}", "user": "Administrator"}]:
		deferred_insert("Route History", [route])
	assert carry_out(approved).status == "Erased"
	assert frappe.cache.llen("insert_queue_for_Route History") == 0
	assert scan_for_values(wanted).hits == {}


def test_list_settings_do_not_come_back_from_the_cache(person, approved, carry_out, run_after_commit):
	wanted = values_of(person.doc).wanted
	setting = json.dumps({"List": {"filters": [["Activist", "full_name", "like", f"%{NAME}%"]]}})
	frappe.cache.hset("_user_settings", "Activist::scan@crm-test.example", setting)
	assert carry_out(approved).status == "Erased"
	run_after_commit()
	flush_host_queues()
	assert scan_for_values(wanted).hits == {}
