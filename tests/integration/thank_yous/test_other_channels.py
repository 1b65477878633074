"""SMS by the host's gateway, channels that other apps bring, and what every message shows of us."""

import socket
from ssl import SSLCertVerificationError

import frappe
import pytest
import requests
from frappe.utils import now_datetime
from urllib3.exceptions import MaxRetryError, SSLError

from stakeholder_crm.domain.delivery import Delivery, Outcome, wait_before_next
from stakeholder_crm.follow_up.channels.registry import HOOK, machine_channels
from stakeholder_crm.follow_up.messages.dispatch import dispatch_due
from stakeholder_crm.follow_up.messages.recover import CLAIM_LIFETIME
from stakeholder_crm.follow_up.messages.unsubscribe_link import link_for
from stakeholder_crm.stakeholders.suppression import fingerprint
from stakeholder_crm.testing import factories
from stakeholder_crm.www.no_more import unsubscribe
from tests.integration.thank_yous.gateway import HOST, running_gateway
from tests.integration.thank_yous.helpers import again, settings

pytestmark = pytest.mark.usefixtures("ready_to_send")

NUMBER = "+447700900123"


def sms(**fields):
	return factories.contact_point(channel="SMS", value=NUMBER, **fields)


TO_SMS = {"contact_points": [factories.contact_point(preferred=0), sms()]}


def use_gateway(url, **fields):
	doc = frappe.get_doc("SMS Settings")
	doc.update(
		{
			"sms_gateway_url": url,
			"message_parameter": "text",
			"receiver_parameter": "to",
			"use_post": 1,
			"parameters": [
				{"parameter": "key", "value": "sesame"},
				{"parameter": "X-Account", "value": "outreach", "header": 1},
			],
			**fields,
		}
	)
	doc.save()


@pytest.fixture
def gateway(mail_sink, always_decent):
	with running_gateway() as running:
		use_gateway(running.url)
		yield running


def closed_port() -> int:
	with socket.socket() as probe:
		probe.bind((HOST, 0))
		return probe.getsockname()[1]


def test_a_preferred_safe_number_gets_an_sms_with_the_text_and_the_link(planned, gateway, mail_sink):
	doc = planned(**TO_SMS)
	assert (doc.status, doc.channel) == ("Scheduled", "SMS")
	assert dispatch_due().outcomes == {doc.name: "Sent"}
	doc = again(doc)
	[asked] = gateway.asked
	assert (asked["to"], asked["key"], asked["X-Account"]) == (NUMBER, "sesame", "outreach")
	assert asked["text"].startswith(doc.body)
	assert asked["text"].endswith(f"Unsubscribe:\n{link_for(doc.opt_out_key)}")
	assert doc.address_hash == fingerprint("SMS", NUMBER)
	assert doc.email_queue is None
	assert mail_sink.received == []
	[line] = frappe.get_all(
		"Comment",
		filters={"reference_name": doc.stakeholder, "comment_type": "Info"},
		pluck="content",
	)
	assert line == f"Thank-you {doc.name} was sent by SMS."


@pytest.mark.parametrize(
	"fields",
	[
		{"use_post": 0},
		{"parameters": [{"parameter": "Content-Type", "value": "application/json", "header": 1}]},
	],
	ids=["GET", "JSON"],
)
def test_a_gateway_is_asked_in_the_way_that_settings_say(planned, gateway, fields):
	use_gateway(gateway.url, **fields)
	doc = planned(**TO_SMS)
	assert dispatch_due().outcomes == {doc.name: "Sent"}
	[asked] = gateway.asked
	assert asked["to"] == NUMBER
	assert asked["text"].startswith(doc.body)


def test_the_link_in_an_sms_ends_the_sms_to_that_number(planned, gateway):
	first = planned(**TO_SMS)
	dispatch_due()
	second = planned(**TO_SMS)
	unsubscribe(link_for(again(first).opt_out_key).partition("?t=")[2])
	assert (again(second).status, again(second).reason_code) == ("Cancelled", "suppressed")


@pytest.mark.parametrize("answer", [429, 503])
def test_a_gateway_that_is_busy_is_asked_again_later(planned, gateway, answer):
	doc = planned(**TO_SMS)
	gateway.answer = answer
	now = now_datetime()
	assert dispatch_due(now).outcomes == {doc.name: "Scheduled"}
	doc = again(doc)
	assert (doc.reason_code, doc.attempts) == ("put_off", 1)
	assert str(answer) in doc.block_reason
	assert doc.deferred_until == now + wait_before_next(1)
	gateway.answer = 200
	assert dispatch_due(now).outcomes == {}
	assert dispatch_due(now + wait_before_next(1)).outcomes == {doc.name: "Sent"}
	assert len(gateway.asked) == 2


def test_a_gateway_that_sends_us_elsewhere_is_not_followed(planned, gateway):
	doc = planned(**TO_SMS)
	gateway.answer = 307
	assert dispatch_due().outcomes == {doc.name: "Failed"}
	assert len(gateway.asked) == 1


