"""What became of one thank-you, where several were asked about at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
	"""What became of one of several.

	Attributes:
		name: the Thank You Follow Up.
		ok: whether what was asked for was done.
		status: the status it has now.
		message: for people, why not; empty where it was.
	"""

	name: str
	ok: bool
	status: str
	message: str
