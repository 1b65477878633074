"""A file is read by those who may read one of its rows: naming its URL in a new row gives nothing.

Rows are inserted as the host's upload does it for any user, without a check of roles.
"""

from pathlib import Path
from typing import Any

import frappe
import pytest
from frappe.core.doctype.file.utils import attach_files_to_document

from stakeholder_crm.testing import factories

CONTENT = "zephyrine's letter"
NAME = "letter-to-zephyrine.txt"


@pytest.fixture
def letter(transaction, users, as_user):
	"""A private file attached to a record that outsiders do not see."""
	with as_user(users["outreach"]):
		leader = factories.community_leader()
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": NAME,
				"content": CONTENT,
				"is_private": 1,
				"attached_to_doctype": leader.doctype,
				"attached_to_name": leader.name,
			}
		).insert()
	yield file
	Path(file.get_full_path()).unlink(missing_ok=True)


def _on_disk() -> set[Path]:
	return {path for kind in ("private", "public") for path in Path(frappe.get_site_path(kind)).rglob("*")}


WAYS: dict[str, Any] = {
	"its URL": lambda url: {"file_url": url},
	"its URL at the site": lambda url: {"file_url": frappe.utils.get_url(url)},
	"its URL, quoted": lambda url: {"file_url": url.replace("-", "%2D")},
	"another case": lambda url: {"file_url": url.replace("letter-to", "LETTER-to")},
	"a space at its end": lambda url: {"file_url": f"{url} "},
	"its name alone": lambda url: {"file_name": url.rpartition("/")[2]},
	"a longer way": lambda url: {"file_url": url.replace("/private/files/", "/files/../../private/files/")},
	"two slashes": lambda url: {"file_url": url.replace("/private/files/", "/private/files//")},
	"the site's configuration": lambda _url: {"file_url": "/private/files/../../site_config.json"},
	"the same, quoted": lambda _url: {"file_url": "/private/files/%2E%2E/%2E%2E/site_config.json"},
	"the same, as public": lambda _url: {"file_url": "/files/../../site_config.json", "is_private": 0},
	"a path": lambda _url: {"file_url": "/etc/hostname"},
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_row_that_names_it_is_refused_and_leaves_nothing(way, letter, users, as_user):
	before = _on_disk()
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError, match="do not have access"):
		frappe.get_doc(
			{"doctype": "File", "file_name": "mine.txt", "is_private": 1, **way(letter.file_url)}
		).insert(ignore_permissions=True)
	assert _on_disk() == before


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_ones_own_row_cannot_be_turned_to_it(way, letter, users, as_user):
	with as_user(users["outsider"]):
		mine = frappe.get_doc(
			{"doctype": "File", "file_name": "mine.txt", "content": "mine", "is_private": 1}
		)
		mine.insert(ignore_permissions=True)
		own = Path(mine.get_full_path())
		# A rollback removes the file of the document that made it, whatever it is named by then.
		mine = frappe.get_doc("File", mine.name)
		changes = way(letter.file_url)
		mine.update({"file_url": None, **changes} if "file_url" not in changes else changes)
		with pytest.raises(frappe.PermissionError, match="do not have access"):
			mine.save(ignore_permissions=True)
	own.unlink()


def test_an_attach_field_that_names_it_attaches_nothing(letter, users, as_user):
	with as_user(users["outsider"]):
		user = frappe.get_doc("User", users["outsider"])
		user.user_image = letter.file_url
		attach_files_to_document(user, "on_update")
	assert not frappe.db.exists("File", {"attached_to_doctype": "User", "file_url": letter.file_url})


def test_a_user_who_may_read_it_names_it_again(letter, users, as_user):
	with as_user(users["manager"]):
		again = frappe.get_doc({"doctype": "File", "file_url": letter.file_url, "is_private": 1}).insert()
		assert again.get_content() == CONTENT
	if again.file_url != letter.file_url:
		Path(again.get_full_path()).unlink()


def test_new_content_links_and_public_files_are_as_before(transaction, users, as_user):
	with as_user(users["outsider"]):
		mine = frappe.get_doc(
			{"doctype": "File", "file_name": "mine.txt", "content": "mine", "is_private": 0}
		)
		mine.insert(ignore_permissions=True)
		link = {"doctype": "File", "file_url": "https://elsewhere.example/a.pdf"}
		assert frappe.get_doc(link).insert(ignore_permissions=True).name
		again = {"doctype": "File", "file_url": mine.file_url, "is_private": 0}
		assert frappe.get_doc(again).insert(ignore_permissions=True).get_content() == "mine"
	Path(mine.get_full_path()).unlink()
