"""Answers that quote the link of what they answer."""

from email.message import EmailMessage
from urllib.parse import quote

import pytest

from stakeholder_crm.domain.mail_parts import parse
from stakeholder_crm.domain.opt_out_token import new_key, sign, verify
from stakeholder_crm.domain.quoted_links import MOST_TOKENS, tokens_in

SECRET = b"secret"
KEY = new_key(b"12345678")
TOKEN = sign(KEY, SECRET)
LINK = f"https://office.example/no-more?t={TOKEN}"


def answer(text: str, subtype: str = "plain", cte: str = "quoted-printable"):
	mail = EmailMessage()
	mail.set_content(text, subtype=subtype, cte=cte)
	return parse(mail.as_bytes())


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "7bit"])
@pytest.mark.parametrize(
	"text",
	[
		f"Call me.\n\n> No more messages of this kind:\n> {LINK}\n",
		f"Call me. <{LINK}>",
		f"https://links.example/?url={quote(LINK, safe='')}&data=1",
		f"https://links.example/?url={quote(quote(LINK, safe=''), safe='')}&data=1",
		f"{LINK}.",
	],
)
def test_a_quoted_link_is_found(text, cte):
	assert tokens_in(answer(text, cte=cte)) == (TOKEN,)
	assert verify(TOKEN, SECRET) == KEY


def test_so_is_that_of_html_and_of_both():
	assert tokens_in(answer(f'<blockquote><a href="{LINK}">Stop</a></blockquote>', "html")) == (TOKEN,)
	mail = EmailMessage()
	mail.set_content(LINK)
	mail.add_alternative(f'<a href="{LINK}">Stop</a>', subtype="html")
	assert tokens_in(parse(mail.as_bytes())) == (TOKEN,)


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_so_is_that_of_a_message_that_came_back(kind):
	raw = (
		'Content-Type: multipart/report; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNo.\r\n'
		f"--b\r\nContent-Type: {kind}\r\n\r\nMessage-ID: <other@relay.example>\r\nList-Unsubscribe: <{LINK}>\r\n\r\n--b--\r\n"
	)
	assert tokens_in(parse(raw.encode())) == (TOKEN,)


@pytest.mark.parametrize(
	"text",
	["Call me.", f"/no-more?t={TOKEN}x", "/no-more?t=short", f"/more?t={TOKEN}", f"/no-more?x={TOKEN}"],
)
def test_nothing_else_is_one(text):
	assert tokens_in(answer(text)) == ()


def test_pictures_are_not_read_and_the_number_is_limited():
	mail = EmailMessage()
	mail.set_content("\n".join(LINK.replace(TOKEN, f"{number:024}") for number in range(100)))
	mail.add_attachment(LINK.encode(), maintype="image", subtype="png", filename="x.png")
	found = tokens_in(parse(mail.as_bytes()))
	assert len(found) == MOST_TOKENS
	assert TOKEN not in found
