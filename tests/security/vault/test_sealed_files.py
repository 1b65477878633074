"""Files of a Confidential record: on disk and in the database there is nothing of them, and our link opens them."""

import json
from pathlib import Path

import frappe
import pytest
import redis
from frappe.desk.form.load import getdoc

from stakeholder_crm.access.host_endpoints.screens import get_form
from stakeholder_crm.access.vault.keys import VaultLocked
from stakeholder_crm.access.vault.sealed_files import (
	is_sealed_file,
	open_sealed_file,
	seal_files_under_newest_key,
)
from stakeholder_crm.api.sealed_files import open_file
from stakeholder_crm.base.stored_files import SEALED_URL, sealed_path
from stakeholder_crm.compat import download_name
from stakeholder_crm.domain.sealing import new_key_line
from stakeholder_crm.patches import seal_confidential_records
from stakeholder_crm.safeguarding.privacy.erase_person import erase_person
from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders
from stakeholder_crm.stakeholders.merging.undo import undo_merge
from stakeholder_crm.testing import factories
from tests.security.vault.conftest import confidential
from tests.security.vault.test_attacks import raised
from tests.security.vault.test_sealed_meetings import form_values
from tests.security.vault.test_sealed_records import in_database, in_files

QUEUE = "global_search_queue"
NAME, CONTENT = "quokka-letter.txt", b"Dear Quokka"


@pytest.fixture(autouse=True)
def nothing_stays(transaction):
	yield
	for path in Path(frappe.get_site_path("private", "files")).iterdir():
		if path.suffix == ".sealed" or path.name.startswith("quokka"):
			path.unlink()


@pytest.fixture
def person(acting):
	return confidential("Activist", status="Active")


def attach(doc, **fields):
	values = {"file_name": NAME, "content": CONTENT, "is_private": 1, **fields}
	about = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
	return frappe.get_doc({"doctype": "File", **about, **values}).insert()


def stored(file):
	return frappe.get_doc("File", file.name)


def downloaded(file) -> tuple[str, bytes]:
	frappe.local.response = frappe._dict()
	open_file(file.name)
	answer = frappe.local.response
	assert answer.type == "download"
	return answer.filename, answer.filecontent


def commit_files() -> dict[str, str]:
	"""What waits for the end of the transaction, which tests roll back.

	Returns:
		What the host's Global Search will know of each File, whose queue outlives a test.
	"""
	frappe.db.after_commit.run()
	queue = [json.loads(value) for value in reversed(frappe.cache.lrange(QUEUE, 0, -1))]
	redis.Redis.delete(frappe.cache, frappe.cache.make_key(QUEUE))
	return {value["name"]: value["content"] for value in queue if value["doctype"] == "File"}


def test_nothing_of_it_is_in_the_database_or_on_disk(person):
	file = attach(person)
	assert in_database("quokka") == []
	assert in_files("quokka") == []
	assert (stored(file).is_private, stored(file).file_url) == (1, f"{SEALED_URL}{file.name}")
	assert stored(file).file_name.endswith(".txt")


def test_the_link_opens_it_and_is_logged(person):
	file = attach(person)
	assert downloaded(file) == (NAME, CONTENT)
	about = {"reference_name": person.name, "action": "View", "user": frappe.session.user}
	assert frappe.db.count("Stakeholder Access Log", about) == 1


def test_the_form_of_its_reader_names_it(person, asked):
	attach(person)
	asked(doctype=person.doctype, name=person.name)
	frappe.local.response = frappe._dict(docs=[])
	get_form(person.doctype, person.name)
	[shown] = frappe.local.response.docinfo["attachments"]
	assert shown["file_name"] == NAME
	frappe.local.response = frappe._dict(docs=[])
	getdoc(person.doctype, person.name)
	assert frappe.local.response.docinfo["attachments"][0]["file_name"] != NAME


@pytest.mark.parametrize("user", ["outreach2", "manager"])
def test_others_are_told_nothing(user, person, users, as_user):
	file = attach(person)
	for name in (file.name, "no-such-file"):
		with as_user(users[user]), pytest.raises(frappe.PermissionError):
			open_file(name)


