"""Text that is shown as it was typed, and never as HTML."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, cast

# What makes a browser leave the text and begin a tag, a closing tag, a comment or a declaration: whether the tag is
# ever closed plays no part (HTML Living Standard, 13.2.5.6 "Tag open state"). Letters outside ASCII begin none there;
# they are counted in, since what folds or transliterates a text on its way may make ASCII of them.
TAG_BEGINS = re.compile(r"<(?=[^\W\d_]|[/!?])")

# Control characters, and those that Unicode has for the ends of lines and paragraphs; halves of a surrogate pair are
# no characters at all.
CONTROLS = frozenset(("Cc", "Zl", "Zp", "Cs"))
IN_SEVERAL_LINES = frozenset("\t\n\r")
LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def has_html(text: str) -> bool:
	"""Whether a browser would read the beginning of a tag in a text."""
	return bool(TAG_BEGINS.search(text))


def text_problem(text: str, *, several_lines: bool = False) -> str | None:
	"""What keeps a text from being taken as plain text.

	Args:
		text: as it was typed or read.
		several_lines: whether the field holds more than one line.

	Returns:
		"html", "line_break" or "control"; None where it can be taken.
	"""
	if has_html(text):
		return "html"
	allowed = IN_SEVERAL_LINES if several_lines else frozenset[str]()
	controls = {sign for sign in text if unicodedata.category(sign) in CONTROLS} - allowed
	if not controls:
		return None
	return "line_break" if not several_lines and controls <= LINE_BREAKS else "control"


def disarmed(value: Any) -> Any:
	"""A value in which no text begins a tag, for screens that show texts as HTML.

	A space after the sign is text to every reader, whether it takes what it gets for HTML or not; an entity would
	be shown letter by letter by those that escape.

	Args:
		value: a text, or lists and mappings that hold some; anything else is given back as it is.
	"""
	if isinstance(value, str):
		return TAG_BEGINS.sub("< ", value)
	if isinstance(value, Mapping):
		known = cast("Mapping[Any, Any]", value)
		return _made_like(value, {disarmed(key): disarmed(one) for key, one in known.items()})
	if isinstance(value, (list, tuple)):
		return _made_like(value, map(disarmed, cast("Iterable[Any]", value)))
	return value


def _made_like(value: Any, content: Any) -> Any:
	return type(value)(content)