def test_a_gateway_that_refuses_is_not_asked_again(planned, gateway):
	doc = planned(**TO_SMS)
	gateway.answer = 400
	assert dispatch_due().outcomes == {doc.name: "Failed"}
	doc = again(doc)
	assert doc.reason_code == "refused"
	assert "(400)" in doc.block_reason
	assert frappe.db.get_value("ToDo", doc.todo, "status") == "Open"
	assert len(gateway.asked) == 1


@pytest.mark.parametrize("answer", [500, 502, 0])
def test_a_gateway_that_broke_may_have_sent_it_so_it_is_never_asked_again(planned, gateway, answer):
	doc = planned(**TO_SMS)
	gateway.answer = answer
	assert dispatch_due().outcomes == {doc.name: "Needs Review"}
	assert again(doc).reason_code == "broke_off"
	gateway.answer = 200
	assert dispatch_due().outcomes == {}
	assert len(gateway.asked) == 1


@pytest.mark.parametrize(
	"address",
	["http://127.0.0.1:{port}/send", "https://127.0.0.1:{port}/send", "http://no-such-host.invalid/"],
)
def test_a_gateway_that_nobody_answers_at_costs_no_attempt(planned, gateway, address):
	first, second = planned(**TO_SMS), planned(**TO_SMS)
	use_gateway(address.format(port=closed_port()))
	run = dispatch_due()
	assert list(run.outcomes.values()).count("Scheduled") == len(run.outcomes)
	for doc in map(again, (first, second)):
		assert (doc.status, doc.attempts, doc.reserved_until) == ("Scheduled", 0, None)
	use_gateway(gateway.url)
	later = now_datetime() + wait_before_next(1)
	assert set(dispatch_due(later).outcomes.values()) == {"Sent"}
	assert len(gateway.asked) == 2


BAD_CERTIFICATE = MaxRetryError(None, "/", SSLError(SSLCertVerificationError("expired")))


@pytest.mark.parametrize(
	("error", "after"),
	[
		(requests.ConnectTimeout(), ("Scheduled", 0)),
		(requests.exceptions.SSLError(BAD_CERTIFICATE), ("Scheduled", 0)),
		(requests.exceptions.SSLError(MaxRetryError(None, "/", SSLError("odd"))), ("Needs Review", 1)),
		(requests.ReadTimeout(), ("Needs Review", 1)),
		(requests.ConnectionError("lost"), ("Needs Review", 1)),
		(requests.exceptions.MissingSchema(), ("Needs Review", 1)),
	],
	ids=["no connection in time", "bad certificate", "odd TLS", "no answer in time", "lost", "no address"],
)
def test_only_where_nothing_can_have_left_it_costs_no_attempt(planned, gateway, monkeypatch, error, after):
	doc = planned(**TO_SMS)

	def failing(*_args, **_kwargs):
		raise error

	monkeypatch.setattr(requests, "request", failing)
	dispatch_due()
	assert (again(doc).status, again(doc).attempts) == after


def test_a_gateway_that_is_down_holds_up_no_mail(planned, gateway, mail_sink):
	by_sms, by_mail = planned(**TO_SMS), planned()
	use_gateway(f"http://{HOST}:{closed_port()}/")
	dispatch_due()
	assert (again(by_sms).status, again(by_mail).status) == ("Scheduled", "Sent")
	assert len(mail_sink.received) == 1


def test_while_messages_are_muted_no_sms_leaves_either(planned, gateway):
	doc = planned(**TO_SMS)
	frappe.flags.mute_emails = True
	try:
		assert "muted" in dispatch_due().stopped_by
	finally:
		frappe.flags.mute_emails = False
	assert (again(doc).status, again(doc).attempts) == ("Scheduled", 0)
	assert gateway.asked == []


def test_what_a_dead_run_left_behind_is_not_sent_again(planned, gateway):
	doc = planned(**TO_SMS)
	doc.db_set({"status": "Queued", "claimed_on": now_datetime()})
	run = dispatch_due(now_datetime() + CLAIM_LIFETIME * 2)
	assert run.recovered == [doc.name]
	assert (again(doc).status, again(doc).reason_code) == ("Needs Review", "broke_off")
	assert gateway.asked == []


def test_without_a_gateway_it_is_a_persons_task(planned):
	frappe.db.set_single_value("SMS Settings", "sms_gateway_url", "")
	assert "SMS" not in machine_channels()
	doc = planned(**TO_SMS)
	assert (doc.status, doc.reason_code, doc.channel) == ("Blocked", "by_hand", "SMS")
	assert frappe.db.get_value("ToDo", doc.todo, "description").startswith("Send a thank-you message")


