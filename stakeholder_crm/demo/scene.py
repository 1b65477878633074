"""The state of a load: today, the users, and the records created so far."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(slots=True)
class Scene:
	"""The state of a load.

	Attributes:
			today: the site's date, to which all others are relative.
			now: the site's time when the load started.
			users: the demo users by key.
		people: (DocType, name) of the stakeholders by key.
		meetings: names of the meetings by key.
	"""

	today: date
	now: datetime
	users: dict[str, str]
	people: dict[str, tuple[str, str]] = field(default_factory=dict)
	meetings: dict[str, str] = field(default_factory=dict)

	def pair(self, key: str) -> dict[str, str]:
		"""The two fields for the stakeholder `key`."""
		kind, name = self.people[key]
		return {"stakeholder_type": kind, "stakeholder": name}
