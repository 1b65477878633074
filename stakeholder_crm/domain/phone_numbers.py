"""Phone numbers normalised to E.164, with an optional extension.

A wrong digit reaches someone else. So a number is rejected unless all its digits are those typed: only dialling
prefixes that E.164 does not have may be removed. libphonenumber alone drops letters within a number, reads "/" as
punctuation, and rewrites the numbers of some countries.
"""

import re
import unicodedata

import phonenumbers

EXTENSION = " ext. "
# Shorter numbers are codes of a network or an office, which cannot be called from outside.
FEWEST_DIGITS, LONGEST = 4, 80
# "030/901820": the longest area code with its trunk prefix, and the shortest number after it.
LONGEST_AREA_CODE, SHORTEST_REST = 6, 4
_PLAIN = re.compile(r"\+?[\d\s().\-\u2010-\u2015\u2212]+")
_ROUNDED = re.compile(r"[+-]?\d+(?:[.,]\d+)?E\+?\d+|\+?\d{7,}\.0+", re.IGNORECASE)
_DATE = re.compile(
	r"(?:19|20)\d\d([-.])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])"
	r"|(?:0?[1-9]|[12]\d|3[01])([-.])(?:0?[1-9]|1[0-2])\2(?:19|20)\d\d"
)
# "712345678-9" is a number in one country, and two numbers in another.
_SHORT_END = re.compile(r"[-.\u2010-\u2015\u2212]\s*\d{1,2}\s*$")
_SEVERAL = re.compile(r"\d[\s).]*(?:[,;/|&\n]|\s\+|\s[^\W\d]{1,4}\s)[\s(]*\+?\d")
_BRACKETED = re.compile(r"^\(\s*\+\s*(\d{1,3})\s*\)")
_CONTEXT = re.compile(r"\+[\d().\-]+")
_LABELS = "extension|extensión|extensão|extn|ext|interno|int|poste|durchwahl|dw|anexo|ramal|доб|x"
_EXTENDED = re.compile(
	rf"(?P<number>.*?\d\)?)"
	# Digits dialled after a pause are few; longer ones are another number. After ";" people also write five digits.
	rf"(?:;\s*ext=(?P<parameter>\d{{1,10}})|(?:,,+|;(?=\d{{1,4}}\#?$)|\s*\#)(?P<dialled>\d{{1,6}})\#?"
	rf"|\s*[,;]?\s*\(?\s*(?:{_LABELS})\.?:?\s*(?P<labelled>\d{{1,10}})\s*\)?)",
	re.IGNORECASE | re.DOTALL,
)


class BadNumber(ValueError):
	"""A phone number that cannot be used.

	Attributes:
			problem: "country" (no country code), "several" (more than one number), "spreadsheet" (rounded, so digits are
				lost) or "number".
	"""

	def __init__(self, problem: str) -> None:
		self.problem = problem
		super().__init__(problem)


def read_number(text: str, region: str = "") -> str:
	"""Normalise a phone number.

	Args:
			text: as typed, or as a ``tel:`` URI (RFC 3966).
			region: the default country of numbers without a country code, as ISO 3166. May be empty.

	Returns:
			E.164, followed by ``EXTENSION`` and the extension if there is one.

	Raises:
			BadNumber: when it cannot be read without guessing.
	"""
	if len(text) > LONGEST:
		raise BadNumber("number")
	if any(unicodedata.category(character) == "No" for character in text) or _DATE.fullmatch(text.strip()):
		# "+44 20 7946 0958²" has a footnote, and a date is not a number.
		raise BadNumber("number")
	number, extension = _without_extension(_plain_digits(text))
	number = _BRACKETED.sub(r"+\1 ", number)
	if _ROUNDED.fullmatch(number) or not _PLAIN.fullmatch(number.replace("/", "")):
		raise BadNumber(_problem_of(number))
	if "/" in number and not _parts_area_code(number):
		raise BadNumber("several")
	number = number.replace("/", " ")
	typed = _digits(number)
	if not number.startswith("+") and not region:
		raise BadNumber("country" if len(typed) >= FEWEST_DIGITS else "number")
	try:
		parsed = phonenumbers.parse(number, region or None)
	except phonenumbers.NumberParseException as error:
		raise BadNumber("number") from error
	reason = phonenumbers.is_possible_number_with_reason(parsed)
	if reason != phonenumbers.ValidationResult.IS_POSSIBLE or not _is_as_typed(number, parsed, region):
		raise BadNumber("number")
	if _SHORT_END.search(number) and not phonenumbers.is_valid_number(parsed):
		raise BadNumber("several")
	return _e164(parsed) + (f"{EXTENSION}{extension}" if extension else "")


