"""Notices of mail servers that a message was not delivered, of which many are no reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.replies import Author, read_signs

OURS = "178.42@office.example"
DAEMON = ("From: MAILER-DAEMON@mx.example", "Return-Path: <>")
COPY = f"Received: from office.example\r\nMessage-ID: <{OURS}>\r\nSubject: Thank you\r\n\r\nDear Amina,\r\n"


def notice(words: str, *headers: str, copy: str = COPY, subject: str = "failure notice") -> bytes:
	"""A notice in plain text, as qmail and older Exim write it."""
	head = "\r\n".join((*(headers or DAEMON), "To: office@office.example", f"Subject: {subject}"))
	return f"{head}\r\nMessage-ID: <b1@mx.example>\r\n\r\n{words}\r\n\r\n{copy}".encode()


def mixed(kind: str, copy: str, *headers: str, words: str = "It could not be delivered.") -> bytes:
	"""A notice with what came back attached."""
	head = "\r\n".join((*(headers or DAEMON), "Subject: Undelivered mail", "Message-ID: <b1@mx.example>"))
	return (
		f'{head}\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n'
		f"{words}\r\n--b\r\nContent-Type: {kind}\r\n\r\n{copy}\r\n--b--\r\n"
	).encode()


EXIM = notice(
	"A message that you sent could not be delivered. This is a permanent error.\r\n\r\n"
	"  amina@example.org\r\n    550 no such user\r\n\r\n------ This is a copy of your message. ------",
	"From: Mail Delivery System <Mailer-Daemon@mx.example>",
	"X-Failed-Recipients: amina@example.org",
	"Auto-Submitted: auto-replied",
	"Return-Path: <>",
)


def test_exims():
	signs = read_signs(EXIM)
	assert signs.author is Author.RETURNED
	assert OURS in signs.answers
	assert "b1@mx.example" not in signs.answers
	assert (signs.code, signs.bad_address) == ("550", True)


@pytest.mark.parametrize(
	"name", ["Message ID", "Original message ID", "X-Original-Message-ID", "> Message-Id"]
)
def test_the_message_is_known_by_however_its_number_is_called(name):
	assert OURS in read_signs(notice("550 no such user", copy=f"{name}: <{OURS}>")).answers


@pytest.mark.parametrize(
	"headers",
	[
		("From: MAILER-DAEMON@mx.example",),
		("From: MAILER-DAEMON (Mail Delivery Subsystem)",),
		("From: Post Office <postmaster@mx.example>",),
		("From: <>",),
		("From: MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@mx.example",),
		("From: robot@mx.example", "Return-Path: <>"),
		("From: robot@mx.example", "X-Failed-Recipients: amina@example.org"),
	],
)
def test_who_sends_them(headers):
	signs = read_signs(notice("Your message was not delivered.", *headers))
	assert signs.author is Author.RETURNED
	assert OURS in signs.answers


@pytest.mark.parametrize(
	("kind", "copy"),
	[
		("message/rfc822", COPY),
		("text/rfc822-headers", COPY),
		("text/plain; name=original.txt", COPY),
		("application/octet-stream; name=original.eml", COPY),
		("text/plain", "> Received: from office.example\r\n> Message-Id: <" + OURS + ">\r\n"),
		("text/html", f"<p>Message-ID: &lt;{OURS}&gt;</p>"),
		("text/plain; charset=nobody-knows", COPY),
	],
)
def test_what_they_hold(kind, copy):
	signs = read_signs(mixed(kind, copy))
	assert signs.author is Author.RETURNED
	assert OURS in signs.answers


def test_one_without_a_word_of_its_own():
	raw = b"From: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\nContent-Type: image/png\r\n\r\n"
	assert read_signs(raw).author is Author.RETURNED


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_some_hold_nothing_and_answer(header):
	signs = read_signs(notice("User unknown: delivery failed.", *DAEMON, f"{header}: <{OURS}>", copy=""))
	assert (signs.author, signs.answers) == (Author.RETURNED, (OURS,))


@pytest.mark.parametrize(
	("words", "code", "bad"),
	[
		("<amina@example.org>:\r\nSorry, no mailbox here by that name. (#5.1.1)", "5.1.1", True),
		("Remote host said: 550 5.1.1 <amina@example.org>: User unknown", "5.1.1", True),
		(
			"host mx.example [192.0.2.1] said:\r\n    550-5.1.1 nobody of that\r\n    550 5.1.1 name",
			"5.1.1",
			True,
		),
		("Remote host said: 550 5.7.1 blocked by our policy", "5.7.1", False),
		("Remote host said: 550 blocked, see our spam policy", "550", False),
		("SMTP error after MAIL FROM:<office@office.example>:\r\n  550 no such user", "550", False),
		(
			"amina@example.org: 550 no such user\r\n\r\nbert@example.org: 552 5.2.2 mailbox full",
			"5.2.2",
			False,
		),
		("It was not delivered.", "5.0.0", False),
		("It was not delivered. I am afraid that 5.1.1 is all that I know.", "5.1.1", False),
	],
)
def test_why_it_came_back(words, code, bad):
	signs = read_signs(notice(words))
	assert (signs.author, signs.code, signs.bad_address) == (Author.RETURNED, code, bad)


@pytest.mark.parametrize(
	("subject", "words"),
	[
		(
			"Delivery Status Notification (Delay)",
			"Delivery has failed for now. We will keep trying until Monday.",
		),
		("Warning: message delayed 24 hours", "It was not delivered. No action is required on your part."),
		("Warning", "It has not yet been delivered. You do not need to resend it."),
		("Your message", "We have received it and will see to it."),
	],
)
def test_what_is_put_off_or_welcomed_did_not_come_back(subject, words):
	signs = read_signs(notice(words, subject=subject))
	assert signs.author is Author.MACHINE
	assert OURS in signs.answers


def test_a_final_word_goes_before_an_earlier_delay():
	words = "It was delayed for five days. Giving up: it could not be delivered."
	assert read_signs(notice(words)).author is Author.RETURNED


@pytest.mark.parametrize(
	("subject", "headers", "copy"),
	[
		("Auto reply: Thank you", ("X-Apple-Action: VACATION",), COPY),
		("Re: Thank you", ("Auto-Submitted: auto-replied", f"In-Reply-To: <{OURS}>"), ""),
		("Automatische Antwort: Thank you", (), COPY),
	],
)
def test_an_absence_notice_without_return_path_is_none(subject, headers, copy):
	raw = notice(
		"I am returning on Monday; do not count it a failure.",
		"From: amina@example.org",
		"Return-Path: <>",
		*headers,
		copy=copy,
		subject=subject,
	)
	assert read_signs(raw).author is Author.MACHINE


def test_a_person_may_quote_our_headers_and_send_one_on():
	raw = notice("It was not delivered, they say: 550 no such user.", "From: amina@example.org")
	assert read_signs(raw).author is Author.PERSON
	assert read_signs(raw).answers == ()
	forwarded = mixed("message/rfc822", EXIM.decode(), "From: amina@example.org")
	assert read_signs(forwarded).author is Author.PERSON


def report(fields: str, kind: str = "; report-type=delivery-status", words: str = "Undelivered") -> bytes:
	return (
		f'From: MAILER-DAEMON@mx.example\r\nContent-Type: multipart/report{kind}; boundary="b"\r\n\r\n'
		f"--b\r\nContent-Type: text/plain\r\n\r\n{words}\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
		f"Reporting-MTA: dns; mx.example\r\n\r\n{fields}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{COPY}\r\n--b--\r\n"
	).encode()


@pytest.mark.parametrize(
	("fields", "kind", "author"),
	[
		("Final-Recipient: rfc822; a@x.example\r\nAction: Failed (bad address)\r\n", None, Author.RETURNED),
		("Final-Recipient: rfc822; a@x.example\r\nAction: expired\r\n", None, Author.RETURNED),
		("Final-Recipient: rfc822; a@x.example\r\nStatus: 5.1.1\r\n", None, Author.RETURNED),
		("Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\n", "", Author.RETURNED),
		("X-Nothing: here\r\n", None, Author.RETURNED),
		("Final-Recipient: rfc822; a@x.example\r\nStatus: 4.4.1\r\n", None, Author.MACHINE),
		("Final-Recipient: rfc822; a@x.example\r\nAction: relayed\r\n", None, Author.MACHINE),
		("Final-Recipient: rfc822; a@x.example\r\nAction: deliverable\r\n", None, Author.MACHINE),
		("Feedback-Type: abuse\r\n", "; report-type=feedback-report", Author.MACHINE),
		("Disposition: x; deleted\r\n", "; report-type=disposition-notification", Author.MACHINE),
	],
)
def test_reports(fields, kind, author):
	raw = report(fields) if kind is None else report(fields, kind)
	assert read_signs(raw).author is author
	assert OURS in read_signs(raw).answers


def test_a_report_says_by_its_diagnostic_whom_it_means():
	fields = "Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 {}\r\n"
	assert read_signs(report(fields.format("5.1.1 User unknown"))).bad_address
	assert not read_signs(report(fields.format("Sender verify failed"))).bad_address


@given(
	st.binary(max_size=300),
	st.sampled_from(["text/plain", "text/html", "message/rfc822", "multipart/report"]),
)
def test_nothing_that_comes_back_breaks_it(content, kind):
	raw = (
		b"From: MAILER-DAEMON@mx.example\r\nContent-Type: "
		+ kind.encode()
		+ b"; boundary=b\r\n\r\n--b\r\n\r\n"
		+ content
	)
	assert read_signs(raw).author is not Author.PERSON


@pytest.mark.parametrize(
	"filling",
	["\n", "deliver", "user ", "> ", "550 no such user\n", "<a@", "a@", "message-id: <", "will be ", "<b "],
)
def test_a_long_one_comes_to_an_end(filling):
	long = filling * (300_000 // len(filling))
	for raw in (
		notice(long),
		mixed("text/html", long),
		notice("x", *DAEMON, f"References: {long[:60_000].strip()}"),
	):
		assert read_signs(raw).author is not Author.PERSON
