"""What a card says in somebody's own words of not writing to them is not lost, and not kept either."""

import pytest

from stakeholder_crm.domain.contact_files.contact import Refused
from stakeholder_crm.domain.contact_files.gather import AVOIDING, ReadOptions
from stakeholder_crm.domain.contact_files.read_card import read_card
from stakeholder_crm.domain.contact_files.read_row import AVOIDED, columns_of, read_row
from stakeholder_crm.domain.contact_files.split_cards import split_cards
from stakeholder_crm.domain.contact_files.write_row import CARD_COLUMNS, card_cells, card_text

ACTIVIST = ReadOptions("Activist")


def card(*lines: str) -> str:
	return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"))


SAYS_STOP = (
	("NOTE:Do not contact! Her husband reads the mails.", "Do Not Contact"),
	("NOTE:Met in 2020.\\nPlease do not\r\n  call her.", "Do Not Phone"),
	("NOTE;ENCODING=QUOTED-PRINTABLE:Bitte keine E-M=\r\nails", "Do Not Email"),
	("NOTE:Met in 2020\r\nMust not be contacted", "Do Not Contact"),
	("NOTE:" + "x" * 19_000 + "\r\nNOTE:no text messages" + " x" * 19_000, "Do Not Text"),
	("CATEGORIES:Friends,Unsubscribed", "Do Not Email"),
	("CATEGORIES:Gesperrt", "Do Not Contact"),
	("CATEGORIES:Wants to be left alone", "Do Not Contact"),
	("item2.TEL:+254722345678\r\nitem2.X-ABLabel:Do not call", "Do Not Phone"),
)


@pytest.mark.parametrize(("line", "target"), SAYS_STOP)
def test_what_a_note_says_of_not_writing_is_not_lost(line, target):
	text = card("FN:Tam Lind", line, "TEL:+254712345678", "EMAIL:tam@example.org")
	[cut] = split_cards(text.splitlines())
	contact = read_card(cut, ACTIVIST)
	channels = AVOIDING[AVOIDED[target]]
	assert contact.avoided == tuple(sorted(channels))
	assert {point.channel for point in contact.points if point.unsafe} == {"Email", "Phone"} & set(channels)
	assert contact.do_not_contact is (target == "Do Not Contact")
	# Who is refused and read again stays out, and the note goes nowhere.
	again = read_row(card_cells(cut), columns_of(CARD_COLUMNS), ACTIVIST)
	assert (again.avoided, again.do_not_contact) == (contact.avoided, contact.do_not_contact)
	written = card_text(cut, "Why.")
	assert "NOTE" not in written
	assert read_card(written.rstrip(), ACTIVIST).avoided == contact.avoided


@pytest.mark.parametrize("line", ["DEATHDATE:2019", "NOTE:Deceased 2019-03-02", "CATEGORIES:A,Verstorben"])
def test_who_has_died_stays_out_when_the_card_is_read_again(line):
	text = card("FN:Tam Lind", line)
	for read_again in (
		lambda: read_card(text, ACTIVIST),
		lambda: read_card(card_text(text, "Why.").rstrip(), ACTIVIST),
		lambda: read_row(card_cells(text), columns_of(CARD_COLUMNS), ACTIVIST),
	):
		with pytest.raises(Refused, match="has_died"):
			read_again()


@pytest.mark.parametrize(
	"line",
	[
		"NOTE:Do not hesitate to call. No contact details of her sister.",
		"NOTE:Her husband died in 2019. Not yet contacted.",
		"CATEGORIES:Opposition,Newsletter,opted in",
		"NOTE;ENCODING=QUOTED-PRINTABLE:" + "x=\r\n" * 30_000,
	],
)
def test_other_notes_say_nothing(line):
	[cut] = split_cards(card("FN:Tam Lind", line, "X-NEXT:1", "TEL:+254712345678").splitlines())
	contact = read_card(cut, ACTIVIST)
	assert (contact.avoided, contact.phones) == ((), ("+254712345678",))
