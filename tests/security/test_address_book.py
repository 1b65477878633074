"""Frappe's address book shows our people to nobody who may not see them, and never holds one who is not Open."""

import socket

import frappe
import pytest
from frappe import client

from stakeholder_crm.api import contacts
from stakeholder_crm.patches import keep_stakeholder_links
from stakeholder_crm.safeguarding.privacy.erase_person import erase_person
from stakeholder_crm.stakeholders.address_book import kept_links
from stakeholder_crm.stakeholders.address_book.kept_links import linked_records
from stakeholder_crm.testing import factories

GONE = ("Contact", "Contact Email", "Contact Phone", "Dynamic Link", "Deleted Document", "Version", "Comment")


@pytest.fixture(autouse=True)
def _may_change_contacts(users):
	for key in ("outreach", "outsider"):
		factories.make_user(users[key], "", ["Sales User"])


@pytest.fixture
def person(as_user, users):
	with as_user(users["outreach"]):
		return factories.activist(
			full_name="Ximena Quirarte",
			contact_points=[factories.contact_point(value="ximena.q@example.org")],
		)


def make(doctype: str, to, **fields):
	doc = frappe.new_doc(doctype)
	doc.update(fields)
	doc.append("links", {"link_doctype": to.doctype, "link_name": to.name})
	return doc.insert()


@pytest.fixture
def contact(as_user, users, person):
	with as_user(users["outreach"]):
		return make("Contact", person, first_name="Ximena", last_name="Quirarte")


@pytest.fixture
def address(as_user, users, person):
	with as_user(users["outreach"]):
		fields = {
			"address_title": "Ximena",
			"address_line1": "4 Well Lane",
			"city": "Quay",
			"country": "Kenya",
		}
		return make("Address", person, **fields)


def raise_level(person, level="Restricted") -> None:
	person.reload()
	person.update({"confidentiality": level, "safe_alias": "Heron"})
	person.save()


@pytest.mark.parametrize("doctype", ["Contact", "Address"])
def test_who_does_not_see_the_person_finds_nothing_of_her(request, as_user, users, person, doctype):
	doc = request.getfixturevalue(doctype.lower())
	rows = {"Contact": ["Contact Email"], "Address": []}[doctype]
	for key, seen in (("outreach", True), ("outreach2", True), ("outsider", False)):
		factories.make_user(users[key], "", ["Sales User"])
		with as_user(users[key]):
			assert bool(frappe.get_list(doctype, {"name": doc.name})) is seen
			assert frappe.has_permission(doctype, "read", doc.name) is seen
			assert frappe.has_permission(doctype, "write", doc.name) is seen
			for table in rows:
				found = frappe.get_list(
					table, {"parent": doc.name}, ["name"], parent_doctype=doctype, order_by="name"
				)
				assert bool(found) is seen, table


@pytest.mark.parametrize("doctype", ["Contact", "Address"])
def test_an_activists_record_names_her_kind_to_nobody(request, as_user, users, doctype):
	"""However its rows are asked for: with their parent, as a field, by a filter, or with the record itself."""
	doc = request.getfixturevalue(doctype.lower())
	factories.make_user(users["outsider"], "", ["Sales User"])
	frappe.set_user("Administrator")
	doc.reload()
	doc.append("links", {"link_doctype": "User", "link_name": users["outsider"]})
	doc.save()
	assert "ACT-" not in doc.name
	assert linked_records(("Activist", request.getfixturevalue("person").name), doctype) == [doc.name]
	asked = {"doctype": doctype, "filters": {"name": doc.name}}
	for key in ("outsider", "outreach"):
		with as_user(users[key]):
			told = [
				client.get(doctype, doc.name),
				client.get_list(**asked, fields=["name", "links.link_doctype"]),
				client.get_list("Dynamic Link", parent=doctype, fields=["*"], limit_page_length=0),
			]
			assert told[0]["name"] == doc.name
			assert "Activist" not in frappe.as_json(told)
			by_kind = [["Dynamic Link", "link_doctype", "=", "Activist"]]
			assert not client.get_list(doctype, filters=by_kind)


def test_what_the_host_stored_before_is_taken_out_of_its_links(as_user, users, person, contact):
	frappe.set_user("Administrator")
	kept_links.delete_links("Contact", contact.name)
	old = frappe.rename_doc("Contact", contact.name, f"{contact.name}-{person.name}", force=True)
	row = frappe.new_doc("Dynamic Link")
	row.update({"parent": old, "parenttype": "Contact", "parentfield": "links", "idx": 1})
	row.update({"link_doctype": "Activist", "link_name": person.name})
	row.db_insert()
	for _again in range(2):
		keep_stakeholder_links.execute()
		assert linked_records(("Activist", person.name), "Contact") == [contact.name]
		assert not frappe.db.exists("Dynamic Link", {"link_doctype": "Activist"})


def test_a_renamed_contact_stays_hers(person, contact):
	frappe.set_user("Administrator")
	new = frappe.rename_doc("Contact", contact.name, "Ximena Q", force=True)
	assert linked_records(("Activist", person.name), "Contact") == [new]


