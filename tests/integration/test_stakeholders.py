"""What a stakeholder record accepts, and what it says when it does not."""

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from stakeholder_crm.document import IllegalTransitionError
from stakeholder_crm.testing import factories


@pytest.fixture(autouse=True)
def _as_outreach(as_user, users):
	with as_user(users["outreach"]):
		yield


def test_the_name_is_a_series_and_the_title_is_the_display_name():
	leader = factories.community_leader(full_name="Amina Odhiambo")
	assert leader.name.startswith("CL-")
	assert leader.display_name == "Amina Odhiambo"
	assert leader.get_title() == "Amina Odhiambo"


def test_whoever_writes_a_record_owns_the_relationship(users):
	activist = frappe.new_doc("Activist", full_name="Ines Duarte", causes="Housing").insert()
	assert activist.relationship_owner == users["outreach"]
	assert activist.next_touch_on == getdate(add_days(today(), activist.cadence_days))


def test_a_confidential_stakeholder_is_shown_under_an_alias():
	activist = factories.activist(full_name="Ines Duarte", confidentiality="Confidential", safe_alias="Heron")
	assert activist.display_name == "Heron"


def test_a_confidential_stakeholder_needs_an_alias():
	with pytest.raises(frappe.MandatoryError, match="Safe Alias"):
		factories.activist(confidentiality="Confidential", safe_alias=None)


@pytest.mark.parametrize("alias", ["Ines Duarte", "ines", "Ines Duarte of Harbour Quarter"])
def test_an_alias_that_gives_the_name_away_is_refused(alias):
	with pytest.raises(frappe.ValidationError, match="Safe Alias must not"):
		factories.activist(full_name="Ines Duarte", confidentiality="Confidential", safe_alias=alias)


@pytest.mark.parametrize("days", [0, -3])
@pytest.mark.parametrize("fieldname", ["cadence_days", "verify_every_days"])
def test_an_interval_below_a_day_is_refused(fieldname, days):
	with pytest.raises(frappe.ValidationError, match="must be at least 1 day"):
		factories.community_leader(**{fieldname: days})


@pytest.mark.parametrize(
	("fields", "sentence"),
	[
		({"time_zone": "Nairobi"}, "is not a time zone"),
		({"quiet_from": "21:00", "quiet_to": None}, "enter both a start and an end, or neither"),
		({"no_contact_days": "Friday, Feastday"}, "Feastday.* is not a weekday"),
		({"verified_on": "2199-01-01"}, "Verified On cannot be in the future"),
		({"full_name": "Amina <b>Odhiambo</b>"}, "Full Name.*Remove HTML tags"),
		({"leadership_role": "x" * 141}, r"Leadership Role.*is too long \(141 of 140 characters\)"),
		({"constituency": "x" * 100_000}, r"Constituency.*is too long \(100000 of 5000 characters\)"),
	],
)
def test_bad_input_is_named_and_nothing_is_written(fields, sentence):
	before = frappe.db.count("Community Leader")
	with pytest.raises(frappe.ValidationError, match=sentence):
		factories.community_leader(**fields)
	assert frappe.db.count("Community Leader") == before


def test_weekdays_are_written_in_full_and_in_order():
	leader = factories.community_leader(no_contact_days="sat,Fri")
	assert leader.no_contact_days == "Friday, Saturday"


