"""What is known while the demo data is being loaded: today, the users, the people made so far."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(slots=True)
class Scene:
	"""The state of one load.

	Attributes:
		today: the site's date, from which all others are counted.
		now: the site's time when the load began.
		users: the demo's users by key.
		people: (DocType, name) of the stakeholders by key.
		meetings: names of the meetings by key.
	"""

	today: date
	now: datetime
	users: dict[str, str]
	people: dict[str, tuple[str, str]] = field(default_factory=dict)
	meetings: dict[str, str] = field(default_factory=dict)

	def pair(self, key: str) -> dict[str, str]:
		"""The two fields that name the stakeholder `key`."""
		kind, name = self.people[key]
		return {"stakeholder_type": kind, "stakeholder": name}
