"""The weekly digest: the numbers that its reader would see, links, and nobody's name."""

import re
from urllib.parse import parse_qs, urlsplit

import frappe
import pytest

from stakeholder_crm.partnerships.figures.digest import send_weekly_digest
from stakeholder_crm.testing import factories

SUBJECT = "Weekly summary"


@pytest.fixture
def people():
	return [
		factories.activist(full_name="Ines Duarte"),
		factories.partner_agency(full_name="Shore Legal Aid"),
		*(factories.community_leader() for _ in range(5)),
	]


@pytest.fixture
def sent(mail_sink):
	"""Send the digests, and read those that arrived: (recipient, text of the HTML part)."""

	def send() -> dict[str, str]:
		send_weekly_digest()
		for name in frappe.get_all("Email Queue", {"status": "Not Sent"}, pluck="name", order_by="creation"):
			frappe.get_doc("Email Queue", name).send()
		mails = {}
		for envelope in mail_sink.received:
			assert envelope.subject == SUBJECT
			[recipient] = envelope.recipients
			mails[recipient] = envelope.html
		return mails

	return send


def test_managers_get_numbers_and_links_and_no_names(users, people, sent):
	mails = sent()
	assert set(mails) == {users["manager"]}
	mail = mails[users["manager"]]
	assert "Ines" not in mail
	assert "Shore" not in mail
	assert "fewer than 5" in mail
	assert "Our Commitments Overdue" in mail


def test_each_link_leads_to_the_list_that_was_counted(users, people, sent, as_user):
	factories.commitment(people[0])
	with as_user(users["manager"]):
		mine = len(
			frappe.get_list(
				"Stakeholder Commitment", {"direction": "Ours", "status": "Open"}, limit_page_length=0
			)
		)
	mail = sent()[users["manager"]]
	[(address, number)] = re.findall(
		r'Our Commitments Open</td>\s*<td[^>]*>\s*<a[^>]*href="([^"]+)"[^>]*>(\d+)</a>', mail
	)
	query = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
	assert int(number) == mine
	assert query["direction"] == ['["=", "Ours"]']


def test_it_can_be_switched_off_for_all(users, people, sent):
	frappe.db.set_single_value("Stakeholder CRM Settings", "weekly_digest", 0)
	frappe.clear_document_cache("Stakeholder CRM Settings", "Stakeholder CRM Settings")
	assert sent() == {}


def test_whoever_wants_no_mail_gets_none(users, people, sent):
	settings = frappe.get_doc("Notification Settings", users["manager"])
	settings.enable_email_notifications = 0
	settings.save(ignore_permissions=True)
	assert sent() == {}


def test_the_numbers_are_those_that_the_reader_sees(users, sent, as_user):
	for number in range(6):
		factories.activist(confidentiality="Confidential", safe_alias=f"Heron {number}")
	mail = sent()[users["manager"]]
	assert "Heron" not in mail
	with as_user(users["manager"]):
		active = sum(
			len(frappe.get_list(kind, {"status": "Active"}, limit_page_length=0))
			for kind in ("Activist", "Community Leader", "Partner Agency")
		)
	told = re.search(r"Active</td>\s*<td[^>]*>\s*<a[^>]*>([^<]+)</a>", mail)[1]
	assert told == (str(active) if active >= 5 else "fewer than 5")
