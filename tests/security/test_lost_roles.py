"""Who lost their role is nobody's owner, team or granted reader any more, though their name still stands there."""

import frappe
import pytest
from frappe.utils import add_days, today
from frappe.utils.user import get_users_with_role

from stakeholder_crm.access import traces
from stakeholder_crm.access.permissions import GUARDED, visible_names, visible_pairs
from stakeholder_crm.access.rows import ROWS
from stakeholder_crm.access.visible_table import SQLCondition
from stakeholder_crm.engagement.briefs.create_brief import create_brief
from stakeholder_crm.testing import factories
from tests.security.test_traces import REQUIRED, sees, write

FORMER = "former@crm-test.example"
# What another job on the same site may come with: it reads nearly all that Frappe writes about records.
NOW = ("System Manager", "Report Manager")


@pytest.fixture
def former(users) -> str:
	return factories.make_user(FORMER, "Fay", ["Outreach Staff"])


@pytest.fixture
def leaves(former, as_user):
	"""Take the role away and give others, as an administrator does."""

	def leave() -> None:
		with as_user("Administrator"):
			user = frappe.get_doc("User", former)
			user.set("roles", [])
			user.add_roles(*NOW)
		assert former not in get_users_with_role("Outreach Staff")

	return leave


def left_of(doctype: str, user: str, column: str = "name") -> list[str]:
	"""What our condition on a DocType leaves to a user, whatever the host would ask before it."""
	hooks = frappe.get_hooks("permission_query_conditions")[doctype]
	[ours] = [path for path in hooks if path.startswith("stakeholder_crm.")]
	condition = frappe.get_attr(ours)(user, doctype=doctype)
	table = frappe.qb.DocType(doctype)
	return frappe.qb.from_(table).select(table[column]).where(SQLCondition(condition)).run(pluck=True)


@pytest.fixture
def activist(former, users, as_user):
	with as_user(users["outreach"]):
		return factories.activist(confidentiality="Confidential", backup_owner=former)


@pytest.mark.parametrize("trace", [*traces.ABOUT, "Error Log"])
def test_a_former_backup_owner_reads_no_trace(trace, activist, former, leaves, as_user):
	about = write(trace, activist, **{**REQUIRED.get(trace, {}), **_addressed(trace, former)})
	leaves()
	assert not sees(about, former, as_user)


def _addressed(trace: str, user: str) -> dict[str, str]:
	fields = {
		"ToDo": "allocated_to",
		"Notification Log": "for_user",
		"Document Follow": "user",
		"DocShare": "user",
	}
	# A share is a reason of its own, as it is for the host.
	return {fields[trace]: user} if trace in fields and trace != "DocShare" else {}


@pytest.mark.parametrize("trace", ["Comment", "Version", "Communication", "File", "ToDo"])
def test_a_present_one_still_does(trace, activist, former, as_user):
	factories.make_user(former, "Fay", NOW)
	about = write(trace, activist, **{**REQUIRED.get(trace, {}), **_addressed(trace, former)})
	assert sees(about, former, as_user)


@pytest.mark.parametrize("make", factories.STAKEHOLDERS.values())
@pytest.mark.parametrize("doctype", ["Contact", "Address"])
def test_nor_the_address_book(doctype, make, former, leaves, users, as_user):
	with as_user(users["outreach"]):
		person = make(backup_owner=former)
	link = [{"link_doctype": person.doctype, "link_name": person.name}]
	values = {
		"Contact": {"first_name": "Zola", "email_ids": [{"email_id": "zola@example.org", "is_primary": 1}]},
		"Address": {
			"address_title": "Zola",
			"address_line1": "Quay 1",
			"city": "Harbour",
			"country": "Germany",
		},
	}[doctype]
	entry = frappe.get_doc({"doctype": doctype, **values, "links": link}).insert(ignore_permissions=True)
	factories.make_user(former, "Fay", NOW)
	assert frappe.has_permission(doctype, "read", doc=entry, user=former)
	leaves()
	assert not sees(entry, former, as_user)
	with as_user(former):
		assert entry.name not in left_of("Contact Email", former, "parent")


@pytest.mark.parametrize("make", factories.STAKEHOLDERS.values())
def test_nor_records_and_what_hangs_on_them(make, former, leaves, users, as_user):
	with as_user(users["outreach"]):
		person = make(backup_owner=former)
		hanging = [factories.concern(person), factories.commitment(person), factories.assessment(person)]
		assert visible_pairs(former, [(person.doctype, person.name)])
	leaves()
	assert not visible_pairs(former, [(person.doctype, person.name)])
	for doc in (person, *hanging):
		assert not visible_names(doc.doctype, [doc.name], former)


def test_nor_their_meetings_briefs_logs_and_events(former, leaves, users, as_user):
	with as_user(former):
		person = factories.community_leader()
		held = factories.held_meeting([person])
		log = factories.log(held, submit=True)
		coming = factories.meeting([person])
		brief = create_brief(coming.name)
	coming.reload()
	assert visible_names("Meeting Brief", [brief.name], former)
	leaves()
	for doc in (held, log, coming, brief):
		assert not visible_names(doc.doctype, [doc.name], former)
	assert coming.event not in left_of("Event", former)


def test_nor_their_imports(former, leaves, as_user):
	with as_user(former):
		own = frappe.get_doc(
			{"doctype": "Contact Import", "kind": "Community Leader", "community": "Hill"}
		).insert()
	assert visible_names(own.doctype, [own.name], former)
	leaves()
	assert not visible_names(own.doctype, [own.name], former)


def test_nor_whom_a_grant_opened(activist, former, leaves, users, as_user):
	with as_user(users["outreach"]):
		other = factories.activist(confidentiality="Confidential")
	with as_user(users["safeguarding"]):
		values = {"user": former, "ends_on": add_days(today(), 7), "reason": "Stands in"}
		frappe.get_doc({"doctype": "Access Grant", **factories.pair(other), **values}).insert()
	assert visible_names("Activist", [other.name], former)
	leaves()
	assert not visible_names("Activist", [other.name], former)


def test_no_row_of_any_table_or_doctype_is_left(activist, former, leaves):
	assert left_of("Stakeholder Contact Point", former)
	leaves()
	for doctype in (*ROWS, *GUARDED):
		assert left_of(doctype, former) == [], doctype


def test_a_colleague_without_the_role_empties_no_brief(former, leaves, users, as_user):
	leaves()
	with as_user(users["outreach"]):
		person = factories.activist(confidentiality="Restricted", full_name="Zola Abebe")
		brief = create_brief(factories.meeting([person], team=[{"user": former}]).name)
	assert any("Zola Abebe" in row.text for row in brief.lines)
