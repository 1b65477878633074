"""A focal person's user is walled off by who may decide on that, and nobody of our own ever is."""

import frappe
import pytest
from frappe.client import set_value
from frappe.utils import add_days, today

from stakeholder_crm.access.log.record_access import ACCESS_LOG
from stakeholder_crm.access.permissions import visible_names
from stakeholder_crm.patches import unmark_our_own_people
from stakeholder_crm.testing import factories

AGENCY, FOCAL = "Partner Agency", "Agency Focal Person"


@pytest.fixture
def desk() -> str:
	"""Somebody of a partner agency, with a user that has another desk's role."""
	return factories.make_user("desk@agency-test.example", "Dee", ["Website Manager"])


@pytest.fixture
def agency(users, as_user):
	with as_user(users["outreach"]):
		return factories.partner_agency(full_name="Harbour Police", focal_people=[factories.focal_person()])


@pytest.fixture
def walled(agency, desk, users, as_user):
	with as_user(users["safeguarding"]):
		agency.append("focal_people", factories.focal_person(person_name="Dee", user=desk))
		agency.save()
	return agency


def open_to(user: str, doc) -> bool:
	return bool(visible_names(doc.doctype, [doc.name], user))


def told(user: str) -> list[str]:
	return frappe.get_all(
		"Notification Log", filters={"for_user": user}, pluck="subject", order_by="creation"
	)


def logged(agency) -> list[tuple[str, str]]:
	rows = frappe.get_all(
		ACCESS_LOG,
		filters={
			"reference_doctype": AGENCY,
			"reference_name": agency.name,
			"action": ("like", "Focal Person%"),
		},
		fields=["action", "detail"],
		order_by="name",
	)
	return [(row.action, row.detail) for row in rows]


@pytest.mark.parametrize("role", ["safeguarding", "manager", "outreach2"])
def test_an_address_walls_nobody_off(role, users, as_user):
	with as_user(users["outreach"]):
		activist = factories.activist()
		focal = factories.focal_person(address=users[role].upper())
		factories.partner_agency(focal_people=[focal])
	with as_user(users[role]):
		assert frappe.get_list("Activist", filters={"name": activist.name}, order_by="name")
		assert frappe.get_doc("Activist", activist.name).has_permission("read")


def test_outreach_staff_mark_nobody(agency, desk, users, as_user):
	with as_user(users["outreach"]):
		for marked in (users["safeguarding"], desk):
			agency.reload()
			agency.append("focal_people", factories.focal_person(user=marked))
			with pytest.raises(frappe.PermissionError, match="row 2: only a manager"):
				agency.save()
		with pytest.raises(frappe.PermissionError, match="only a manager"):
			factories.partner_agency(focal_people=[factories.focal_person(user=desk)])
		agency.reload()
		row = agency.focal_people[0]
		with pytest.raises(frappe.PermissionError, match="only a manager"):
			set_value(FOCAL, row.name, "user", desk)
	assert not frappe.db.exists(FOCAL, {"user": ("is", "set")})


@pytest.mark.parametrize("role", ["safeguarding", "manager", "outreach2"])
@pytest.mark.parametrize("by", ["manager", "safeguarding"])
def test_nobody_with_a_role_of_ours_is_marked(by, role, agency, users, as_user):
	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(users[by]):
		agency.append("focal_people", factories.focal_person(user=users[role]))
		with pytest.raises(frappe.ValidationError, match="has an outreach role"):
			agency.save()
	assert open_to(users[role], activist)


@pytest.mark.parametrize("by", ["manager", "safeguarding"])
def test_who_decides_marks_a_user_which_is_logged_and_told(by, agency, desk, users, as_user):
	with as_user(users["outreach"]):
		leader = factories.community_leader(confidentiality="Restricted")
	with as_user(users["safeguarding"]):
		frappe.share.add(leader.doctype, leader.name, desk, read=1)
	assert open_to(desk, leader)
	with as_user(users[by]):
		agency.append("focal_people", factories.focal_person(user=desk))
		agency.save()
		agency.save()
	assert not open_to(desk, leader)
	assert not frappe.db.exists("DocShare", {"user": desk, "share_name": leader.name})
	assert logged(agency) == [("Focal Person Marked", desk)]
	[subject] = told(desk)
	assert "focal person" in subject
	assert "Harbour" not in subject
	with as_user(desk):
		assert frappe.get_list("Notification Log", filters={"for_user": desk}, order_by="name")


