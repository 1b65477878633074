"""Validate addresses and phone numbers, and normalise them so that equal ones compare equal."""

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
			problem: "email", "extension" (cannot receive messages), or one of ``BadNumber``'s.
	"""

	def __init__(self, problem: str) -> None:
		self.problem = problem
		super().__init__(problem)


def normalise(channel: str, value: str | None, region: str = "") -> str:
	"""Normalise an address for storing and comparing.

	E-mail addresses follow RFC 5321/6531 (domain in lower case), phone numbers E.164 followed by the extension.

	Args:
		channel: a channel of Stakeholder Contact Point.
			value: as typed. May be empty.
			region: the default country of phone numbers without a country code, as ISO 3166. May be empty.

	Returns:
			The normalised address. Empty for an empty value.

	Raises:
			BadAddress: when the value is not a valid address for that channel.
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
	"""The same, but empty for an invalid address.

	Args:
		channel: a channel of Stakeholder Contact Point.
			value: as typed. May be empty.

	Returns:
			The normalised address. Empty if it is not a valid address for that channel.
	"""
	try:
		return normalise(channel, value)
	except BadAddress:
		return ""


def readings(channel: str, value: str | None) -> tuple[str, ...]:
	"""Every form in which an address is or was stored, for comparing only.

	An opt-out must stay valid however the number is read today. So a number with an extension is also compared
	without it, and a number that is invalid today is compared in its older form.

	Args:
		channel: a channel of Stakeholder Contact Point.
			value: as typed or stored. May be empty.

	Returns:
			The current form first. Empty if it was never a valid address for that channel.
	"""
	forms = [normal_or_empty(channel, value)]
	if channel in PHONE_CHANNELS:
		forms += [bare_number(forms[0]), lenient_reading(" ".join((value or "").split()))]
	return tuple(dict.fromkeys(filter(None, forms)))


def _email(text: str) -> str:
	try:
		# A deliverability check would send the domain to a DNS server: nothing may be sent on save.
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
