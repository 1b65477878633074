"""A leader without a time zone lives in the one that the other leaders of the community live in."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import frappe
import pytest

from stakeholder_crm.base.clock import current_moment, to_moment
from stakeholder_crm.domain.quiet_hours import SPREAD
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.follow_up.messages.gate_facts import load_gate_context
from stakeholder_crm.testing import factories
from tests.integration.thank_yous.helpers import THANK_YOU, again, hours_that_defer, only

KATHMANDU = ZoneInfo("Asia/Kathmandu")


@pytest.fixture
def community(staff):
	"""A community with two leaders in Kathmandu and one in Berlin."""
	for zone in ("Asia/Kathmandu", "Europe/Berlin", "Asia/Kathmandu"):
		factories.community_leader(community="Upper Bazaar", time_zone=zone)
	return "Upper Bazaar"


def thank(person):
	return frappe.get_doc(THANK_YOU, only(factories.log(factories.held_meeting([person]), submit=True)).name)


def zone_of(doc) -> str:
	return load_gate_context([doc], current_moment()).hours(doc).zone.key


def test_it_is_the_zone_that_most_of_them_have(community):
	assert zone_of(thank(factories.community_leader(community=community, time_zone=""))) == KATHMANDU.key


def test_a_zone_of_ones_own_counts_more(community):
	assert zone_of(thank(factories.community_leader(community=community, time_zone="UTC"))) == "UTC"


def test_nobody_is_taken_for_somebody_of_another_community(community):
	site = frappe.utils.get_system_timezone()
	assert zone_of(thank(factories.community_leader(community="Quay", time_zone=""))) == site
	assert zone_of(thank(factories.activist(time_zone=""))) == site


@pytest.mark.usefixtures("ready_to_send")
def test_quiet_hours_are_kept_in_that_zone(community, mail_sink):
	person = factories.community_leader(
		community=community, time_zone="", quiet_from="20:00", quiet_to="08:00"
	)
	doc = thank(person)
	night = datetime.now(KATHMANDU).replace(hour=23, minute=0, second=0, microsecond=0) + timedelta(days=1)
	assert dispatch_due(night).outcomes == {doc.name: "Scheduled"}
	doc = again(doc)
	assert doc.reason_code == "quiet"
	morning = to_moment(doc.deferred_until).astimezone(KATHMANDU)
	assert morning.hour == 8
	assert morning.date() == night.date() + timedelta(days=1)
	assert dispatch_due(morning).outcomes == {doc.name: "Sent"}
	assert len(mail_sink.received) == 1


def test_it_is_due_at_a_decent_hour_of_that_zone(community):
	opens, hours = hours_that_defer(KATHMANDU)
	person = factories.community_leader(community=community, time_zone="", **hours)
	assert opens <= to_moment(thank(person).due_on) < opens + SPREAD
