"""Letters without their accents, so that words are found however they are written."""

import unicodedata


def without_marks(text: str) -> str:
	"""A text without combining marks, each letter as its simplest form (Unicode, UAX #15: NFKD).

	Args:
		text: any text.
	"""
	return "".join(
		letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
	)
