"""Addresses and numbers, checked and written in one form, so that the same one is always equal."""

from email_validator import EmailNotValidError, validate_email

from stakeholder_crm.domain.phone_numbers import (
	EXTENSION,
	BadNumber,
	bare_number,
	lenient_reading,
	read_number,
)

PHONE_CHANNELS = frozenset({"SMS", "WhatsApp", "Phone"})
ADDRESSLESS_CHANNELS = frozenset({"In Person", "Intermediary"})


class BadAddress(ValueError):
	"""An address that cannot be used.

	Attributes:
		problem: "email", "extension" (no message reaches one), or one of those of ``BadNumber``.
	"""

	def __init__(self, problem: str) -> None:
		self.problem = problem
		super().__init__(problem)


def normalise(channel: str, value: str | None, region: str = "") -> str:
	"""Write an address in the one form in which it is stored and compared.

	E-mail addresses follow RFC 5321/6531 (domain in lower case), phone numbers E.164 with the extension behind it.

	Args:
		channel: a channel of Stakeholder Contact Point.
		value: what was typed; may be empty.
		region: the country of phone numbers without a country code, as ISO 3166; may be empty.

	Returns:
		The normal form; an empty string for an empty value.

	Raises:
		BadAddress: when the value is not an address of that channel.
	"""
	text = " ".join((value or "").split())
	if not text:
		return ""
	if channel == "Email":
		return _email(text)
	if channel in PHONE_CHANNELS:
		return _phone(channel, (value or "").strip(), region)
	return text


def normal_or_empty(channel: str, value: str | None) -> str:
	"""The same, where what is no address is left out.

	Args:
		channel: a channel of Stakeholder Contact Point.
		value: what was typed; may be empty.

	Returns:
		The normal form; an empty string for what is not an address of that channel.
	"""
	try:
		return normalise(channel, value)
	except BadAddress:
		return ""


def readings(channel: str, value: str | None) -> tuple[str, ...]:
	"""Every form in which an address is stored, or was by earlier versions: for comparing, never for writing to.

	Whoever opted out with a number must stay out however that number is read today. So a number with an extension is
	compared without it as well, and one that is refused today as it was read before.

	Args:
		channel: a channel of Stakeholder Contact Point.
		value: what was typed or stored; may be empty.

	Returns:
		Today's form first; none where it never was an address of that channel.
	"""
	forms = [normal_or_empty(channel, value)]
	if channel in PHONE_CHANNELS:
		forms += [bare_number(forms[0]), lenient_reading(" ".join((value or "").split()))]
	return tuple(dict.fromkeys(filter(None, forms)))


def _email(text: str) -> str:
	try:
		# Deliverability would ask the DNS about a person's provider: nothing may leave on save.
		return validate_email(text, check_deliverability=False).normalized
	except EmailNotValidError as error:
		raise BadAddress("email") from error


def _phone(channel: str, text: str, region: str) -> str:
	try:
		number = read_number(text, region)
	except BadNumber as error:
		raise BadAddress(error.problem) from error
	if EXTENSION in number and channel != "Phone":
		raise BadAddress("extension")
	return number
