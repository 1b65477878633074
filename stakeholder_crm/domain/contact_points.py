"""Addresses and numbers, checked and written in one form, so that the same one is always equal."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email

PHONE_CHANNELS = frozenset({"SMS", "WhatsApp", "Phone"})
ADDRESSLESS_CHANNELS = frozenset({"In Person", "Intermediary"})


class BadAddress(ValueError):
	"""An address that cannot be used.

	Attributes:
		problem: "email", "country" (a number without a country code) or "number".
	"""

	def __init__(self, problem: str) -> None:
		self.problem = problem
		super().__init__(problem)


def normalise(channel: str, value: str | None) -> str:
	"""Write an address in the one form in which it is stored and compared.

	E-mail addresses follow RFC 5321/6531 (domain in lower case), phone numbers E.164.

	Args:
		channel: a channel of Stakeholder Contact Point.
		value: what was typed; may be empty.

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
		return _phone(text)
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


def _email(text: str) -> str:
	try:
		# Deliverability would ask the DNS about a person's provider: nothing may leave on save.
		return validate_email(text, check_deliverability=False).normalized
	except EmailNotValidError as error:
		raise BadAddress("email") from error


def _phone(text: str) -> str:
	if not text.startswith("+"):
		raise BadAddress("country")
	try:
		number = phonenumbers.parse(text)
	except phonenumbers.NumberParseException as error:
		raise BadAddress("number") from error
	if not phonenumbers.is_possible_number(number):
		raise BadAddress("number")
	return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
