"""Liaisons to agencies see no activist; only a grant opens a door."""

import frappe
import pytest
from frappe.utils import add_days, today

from stakeholder_crm.access.log.record_access import ACCESS_LOG
from stakeholder_crm.testing import factories

OTHERS = (factories.community_leader, factories.partner_agency)


@pytest.fixture
def liaison(users, as_user):
	"""An outreach worker who is a liaison to law enforcement."""
	user = factories.make_user("liaison@crm-test.example", "Lio", ["Outreach Staff"])
	with as_user(users["safeguarding"]):
		mark(user)
	return user


@pytest.fixture
def sees(as_user):
	"""Whether a user sees a document, in lists and alone; the two must agree."""

	def ask(user: str, doc) -> bool:
		with as_user(user):
			listed = bool(frappe.get_list(doc.doctype, filters={"name": doc.name}, order_by="name"))
			assert bool(frappe.get_doc(doc.doctype, doc.name).has_permission("read")) is listed
			return listed

	return ask


def mark(user: str, **fields):
	return factories.agency_liaison(user, **fields)


def grant(to: str, stakeholder, **fields):
	values = {"user": to, "ends_on": add_days(today(), 7), "reason": "Stands in for Noor next week"}
	doc = frappe.get_doc({"doctype": "Access Grant", **factories.pair(stakeholder), **values, **fields})
	return doc.insert()


