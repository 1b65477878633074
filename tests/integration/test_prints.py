"""Paper: what is on it, and what never is, in our formats and in the host's own."""

import frappe
import pytest

from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.engagement.briefs.create_brief import create_brief
from stakeholder_crm.print_record import record_for_print
from stakeholder_crm.testing import factories

FORMATS = (None, "Standard")


def printed(doc, print_format=None) -> str:
	"""As the host prints it; without a format, in the default one."""
	from frappe.www.printview import get_html_and_style

	# As the request for the print is noted.
	frappe.local.named_in_request = frozenset({(doc.doctype, doc.name)})
	try:
		return get_html_and_style(doc.doctype, doc.name, print_format=print_format)["html"]
	finally:
		frappe.local.named_in_request = frozenset()


@pytest.fixture
def activist(users):
	frappe.set_user(users["outreach"])
	return factories.activist(
		full_name="Amina Odhiambo",
		safe_alias="Heron",
		confidentiality="Confidential",
		contact_points=[factories.contact_point(value="amina@example.org")],
	)


@pytest.fixture
def meeting(activist):
	return factories.held_meeting([activist], subject="The quay", case_ref="CASE-4711")


@pytest.mark.parametrize("print_format", FORMATS)
def test_a_case_reference_is_never_printed(meeting, print_format):
	assert "The quay" in printed(meeting, print_format)
	assert "4711" not in printed(meeting, print_format)


def test_nor_by_a_format_that_somebody_made(users, meeting):
	frappe.set_user("Administrator")
	frappe.get_doc(
		{
			"doctype": "Print Format",
			"name": "Homemade",
			"doc_type": "Stakeholder Meeting",
			"custom_format": 1,
			"print_format_type": "Jinja",
			"standard": "No",
			"html": "<p>{{ doc.subject }} [{{ doc.case_ref or '' }}]</p>",
		}
	).insert()
	assert "The quay []" in printed(meeting, "Homemade")


def test_nor_is_it_on_the_brief(users, activist):
	coming = factories.meeting([activist], subject="The quay", case_ref="CASE-4711")
	brief = create_brief(coming.name)
	for print_format in FORMATS:
		assert "4711" not in printed(brief, print_format)


@pytest.mark.parametrize("print_format", FORMATS)
def test_a_confidential_person_goes_by_the_alias_under_a_banner(users, activist, print_format):
	for user in ("outreach", "safeguarding"):
		frappe.set_user(users[user])
		html = printed(activist, print_format)
		assert "Heron" in html
		assert "without name and contact points" in html
		assert "Odhiambo" not in html
		assert "amina@example.org" not in html
	[stored] = get_all_opened(activist.doctype, filters={"name": activist.name}, fields=["full_name"])
	assert stored.full_name == "Amina Odhiambo"


@pytest.mark.parametrize("print_format", FORMATS)
def test_what_is_about_a_confidential_person_says_so(users, activist, meeting, print_format):
	log = factories.log(meeting, attendance=[factories.attendance(activist)], summary="We talked")
	concern = factories.concern(activist, said="The hall is watched")
	for doc in (frappe.get_doc(meeting.doctype, meeting.name), log, concern):
		html = printed(doc, print_format)
		assert "Confidential: people are shown under their alias" in html
		assert "Heron" in html
		assert "Odhiambo" not in html


def test_an_open_person_is_printed_by_name_without_a_banner(users):
	frappe.set_user(users["outreach"])
	leader = factories.community_leader(
		full_name="Bilal Haddad", contact_points=[factories.contact_point(value="bilal@example.org")]
	)
	html = printed(leader)
	assert "Bilal Haddad" in html
	assert "bilal@example.org" in html
	assert "Printed by Noor" in html
	assert "Parts of Calculated Health" not in printed(leader, "Standard")
	assert "crm-record-banner" not in html.partition("</style>")[2]


def test_a_row_is_headed_by_whom_it_is_about(users, meeting, activist):
	log = factories.log(
		meeting,
		attendance=[factories.attendance(activist, contribution="a plan of the harbour")],
		summary="First\nSecond",
	)
	html = printed(log)
	assert '<p class="crm-record-head">Heron</p>' in html
	assert "a plan of the harbour" in html
	assert "First\nSecond" in html


def test_nobody_prints_what_they_may_not_see(users, activist):
	for user in ("outreach2", "outsider"):
		frappe.set_user(users[user])
		with pytest.raises(frappe.PermissionError):
			record_for_print(activist.doctype, activist.name)


def test_nobody_prints_without_the_right_to(users, as_user):
	with as_user(users["outreach"]):
		doc = frappe.get_doc({"doctype": "Contact Import", "kind": "Activist", "confidentiality": "Open"})
		doc.flags.ignore_mandatory = True
		doc.insert()
		with pytest.raises(frappe.PermissionError, match="do not have permission to print"):
			record_for_print(doc.doctype, doc.name)
