"""The link in each message: it says nothing about anybody, and one press of a button ends the messages."""

import re
import smtplib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import quote

import frappe
import pytest
from frappe.utils import add_to_date, get_url, now_datetime, set_request
from frappe.website.serve import get_response

from stakeholder_crm.follow_up.channels.email import LONGEST_LINK_IN_HEADER
from stakeholder_crm.follow_up.messages import send as sender
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.follow_up.messages.unsubscribe_link import key_in, link_for, make_key
from stakeholder_crm.stakeholders.suppression import fingerprint
from stakeholder_crm.testing import factories
from stakeholder_crm.www.no_more import MOST_IN_AN_HOUR, unsubscribe
from tests.integration.thank_yous.helpers import address, again, settings

pytestmark = pytest.mark.usefixtures("ready_to_send")
ASKED = "Do you want to stop receiving these messages"
DONE = "You have been unsubscribed."


@pytest.fixture
def sent(planned, mail_sink):
	"""A thank-you that left to Rosa Vale, and the token in its link."""

	def send(**fields):
		doc = planned(full_name="Rosa Vale", **fields)
		dispatch_due()
		doc = again(doc)
		assert doc.status == "Sent"
		return doc, link_for(doc.opt_out_key).partition("?t=")[2]

	return send


@pytest.fixture
def visit(monkeypatch):
	"""`visit("POST", token)`: what a guest gets from the page, as the website answers it."""
	seen = []

	def request(method, token, ip="192.0.2.7", **form):
		frappe.set_user("Guest")
		set_request(method=method, path="/no-more", query_string=f"t={quote(token)}", data=form or None)
		frappe.local.form_dict = frappe._dict({"t": token, **form})
		frappe.local.request_ip = ip
		seen.append(ip)
		try:
			response = get_response()
		finally:
			frappe.set_user("Administrator")
			frappe.local.form_dict = frappe._dict()
			del frappe.local.request
		return response.status_code, response.get_data(as_text=True)

	yield request
	for ip in seen:
		for key in press_counters(ip):
			frappe.cache.delete(key)


def press_counters(ip: str) -> list[bytes]:
	"""Frappe's counters for that address, whose names begin and end differently from version to version."""
	return frappe.cache.keys(f"*rl:None:{ip}*")


def suppressions() -> list[frappe._dict]:
	return frappe.get_all(
		"Contact Suppression", fields=["channel", "address_hash", "covers", "reason"], order_by="name"
	)


def test_looking_at_the_page_changes_nothing(sent, visit):
	doc, token = sent()
	status, page = visit("GET", token)
	assert status == 200
	assert ASKED in page
	assert suppressions() == []
	assert again(doc).modified == doc.modified


def test_pressing_the_button_ends_the_thank_yous_to_that_address(sent, planned, visit):
	doc, token = sent()
	settings(approval_rule="Always")
	where = address(doc)
	waiting = planned(contact_points=[factories.contact_point(value=where)])
	other = planned()
	status, page = visit("POST", token)
	assert status == 200
	assert DONE in page
	[row] = suppressions()
	assert (row.channel, row.address_hash) == ("Email", fingerprint("Email", where))
	assert (row.covers, row.reason) == ("Thank-You Messages", "Opted Out")
	assert (again(waiting).status, again(waiting).reason_code) == ("Cancelled", "suppressed")
	assert again(other).status == "Awaiting Approval"
	assert again(doc).status == "Sent"
	later = planned(contact_points=[factories.contact_point(value=where)])
	assert (later.status, later.reason_code) == ("Cancelled", "suppressed")


def test_a_mail_programs_own_button_works_too(sent, visit):
	"""RFC 8058: the token stands in the address, the form says what is meant."""
	_doc, token = sent()
	status, page = visit("POST", token, **{"List-Unsubscribe": "One-Click"})
	assert (status, DONE in page) == (200, True)
	assert len(suppressions()) == 1