def test_her_own_form_shows_it_to_whoever_may_see_it(as_user, users, person, contact, address):
	with as_user(users["outreach"]):
		doc = frappe.get_doc("Activist", person.name)
		doc.run_method("onload")
		assert [row.name for row in doc.get_onload("contact_list")] == [contact.name]
		assert [row.name for row in doc.get_onload("addr_list")] == [address.name]
		assert "4 Well Lane" in doc.get_onload("addr_list")[0]["display"]


def test_the_hosts_own_rule_holds_beside_ours(as_user, users, contact, monkeypatch):
	monkeypatch.setattr("frappe.contacts.address_and_contact.has_permission", lambda doc, ptype, user: False)
	with as_user(users["outreach"]):
		assert not frappe.has_permission("Contact", "read", contact.name)


def test_what_others_use_as_well_stays_where_they_find_it(as_user, users, contact):
	contact.reload()
	contact.append("links", {"link_doctype": "User", "link_name": users["outsider"]})
	contact.save()
	with as_user(users["outsider"]):
		assert frappe.get_list("Contact", {"name": contact.name})
		links = frappe.get_list(
			"Dynamic Link",
			{"parent": contact.name},
			pluck="link_doctype",
			parent_doctype="Contact",
			order_by="idx",
		)
		assert links == ["User"]


@pytest.mark.parametrize("doctype", ["Contact", "Address"])
@pytest.mark.parametrize("level", ["Restricted", "Confidential"])
def test_who_is_not_open_gets_no_entry(as_user, users, person, doctype, level):
	with as_user(users["outreach"]):
		raise_level(person, level)
		with pytest.raises(frappe.ValidationError, match="is not Open"):
			make(
				doctype,
				person,
				first_name="X",
				address_title="X",
				address_line1="X",
				city="X",
				country="Kenya",
			)


def test_who_may_not_see_a_person_links_nothing_to_her(as_user, users, person):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError, match="permission to view it"):
		make("Contact", person, first_name="X")


@pytest.mark.parametrize("level", ["Restricted", "Confidential"])
def test_raising_the_level_takes_her_out_for_good(as_user, users, person, contact, address, level):
	with as_user(users["outreach"]):
		contact.reload()
		contact.department = "Night buses"
		contact.save()
		shown = contacts.preview_removals("Activist", person.name)
		assert [(row["doctype"], row["stays_for"]) for row in shown] == [("Contact", ()), ("Address", ())]
		raise_level(person, level)
	assert not frappe.db.exists("Contact", contact.name)
	assert not frappe.db.exists("Address", address.name)
	for doctype in GONE:
		meta = frappe.get_meta(doctype)
		fields = [
			field.fieldname for field in meta.fields if field.fieldtype in ("Data", "Code", "HTML Editor")
		]
		for field in fields:
			found = frappe.get_all(
				doctype,
				{field: ("like", "%imena%"), "modified": (">=", person.creation)},
				pluck="name",
				order_by="name",
			)
			assert not found, (doctype, field)
	assert not frappe.db.sql(
		"select name from `__global_search` where doctype = 'Contact' and name = %s", contact.name
	)
	comments = frappe.get_all(
		"Comment",
		{"reference_name": person.name, "comment_type": "Info"},
		pluck="content",
		order_by="creation",
	)
	assert comments == ["Permanently removed from the address book: 2."]


def test_what_others_use_is_unlinked_and_said(as_user, users, person, contact):
	contact.reload()
	contact.append("links", {"link_doctype": "User", "link_name": users["outsider"]})
	contact.save()
	with as_user(users["outreach"]):
		assert contacts.preview_removals("Activist", person.name) == [
			{"doctype": "Contact", "name": contact.name, "stays_for": ("User",)}
		]
		raise_level(person)
	links = frappe.get_doc("Contact", contact.name).links
	assert [(row.link_doctype, row.link_name) for row in links] == [("User", users["outsider"])]
	comments = frappe.get_all(
		"Comment",
		{"reference_name": person.name, "comment_type": "Info"},
		pluck="content",
		order_by="creation",
	)
	assert comments == ["Unlinked but kept, because other records use them: 1 (User)."]


def test_the_preview_is_for_who_may_change_the_record(as_user, users, person, contact):
	with as_user(users["outsider"]), pytest.raises(frappe.PermissionError):
		contacts.preview_removals("Activist", person.name)
	with as_user(users["outreach"]), pytest.raises(frappe.ValidationError, match="Type: choose"):
		contacts.preview_removals("User", person.name)


def test_a_record_that_is_deleted_leaves_no_entry(as_user, users, person, contact):
	frappe.delete_doc("Activist", person.name)
	assert not frappe.db.exists("Contact", contact.name)


def test_whoever_is_erased_is_erased_there_too(person, contact, address):
	erase_person(("Activist", person.name), asked=True)
	assert not frappe.db.exists("Contact", contact.name)
	assert not frappe.db.exists("Address", address.name)


def test_saving_her_contact_asks_nobody_for_a_picture(as_user, users, contact, monkeypatch):
	monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_args, **_more: pytest.fail(f"asked for {host}"))
	with as_user(users["outreach"]):
		contact.reload()
		assert not contact.image
		contact.department = "Night buses"
		contact.save()
		assert not contact.image
