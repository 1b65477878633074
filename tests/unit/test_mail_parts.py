from email.message import EmailMessage

import pytest

from stakeholder_crm.domain.mail_parts import ids_in, parse, text_of


def test_ids_lose_their_brackets():
	mail = parse(b"References: <a@x.example>\r\n <b@x.example> nothing <c>\r\n\r\n")
	assert ids_in(mail, "References") == ["a@x.example", "b@x.example"]
	assert ids_in(mail, "In-Reply-To") == []


@pytest.mark.parametrize("error", [ValueError, IndexError, AttributeError, TypeError])
def test_a_header_that_python_cannot_read_says_nothing(error):
	class Unreadable(EmailMessage):
		def get(self, name, failobj=None):
			raise error

	assert text_of(Unreadable(), "From") == ""