def test_pressing_it_twice_is_pressing_it_once(sent, visit):
	_doc, token = sent()
	assert visit("POST", token) == visit("POST", token)
	assert len(suppressions()) == 1


def test_whoever_tries_tokens_learns_nothing(sent, visit):
	_doc, token = sent()
	unknown = link_for(make_key()).partition("?t=")[2]
	tampered = token[:-1] + ("A" if token[-1] != "A" else "B")
	made_up = urlsafe_b64encode(b"x" * 18).decode()
	answers = [visit("POST", one) for one in (token, unknown, tampered, made_up, "", "ä\x00'\"<b>")]
	assert len(set(answers)) == 1
	assert answers[0][0] == 200
	assert len(suppressions()) == 1


def test_neither_page_says_who_we_are_or_whom_we_write_to(sent, visit):
	for fieldname in ("app_name", "brand_html", "title_prefix", "footer_powered", "copyright", "address"):
		frappe.db.set_single_value("Website Settings", fieldname, "Safe Harbour")
	frappe.clear_document_cache("Website Settings", "Website Settings")
	doc, token = sent()
	for method in ("GET", "POST"):
		_status, page = visit(method, token)
		plain = page.replace(token, "").casefold()
		for secret in (
			*("rosa", "vale", "safe harbour", "harbour", "frappe", "stakeholder", "activist", "thank"),
			*(address(doc), doc.name, doc.stakeholder, "outreach", "navbar", "<img", "<script", "<link"),
		):
			assert secret.casefold() not in plain, secret


def test_what_somebody_puts_into_the_link_is_not_taken_for_html(visit):
	_status, page = visit("GET", '"><script>alert(1)</script>')
	assert "<script" not in page
	assert "&lt;script&gt;" in page


def test_the_token_holds_neither_name_nor_address(sent):
	doc, token = sent()
	raw = urlsafe_b64decode(token)
	for secret in ("Rosa", "Vale", address(doc), doc.name, doc.stakeholder):
		assert secret.encode() not in raw
		assert secret not in token
	assert key_in(token) == doc.opt_out_key
	assert re.fullmatch(r"[A-Za-z0-9_-]{24}", token)


def test_two_messages_to_one_person_have_links_of_their_own(sent):
	assert sent()[1] != sent()[1]


def test_after_so_many_presses_it_answers_no_more_and_still_says_nothing_about_us(sent, visit):
	frappe.db.set_single_value("Website Settings", "app_name", "Safe Harbour Desk")
	_doc, token = sent()
	visit("POST", "made-up", ip="198.51.100.9")
	[counter] = press_counters("198.51.100.9")
	frappe.cache.setex(counter, 60, MOST_IN_AN_HOUR)
	status, page = visit("POST", token, ip="198.51.100.9")
	assert status == 429
	assert DONE not in page
	assert "Try again" in page
	assert "harbour" not in page.casefold()
	assert suppressions() == []
	status, _page = visit("POST", token, ip="198.51.100.10")
	assert status == 200
	assert len(suppressions()) == 1
	status, _page = visit("GET", token, ip="198.51.100.9")
	assert status == 200


def test_it_works_when_the_address_is_no_longer_on_record(sent, planned, visit):
	doc, token = sent()
	where = address(doc)
	person = frappe.get_doc("Activist", doc.stakeholder)
	person.contact_points = []
	person.save()
	visit("POST", token)
	[row] = suppressions()
	assert row.address_hash == fingerprint("Email", where)
	assert planned(contact_points=[factories.contact_point(value=where)]).status == "Cancelled"


def test_one_who_moved_to_another_address_ends_messages_to_the_one_that_the_message_went_to(sent, visit):
	doc, token = sent()
	where = address(doc)
	person = frappe.get_doc("Activist", doc.stakeholder)
	person.contact_points[0].value = "new@example.org"
	person.save()
	visit("POST", token)
	assert [row.address_hash for row in suppressions()] == [fingerprint("Email", where)]


