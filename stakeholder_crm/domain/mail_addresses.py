"""E-mail addresses at international domains, and their ASCII form for sending."""

from email_validator import EmailNotValidError, validate_email


def ascii_address(address: str) -> str:
	"""An address as used in envelopes and headers: its domain in A-labels (RFC 5891).

	Encoded words are not allowed in an address (RFC 2047, 5), and A-labels need no SMTPUTF8 (RFC 6531).

	Args:
		address: in any form.

	Returns:
		The address in ASCII; empty if its local part is not ASCII, or if it is not an
		address.
	"""
	try:
		return validate_email(address, check_deliverability=False).ascii_email or ""
	except EmailNotValidError:
		return ""


def spellings(address: str) -> frozenset[str]:
	"""An address as given and in ASCII: mail programs and queues store either.

	Args:
		address: in any form; an invalid address has only one spelling.
	"""
	if address.isascii() and "xn--" not in address.lower():
		return frozenset({address})
	return frozenset({address, ascii_address(address) or address})
