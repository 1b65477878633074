"""SQL by hand, as somebody writes it who knows the data, the indexes and this one user.

She is an outreach manager, no liaison and no focal person, without User Permissions; she sees what is Open or
Restricted, what is hers, and what was shared with her or opened to her.
"""

from datetime import date, timedelta
from typing import Any

import frappe
from frappe.utils import getdate

KINDS = ("Community Leader", "Activist", "Partner Agency")
HELD = "('Held', 'Logged', 'Closed')"
PENDING = "('Open', 'In Progress')"
UNANSWERED = "('Raised', 'Acknowledged', 'Acting', 'Cannot Act')"
# Of one who hangs together with a stakeholder, each of the three tables has a row or none.
ALIASES = {"Community Leader": "l", "Activist": "a", "Partner Agency": "p"}


class Plain:
	"""Statements for one user, on one day."""

	def __init__(self, user: str) -> None:
		"""Write for a user.

		Args:
			user: an outreach manager.
		"""
		self.who = frappe.db.escape(user)
		self.today = getdate()

	def day(self, days: int) -> str:
		"""So many days from today, quoted."""
		return quoted(self.today + timedelta(days=days))

	def sees(self, kind: str, alias: str) -> str:
		"""Whether she sees a stakeholder."""
		return (
			f"({alias}.confidentiality in ('Open', 'Restricted')"
			f" or {alias}.relationship_owner = {self.who} or {alias}.backup_owner = {self.who}"
			f" or {alias}.name in (select share_name from tabDocShare where user = {self.who}"
			f" and share_doctype = '{kind}' and `read` = 1)"
			f" or {alias}.name in (select stakeholder from `tabAccess Grant` where user = {self.who}"
			f" and stakeholder_type = '{kind}' and withdrawn_on is null and ends_on >= {self.day(0)}))"
		)

	def sees_meeting(self, alias: str) -> str:
		"""Whether she sees a meeting."""
		return (
			f"({alias}.confidentiality in ('Open', 'Restricted') or {alias}.owner = {self.who}"
			f" or {alias}.lead = {self.who} or {alias}.name in"
			f" (select parent from `tabMeeting Team Member` where user = {self.who}))"
		)

	def people_of(self, alias: str) -> str:
		"""Joins to whom a row is about."""
		return " ".join(
			f"left join `tab{kind}` {own} on {own}.name = {alias}.stakeholder and {alias}.stakeholder_type = '{kind}'"
			for kind, own in ALIASES.items()
		)

	@property
	def sees_people(self) -> str:
		"""Whether she sees whom a row is about, joined by ``people_of``."""
		return "(" + " or ".join(self.sees(kind, alias) for kind, alias in ALIASES.items()) + ")"

	def all_of(self, alias: str) -> str:
		"""The same joins, and the one to the row's meeting."""
		return f"{self.people_of(alias)} left join `tabStakeholder Meeting` m on m.name = {alias}.meeting"

	def sees_all(self, alias: str) -> str:
		"""Whether she sees both."""
		return f"({self.sees_people} and ({alias}.meeting is null or {alias}.meeting = '' or {self.sees_meeting('m')}))"


def rows(query: str) -> list[tuple[Any, ...]]:
	"""Run a statement."""
	return list(frappe.db.sql(query))


def numbers(query: str) -> list[int]:
	"""Run a statement that counts into one row."""
	[row] = frappe.db.sql(query)
	return [int(value or 0) for value in row]


def quoted(day: date) -> str:
	"""A day as SQL."""
	return f"'{day}'"
