"""Nobody links a document of the host to a record that they do not see: the host would show its title.

The documents are inserted as the host's own endpoints do it for any user, without a check of roles.
"""

import frappe
import pytest

from stakeholder_crm.testing import factories


@pytest.fixture
def seen(transaction, users, as_user):
	with as_user(users["outreach"]):
		return factories.community_leader()


def _documents(record) -> dict[str, dict]:
	about = {"reference_doctype": record.doctype, "reference_name": record.name}
	return {
		"ToDo": {"reference_type": record.doctype, "reference_name": record.name, "description": "x"},
		"Comment": {**about, "comment_type": "Comment", "content": "x"},
		"Communication": {**about, "subject": "x", "content": "x"},
		"Event": {
			"subject": "x",
			"starts_on": "2030-01-01 10:00:00",
			"event_participants": [{"reference_doctype": record.doctype, "reference_docname": record.name}],
		},
		"Contact": {
			"first_name": "Carla",
			"links": [{"link_doctype": record.doctype, "link_name": record.name}],
		},
	}


KINDS = ("ToDo", "Comment", "Communication", "Event", "Contact")


@pytest.mark.parametrize("doctype", KINDS)
def test_a_link_to_what_its_author_does_not_see_is_refused(doctype, hidden, users, as_user):
	with as_user(users["outreach2"]), pytest.raises(frappe.PermissionError):
		frappe.get_doc({"doctype": doctype, **_documents(hidden)[doctype]}).insert(ignore_permissions=True)


@pytest.mark.parametrize("doctype", KINDS)
def test_a_link_to_what_its_author_sees_is_made(doctype, seen, users, as_user):
	with as_user(users["outreach2"]):
		doc = frappe.get_doc({"doctype": doctype, **_documents(seen)[doctype]}).insert(
			ignore_permissions=True
		)
	assert doc.name


def test_a_link_added_later_is_refused_and_one_from_before_is_kept(hidden, seen, users, as_user):
	event = frappe.get_doc(
		{"doctype": "Event", "event_type": "Public", **_documents(hidden)["Event"]}
	).insert()
	with as_user(users["outreach2"]):
		event = frappe.get_doc("Event", event.name)
		event.subject = "y"
		event.save(ignore_permissions=True)
		event.append(
			"event_participants", {"reference_doctype": "Activist", "reference_docname": hidden.name}
		)
		event.event_participants[0].reference_doctype = seen.doctype
		event.event_participants[0].reference_docname = seen.name
		event.save(ignore_permissions=True)
	assert len(event.event_participants) == 2
	other = frappe.get_doc({"doctype": "Event", "event_type": "Public", **_documents(seen)["Event"]}).insert()
	with as_user(users["outreach2"]):
		other.append(
			"event_participants", {"reference_doctype": "Activist", "reference_docname": hidden.name}
		)
		with pytest.raises(frappe.PermissionError, match="permission to link"):
			other.save(ignore_permissions=True)


def test_a_document_without_links_to_us_costs_no_statement(users, as_user, query_count):
	from stakeholder_crm.access.links import check_links

	note = frappe.get_doc({"doctype": "ToDo", "description": "x"})
	with as_user(users["outsider"]), query_count() as queries:
		check_links(note)
	assert queries == []