def test_a_liaison_sees_no_activist_however_open(liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist()
		leader = factories.community_leader()
	assert not sees(liaison, activist)
	assert sees(liaison, leader)


def test_not_even_as_the_owner_or_in_the_team(liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist(backup_owner=liaison)
		meeting = factories.meeting([activist], team=[{"user": liaison}])
	assert not sees(liaison, activist)
	assert not sees(liaison, meeting)


@pytest.mark.parametrize("make", [factories.concern, factories.commitment, factories.assessment])
def test_nor_what_hangs_on_an_activist(make, liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		hanging = make(factories.activist())
		other = make(factories.community_leader())
	assert not sees(liaison, hanging)
	assert sees(liaison, other)


def test_nor_a_log_or_brief_of_a_meeting_where_one_came(liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
		meeting = factories.held_meeting([leader])
		plain = factories.log(meeting)
		assert sees(liaison, plain)
		mixed = factories.held_meeting([leader, factories.activist()])
		log = factories.log(mixed)
	assert not sees(liaison, mixed)
	assert not sees(liaison, log)


def test_nor_a_meeting_whose_log_names_one_who_was_not_expected(liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		meeting = factories.held_meeting([factories.community_leader()])
		rows = [factories.attendance(factories.activist())]
		log = factories.log(meeting, attendance=rows)
	assert not sees(liaison, meeting)
	assert not sees(liaison, log)


@pytest.mark.parametrize("make", OTHERS)
def test_nor_a_record_that_names_one(make, liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist()
		tied = make(ties=[{**factories.pair(activist), "kind": "Ally"}])
		reached = make(intermediary_type="Activist", intermediary=activist.name)
		plain = make()
	assert not sees(liaison, tied)
	assert not sees(liaison, reached)
	assert sees(liaison, plain)


def test_a_liaison_cannot_begin_or_name_an_activist(liaison, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(liaison):
		with pytest.raises(frappe.PermissionError):
			factories.activist()
		with pytest.raises(frappe.PermissionError):
			factories.meeting([activist])


def test_a_grant_opens_one_activist_and_what_hangs_on_her(liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		activist, other = factories.activist(), factories.activist()
		concern = factories.concern(activist)
		meeting = factories.meeting([activist])
		mixed = factories.meeting([activist, other])
	with as_user(users["safeguarding"]):
		grant(liaison, activist)
	assert sees(liaison, activist)
	assert sees(liaison, concern)
	assert sees(liaison, meeting)
	assert not sees(liaison, other)
	assert not sees(liaison, mixed)
	with as_user(liaison):
		assert not frappe.get_doc("Activist", activist.name).has_permission("write")


def test_a_share_opens_no_door_in_the_wall(liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(users["safeguarding"]), pytest.raises(frappe.PermissionError, match="Only the safeguarding lead can grant access"):
		frappe.share.add("Activist", activist.name, liaison, read=1)


def test_what_was_shared_before_the_wall_is_not_any_more(sees, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality="Restricted")
		leader = factories.community_leader(confidentiality="Restricted")
	with as_user(users["safeguarding"]):
		for doc in (activist, leader):
			frappe.share.add(doc.doctype, doc.name, users["outreach2"], read=1)
			assert sees(users["outreach2"], doc)
		mark(users["outreach2"])
	assert not sees(users["outreach2"], activist)
	assert sees(users["outreach2"], leader)


def test_nor_once_the_shared_record_names_an_activist(liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist()
		leader = factories.community_leader(confidentiality="Restricted")
	with as_user(users["safeguarding"]):
		frappe.share.add("Community Leader", leader.name, liaison, read=1)
	assert sees(liaison, leader)
	with as_user(users["outreach"]):
		leader.reload()
		leader.append("ties", {**factories.pair(activist), "kind": "Ally"})
		leader.save()
	assert not sees(liaison, leader)


def test_nothing_is_shared_with_everybody(as_user, users):
	with as_user(users["outreach"]):
		leader = factories.community_leader()
	with as_user(users["safeguarding"]), pytest.raises(frappe.PermissionError, match="everybody"):
		frappe.share.add("Community Leader", leader.name, everyone=1, read=1)


def test_what_hangs_on_somebody_is_not_shared_past_them(users, as_user):
	with as_user(users["outreach"]):
		concern = factories.concern(factories.community_leader())
	with pytest.raises(frappe.PermissionError, match="Share the stakeholder or the meeting instead"):
		frappe.share.add("Stakeholder Concern", concern.name, users["outsider"], read=1)


def test_a_mark_does_not_wait_for_its_day(users, as_user):
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="future"):
		mark(users["outreach2"], since=add_days(today(), 2))


def test_a_grant_also_opens_a_confidential_record_until_its_last_day(sees, as_user, users, freeze):
	freeze("2026-03-02 10:00")
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality="Confidential")
	with as_user(users["safeguarding"]):
		grant(users["outreach2"], activist, ends_on="2026-03-09")
	assert sees(users["outreach2"], activist)
	freeze("2026-03-09 23:00")
	assert sees(users["outreach2"], activist)
	freeze("2026-03-10 00:10")
	assert not sees(users["outreach2"], activist)


def test_a_grant_that_was_withdrawn_opens_nothing(liaison, sees, as_user, users):
	from stakeholder_crm.api.safeguarding import withdraw_grant

	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(users["safeguarding"]):
		opened = grant(liaison, activist)
		withdraw_grant(opened.name, "The week is over")
		with pytest.raises(frappe.ValidationError, match="already"):
			withdraw_grant(opened.name, "Again")
	assert not sees(liaison, activist)
	assert frappe.db.get_value(
		ACCESS_LOG, {"action": "Grant Ended", "reference_name": activist.name}, ["user", "reason"]
	) == (users["safeguarding"], "The week is over")


@pytest.mark.parametrize(
	("fields", "error"),
	[
		({"reason": " "}, "Reason"),
		({"ends_on": "2020-01-01"}, "past"),
		({"ends_on": "2199-01-01"}, "within a year"),
	],
)
def test_a_grant_has_a_reason_and_an_end(fields, error, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(users["safeguarding"]), pytest.raises(frappe.ValidationError, match=error):
		grant(users["outreach2"], activist, **fields)


@pytest.mark.parametrize("role", ["outreach", "manager"])
def test_only_the_safeguarding_lead_grants_and_withdraws(role, liaison, as_user, users):
	from stakeholder_crm.api.safeguarding import withdraw_grant

	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(users["safeguarding"]):
		opened = grant(liaison, activist)
	with as_user(users[role]):
		with pytest.raises(frappe.PermissionError):
			grant(users["outreach2"], activist)
		with pytest.raises(frappe.PermissionError):
			withdraw_grant(opened.name, "Why not")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_grant_is_not_withdrawn_without_a_reason(reason, liaison, as_user, users):
	from stakeholder_crm.api.safeguarding import withdraw_grant

	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(users["safeguarding"]):
		opened = grant(liaison, activist)
		with pytest.raises(frappe.MandatoryError, match="Reason for Withdrawal"):
			withdraw_grant(opened.name, reason)
	assert not frappe.db.get_value("Access Grant", opened.name, "withdrawn_on")


def test_a_grant_is_neither_changed_nor_deleted(liaison, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(users["safeguarding"]):
		opened = grant(liaison, activist)
	opened.ends_on = add_days(today(), 300)
	with pytest.raises(frappe.ValidationError, match="never edited"):
		opened.save()
	with pytest.raises(frappe.PermissionError, match="withdraw"):
		frappe.delete_doc("Access Grant", opened.name)


def test_when_the_liaison_ends_with_a_reason_the_wall_is_gone_the_day_after(sees, as_user, users, freeze):
	freeze("2026-03-02 10:00")
	user = factories.make_user("liaison@crm-test.example", "Lio", ["Outreach Staff"])
	with as_user(users["outreach"]):
		activist = factories.activist()
	with as_user(users["manager"]):
		marked = mark(user, since="2026-03-01")
		marked.update({"until": "2026-03-05", "ended_because": "Moved"})
		with pytest.raises(frappe.PermissionError):
			marked.save()
	with as_user(users["safeguarding"]):
		marked.reload()
		marked.until = "2026-03-05"
		with pytest.raises(frappe.MandatoryError, match="Reason for Ending"):
			marked.save()
		marked.reload()
		marked.update({"until": "2026-02-05", "ended_because": "Moved to the shelter team"})
		with pytest.raises(frappe.ValidationError, match="Until"):
			marked.save()
		marked.reload()
		marked.update({"until": "2026-03-05", "ended_because": "Moved to the shelter team"})
		marked.save()
		with pytest.raises(frappe.PermissionError, match="cannot be deleted"):
			frappe.delete_doc("Agency Liaison", marked.name, ignore_permissions=True)
	assert not sees(user, activist)
	freeze("2026-03-06 08:00")
	assert sees(user, activist)
	logged = {"reference_doctype": "Agency Liaison", "reference_name": marked.name}
	assert frappe.get_all(ACCESS_LOG, filters=logged, pluck="action", order_by="name") == [
		"Liaison Marked",
		"Liaison Ended",
	]


def test_the_safeguarding_lead_is_never_walled_off(sees, as_user, users):
	lead = factories.make_user("lead2@crm-test.example", "Lea", ["Safeguarding Lead"])
	with as_user(users["outreach"]):
		activist = factories.activist(confidentiality="Confidential")
	with as_user(users["manager"]), pytest.raises(frappe.ValidationError, match="safeguarding lead"):
		mark(lead)
	assert sees(lead, activist)


def test_nor_by_a_mark_from_before(liaison, sees, as_user, users):
	with as_user(users["outreach"]):
		activist = factories.activist()
	assert not sees(liaison, activist)
	factories.make_user(liaison, "Lio", ["Safeguarding Lead"])
	assert sees(liaison, activist)


def test_a_liaison_is_told_when_it_begins_and_ends(as_user, users):
	with as_user(users["safeguarding"]):
		marked = mark(users["outreach2"])
		marked.update({"until": today(), "ended_because": "Moved to the shelter team"})
		marked.save()
	told = frappe.get_all(
		"Notification Log", filters={"for_user": users["outreach2"]}, pluck="subject", order_by="creation"
	)
	assert "marked as an agency liaison" in told[0]
	assert "until" in told[1]
