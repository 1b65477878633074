import pytest

from stakeholder_crm.domain.contact_points import normalise
from stakeholder_crm.domain.mail_addresses import ascii_address, spellings


@pytest.mark.parametrize(
	("address", "ascii_form"),
	[
		("info@bücher.example.org", "info@xn--bcher-kva.example.org"),
		("info@BÜCHER.example.org", "info@xn--bcher-kva.example.org"),
		("info@xn--bcher-kva.example.org", "info@xn--bcher-kva.example.org"),
		("amina@почта.рф", "amina@xn--80a1acny.xn--p1ai"),
		("amina@例え.jp", "amina@xn--r8jz45g.jp"),
		("amina@straße.de", "amina@xn--strae-oqa.de"),
		("amina@example.org", "amina@example.org"),
		("büro@example.org", ""),
		("no address", ""),
	],
)
def test_it_is_sent_to_in_ascii(address, ascii_form):
	assert ascii_address(address) == ascii_form
	assert ascii_form.isascii()


def test_whoever_types_the_ascii_form_gets_the_same():
	typed = {normalise("Email", one) for one in ("info@bücher.example.org", "info@xn--bcher-kva.example.org")}
	assert len(typed) == 1
	assert ascii_address(typed.pop()) == "info@xn--bcher-kva.example.org"


def test_both_spellings_are_looked_for():
	assert spellings("info@bücher.example.org") == {
		"info@bücher.example.org",
		"info@xn--bcher-kva.example.org",
	}
	assert spellings("info@xn--bcher-kva.example.org") == {"info@xn--bcher-kva.example.org"}
	assert spellings("amina@example.org") == {"amina@example.org"}
	assert spellings("büro@example.org") == {"büro@example.org"}