def bare_number(number: str) -> str:
	"""A normalised number without its extension."""
	return number.partition(EXTENSION)[0]


def dialled_number(number: str) -> str:
	"""A normalised number as in a ``tel:`` URI (RFC 3966)."""
	return number.replace(EXTENSION, ";ext=")


def lenient_reading(text: str) -> str:
	"""A number as earlier versions stored it. Empty if they rejected it too.

	For comparing with stored addresses, such as opt-outs. Never for calling.
	"""
	try:
		parsed = phonenumbers.parse(text)
	except phonenumbers.NumberParseException:
		return ""
	return _e164(parsed) if phonenumbers.is_possible_number(parsed) else ""


def _plain_digits(text: str) -> str:
	"""The digits of any script as ASCII, without invisible characters from copying."""
	plain = unicodedata.normalize("NFKC", text)
	return "".join(
		str(unicodedata.decimal(character)) if character.isdecimal() else character
		for character in plain
		if unicodedata.category(character) != "Cf"
	).strip()


def _without_extension(text: str) -> tuple[str, str]:
	if text[:4].casefold() == "tel:":
		return _read_uri(text[4:])
	found = _EXTENDED.fullmatch(text)
	if not found:
		return text, ""
	return found["number"], found["parameter"] or found["dialled"] or found["labelled"]


def _read_uri(text: str) -> tuple[str, str]:
	"""RFC 3966: a local number needs its context (5.1.5), and a subaddress is part of a number."""
	number, *parameters = text.split(";")
	said = {name.strip().casefold(): value for name, _, value in (one.partition("=") for one in parameters)}
	context = said.get("phone-context", "")
	if context and not number.startswith("+"):
		if not _CONTEXT.fullmatch(context):
			raise BadNumber("number")
		number = f"{context} {number}"
	extension = _digits(said.get("ext", ""))
	if "isub" in said or extension != said.get("ext", "").replace("-", ""):
		raise BadNumber("number")
	return number, extension


def _problem_of(text: str) -> str:
	if _ROUNDED.fullmatch(text):
		return "spreadsheet"
	return "several" if _SEVERAL.search(text) else "number"


def _parts_area_code(number: str) -> bool:
	"""Whether a "/" follows an area code, as in German. Otherwise it may separate two numbers: "712345678/9"."""
	before, *after = number.split("/")
	if len(after) != 1 or len(_digits(after[0])) < SHORTEST_REST or "+" in after[0]:
		return False
	area = _digits(before)
	if before.startswith("+"):
		# A country code has three digits at most.
		area = next((area[len(code) :] for code in _country_codes(area)), area)
	return 0 < len(area) <= LONGEST_AREA_CODE


def _country_codes(digits: str) -> list[str]:
	codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
	return [digits[:length] for length in (1, 2, 3) if digits[:length] and int(digits[:length]) in codes]


def _is_as_typed(number: str, parsed: phonenumbers.PhoneNumber, region: str) -> bool:
	"""Whether only dialling prefixes were removed: the trunk prefix or the international one."""
	# A parsed number has a country code.
	country = parsed.country_code or 0
	typed, code = _digits(number), str(country)
	significant = phonenumbers.national_significant_number(parsed)
	if not typed.endswith(significant):
		return False
	prefix = typed[: -len(significant)]
	home = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(
		country, phonenumbers.region_code_for_country_code(country)
	)
	trunk = (home.national_prefix if home else None) or ""
	if number.startswith("+"):
		return prefix in (code, code + trunk)
	if prefix in ("", trunk, code, code + trunk):
		return True
	local = phonenumbers.PhoneMetadata.metadata_for_region(region)
	return bool(local and re.fullmatch(f"(?:{local.international_prefix}){code}", prefix))


def _digits(text: str) -> str:
	return "".join(re.findall(r"\d", text))


def _e164(parsed: phonenumbers.PhoneNumber) -> str:
	return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
