"""Records that go with ERPNext's are shown on both, to whoever may see both, and to nobody else."""

import frappe
import pytest

from stakeholder_crm.api import erpnext
from stakeholder_crm.base.doctypes import ERPNEXT_LINK
from stakeholder_crm.testing import factories

pytestmark = [pytest.mark.erpnext, pytest.mark.usefixtures("_as_buyer")]


def shown(doc) -> list[tuple[str, str]]:
	answer = erpnext.connections(doc.doctype, doc.name)
	return [(one["doctype"], one["title"]) for one in answer["connections"]]


def connect(one, other) -> None:
	erpnext.connect(one.doctype, one.name, other.doctype, other.name)


@pytest.fixture
def agency():
	return factories.partner_agency(full_name="Harbour Shelter")


@pytest.fixture
def supplier(theirs):
	return theirs("Supplier", supplier_name="Harbour Shelter Ltd")


def test_an_agency_is_connected_from_either_side(agency, supplier, theirs):
	customer = theirs("Customer", customer_name="Harbour Customers")
	connect(agency, supplier)
	connect(customer, agency)
	assert shown(agency) == [("Customer", "Harbour Customers"), ("Supplier", "Harbour Shelter Ltd")]
	assert shown(supplier) == shown(customer) == [("Partner Agency", "Harbour Shelter")]
	# Connected once more, it is still one.
	connect(supplier, agency)
	assert len(shown(agency)) == 2
	erpnext.disconnect("Supplier", supplier.name, "Partner Agency", agency.name)
	assert shown(agency) == [("Customer", "Harbour Customers")]


def test_a_project_and_a_task_go_with_meetings_and_promises(theirs):
	person = factories.community_leader()
	meeting = factories.meeting([person], subject="Dock talk")
	promise = factories.commitment(person, promise="Send the interpreter's number")
	project = theirs("Project", project_name="Harbour mediation")
	task = theirs("Task", subject="Find an interpreter")
	for ours in (meeting, promise):
		connect(ours, project)
		connect(task, ours)
	assert shown(meeting) == [("Project", "Harbour mediation"), ("Task", "Find an interpreter")]
	assert shown(project) == [
		("Stakeholder Commitment", "Send the interpreter's number"),
		("Stakeholder Meeting", "Dock talk"),
	]
	assert erpnext.connections("Task", task.name)["connections"][0]["status"] == "Open"


def test_the_name_of_a_supplier_is_not_for_who_sees_no_suppliers(agency, supplier, as_user, users):
	connect(agency, supplier)
	with as_user(users["outreach2"]):
		assert shown(agency) == []
		with pytest.raises(frappe.PermissionError):
			erpnext.connections("Supplier", supplier.name)
		with pytest.raises(frappe.PermissionError):
			erpnext.disconnect("Partner Agency", agency.name, "Supplier", supplier.name)
	assert shown(agency) == [("Supplier", "Harbour Shelter Ltd")]


@pytest.mark.parametrize("level", ["Open", "Restricted", "Confidential"])
def test_whoever_buys_from_a_partner_learns_nothing_of_it(supplier, as_user, sales_only, level):
	agency = factories.partner_agency(full_name="Quiet House", confidentiality=level, safe_alias="Heron")
	connect(agency, supplier)
	with as_user(sales_only):
		assert shown(supplier) == []
		assert frappe.has_permission("Supplier", doc=supplier.name)
		with pytest.raises(frappe.PermissionError):
			frappe.get_list(ERPNEXT_LINK, fields=["reference_name"])
		with pytest.raises(frappe.PermissionError):
			erpnext.connect("Supplier", supplier.name, "Partner Agency", agency.name)


def test_of_what_is_hidden_there_is_the_same_answer_as_of_what_is_not_there(supplier, as_user, users):
	hidden = factories.partner_agency(
		full_name="Quiet House", confidentiality="Confidential", safe_alias="Heron"
	)
	told = []
	with as_user(factories.make_user(users["outreach2"], "", ["Purchase User"])):
		for name in (hidden.name, "PA-99999"):
			with pytest.raises(frappe.PermissionError) as error:
				erpnext.connect("Partner Agency", name, "Supplier", supplier.name)
			told.append(str(error.value).replace(name, "…"))
	assert told[0] == told[1]


@pytest.mark.parametrize(
	("ours", "kind", "values"),
	[
		(factories.partner_agency, "Project", {"project_name": "Docks"}),
		(factories.community_leader, "Supplier", {"supplier_name": "Docks"}),
		(factories.partner_agency, "Lead", {"lead_name": "Docks"}),
	],
)
def test_what_does_not_go_together_is_refused(theirs, ours, kind, values):
	with pytest.raises(frappe.ValidationError, match="cannot be connected"):
		connect(ours(), theirs(kind, **values))


def test_a_deleted_end_is_let_go_and_does_not_keep_it_from_being_deleted(agency, supplier):
	connect(agency, supplier)
	frappe.delete_doc("Supplier", supplier.name, ignore_permissions=True)
	assert not frappe.db.count(ERPNEXT_LINK)


def test_two_suppliers_made_one_keep_what_goes_with_them(agency, supplier, theirs, as_user):
	other = theirs("Supplier", supplier_name="Harbour Shelter Limited")
	connect(agency, supplier)
	connect(agency, other)
	with as_user("Administrator"):
		frappe.rename_doc("Supplier", other.name, supplier.name, merge=True, force=True)
	assert shown(agency) == [("Supplier", "Harbour Shelter Ltd")]


def test_two_agencies_made_one_keep_what_goes_with_them(agency, supplier, as_user, users):
	from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders

	twin = factories.partner_agency(full_name="Harbor Shelter")
	connect(twin, supplier)
	with as_user(factories.make_user(users["manager"], "", ["Purchase User"])):
		merge_stakeholders((agency.doctype, agency.name), (twin.doctype, twin.name), {})
		assert shown(agency) == [("Supplier", "Harbour Shelter Ltd")]


def test_who_was_erased_is_not_found_by_what_went_with_her(theirs):
	person = factories.activist()
	lead = theirs("Lead", lead_name="Amina Ben Salah")
	made = erpnext.create_from_lead("Lead", lead.name, "Activist", {"full_name": "Amina Ben Salah"})
	assert frappe.db.count(ERPNEXT_LINK) == 1
	doc = frappe.get_doc("Activist", made)
	doc.flags.ignore_permissions = True
	doc.move_to("Anonymised")
	assert not frappe.db.count(ERPNEXT_LINK)
	assert frappe.db.exists("Activist", person.name)
