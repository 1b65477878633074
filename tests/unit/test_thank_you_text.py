import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.thank_you_text import (
	BadTemplateError,
	Finding,
	Secrets,
	TemplateProblem,
	check_template,
	find_leaks,
	fold,
	link_to_html,
	names_organisation,
	to_html,
	to_plain_text,
)

GOOD = "<p>Dear {{ recipient }},</p><p>thank you for {{ contribution }}.</p><p>{{ sender }}</p>"


@pytest.mark.parametrize(
	("text", "folded"),
	[
		("Łukasz Żółć", "lukasz zolc"),
		("ÅSA  O'Brien-Núñez", "asa o brien nunez"),
		("Straße", "strasse"),
		("İzmir", "izmir"),
		("ﬁne Æsop", "fine aesop"),
		("CR-2026/17", "cr 2026 17"),
		("", ""),
	],
)
def test_fold_takes_case_marks_and_punctuation_away(text, folded):
	assert fold(text) == folded


@pytest.mark.parametrize(
	("text", "secrets", "found"),
	[
		("for standing by AMÍNA DIALLO", Secrets(people=frozenset({"Amina Diallo"})), {Finding.NAME}),
		("you and amina's sister", Secrets(people=frozenset({"Amina Diallo"})), {Finding.NAME}),
		("an aminated surface", Secrets(people=frozenset({"Amina Diallo"})), set()),
		("the words of al", Secrets(people=frozenset({"Al Gray"})), set()),
		("words for van and bin", Secrets(people=frozenset({"Bin van Os"})), set()),
		(
			"Dear Amina Diallo",
			Secrets(people=frozenset({"Omar Diallo"}), recipient=frozenset({"Amina Diallo"})),
			set(),
		),
		(
			"Dear Omar",
			Secrets(people=frozenset({"Omar"}), recipient=frozenset({"Omar"})),
			set(),
		),
		("calling the Harbour Police", Secrets(agencies=frozenset({"Harbour Police"})), {Finding.NAME}),
		("calling the police", Secrets(agencies=frozenset({"Harbour Police"})), set()),
		("about cr 2026-17", Secrets(case_ref="CR-2026/17"), {Finding.CASE_REF}),
		("about CR202617b", Secrets(case_ref="CR-2026/17"), {Finding.CASE_REF}),
		("nothing of it", Secrets(case_ref=""), set()),
		("at st. mary's hall", Secrets(places=frozenset({"St Mary’s Hall, Dock Road 4"})), {Finding.PLACE}),
		("on dock ROAD 4", Secrets(places=frozenset({"St Mary’s Hall, Dock Road 4"})), {Finding.PLACE}),
		("number 4", Secrets(places=frozenset({"Hall, 4"})), set()),
		("we of Safe Harbour", Secrets(organisation="SAFE HARBOUR"), {Finding.ORGANISATION}),
		("a safe harbourage", Secrets(organisation="Safe Harbour"), set()),
		(
			"Amina, case X9, Hall One, Org Two",
			Secrets(
				people=frozenset({"Amina"}),
				case_ref="x-9",
				places=frozenset({"Hall One"}),
				organisation="org two",
			),
			set(Finding) - {Finding.SENDER},
		),
		("anything", Secrets(people=frozenset({"…"}), places=frozenset({"-"}), organisation="!"), set()),
	],
)
def test_what_a_text_gives_away(text, secrets, found):
	assert find_leaks(text, secrets) == found


@given(st.text(), st.text(min_size=4, alphabet="abcdefghijklmnopqrstuvwxyz"), st.text())
def test_a_whole_name_is_found_wherever_it_stands(before, name, after):
	assert Finding.NAME in find_leaks(f"{before} {name.upper()}! {after}", Secrets(people=frozenset({name})))


def test_a_good_template_passes():
	check_template("Thank you", GOOD)


@pytest.mark.parametrize(
	("subject", "body", "problem", "detail"),
	[
		("Thank you", "<p>{{ recipient }</p>", TemplateProblem.SYNTAX, ""),
		("Thank you", GOOD + "{{ case_ref }}", TemplateProblem.UNKNOWN_VARIABLE, "case_ref"),
		("Thank you", GOOD + "{{ frappe.session.user }}", TemplateProblem.UNKNOWN_VARIABLE, "frappe"),
		("Thank you", GOOD + "{% include 'other.html' %}", TemplateProblem.UNKNOWN_VARIABLE, "other.html"),
		("Thank you", "<p>Dear {{ recipient }}</p>", TemplateProblem.NO_CONTRIBUTION, ""),
		("For {{ recipient }}", GOOD, TemplateProblem.SUBJECT_NOT_NEUTRAL, "recipient"),
	],
)
def test_a_template_that_would_leave_a_gap_is_refused(subject, body, problem, detail):
	with pytest.raises(BadTemplateError) as caught:
		check_template(subject, body)
	assert caught.value.problem is problem
	assert detail in caught.value.detail


@pytest.mark.parametrize(
	("source", "text"),
	[
		(GOOD, "Dear {{ recipient }},\n\nthank you for {{ contribution }}.\n\n{{ sender }}"),
		("<div>a<br>b</div>\n<ul><li>c</li>\n <li>d&nbsp;&amp; e</li></ul>", "a\nb\nc\nd & e"),
		("{% if 1 &gt; 0 %}x{% endif %}", "{% if 1 > 0 %}x{% endif %}"),
		("<p>so <b>bold</b> a word</p>", "so bold a word"),
		("plain\n\n\n\ntext  here", "plain\n\ntext here"),
	],
)
def test_html_becomes_plain_text(source, text):
	assert to_plain_text(source) == text


def test_plain_text_becomes_paragraphs_in_which_nothing_is_a_tag():
	assert to_html("a <b>\nc\n\n\nd & e\n") == "<p>a &lt;b&gt;<br>c</p>\n<p>d &amp; e</p>"


def test_a_link_becomes_a_paragraph_in_which_nothing_is_a_tag():
	html = link_to_html("No more <of> these:", 'https://mail.example/no-more?t=a"b&c')
	assert html == (
		"<p>No more &lt;of&gt; these:<br>"
		'<a href="https://mail.example/no-more?t=a&quot;b&amp;c">https://mail.example/no-more?t=a&quot;b&amp;c</a></p>'
	)


@pytest.mark.parametrize(
	("address", "organisation", "named"),
	[
		("https://crm.safe-harbour.example", "Safe Harbour", True),
		("https://safeharbour.example:8443/no-more", "SAFE Harbour", True),
		("https://mail.example/safeharbour", "Safe Harbour", False),
		("https://mail.example", "Safe Harbour", False),
		("https://zuflucht-für-alle.example", "Zuflucht fur Alle", True),
		("mailto://safeharbour.example", "Safe Harbour", True),
		("https://mail.example", "", False),
		("https://mail.example", "…", False),
		("", "Safe Harbour", False),
		("safeharbour.example", "Safe Harbour", False),
	],
)
def test_an_address_names_us_by_its_host(address, organisation, named):
	assert names_organisation(address, organisation) is named


@given(
	st.text(min_size=1, alphabet="abcdefghijklmnopqrstuvwxyz "),
	st.sampled_from(["", "www.", "crm-"]),
	st.sampled_from([".example", ".org:8443"]),
)
def test_a_name_in_the_host_is_found_however_its_words_are_joined(name, before, after):
	words = name.split()
	for joint in ("", "-", "."):
		host = joint.join(words)
		assert names_organisation(f"https://{before}{host}{after}/x", name) is bool(words)
