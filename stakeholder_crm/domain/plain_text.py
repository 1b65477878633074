"""Plain text that must never be read as HTML."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, cast

# What starts a tag, closing tag, comment or declaration in a browser, whether or not it is closed (HTML Living
# Standard, 13.2.5.6 "Tag open state"). Letters outside ASCII do not start one, but are included: folding or
# transliteration may turn them into ASCII.
TAG_BEGINS = re.compile(r"<(?=[^\W\d_]|[/!?])")

# Control characters, and Unicode's line and paragraph separators. Halves of a surrogate pair are not characters.
CONTROLS = frozenset(("Cc", "Zl", "Zp", "Cs"))
IN_SEVERAL_LINES = frozenset("\t\n\r")
LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def has_html(text: str) -> bool:
	"""Whether a browser would find the start of a tag in a text."""
	return bool(TAG_BEGINS.search(text))


def text_problem(text: str, *, several_lines: bool = False) -> str | None:
	"""Why a text is not plain text.

	Args:
			text: as typed or read.
			several_lines: whether the field allows line breaks.

	Returns:
			"html", "line_break" or "control". None if it is plain text.
	"""
	if has_html(text):
		return "html"
	allowed = IN_SEVERAL_LINES if several_lines else frozenset[str]()
	controls = {sign for sign in text if unicodedata.category(sign) in CONTROLS} - allowed
	if not controls:
		return None
	return "line_break" if not several_lines and controls <= LINE_BREAKS else "control"


def disarmed(value: Any) -> Any:
	"""A value in which no text starts a tag, for screens that show texts as HTML.

	A space after the sign reads as text everywhere. An entity would be shown literally by screens that escape.

	Args:
			value: a text, or lists and mappings with texts. Anything else is returned unchanged.
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