def test_one_that_never_left_has_no_address_to_stop(planned):
	doc = planned()
	doc.db_set("opt_out_key", make_key())
	unsubscribe(link_for(doc.opt_out_key).partition("?t=")[2])
	assert suppressions() == []


def raw_header(mail, name: str) -> str:
	"""A header as it came over the wire; it may begin on the line after its name, and is not broken."""
	[value] = [value for key, value in mail.message.raw_items() if key == name]
	return str(value).removeprefix("\r\n ")


def plain_text(mail) -> str:
	return mail.text.replace("\r\n", "\n")


def set_past_the_check(host: str) -> None:
	"""As a site may be called that has no neutral address of its own."""
	frappe.db.set_single_value("Stakeholder CRM Settings", "opt_out_address", host)
	frappe.clear_document_cache("Stakeholder CRM Settings", "Stakeholder CRM Settings")


def test_the_link_stands_in_one_line_of_the_header_and_is_the_one_in_the_body(sent, mail_sink):
	_doc, token = sent()
	[mail] = mail_sink.received
	link = f"{get_url()}/no-more?t={token}"
	assert raw_header(mail, "List-Unsubscribe") == f"<{link}>"
	assert plain_text(mail).rstrip().endswith(f"Unsubscribe:\n{link}")
	assert f'<a href="{link}">{link}</a>' in mail.html
	assert "List-Unsubscribe-Post" not in mail.message


def test_a_neutral_address_of_its_own_is_used_and_offers_one_click(sent, mail_sink):
	settings(opt_out_address="https://m.example.org")
	_doc, token = sent()
	[mail] = mail_sink.received
	link = f"https://m.example.org/no-more?t={token}"
	assert raw_header(mail, "List-Unsubscribe") == f"<{link}>"
	assert raw_header(mail, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
	assert link in mail.text
	assert get_url() not in mail.message.as_string()


def test_a_link_that_does_not_fit_a_line_stands_in_the_body_alone(sent, mail_sink):
	host = f"https://{'a' * LONGEST_LINK_IN_HEADER}.example.org"
	set_past_the_check(host)
	_doc, token = sent()
	[mail] = mail_sink.received
	assert "List-Unsubscribe" not in mail.message
	assert "List-Unsubscribe-Post" not in mail.message
	assert f"{host}/no-more?t={token}" in mail.text
	assert f'href="{host}/no-more?t={token}"' in mail.html


def test_the_longest_link_that_fits_arrives_whole(sent, mail_sink):
	path = len("/no-more?t=") + 24
	host = "https://" + "b" * (LONGEST_LINK_IN_HEADER - path - len("https://.example")) + ".example"
	settings(opt_out_address=host)
	_doc, token = sent()
	[mail] = mail_sink.received
	assert raw_header(mail, "List-Unsubscribe") == f"<{host}/no-more?t={token}>"


def test_the_line_before_the_link_is_in_the_recipients_language(planned, mail_sink, monkeypatch):
	asked = []

	def translate(text, lang=None):
		asked.append(lang)
		return "Keine weiteren Nachrichten:"

	monkeypatch.setattr(sender, "_", translate)
	planned(language="de")
	dispatch_due()
	assert asked == ["de"]
	assert "Keine weiteren Nachrichten:\n" in plain_text(mail_sink.received[0])


def test_one_that_is_tried_again_keeps_its_link(planned, mail_sink, refuse, monkeypatch):
	doc = planned()
	refuse(smtplib.SMTPDataError(451, b"4.7.1 greylisted"))
	dispatch_due()
	key = again(doc).opt_out_key
	monkeypatch.undo()
	dispatch_due(add_to_date(now_datetime(), minutes=6, as_datetime=True))
	assert again(doc).status == "Sent"
	assert again(doc).opt_out_key == key
	assert link_for(key) in mail_sink.received[0].text
