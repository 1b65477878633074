"""What an incoming mail says of itself."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain import replies
from stakeholder_crm.domain.replies import Author, Signs, guess_author, read_signs

OURS = "178.42@office.example"


def mail(*headers: str, body: str = "Thank you, too.") -> bytes:
	lines = [
		"From: Amina <amina@example.org>",
		"To: office@office.example",
		"Subject: Re: Thank you",
		*headers,
	]
	return ("\r\n".join(lines) + f"\r\n\r\n{body}\r\n").encode()


def report(kind: str, action: str, status: str, returned: str = "text/rfc822-headers") -> bytes:
	"""A report as mail servers write it (RFC 3464)."""
	return (
		"From: MAILER-DAEMON@mx.example\r\nTo: office@office.example\r\nSubject: Undelivered\r\n"
		f'Content-Type: multipart/report; report-type={kind}; boundary="b"\r\n\r\n'
		"--b\r\nContent-Type: text/plain\r\n\r\nI could not deliver it.\r\n"
		f"--b\r\nContent-Type: message/{kind}\r\n\r\n"
		"Reporting-MTA: dns; mx.example\r\n\r\n"
		f"Final-Recipient: rfc822; amina@example.org\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
		f"--b\r\nContent-Type: {returned}\r\n\r\n"
		f"Message-ID: <{OURS}>\r\nSubject: Thank you\r\n\r\nDear Amina,\r\n--b--\r\n"
	).encode()


def test_a_person_answers_our_message():
	signs = read_signs(mail(f"In-Reply-To: <{OURS}>", f"References: <first@x.example> <{OURS}>"))
	assert signs == Signs((OURS, "first@x.example"), Author.PERSON)


def test_references_alone_are_enough():
	assert read_signs(mail(f"References: <a@x.example>\r\n <{OURS}>")).answers == (OURS, "a@x.example")


def test_a_mail_that_answers_nothing():
	assert read_signs(mail()) == Signs((), Author.PERSON)


@pytest.mark.parametrize(
	"header",
	[
		"Auto-Submitted: auto-replied",
		"Auto-Submitted: auto-generated; owner-email=x",
		"Precedence: bulk",
		"X-Autoreply: yes",
		"Return-Path: <>",
		"List-Id: <list.example>",
	],
)
def test_a_machine_says_so(header):
	assert read_signs(mail(f"In-Reply-To: <{OURS}>", header)).author is Author.MACHINE


@pytest.mark.parametrize(
	"header", ["Auto-Submitted: no", "Precedence: normal", "Return-Path: <amina@example.org>"]
)
def test_what_people_send_may_say_so_too(header):
	assert read_signs(mail(header)).author is Author.PERSON


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_a_message_that_came_back(returned):
	signs = read_signs(report("delivery-status", "failed", "5.1.1", returned))
	assert signs == Signs((OURS,), Author.RETURNED, "5.1.1", bad_address=True)


@pytest.mark.parametrize("status", ["5.1.8", "5.1.7", "5.1.0", "5.7.1", "5.2.2"])
def test_one_that_came_back_for_another_reason(status):
	assert not read_signs(report("delivery-status", "failed", status)).bad_address


def test_one_that_names_several_says_so_of_each():
	raw = report("delivery-status", "failed", "5.1.1")
	other = b"Final-Recipient: rfc822; b@example.org\r\nAction: failed\r\nStatus: 5.7.1\r\n\r\n--b\r\nContent-Type: t"
	both = raw.replace(b"--b\r\nContent-Type: text/rfc822", other + b"ext/rfc822", 1)
	assert read_signs(both) == Signs((OURS,), Author.RETURNED, "5.1.1")


def test_one_that_came_back_without_a_code():
	assert read_signs(report("delivery-status", "failed", "unknown")).code == "5.0.0"


@pytest.mark.parametrize(
	("kind", "action"), [("delivery-status", "delayed"), ("disposition-notification", "x")]
)
def test_delays_and_receipts_are_a_machines(kind, action):
	assert read_signs(report(kind, action, "4.2.0")).author is Author.MACHINE


@pytest.mark.parametrize(
	("sender", "subject", "author"),
	[
		("amina@example.org", "Re: Thank you", Author.PERSON),
		("MAILER-DAEMON@mx.example", "Undelivered", Author.MACHINE),
		("", "Undelivered", Author.MACHINE),
		("no-reply@example.org", "Re: Thank you", Author.MACHINE),
		("amina@example.org", "Automatic reply: Thank you", Author.MACHINE),
	],
)
def test_with_no_more_than_sender_and_subject(sender, subject, author):
	assert guess_author(sender, subject) is author


@given(st.binary(max_size=400))
def test_nothing_that_comes_in_breaks_it(raw):
	assert isinstance(read_signs(raw), Signs)


@given(st.text(max_size=60))
def test_no_header_breaks_it(text):
	line = text.replace("\r", " ").replace("\n", " ")
	assert isinstance(read_signs(mail(f"In-Reply-To: {line}", f"Auto-Submitted: {line}")), Signs)


@pytest.mark.parametrize("error", [ValueError, IndexError, AttributeError, TypeError])
def test_a_header_that_python_cannot_read_says_nothing(error):
	class Unreadable(EmailMessage):
		def get(self, name, failobj=None):
			raise error

	assert replies._text(Unreadable(), "From") == ""
