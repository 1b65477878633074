"""What is plain text, and what becomes of text that is not."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.plain_text import disarmed, has_html, text_problem


@pytest.mark.parametrize(
	"text",
	[
		"<b>x",
		"X <img src=x onerror=alert(1)//",
		"<svg/onload=alert(1)",
		"<SVG\nonload=alert(1)",
		"</p",
		"<!-- x",
		"<!doctype",
		"<?xml",
		"<<script",
		"a<b",
		"<é",
		"<custom-element",
	],
)
def test_the_beginning_of_a_tag_is_enough(text):
	assert has_html(text)
	assert text_problem(text) == text_problem(text, several_lines=True) == "html"


@pytest.mark.parametrize(
	"text", ["1 < 2 > 0", "<3", "<", "x <", "a > b", "< b", "<_x", "<-", "<=", "Müller & Söhne", ""]
)
def test_a_sign_alone_is_text(text):
	assert not has_html(text)
	assert text_problem(text) is None


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\x85", "\u2028"])
def test_control_characters_are_refused(sign):
	assert text_problem(f"A{sign}B", several_lines=True) == "control"
	assert text_problem(f"A{sign}B") in ("control", "line_break")


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_a_line_break_in_one_line_is_called_so(sign):
	assert text_problem(f"A{sign}B") == "line_break"
	assert text_problem(f"A{sign}B\x00") == "control"


def test_a_tab_has_no_place_in_one_line():
	assert text_problem("A\tB") == "control"
	assert text_problem("A\tB\r\nC", several_lines=True) is None


@pytest.mark.parametrize("text", ["محمد", "می‌خواهم", "👩‍👩‍👧", "O'Brien-Łuczak", "a\u00a0b"])
def test_names_of_the_world_are_text(text):
	assert text_problem(text) is None


class Tags(HTMLParser):
	def __init__(self):
		super().__init__()
		self.found = []

	def handle_starttag(self, tag, attrs):
		self.found.append(tag)


@given(st.text(alphabet=st.sampled_from("<>/!?abim g=é \n")))
def test_what_is_disarmed_holds_no_tag_and_the_same_words(text):
	shown = disarmed(text)
	assert not has_html(shown)
	assert disarmed(shown) == shown
	assert shown.replace(" ", "") == text.replace(" ", "")
	reader = Tags()
	reader.feed(shown)
	reader.close()
	assert not reader.found


def test_everything_in_an_answer_is_disarmed():
	assert disarmed({"<b": ["<i", ("</x", 1, None)], "n": {"m": "a < b"}}) == {
		"< b": ["< i", ("< /x", 1, None)],
		"n": {"m": "a < b"},
	}
