"""Remove accents, so that words are found in any spelling."""

import unicodedata


def without_marks(text: str) -> str:
	"""A text without combining marks, with each letter in its simplest form (Unicode, UAX #15: NFKD).

	Args:
		text: any text.
	"""
	return "".join(
		letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
	)
