"""The statuses of records, and the allowed transitions.

Each machine is a table: status → the statuses that may follow. Any other transition is rejected, whichever code
attempts it.
"""

from collections.abc import Mapping
from types import MappingProxyType

Machine = Mapping[str, frozenset[str]]


class IllegalTransition(ValueError):
	"""A transition that the machine does not allow.

	Attributes:
			machine: the DocType (or "Stakeholder") of the table.
			old: the current status.
			new: the requested status.
			allowed: the statuses that may follow, sorted.
	"""

	def __init__(self, machine: str, old: str, new: str) -> None:
		self.machine = machine
		self.old = old
		self.new = new
		self.allowed = sorted(MACHINES[machine].get(old, frozenset()))
		super().__init__(f"{machine}: {old} → {new}")


def _machine(**table: str) -> Machine:
	"""Read ``State_Name="Next A, Next B"`` rows; an underscore stands for a space."""
	return MappingProxyType(
		{
			state.replace("_", " "): frozenset(filter(None, (name.strip() for name in following.split(","))))
			for state, following in table.items()
		}
	)


MACHINES: Mapping[str, Machine] = MappingProxyType(
	{
		"Stakeholder": _machine(
			Draft="Active, Dormant, Do Not Contact, Anonymised",
			Active="Dormant, Do Not Contact, Anonymised",
			Dormant="Active, Do Not Contact, Anonymised",
			Do_Not_Contact="Active, Dormant, Anonymised",
			Anonymised="",
		),
		"Stakeholder Meeting": _machine(
			Planned="Confirmed, Held, Logged, Postponed, Cancelled",
			Confirmed="Planned, Held, Logged, Postponed, Cancelled",
			Postponed="Planned, Confirmed, Cancelled",
			Held="Logged, Planned, Confirmed, Cancelled",
			Logged="Closed, Held",
			Closed="Logged, Held",
			Cancelled="Planned",
		),
		"Meeting Brief": _machine(
			Draft="Final, Stale, Void",
			Final="Stale, Void",
			Stale="Void",
			Void="",
		),
		"Stakeholder Concern": _machine(
			Raised="Acknowledged, Acting, Cannot Act",
			Acknowledged="Acting, Cannot Act",
			Acting="Cannot Act, Reported Back",
			Cannot_Act="Acting, Reported Back",
			Reported_Back="Closed, Acknowledged",
			Closed="Acknowledged",
		),
		"Stakeholder Commitment": _machine(
			Open="In Progress, Kept, Broken, Renegotiated, Referred",
			In_Progress="Open, Kept, Broken, Renegotiated, Referred",
			Kept="Open",
			Broken="Open, Renegotiated",
			Renegotiated="Open, In Progress, Kept, Broken, Referred",
			Referred="Open, Kept, Broken",
		),
		"Thank You Follow Up": _machine(
			Draft="Awaiting Approval, Scheduled, Blocked, Needs Review, Cancelled, Done Manually, Not Needed",
			Awaiting_Approval="Draft, Scheduled, Blocked, Needs Review, Cancelled, Done Manually, Not Needed",
			Scheduled="Draft, Awaiting Approval, Claimed, Blocked, Needs Review, Cancelled, Done Manually, Not Needed",
			Claimed="Queued, Scheduled, Blocked, Needs Review, Cancelled",
			Queued="Sent, Scheduled, Failed, Needs Review, Cancelled",
			Failed="Scheduled, Needs Review, Blocked, Cancelled, Done Manually, Not Needed",
			Blocked="Draft, Done Manually, Not Needed, Cancelled",
			Needs_Review="Draft, Scheduled, Done Manually, Not Needed, Cancelled",
			Cancelled="Draft",
			Sent="Bounced",
			Bounced="Done Manually, Not Needed",
			Done_Manually="",
			Not_Needed="",
		),
		"Partnership Agreement": _machine(
			Draft="In Force, Ended",
			In_Force="Expired, Ended",
			Expired="In Force, Ended",
			Ended="",
		),
		"Contact Import": _machine(
			Draft="Previewing",
			Previewing="Previewed, Draft",
			Previewed="Importing, Previewing, Draft",
			Importing="Imported, Stopped",
			Stopped="Importing, Reverting",
			Imported="Reverting",
			Reverting="Reverted, Stopped",
			Reverted="",
		),
		"Erasure Request": _machine(
			Requested="Approved, Refused",
			Approved="Erased, Refused",
			Refused="",
			Erased="",
		),
	}
)


def check_transition(machine: str, old: str, new: str) -> None:
	"""Reject a transition that the machine's table does not allow.

	Args:
		machine: a key of ``MACHINES``.
			old: the current status.
			new: the new status. The same as ``old`` is always allowed.

	Raises:
			IllegalTransition: when ``new`` may not follow ``old``.
	"""
	if new != old and new not in MACHINES[machine].get(old, frozenset()):
		raise IllegalTransition(machine, old, new)
