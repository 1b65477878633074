"""Who sees and changes which record: the same rule in lists, in forms and in what hangs on them."""

import frappe
import pytest
from frappe.utils import add_days, now_datetime

from stakeholder_crm.access.permissions import visible_pairs
from stakeholder_crm.testing import factories

# level → who of these sees a record that "outreach" owns
SEEN_BY = {
	"Open": {"outreach", "outreach2", "manager", "safeguarding"},
	"Restricted": {"outreach", "manager", "safeguarding"},
	"Confidential": {"outreach", "safeguarding"},
}
MAKERS = tuple(factories.STAKEHOLDERS.values())


@pytest.fixture
def seen_by(as_user, users):
	"""Which users see a document, asked in both ways; they must agree."""

	def ask(doc) -> set[str]:
		found = set()
		for key, email in users.items():
			with as_user(email):
				in_form = bool(frappe.get_doc(doc.doctype, doc.name).has_permission("read"))
				if not frappe.has_permission(doc.doctype, "read"):
					assert not in_form
					continue
				in_list = bool(frappe.get_list(doc.doctype, filters={"name": doc.name}, order_by="name"))
			assert in_form == in_list, key
			if in_form:
				found.add(key)
		return found

	return ask


@pytest.mark.parametrize("level", SEEN_BY)
@pytest.mark.parametrize("make", MAKERS)
def test_a_stakeholder_is_seen_by_those_whom_its_level_names(make, level, as_user, users, seen_by):
	with as_user(users["outreach"]):
		stakeholder = make(confidentiality=level, safe_alias="Heron")
	assert seen_by(stakeholder) == SEEN_BY[level]


@pytest.mark.parametrize("level", SEEN_BY)
def test_what_hangs_on_a_stakeholder_is_seen_by_the_same(level, as_user, users, seen_by):
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality=level, safe_alias="Heron")
		concern = factories.concern(activist)
		commitment = factories.commitment(activist)
	assert seen_by(concern) == SEEN_BY[level]
	assert seen_by(commitment) == SEEN_BY[level]


def test_a_backup_owner_sees_what_the_owner_sees(as_user, users, seen_by):
	with as_user(users["outreach"]):
		activist = factories.activist(
			confidentiality="Confidential", safe_alias="Heron", backup_owner=users["outreach2"]
		)
	assert seen_by(activist) == {*SEEN_BY["Confidential"], "outreach2"}


def test_a_share_opens_the_record_and_what_hangs_on_it(as_user, users, seen_by):
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality="Confidential", safe_alias="Heron")
		concern = factories.concern(activist)
	with as_user(users["safeguarding"]):
		frappe.share.add(activist.doctype, activist.name, users["outreach2"], read=1)
	assert "outreach2" in seen_by(activist)
	assert "outreach2" in seen_by(concern)


def test_a_meetings_team_sees_its_restricted_people_until_it_is_logged(as_user, users, seen_by):
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality="Restricted")
		meeting = factories.meeting([activist], team=[{"user": users["outreach2"]}])
	assert "outreach2" in seen_by(activist)
	with as_user(users["outreach2"]):
		assert not frappe.get_doc(activist.doctype, activist.name).has_permission("write")
	frappe.db.set_value(meeting.doctype, meeting.name, "status", "Logged")
	assert "outreach2" not in seen_by(activist)


def test_a_team_does_not_open_a_confidential_person(as_user, users, seen_by):
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality="Confidential", safe_alias="Heron")
		meeting = factories.meeting([activist], team=[{"user": users["outreach2"]}])
	assert "outreach2" not in seen_by(activist)
	assert seen_by(meeting) == {"outreach", "outreach2", "safeguarding"}


def test_a_meetings_log_is_seen_by_those_who_see_the_meeting(as_user, users, seen_by):
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality="Restricted")
		meeting = factories.meeting([activist], starts_on=add_days(now_datetime(), -1))
		log = factories.log(meeting, submit=False)
	assert seen_by(log) == SEEN_BY["Restricted"]


def test_a_value_about_to_be_saved_opens_nothing(as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality="Confidential", safe_alias="Heron")
	with as_user(users["outreach2"]):
		theirs = frappe.get_doc(activist.doctype, activist.name)
		theirs.update({"relationship_owner": users["outreach2"], "confidentiality": "Open"})
		assert not theirs.has_permission("write")
		with pytest.raises(frappe.PermissionError):
			theirs.save()


@pytest.mark.parametrize("name_a_stranger", ["tie", "participant", "concern"])
def test_nobody_learns_a_name_by_naming_the_number(name_a_stranger, as_user, users):
	with as_user(users["outreach"]):
		hidden = factories.activist(confidentiality="Confidential", safe_alias="Heron")
	with as_user(users["outreach2"]):
		attempts = {
			"tie": lambda: factories.community_leader(ties=[{**factories.pair(hidden), "kind": "Ally"}]),
			"participant": lambda: factories.meeting([hidden]),
			"concern": lambda: factories.concern(hidden),
		}
		with pytest.raises(frappe.PermissionError):
			attempts[name_a_stranger]()


def test_a_system_manager_without_our_roles_sees_no_stakeholder(as_user, users):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
	admin = factories.make_user("sysmanager@crm-test.example", "Sana", ["System Manager"])
	with as_user(admin):
		assert not frappe.has_permission("Community Leader", "read")
		assert not frappe.get_doc(leader.doctype, leader.name).has_permission("read")


@pytest.mark.parametrize(
	("role", "deletes"), [("outreach", False), ("manager", True), ("safeguarding", False)]
)
def test_only_a_manager_deletes(role, deletes, as_user, users):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
	with as_user(users[role]):
		assert bool(frappe.get_doc(leader.doctype, leader.name).has_permission("delete")) is deletes


def test_clearance_for_many_is_asked_with_one_query_for_the_user_and_one_a_kind(as_user, users, query_count):
	with as_user(users["outreach"]):
		open_ones = [make() for make in MAKERS for _ in range(3)]
		hidden = factories.activist(confidentiality="Confidential", safe_alias="Heron")
	pairs = [(doc.doctype, doc.name) for doc in (*open_ones, hidden)]
	frappe.get_roles(users["outreach2"])
	with query_count() as queries:
		visible = visible_pairs(users["outreach2"], pairs)
	assert visible == set(pairs[:-1])
	assert len(queries) == 1 + 3
