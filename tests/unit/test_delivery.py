from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.delivery import (
	FIRST_WAIT,
	MOST_ATTEMPTS,
	Delivery,
	Outcome,
	classify_reply,
	wait_before_next,
)


@pytest.mark.parametrize(
	("code", "text", "about_address", "delivery"),
	[
		(421, "4.3.2 shutting down", False, Delivery.WAIT),
		(450, "4.2.0 greylisted", True, Delivery.WAIT),
		(452, "4.2.2 mailbox full", True, Delivery.WAIT),
		(354, "go on", False, Delivery.WAIT),
		(250, "fine", False, Delivery.WAIT),
		(550, "5.1.1 no such user", True, Delivery.BAD_ADDRESS),
		(550, " 5.1.10 null MX", True, Delivery.BAD_ADDRESS),
		(550, "5.2.1 disabled", True, Delivery.BAD_ADDRESS),
		(550, "no such user", True, Delivery.BAD_ADDRESS),
		(551, "User unknown here", True, Delivery.BAD_ADDRESS),
		(551, "User not local; please try <amina@example.net>", True, Delivery.REFUSED),
		(553, "No such mailbox", True, Delivery.BAD_ADDRESS),
		(550, "5.1.8 Sender address rejected: Domain not found", True, Delivery.REFUSED),
		(550, "Requested action not taken: mailbox unavailable", True, Delivery.REFUSED),
		(550, "5.7.1 policy", True, Delivery.REFUSED),
		(550, "5.2.10 something else", True, Delivery.REFUSED),
		(552, "5.2.2 full for good", True, Delivery.REFUSED),
		(554, "no", True, Delivery.REFUSED),
		(550, "5.1.1 no such user", False, Delivery.REFUSED),
		(550, "no such user", False, Delivery.REFUSED),
		(599, "", False, Delivery.REFUSED),
		(600, "", False, Delivery.WAIT),
	],
)
def test_what_a_servers_reply_means(code, text, about_address, delivery):
	assert classify_reply(code, text, about_address=about_address) is delivery


@given(st.integers(0, 999), st.text(), st.booleans())
def test_no_refusal_is_ever_read_as_sent_and_only_an_address_is_marked(code, text, about_address):
	read = classify_reply(code, text, about_address=about_address)
	assert read in {Delivery.WAIT, Delivery.BAD_ADDRESS, Delivery.REFUSED}
	assert (read is Delivery.WAIT) == (not 500 <= code < 600)
	assert about_address or read is not Delivery.BAD_ADDRESS


def test_each_wait_is_longer_and_there_is_an_end():
	waits = [wait_before_next(attempts) for attempts in range(1, MOST_ATTEMPTS)]
	assert waits[0] == FIRST_WAIT
	assert waits == sorted(waits)
	assert len(set(waits)) == len(waits)
	assert sum(waits, timedelta()) < timedelta(days=1)
	assert wait_before_next(MOST_ATTEMPTS) is None
	assert wait_before_next(MOST_ATTEMPTS + 1) is None


def test_an_outcome_need_have_no_code():
	assert Outcome(Delivery.SENT).code == ""