def test_a_share_opens_no_door(walled, desk, users, as_user):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
	with as_user(users["safeguarding"]), pytest.raises(frappe.PermissionError, match="Only the safeguarding lead can grant access"):
		frappe.share.add(leader.doctype, leader.name, desk, read=1)


@pytest.mark.parametrize("how", ["row", "user", "until"])
def test_only_who_decides_ends_it(how, walled, desk, users, as_user):
	def end():
		doc = frappe.get_doc(AGENCY, walled.name)
		row = doc.focal_people[1]
		if how == "row":
			doc.remove(row)
		else:
			row.set(how, add_days(today(), -1) if how == "until" else None)
		doc.save()

	with as_user(users["outreach"]):
		with pytest.raises(frappe.PermissionError, match="only a manager"):
			end()
		doc = frappe.get_doc(AGENCY, walled.name)
		doc.focal_people[1].role = "Desk officer"
		doc.save()
	with as_user(users["manager"]):
		end()
	assert logged(walled) == [("Focal Person Marked", desk), ("Focal Person Ended", desk)]
	assert len(told(desk)) == 2


def test_the_wall_is_gone_after_the_last_day(agency, desk, users, as_user, freeze):
	freeze("2026-03-02 10:00")
	with as_user(users["outreach"]):
		leader = factories.community_leader()
	with as_user(users["safeguarding"]):
		agency.reload()
		agency.append(
			"focal_people", factories.focal_person(user=desk, since="2026-01-01", until="2026-03-05")
		)
		agency.save()
		with pytest.raises(frappe.PermissionError, match="Only the safeguarding lead can grant access"):
			frappe.share.add(leader.doctype, leader.name, desk, read=1)
		freeze("2026-03-06 10:00")
		frappe.share.add(leader.doctype, leader.name, desk, read=1)
	assert open_to(desk, leader)


def test_a_role_that_is_given_later_takes_the_wall_down_and_the_leads_are_told(walled, desk, users, as_user):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
	factories.make_user(desk, "Dee", ["Outreach Staff"])
	assert open_to(desk, leader)
	assert any("given the role" in subject for subject in told(users["safeguarding"]))
	with as_user(users["outreach"]):
		walled.reload()
		walled.jurisdiction = "South Shore"
		walled.save()


def test_a_merge_takes_the_mark_along(walled, desk, users, as_user):
	from stakeholder_crm.stakeholders.merging.merge import merge_stakeholders

	with as_user(users["outreach"]):
		leader = factories.community_leader()
		other = factories.partner_agency(full_name="Harbour Police")
		merge_stakeholders((AGENCY, other.name), (AGENCY, walled.name))
	with as_user(users["safeguarding"]), pytest.raises(frappe.PermissionError, match="Only the safeguarding lead can grant access"):
		frappe.share.add(leader.doctype, leader.name, desk, read=1)


def test_our_own_people_are_unmarked_on_an_older_site(agency, desk, users):
	for user in (users["safeguarding"], users["outreach2"], desk):
		agency.append("focal_people", factories.focal_person(user=user))
	for row in agency.focal_people[1:]:
		row.update({"parent": agency.name, "parenttype": AGENCY, "parentfield": "focal_people"})
		row.set_new_name()
		row.db_insert()
	unmark_our_own_people.execute()
	unmark_our_own_people.execute()
	marked = frappe.get_all(FOCAL, filters={"parent": agency.name, "user": ("is", "set")}, pluck="user")
	assert marked == [desk]
	assert sorted(logged(agency)) == sorted(
		("Focal Person Ended", user) for user in (users["safeguarding"], users["outreach2"])
	)