@pytest.mark.parametrize(
	("row", "sentence"),
	[
		({"channel": "Phone", "value": "0712 345678"}, r"start the phone number with \+"),
		({"channel": "SMS", "value": "+44 12"}, "not a valid phone number"),
		({"channel": "Phone", "value": "+2547I2345678"}, "Row 1: this is not a valid phone number"),
		({"channel": "Phone", "value": "+254712345678/9"}, "may be more than one phone number"),
		({"channel": "Phone", "value": "2.54712E+11"}, "a spreadsheet has rounded this number"),
		({"channel": "SMS", "value": "+254712345678 x12"}, "extensions cannot receive messages"),
		({"channel": "Email", "value": "amina@"}, "not a valid e-mail address"),
		({"channel": "Email", "value": ""}, "enter an address or number before you mark it as Safe"),
	],
)
def test_a_contact_point_that_cannot_be_used_is_refused(row, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		factories.community_leader(contact_points=[factories.contact_point(**row)])


def test_contact_points_are_stored_in_normal_form():
	leader = factories.community_leader(
		contact_points=[
			factories.contact_point(value="Amina@EXAMPLE.org"),
			factories.contact_point(channel="Phone", value="+44 7700 900 123", preferred=0),
		]
	)
	assert [row.value for row in leader.contact_points] == ["Amina@example.org", "+447700900123"]


def test_a_number_that_an_earlier_version_took_keeps_nobody_from_changing_the_record():
	leader = factories.community_leader()
	leader.contact_points[0].db_set({"channel": "Phone", "value": "+441212"})
	leader = frappe.get_doc(leader.doctype, leader.name)
	leader.constituency = "The harbour"
	leader.save()
	leader.contact_points[0].value = "+441213"
	with pytest.raises(frappe.ValidationError, match="not a valid phone number"):
		leader.save()


def test_the_same_address_twice_is_refused():
	point = factories.contact_point(value="amina@example.org")
	with pytest.raises(frappe.ValidationError, match="is listed twice"):
		factories.community_leader(contact_points=[point, {**point, "preferred": 0}])


def test_two_preferred_points_are_refused():
	with pytest.raises(frappe.ValidationError, match="only one row can be Preferred"):
		factories.community_leader(contact_points=[factories.contact_point(), factories.contact_point()])


def test_a_changed_address_is_unknown_until_somebody_asks():
	leader = factories.community_leader()
	leader.contact_points[0].value = "new@example.org"
	leader.save()
	assert leader.contact_points[0].safety == "Unknown"


def test_marking_a_bounced_address_safe_again_clears_the_bounce():
	leader = factories.community_leader()
	frappe.db.set_value(
		"Stakeholder Contact Point", leader.contact_points[0].name, {"bounced": 1, "safety": "Unknown"}
	)
	leader.reload()
	leader.contact_points[0].safety = "Safe"
	leader.save()
	assert leader.contact_points[0].bounced == 0


def test_nobody_is_their_own_intermediary():
	leader = factories.community_leader()
	leader.update({"intermediary_type": leader.doctype, "intermediary": leader.name})
	with pytest.raises(frappe.ValidationError, match="cannot be their own intermediary"):
		leader.save()


def test_an_intermediary_must_not_lead_back():
	first = factories.activist()
	second = factories.community_leader(intermediary_type="Activist", intermediary=first.name)
	third = factories.partner_agency(intermediary_type="Community Leader", intermediary=second.name)
	first.update({"intermediary_type": "Partner Agency", "intermediary": third.name})
	with pytest.raises(frappe.ValidationError, match="reached through the same stakeholder"):
		first.save()


def test_a_tie_with_oneself_or_twice_is_refused():
	other = factories.activist()
	leader = factories.community_leader()
	tie = {**factories.pair(other), "kind": "Ally"}
	leader.append("ties", {**factories.pair(leader), "kind": "Ally"})
	with pytest.raises(frappe.ValidationError, match="cannot have a tie to themselves"):
		leader.save()
	leader.reload()
	leader.set("ties", [tie, tie])
	with pytest.raises(frappe.ValidationError, match="is listed twice"):
		leader.save()


def test_two_focal_people_of_one_name_are_refused():
	with pytest.raises(frappe.ValidationError, match="Make the names different"):
		factories.partner_agency(
			focal_people=[
				factories.focal_person(person_name="Sam Reed"),
				factories.focal_person(person_name="sam reed"),
			]
		)


def test_a_new_display_name_reaches_every_document_that_carries_it():
	leader = factories.community_leader(full_name="Amina Odhiambo", safe_alias="Kingfisher")
	friend = factories.activist(
		confidentiality="Confidential",
		safe_alias="Heron",
		ties=[{**factories.pair(leader), "kind": "Ally"}],
	)
	meeting = factories.meeting([leader])
	assert (friend.ties[0].stakeholder_name, meeting.participants[0].stakeholder_name) == (
		"Amina Odhiambo",
		"Amina Odhiambo",
	)
	leader.confidentiality = "Confidential"
	leader.save()
	friend.reload()
	meeting.reload()
	assert (friend.ties[0].stakeholder_name, meeting.participants[0].stakeholder_name) == (
		"Kingfisher",
		"Kingfisher",
	)


def test_a_tie_to_somebody_who_grows_more_confidential_moves_to_her_own_record():
	leader = factories.community_leader(full_name="Amina Odhiambo", safe_alias="Kingfisher")
	friend = factories.activist(full_name="Ines Duarte", ties=[{**factories.pair(leader), "kind": "Ally"}])
	leader.confidentiality = "Confidential"
	leader.save()
	leader.reload()
	friend.reload()
	assert friend.ties == []
	assert [(tie.stakeholder_name, tie.kind) for tie in leader.ties] == [("Ines Duarte", "Ally")]


def test_raising_a_stakeholder_raises_the_meetings_and_lowering_does_not_lower_them():
	leader = factories.community_leader(safe_alias="Kingfisher")
	meeting = factories.meeting([leader])
	for level, reason in (("Confidential", None), ("Open", "She speaks for herself in public now")):
		leader.reload()
		leader.update({"confidentiality": level, "lowered_because": reason}).save()
	assert frappe.db.get_value(meeting.doctype, meeting.name, "confidentiality") == "Confidential"


def test_raising_somebody_who_came_unplanned_raises_the_meeting():
	leader = factories.community_leader(safe_alias="Kingfisher")
	meeting = factories.held_meeting([factories.activist()])
	factories.log(meeting, attendance=[factories.attendance(leader)])
	leader.confidentiality = "Restricted"
	leader.save()
	assert frappe.db.get_value(meeting.doctype, meeting.name, "confidentiality") == "Restricted"


def test_whoever_checks_the_facts_is_named_and_stays_named(as_user, users):
	leader = factories.community_leader(verified_on=today())
	assert leader.verified_by == users["outreach"]
	with as_user(users["manager"]):
		again = frappe.get_doc(leader.doctype, leader.name)
		again.update({"verified_on": today(), "leadership_role": "Elder"})
		again.save()
	assert again.verified_by == users["outreach"]


def test_computed_fields_keep_their_stored_values():
	leader = factories.community_leader(full_name="Amina Odhiambo")
	leader.update({"last_interaction_on": "2001-01-01", "display_name": "Somebody", "trust": 5})
	leader.save()
	leader.reload()
	assert (leader.last_interaction_on, leader.display_name, leader.trust) == (None, "Amina Odhiambo", 0)


def test_do_not_contact_is_set_by_anybody_and_undone_by_a_manager(as_user, users):
	leader = factories.community_leader()
	leader.status = "Do Not Contact"
	leader.save()
	assert leader.next_touch_on is None
	leader.status = "Active"
	with pytest.raises(frappe.PermissionError, match="asked not to be contacted"):
		leader.save()
	with as_user(users["manager"]):
		again = frappe.get_doc(leader.doctype, leader.name)
		again.status = "Active"
		again.save()
	assert again.next_touch_on is not None


def test_nobody_anonymises_by_choosing_a_status(as_user, users):
	leader = factories.community_leader()
	leader.status = "Anonymised"
	with as_user(users["manager"]), pytest.raises(IllegalTransitionError):
		leader.save()


def test_a_colleague_neither_lowers_the_level_nor_takes_the_relationship(as_user, users):
	leader = factories.community_leader()
	leader.confidentiality = "Restricted"
	leader.save()
	with as_user(users["manager"]):
		frappe.share.add(leader.doctype, leader.name, users["outreach2"], write=1)
	with as_user(users["outreach2"]):
		theirs = frappe.get_doc(leader.doctype, leader.name)
		theirs.confidentiality = "Open"
		with pytest.raises(frappe.PermissionError, match="Confidentiality can be lowered"):
			theirs.save()
		theirs.reload()
		theirs.relationship_owner = users["outreach2"]
		with pytest.raises(frappe.PermissionError, match="Relationship Owner can be changed"):
			theirs.save()


def test_the_newest_assessment_feeds_the_stakeholder():
	leader = factories.community_leader()
	scores = {"power": 3, "legitimacy": 4, "urgency": 2, "evidence": "Met her", "interest": 4}
	positions = {"current_position": "Neutral", "desired_position": "Supportive"}
	for days, trust in ((-1, 4), (-30, 2)):
		frappe.new_doc(
			"Stakeholder Assessment",
			**factories.pair(leader),
			assessed_on=add_days(today(), days),
			influence=5,
			trust=trust,
			**scores,
			**positions,
		).insert()
	leader.reload()
	assert (leader.trust, leader.influence, leader.current_position) == (4, 5, "Neutral")


def test_an_assessment_is_written_once_a_day_and_never_edited():
	leader = factories.community_leader()
	fields = {
		**factories.pair(leader),
		"power": 3,
		"legitimacy": 3,
		"urgency": 3,
		"influence": 3,
		"interest": 3,
		"trust": 3,
		"current_position": "Neutral",
		"desired_position": "Leading",
		"evidence": "What she said",
	}
	assessment = frappe.new_doc("Stakeholder Assessment", **fields).insert()
	with pytest.raises(frappe.DuplicateEntryError, match="already has an assessment on"):
		frappe.new_doc("Stakeholder Assessment", **fields).insert()
	with pytest.raises(frappe.ValidationError, match="from 1 to 5"):
		frappe.new_doc("Stakeholder Assessment", **{**fields, "trust": 6}).insert()
	assessment.trust = 5
	with pytest.raises(frappe.PermissionError):
		assessment.save()
