"""One person or agency out of a file, as it would be written down here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from stakeholder_crm.domain.contact_points import PHONE_CHANNELS

AGENCY = "Partner Agency"


class Refused(ValueError):
	"""A row that cannot be taken over as it is.

	Attributes:
		problem: what is wrong; the services have a sentence for each.
		column: which column of the file, in the file's words; may be empty.
		value: what stands there; may be empty.
		opted_out: addresses, in the normal form, that the row says not to use: other rows may have them, too.
	"""

	opted_out: tuple[str, ...] = ()

	def __init__(self, problem: str, column: str = "", value: str = "") -> None:
		self.problem = problem
		self.column = column
		self.value = value
		super().__init__(problem)


@dataclass(frozen=True, slots=True)
class ContactPoint:
	"""A way to reach somebody. What a file says of it is no proof that it is safe.

	Attributes:
		channel: of Stakeholder Contact Point.
		value: in the normal form.
		unsafe: the file says that it is not to be used.
	"""

	channel: str
	value: str
	unsafe: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
	"""What a row of a file comes to.

	Attributes:
		full_name: of the person or the agency.
		alias: a name that gives nobody away; may be empty.
		points: ways to reach them.
		language: a code that the site knows; may be empty.
		time_zone: an IANA name; may be empty.
		fields: what else there is for this kind, by fieldname.
		focal_person: who speaks for the agency; may be empty.
		focal_role: what they are there; may be empty.
		avoided: the channels that the file says are not to be used.
		do_not_contact: the file says that they are not to be contacted at all.
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
	"""A contact as plain values, to be kept until it is taken over."""
	return {key: value for key, value in asdict(contact).items() if value}


def from_values(values: Mapping[str, Any]) -> Contact:
	"""The contact that ``as_values`` wrote."""
	known: dict[str, Any] = dict(values)
	known["points"] = tuple(ContactPoint(**point) for point in known.get("points", ()))
	known["avoided"] = tuple(known.get("avoided", ()))
	return Contact(**known)
