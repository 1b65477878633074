"""Before somebody is forgotten, the addresses that must not be written to are suppressed for good."""

import frappe
import pytest
from frappe.utils import add_days, today

from stakeholder_crm.stakeholders.suppression import SUPPRESSION, fingerprint
from stakeholder_crm.testing import factories
from tests.integration.safeguarding.records import THANKS, agreement, consent

ROW = "Stakeholder Contact Point"
SAFE, UNSAFE, BOUNCED = "safe@quay.example", "read-by-others@quay.example", "gone@quay.example"


@pytest.fixture
def kept_too_long(as_user, users):
	with as_user(users["outreach"]):
		return factories.activist(
			full_name="Tekla Moreau",
			contact_points=[
				factories.contact_point(value=SAFE),
				factories.contact_point(value=UNSAFE, safety="Unsafe", preferred=0),
				factories.contact_point(value=BOUNCED, preferred=0),
				factories.contact_point(channel="In Person", value="at the quay", preferred=0),
			],
		)


def reasons(*addresses: str) -> dict[str, str]:
	found = {
		address: frappe.db.get_value(SUPPRESSION, {"address_hash": fingerprint("Email", address)}, "reason")
		for address in addresses
	}
	return {address: reason for address, reason in found.items() if reason}


def test_when_time_is_over_only_what_was_unsafe_or_dead_is_suppressed(kept_too_long, forget):
	frappe.db.set_value(ROW, kept_too_long.contact_points[2].name, "bounced", 1)
	assert forget(kept_too_long)["suppressed"] == 2
	assert reasons(SAFE, UNSAFE, BOUNCED) == {UNSAFE: "Unsafe", BOUNCED: "Permanent Bounce"}


def test_of_whoever_asked_us_to_stop_all_are(kept_too_long, forget, as_user, users):
	with as_user(users["outreach"]):
		kept_too_long.reload()
		kept_too_long.update({"status": "Do Not Contact"}).save()
	assert forget(kept_too_long)["suppressed"] == 3
	assert reasons(SAFE, UNSAFE, BOUNCED) == dict.fromkeys((SAFE, UNSAFE, BOUNCED), "Opted Out")


@pytest.mark.parametrize(("last", "expected"), [("Withdrawn", {SAFE}), ("Given", set())])
def test_the_last_word_about_messages_counts(kept_too_long, forget, as_user, users, last, expected):
	with as_user(users["outreach"]):
		consent(kept_too_long, "Given" if last == "Withdrawn" else "Withdrawn", THANKS, days_ago=3)
		consent(kept_too_long, last, THANKS, days_ago=2)
	with as_user(users["safeguarding"]):
		for name in frappe.get_list(SUPPRESSION, pluck="name", order_by="name"):
			frappe.delete_doc(SUPPRESSION, name)
	forget(kept_too_long)
	assert reasons(SAFE) == dict.fromkeys(expected, "Consent Withdrawn")
	assert reasons(UNSAFE) == {UNSAFE: "Unsafe"}


def test_what_is_no_address_is_passed_over(kept_too_long, forget):
	frappe.db.set_value(ROW, kept_too_long.contact_points[1].name, "value", "no address")
	assert forget(kept_too_long)["suppressed"] == 0


def test_an_agencys_people_are_forgotten_and_stay_behind_their_wall(forget, as_user, users):
	account = factories.make_user("ida.berg@shore.example", "Ida", ["Website Manager"], last_name="Berg")
	gone = factories.make_user("una.lund@shore.example", "Una", ["Website Manager"], last_name="Lund")
	with as_user(users["manager"]):
		agency = factories.partner_agency(
			full_name="Shore Legal",
			focal_people=[
				factories.focal_person(person_name="Ida B.", address=account, user=account),
				factories.focal_person(person_name="Odo Reed", address="odo@shore.example", safety="Unsafe"),
				factories.focal_person(
					person_name="Una Lund", address=gone, user=gone, until=add_days(today(), -9), since=None
				),
			],
		)
		signed = agreement(agency, "Concerns", their_signatory="Odo Reed")
	assert forget(agency)["suppressed"] == 1
	rows = frappe.get_doc("Partner Agency", agency.name).focal_people
	assert [(row.person_name, row.address, row.user) for row in rows] == [("Erased person 1", "", account)]
	open_to_all = factories.activist()
	with as_user(users["safeguarding"]):
		frappe.share.add("Activist", open_to_all.name, gone, read=1)
		with pytest.raises(frappe.PermissionError, match="Only the safeguarding lead can grant access"):
			frappe.share.add("Activist", open_to_all.name, account, read=1)
	assert not frappe.db.get_value(signed.doctype, signed.name, "their_signatory")
	assert reasons("odo@shore.example") == {"odo@shore.example": "Unsafe"}
