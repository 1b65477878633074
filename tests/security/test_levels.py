"""Raising a level raises what hangs on it; lowering is a decision with a reason."""

import frappe
import pytest

from stakeholder_crm.testing import factories


def raise_to(doc, level: str = "Confidential"):
	doc = frappe.get_doc(doc.doctype, doc.name)
	doc.update({"confidentiality": level, "safe_alias": "Heron"})
	doc.save()
	return doc


@pytest.fixture
def acting(as_user, users):
	with as_user(users["outreach"]):
		yield


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_a_lower_level_needs_a_reason(reason, acting):
	activist = factories.activist(confidentiality="Restricted")
	activist.update({"confidentiality": "Open", "lowered_because": reason})
	with pytest.raises(frappe.MandatoryError, match="Reason for Lowering"):
		activist.save()


def test_the_reason_of_last_time_is_no_reason(acting):
	activist = factories.activist(confidentiality="Confidential")
	activist.update({"confidentiality": "Restricted", "lowered_because": "She spoke on the radio"})
	activist.save()
	activist.confidentiality = "Open"
	with pytest.raises(frappe.MandatoryError):
		activist.save()
	activist.reload()
	activist.update({"confidentiality": "Open", "lowered_because": "She asked for it"})
	activist.save()
	assert activist.confidentiality == "Open"


def test_a_raised_level_forgets_why_it_was_low(acting):
	activist = factories.activist(confidentiality="Restricted")
	activist.update({"confidentiality": "Open", "lowered_because": "She asked for it"})
	activist.save()
	assert not raise_to(activist).lowered_because


def test_a_new_record_is_not_lowered(acting):
	assert not factories.activist(lowered_because="Nothing").lowered_because


def test_a_meetings_level_is_lowered_with_a_reason_and_no_deeper_than_its_people(acting):
	meeting = factories.meeting(
		[factories.activist(confidentiality="Restricted")], confidentiality="Confidential"
	)
	meeting.confidentiality = "Open"
	with pytest.raises(frappe.MandatoryError):
		meeting.save()
	meeting.reload()
	meeting.update({"confidentiality": "Open", "lowered_because": "The case is public"})
	meeting.save()
	assert meeting.confidentiality == "Restricted"


def test_a_meeting_stays_above_those_whom_its_log_names(acting):
	leader = factories.community_leader()
	meeting = factories.held_meeting([leader])
	hidden = factories.activist(confidentiality="Confidential")
	factories.log(meeting, attendance=[factories.attendance(hidden)])
	meeting.reload()
	assert meeting.confidentiality == "Confidential"
	meeting.update({"confidentiality": "Open", "lowered_because": "Nobody came"})
	meeting.save()
	assert meeting.confidentiality == "Confidential"


@pytest.mark.parametrize("level", ["Restricted", "Confidential"])
def test_nobody_is_named_in_a_record_that_more_people_read(level, acting):
	hidden = factories.activist(confidentiality=level)
	with pytest.raises(frappe.ValidationError, match="row 1"):
		factories.community_leader(ties=[{**factories.pair(hidden), "kind": "Ally"}])
	with pytest.raises(frappe.ValidationError, match="Intermediary"):
		factories.community_leader(intermediary_type="Activist", intermediary=hidden.name)
	as_hidden = factories.community_leader(
		confidentiality=level, ties=[{**factories.pair(hidden), "kind": "Ally"}]
	)
	assert as_hidden.ties


def test_a_record_is_not_lowered_below_those_it_names(acting):
	hidden = factories.activist(confidentiality="Restricted")
	leader = factories.community_leader(
		confidentiality="Restricted", ties=[{**factories.pair(hidden), "kind": "Ally"}]
	)
	leader.update({"confidentiality": "Open", "lowered_because": "No longer hidden"})
	with pytest.raises(frappe.ValidationError, match="row 1"):
		leader.save()


@pytest.mark.parametrize(("kind", "kept_as"), [("Ally", "Ally"), ("Mentor", "Colleague")])
def test_when_somebody_grows_more_confidential_ties_move_to_her_record(kind, kept_as, acting):
	activist = factories.activist()
	leader = factories.community_leader(ties=[{**factories.pair(activist), "kind": kind}])
	agency = factories.partner_agency(ties=[{**factories.pair(activist), "kind": kind}])
	hidden = raise_to(activist)
	assert {(tie.stakeholder_type, tie.stakeholder, tie.kind) for tie in hidden.ties} == {
		("Community Leader", leader.name, kept_as),
		("Partner Agency", agency.name, kept_as),
	}
	assert not frappe.get_doc("Community Leader", leader.name).ties
	assert frappe.get_doc("Activist", activist.name).ties


def test_a_tie_that_stands_at_both_ends_is_not_doubled(acting):
	activist = factories.activist()
	leader = factories.community_leader(ties=[{**factories.pair(activist), "kind": "Ally"}])
	activist.append("ties", {**factories.pair(leader), "kind": "Ally"})
	activist.save()
	assert len(raise_to(activist).ties) == 1


def test_what_was_tracked_of_the_other_record_names_her_no_longer(acting):
	activist = factories.activist()
	leader = factories.community_leader()
	leader.append("ties", {**factories.pair(activist), "kind": "Ally"})
	# In tests Frappe tracks nothing unless it is told to.
	leader.save(ignore_version=False)
	about = {"ref_doctype": "Community Leader", "docname": leader.name}
	assert any(
		activist.name in data
		for data in frappe.get_all("Version", filters=about, pluck="data", order_by="name")
	)
	raise_to(activist)
	assert not frappe.get_all("Version", filters=about, pluck="data", order_by="name")


def test_an_intermediary_who_grows_more_confidential_is_taken_back_and_the_owner_told(acting, users):
	through = factories.community_leader()
	reached = factories.activist(intermediary_type="Community Leader", intermediary=through.name)
	raise_to(through)
	reached.reload()
	assert (reached.intermediary_type, reached.intermediary) == (None, None)
	told = {"for_user": users["outreach"], "document_name": reached.name}
	assert "intermediary" in frappe.db.get_value("Notification Log", told, "subject")


def test_one_who_is_as_confidential_keeps_it(acting):
	through = factories.community_leader()
	reached = factories.activist(
		confidentiality="Confidential", intermediary_type="Community Leader", intermediary=through.name
	)
	raise_to(through)
	reached.reload()
	assert reached.intermediary == through.name