def test_the_link_opens_sealed_files_only(acting):
	file = attach(factories.activist())
	with pytest.raises(frappe.PermissionError):
		open_file(file.name)


def test_a_row_that_names_the_link_of_another_is_refused(person, users, as_user):
	file = attach(person)
	with as_user(users["outreach2"]), pytest.raises(frappe.PermissionError, match="File URL"):
		attach(factories.activist(), content=None, file_url=f"{SEALED_URL}{file.name}")
	with pytest.raises(frappe.PermissionError, match="File URL"):
		attach(person, content=None, file_url=f"{SEALED_URL}{file.name}")


def test_a_posted_name_does_not_reach_another_file(person):
	file = attach(person)
	for name in (file.name, f"x/{file.name}"):
		other = attach(person, name=name, content=b"other")
		assert other.name != file.name
	assert downloaded(file) == (NAME, CONTENT)


def test_content_and_the_url_of_another_file_is_refused(person, users, as_user):
	secret = attach(factories.activist(), file_name="quokka-secret.txt", content=b"secret")
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError, match="File URL"):
		# The host's upload asks for no role.
		frappe.get_doc(
			{"doctype": "File", "file_name": "a.txt", "content": b"known", "file_url": secret.file_url}
		).insert(ignore_permissions=True)


def test_its_name_is_shown_as_text(person):
	file = attach(person, file_name="<img src=x onerror=alert(1)>quokka.txt")
	assert "<" not in downloaded(file)[0]


def test_a_name_with_other_letters_is_kept(person):
	file = attach(person, file_name="Größe quokka.txt")
	assert download_name("Größe quokka.txt") == downloaded(file)[0]


def test_an_amended_log_keeps_its_files(person, form_of):
	log = factories.log(
		factories.held_meeting([person]),
		submit=True,
		attendance=[factories.attendance(person, contribution="Quokkafirst", acknowledge_in_writing=0)],
	)
	attach(log)
	log = frappe.get_doc(log.doctype, log.name)
	log.cancel()
	again = frappe.copy_doc(frappe.get_doc(log.doctype, log.name))
	again.update(form_values(form_of(log)))
	again.update({"amended_from": log.name, "docstatus": 0})
	again.insert()
	[name] = frappe.get_all("File", filters={"attached_to_name": again.name}, pluck="name")
	assert downloaded(frappe.get_doc("File", name)) == (NAME, CONTENT)
	assert in_files("quokka") == []


def test_undoing_a_merge_gives_a_file_back(person):
	other = factories.activist(status="Active")
	file = attach(other)
	merge = merge_stakeholders((person.doctype, person.name), (other.doctype, other.name))
	commit_files()
	assert downloaded(file) == (NAME, CONTENT)
	undo_merge(merge)
	commit_files()
	assert (stored(file).attached_to_name, stored(file).get_content()) == (other.name, CONTENT.decode())


def test_what_is_sealed_again_at_once_is_there(acting):
	file = attach(factories.activist(status="Active"))
	raised(frappe.get_doc("Activist", file.attached_to_name))
	for level in ("Open", "Confidential"):
		person = frappe.get_doc("Activist", file.attached_to_name)
		person.update({"confidentiality": level, "lowered_because": f"Asked for {level}"})
		person.save()
	commit_files()
	# The host has called it otherwise while the first one was still there.
	name, content = downloaded(file)
	assert (name.startswith("quokka-letter"), content) == (True, CONTENT)


def test_a_file_that_is_lost_does_not_keep_a_record_open(acting):
	person = factories.activist(status="Active")
	Path(attach(person).get_full_path()).unlink()
	raised(person)
	assert in_database("quokka") == []


def test_copies_that_the_host_keeps_of_deleted_files_tell_no_name(acting):
	person = factories.activist(status="Active")
	# What is asked is what the host keeps, not who may delete.
	frappe.delete_doc("File", attach(person).name, ignore_permissions=True)
	raised(person)
	assert in_database("quokka") == []


def test_the_patch_seals_what_an_earlier_one_left(person):
	file = attach(person)
	name, content = open_sealed_file(stored(file))
	Path(frappe.get_site_path("private", "files", name)).write_bytes(content)
	plain = {"file_url": f"/private/files/{name}", "file_name": name}
	frappe.db.set_value("File", file.name, plain)
	seal_confidential_records.execute()
	commit_files()
	assert in_files("quokka") == []
	assert downloaded(file) == (NAME, CONTENT)


