"""Text that is shown as it was typed, and never as HTML."""

import re

HTML_TAG = re.compile(r"<(!--|/?[a-z][a-z0-9]*(\s[^<>]*)?/?>)", re.IGNORECASE)


def has_html(text: str) -> bool:
	"""Whether something in a text would be read as a tag."""
	return bool(HTML_TAG.search(text))
