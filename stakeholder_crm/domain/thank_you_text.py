"""The text of a thank-you: allowed template variables, and what its text must not reveal."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from html.parser import HTMLParser

from jinja2 import TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment

from stakeholder_crm.domain.plain_letters import without_marks

VARIABLES = frozenset({"recipient", "contribution", "organisation", "sender", "meeting_date"})
REQUIRED_VARIABLE = "contribution"

# Letters that Unicode does not decompose into a base letter and a mark.
UNDECOMPOSED = str.maketrans(
	{"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
SMALL_NAME_PARTS = frozenset(
	"abu and bin bint dal das del den der dos ibn las los the umm van von".split()  # noqa: SIM905
)
SHORTEST_NAME_PART = 3
SHORTEST_PLACE_PART = 4
BLOCK_TAGS = frozenset({"p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"})


class Finding(Enum):
	"""What a text reveals."""

	NAME = "name"
	CASE_REF = "case_ref"
	PLACE = "place"
	ORGANISATION = "organisation"
	SENDER = "sender"


class TemplateProblem(Enum):
	"""A problem with a template."""

	SYNTAX = "syntax"
	UNKNOWN_VARIABLE = "unknown_variable"
	NO_CONTRIBUTION = "no_contribution"
	SUBJECT_NOT_NEUTRAL = "subject_not_neutral"


class BadTemplateError(ValueError):
	"""A template that cannot be used.

	Attributes:
		problem: the problem.
		detail: the variable, or the parser's message.
	"""

	def __init__(self, problem: TemplateProblem, detail: str = "") -> None:
		self.problem = problem
		self.detail = detail
		super().__init__(f"{problem.value}: {detail}")


@dataclass(frozen=True, slots=True)
class Secrets:
	"""What a thank-you to one participant must not reveal.

	Attributes:
		people: names of other participants, including aliases; parts of a name count, too.
		agencies: names of other agencies, which count as a whole.
		recipient: the recipient's own names, parts of which may be shared with others.
		case_ref: the meeting's case reference; may be empty.
		places: where a confidential meeting took place.
		organisation: our name; may be empty.
	"""

	people: frozenset[str] = frozenset()
	agencies: frozenset[str] = frozenset()
	recipient: frozenset[str] = frozenset()
	case_ref: str = ""
	places: frozenset[str] = frozenset()
	organisation: str = ""


def fold(text: str) -> str:
	"""Fold a text to lower case, without accents and punctuation, one space between words."""
	plain = without_marks(text.casefold().translate(UNDECOMPOSED))
	return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def find_leaks(text: str, secrets: Secrets) -> frozenset[Finding]:
	"""What a text reveals, ignoring case and diacritics.

	Args:
		text: subject and body together.
		secrets: that must not be in it.
	"""
	folded = f" {fold(text)} "
	squeezed = folded.replace(" ", "")
	case_ref = fold(secrets.case_ref).replace(" ", "")
	found: set[Finding] = set()
	if any(f" {name} " in folded for name in _forbidden_names(secrets)):
		found.add(Finding.NAME)
	if case_ref and case_ref in squeezed:
		found.add(Finding.CASE_REF)
	if any(f" {place} " in folded for place in _places(secrets.places)):
		found.add(Finding.PLACE)
	if (organisation := fold(secrets.organisation)) and f" {organisation} " in folded:
		found.add(Finding.ORGANISATION)
	return frozenset(found)


def check_template(subject: str, body: str) -> None:
	"""Reject a thank-you template that is incomplete or reveals too much.

	Args:
		subject: must not use variables, since it may show on a locked screen.
		body: HTML or plain text; must use ``contribution``, may use ``VARIABLES``.

	Raises:
		BadTemplateError: with the first problem found.
	"""
	if used := _variables(subject):
		raise BadTemplateError(TemplateProblem.SUBJECT_NOT_NEUTRAL, min(used))
	used = _variables(to_plain_text(body))
	if unknown := used - VARIABLES:
		raise BadTemplateError(TemplateProblem.UNKNOWN_VARIABLE, min(unknown))
	if REQUIRED_VARIABLE not in used:
		raise BadTemplateError(TemplateProblem.NO_CONTRIBUTION)


def to_plain_text(text: str) -> str:
	"""Convert the HTML of a rich-text editor to plain text; plain text stays unchanged."""
	if not re.search(r"</?[a-zA-Z][^>]*>", text):
		return _tidy(html.unescape(text))
	reader = _TextReader()
	reader.feed(re.sub(r"\s*\n\s*", " ", text))
	reader.close()
	return _tidy("".join(reader.parts))


def to_html(text: str) -> str:
	"""Convert plain text to HTML paragraphs, with everything escaped."""
	paragraphs = re.split(r"\n{2,}", text.strip())
	return "\n".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)


def link_to_html(line: str, link: str) -> str:
	"""A line and a link, as an HTML paragraph."""
	return f'<p>{html.escape(line)}<br><a href="{html.escape(link)}">{html.escape(link)}</a></p>'


def names_organisation(address: str, organisation: str) -> bool:
	"""Whether a URL contains the organisation's name in its host, ignoring accents and punctuation."""
	host = fold(address.partition("://")[2].partition("/")[0]).replace(" ", "")
	name = fold(organisation).replace(" ", "")
	return bool(name) and name in host


def _forbidden_names(secrets: Secrets) -> set[str]:
	own_words = {word for name in secrets.recipient for word in fold(name).split()}
	own_names = {fold(name) for name in secrets.recipient}
	wholes = {fold(name) for name in secrets.people | secrets.agencies}
	parts = {
		part
		for name in secrets.people
		for part in fold(name).split()
		if len(part) >= SHORTEST_NAME_PART and part not in SMALL_NAME_PARTS and part not in own_words
	}
	return (wholes | parts) - own_names - {""}


def _places(places: Iterable[str]) -> set[str]:
	found: set[str] = set()
	for place in places:
		found.add(fold(place))
		found.update(
			part for raw in re.split(r"[,;\n]", place) if len(part := fold(raw)) >= SHORTEST_PLACE_PART
		)
	return found - {""}


def _variables(template: str) -> set[str]:
	try:
		tree = SandboxedEnvironment(autoescape=True).parse(template)
	except TemplateSyntaxError as error:
		raise BadTemplateError(TemplateProblem.SYNTAX, str(error)) from error
	# A template that includes another one would add unchecked variables.
	pulled_in = {str(name) for name in meta.find_referenced_templates(tree)}
	return meta.find_undeclared_variables(tree) | pulled_in


def _tidy(text: str) -> str:
	lines = [" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n")]
	return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _TextReader(HTMLParser):
	"""Collects the text of HTML, with a line break where a block ends."""

	def __init__(self) -> None:
		super().__init__(convert_charrefs=True)
		self.parts: list[str] = []

	def handle_data(self, data: str) -> None:
		self.parts.append(data)

	def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
		if tag == "br":
			self.parts.append("\n")

	def handle_endtag(self, tag: str) -> None:
		if tag == "p":
			self.parts.append("\n\n")
		elif tag in BLOCK_TAGS:
			self.parts.append("\n")