def test_its_content_is_not_attached_elsewhere(person):
	with pytest.raises(frappe.PermissionError, match="sealed"):
		stored(attach(person)).get_content()


def test_a_copy_of_a_readable_file_is_sealed(person):
	open_one = attach(factories.activist())
	copy = attach(person, content=None, file_url=open_one.file_url)
	assert downloaded(copy) == (NAME, CONTENT)
	assert stored(open_one).get_content() == CONTENT.decode()


def test_a_link_to_another_site_is_refused(person):
	with pytest.raises(frappe.ValidationError, match="Upload the file"):
		attach(person, content=None, file_url="https://files.example/quokka.pdf")


def test_a_file_moves_neither_in_nor_out_by_its_row(person):
	other = factories.activist()
	for file, to in ((attach(person), other), (attach(other), person)):
		row = stored(file)
		row.attached_to_name = to.name
		with pytest.raises(frappe.ValidationError, match=r"Attached To|stays with its record"):
			row.save()


@pytest.mark.parametrize(
	"changed", [{"file_url": "https://files.example/x"}, {"attached_to_doctype": "ToDo"}]
)
def test_its_row_is_not_changed(person, changed):
	row = stored(attach(person))
	row.update(changed)
	with pytest.raises(frappe.ValidationError, match="stays with its record"):
		# Refused for everyone, not for want of a role.
		row.save(ignore_permissions=True)


def test_a_raised_level_seals_it_and_a_lowered_one_opens_it(acting):
	person = factories.activist(status="Active")
	file = attach(person)
	doc = raised(person)
	assert "quokka" not in commit_files()[file.name]
	assert in_database("quokka") == []
	assert in_files("quokka") == []
	assert downloaded(file) == (NAME, CONTENT)
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.update({"confidentiality": "Open", "lowered_because": "They asked for it"})
	doc.save()
	commit_files()
	assert not is_sealed_file(stored(file))
	assert (stored(file).file_name, stored(file).get_content()) == (NAME, CONTENT.decode())
	assert not Path(sealed_path(file.name)).exists()


def test_if_the_level_is_not_raised_after_all_it_stays(acting):
	person = factories.activist(status="Active")
	file = attach(person)
	path = Path(file.get_full_path())
	frappe.db.after_rollback.reset()
	raised(person)
	# What the host does when it rolls back; the test has no transaction of its own.
	frappe.db.set_value("File", file.name, "file_url", file.file_url)
	frappe.db.after_rollback.run()
	assert path.read_bytes() == CONTENT
	assert not Path(sealed_path(file.name)).exists()


def test_a_file_shared_with_another_record_stays_there(acting):
	person, other = factories.activist(status="Active"), factories.activist()
	attach(person)
	elsewhere = attach(other)
	raised(person)
	commit_files()
	assert stored(elsewhere).get_content() == CONTENT.decode()


def test_deleting_and_erasing_leave_nothing(person, users, as_user):
	gone, erased = attach(person), attach(person)
	frappe.delete_doc("File", gone.name)
	with as_user(users["safeguarding"]):
		erase_person((person.doctype, person.name), asked=True)
	commit_files()
	assert not Path(sealed_path(gone.name)).exists()
	assert not Path(sealed_path(erased.name)).exists()
	assert in_database("quokka") == []


def test_a_new_key_takes_over(key_file, acting):
	file = attach(confidential("Activist"))
	key_file.write_text(f"{key_file.read_text()}\n{new_key_line(2)}")
	assert seal_files_under_newest_key() == 1
	assert seal_files_under_newest_key() == 0
	assert downloaded(file) == (NAME, CONTENT)


def test_without_its_key_nothing_is_stored_or_shown(key_file, acting):
	person = confidential("Activist")
	file = attach(person)
	key_file.write_text("")
	with pytest.raises(VaultLocked):
		open_file(file.name)
	with pytest.raises(VaultLocked):
		attach(person)
	assert in_files("quokka") == []
