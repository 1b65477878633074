"""The number of a mail or comment alone gives nobody the record that it is about."""

import frappe
import pytest

from stakeholder_crm.access.host_endpoints import traces
from stakeholder_crm.testing import factories


@pytest.fixture
def mail(hidden):
	about = {"reference_doctype": hidden.doctype, "reference_name": hidden.name}
	fields = {"subject": "Thursday", "content": "x", "sender": "heron@elsewhere.example"}
	return frappe.get_doc({"doctype": "Communication", **fields, **about}).insert()


@pytest.mark.parametrize("viewer", ["outreach2", "outsider"])
def test_a_mail_is_not_moved_to_where_one_sees_it(viewer, mail, hidden, users, as_user):
	with as_user(users["outreach2"]):
		mine = factories.community_leader()
	with as_user(users[viewer]), pytest.raises(frappe.DoesNotExistError):
		traces.relink(mail.name, mine.doctype, mine.name)
	assert frappe.db.get_value("Communication", mail.name, "reference_name") == hidden.name


def test_a_user_who_sees_it_moves_it(mail, users, as_user):
	# The host shows mails to those who may see all, or their own.
	mail.db_set("owner", users["outreach"])
	with as_user(users["outreach"]):
		mine = factories.community_leader()
		traces.relink(mail.name, mine.doctype, mine.name)
	assert frappe.db.get_value("Communication", mail.name, "reference_name") == mine.name


def test_nothing_is_moved_to_a_record_that_one_does_not_see(mail, hidden, users, as_user):
	own = frappe.get_doc({"doctype": "Communication", "subject": "Mine", "content": "x"}).insert()
	own.db_set("owner", users["outreach2"])
	with as_user(users["outreach2"]), pytest.raises(frappe.DoesNotExistError):
		traces.relink(own.name, hidden.doctype, hidden.name)


@pytest.mark.parametrize("viewer", ["outreach2", "outsider"])
def test_a_comment_is_not_published(viewer, hidden, users, as_user):
	comment = hidden.add_comment("Comment", "Zephyrine was here")
	comment.db_set("owner", users[viewer])
	with as_user(users[viewer]), pytest.raises(frappe.DoesNotExistError):
		traces.update_comment_publicity(comment.name, True)


@pytest.mark.parametrize("viewer", ["outreach2", "outsider"])
def test_a_record_is_not_unlocked_and_does_not_seem_to_exist(viewer, hidden, users, as_user):
	with as_user(users[viewer]), pytest.raises(frappe.DoesNotExistError, match="Not found"):
		traces.unlock_document(hidden.doctype, hidden.name)
	with as_user(users[viewer]), pytest.raises(frappe.DoesNotExistError, match="Not found"):
		traces.unlock_document(hidden.doctype, "ACT-99999")