class OneMoreChannel:
	"""A channel as another app may bring it."""

	name = "WhatsApp"
	set_up = True
	sent: list = []  # noqa: RUF012
	closed = 0

	def is_set_up(self):
		return OneMoreChannel.set_up

	def obstacle(self):
		return ""

	def prepare(self, outgoing):
		return {}

	def send(self, outgoing):
		OneMoreChannel.sent.append(outgoing)
		return Outcome(Delivery.SENT)

	def delivery_of(self, follow_up):
		return Delivery.SENT

	def close(self):
		OneMoreChannel.closed += 1


@pytest.fixture
def other_app(monkeypatch):
	"""Another app's hook for WhatsApp."""
	hooks, attributes = frappe.get_hooks, frappe.get_attr
	path = "their_app.whatsapp.WhatsAppChannel"

	def with_one_more(hook=None, *args, **kwargs):
		found = hooks(hook, *args, **kwargs)
		return {**found, "WhatsApp": [path]} if hook == HOOK else found

	monkeypatch.setattr(frappe, "get_hooks", with_one_more)
	monkeypatch.setattr(
		frappe, "get_attr", lambda dotted: OneMoreChannel if dotted == path else attributes(dotted)
	)
	OneMoreChannel.sent, OneMoreChannel.closed, OneMoreChannel.set_up = [], 0, True
	return OneMoreChannel


WHATSAPP = {"contact_points": [factories.contact_point(channel="WhatsApp", value=NUMBER)]}


def test_another_apps_channel_is_used(planned, other_app, mail_sink):
	doc = planned(**WHATSAPP)
	assert (doc.status, doc.channel) == ("Scheduled", "WhatsApp")
	assert dispatch_due().outcomes == {doc.name: "Sent"}
	[outgoing] = other_app.sent
	assert (outgoing.name, outgoing.address, outgoing.body) == (doc.name, NUMBER, doc.body)
	assert outgoing.stop_link == link_for(again(doc).opt_out_key)
	assert other_app.closed == 1
	assert mail_sink.received == []


def test_another_apps_channel_is_asked_what_became_of_one(planned, other_app, mail_sink):
	doc = planned(**WHATSAPP)
	doc.db_set({"status": "Queued", "claimed_on": now_datetime()})
	assert dispatch_due(now_datetime() + CLAIM_LIFETIME * 2).recovered == [doc.name]
	assert again(doc).status == "Sent"


def test_another_apps_channel_that_is_not_set_up_is_a_persons_task(planned, other_app):
	other_app.set_up = False
	doc = planned(**WHATSAPP)
	assert (doc.status, doc.reason_code) == ("Blocked", "by_hand")


def test_another_apps_channel_that_breaks_keeps_no_log_from_being_submitted(planned, other_app, monkeypatch):
	def breaking(self):
		raise RuntimeError("out of ink")

	monkeypatch.setattr(other_app, "is_set_up", breaking)
	doc = planned(**WHATSAPP)
	assert (doc.status, doc.reason_code) == ("Blocked", "by_hand")
	assert frappe.db.exists("Error Log", {"method": ("like", "%WhatsAppChannel cannot be used")})


def test_one_whose_channel_has_gone_becomes_a_persons_task(planned, other_app, mail_sink):
	doc = planned(**WHATSAPP)
	other_app.set_up = False
	assert dispatch_due().outcomes == {doc.name: "Blocked"}
	assert again(doc).reason_code == "by_hand"


NOT_NAMED = {"contact_points": [factories.contact_point(name_organisation_ok=0)]}


def sender(address):
	frappe.get_doc("Email Account", {"default_outgoing": 1}).db_set("email_id", address)
	frappe.local.outgoing_email_account = {}


def test_a_senders_domain_that_says_who_we_are_is_looked_at_where_that_must_not_be_known(planned, mail_sink):
	sender("office@safe-harbour.example")
	hidden, open_ = planned(**NOT_NAMED), planned()
	assert (hidden.status, hidden.reason_code) == ("Needs Review", "sender_names_organisation")
	assert "neutral address" in hidden.block_reason
	assert open_.status == "Scheduled"
	assert dispatch_due().outcomes == {open_.name: "Sent"}
	assert [mail.sender for mail in mail_sink.received] == ["office@safe-harbour.example"]


def test_a_link_that_says_who_we_are_is_looked_at_where_that_must_not_be_known(
	planned, mail_sink, monkeypatch
):
	monkeypatch.setitem(frappe.local.conf, "host_name", "https://crm.safeharbour.example")
	hidden, open_ = planned(**NOT_NAMED), planned()
	assert (hidden.status, hidden.reason_code) == ("Needs Review", "sender_names_organisation")
	assert open_.status == "Scheduled"
	settings(opt_out_address="https://m.example.org")
	assert planned(**NOT_NAMED).status == "Scheduled"


def test_an_account_that_is_changed_after_approval_is_found_out_before_it_sends(planned, mail_sink):
	doc = planned(**NOT_NAMED)
	assert doc.status == "Scheduled"
	sender("office@safe-harbour.example")
	assert dispatch_due().outcomes == {doc.name: "Needs Review"}
	assert mail_sink.received == []
