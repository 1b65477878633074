"""E-mail addresses at international domains: read by people in their letters, sent to in ASCII."""

from email_validator import EmailNotValidError, validate_email


def ascii_address(address: str) -> str:
	"""An address as it stands in an envelope and a header: its domain in A-labels (RFC 5891).

	An encoded word must not stand in an address (RFC 2047, 5), and A-labels need no SMTPUTF8 (RFC 6531).

	Args:
		address: in any form.

	Returns:
		The address in ASCII; an empty string where it has none, since what stands before its @ is not ASCII, or where
		it is no address.
	"""
	try:
		return validate_email(address, check_deliverability=False).ascii_email or ""
	except EmailNotValidError:
		return ""


def spellings(address: str) -> frozenset[str]:
	"""An address as it was given and in ASCII: mail programs and queues keep either.

	Args:
		address: in any form; what is no address is the only spelling of itself.
	"""
	if address.isascii() and "xn--" not in address.lower():
		return frozenset({address})
	return frozenset({address, ascii_address(address) or address})
