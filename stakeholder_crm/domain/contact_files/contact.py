"""A person or agency read from a file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from stakeholder_crm.domain.contact_points import PHONE_CHANNELS

AGENCY = "Partner Agency"


class Refused(ValueError):
	"""A row that cannot be imported as it is.

	Attributes:
			problem: the reason code.
			column: the file's name of the column. May be empty.
			value: its value. May be empty.
			opted_out: normalised addresses that the row says not to use. Other rows may have them too.
	"""

	opted_out: tuple[str, ...] = ()

	def __init__(self, problem: str, column: str = "", value: str = "") -> None:
		self.problem = problem
		self.column = column
		self.value = value
		super().__init__(problem)


@dataclass(frozen=True, slots=True)
class ContactPoint:
	"""A way to contact someone. A file cannot confirm that it is safe.

	Attributes:
		channel: of Stakeholder Contact Point.
			value: normalised.
			unsafe: the file says not to use it.
	"""

	channel: str
	value: str
	unsafe: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
	"""The contact in a row.

	Attributes:
			full_name: of the person or agency.
			alias: an alias that does not identify them. May be empty.
			points: their addresses.
			language: a language code of the site. May be empty.
			time_zone: an IANA name. May be empty.
			fields: other fields of the stakeholder type, by fieldname.
			focal_person: the agency's focal person. May be empty.
			focal_role: their role. May be empty.
			avoided: channels that the file says not to use.
			do_not_contact: the file says not to contact them at all.
	"""

	full_name: str
	alias: str = ""
	points: tuple[ContactPoint, ...] = ()
	language: str = ""
	time_zone: str = ""
	fields: Mapping[str, str] = field(default_factory=dict[str, str])
	focal_person: str = ""
	focal_role: str = ""
	avoided: tuple[str, ...] = ()
	do_not_contact: bool = False

	@property
	def emails(self) -> tuple[str, ...]:
		"""The e-mail addresses."""
		return tuple(point.value for point in self.points if point.channel == "Email")

	@property
	def phones(self) -> tuple[str, ...]:
		"""The phone numbers, whatever they are used for."""
		return tuple(point.value for point in self.points if point.channel in PHONE_CHANNELS)


def as_values(contact: Contact) -> dict[str, Any]:
	"""A contact as plain values, to store until it is imported."""
	return {key: value for key, value in asdict(contact).items() if value}


def from_values(values: Mapping[str, Any]) -> Contact:
	"""The contact from ``as_values``."""
	known: dict[str, Any] = dict(values)
	known["points"] = tuple(ContactPoint(**point) for point in known.get("points", ()))
	known["avoided"] = tuple(known.get("avoided", ()))
	return Contact(**known)
