"""The instructions for thanking a person manually: route, local time and what to say."""

from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document

from stakeholder_crm.access.permissions import visible_pairs
from stakeholder_crm.access.vault.read_opened import get_all_opened
from stakeholder_crm.base.clock import current_moment, to_stored
from stakeholder_crm.base.pairs import load_pairs
from stakeholder_crm.domain.by_hand import act_for, choose_hand_route
from stakeholder_crm.domain.gate import ABOUT_US, GateFacts, GateReason, GateVerdict, Route, decide
from stakeholder_crm.domain.quiet_hours import ContactHours, is_allowed, next_allowed
from stakeholder_crm.follow_up.messages.gate_facts import GateContext, load_gate_context
from stakeholder_crm.follow_up.messages.reasons import reason_message
from stakeholder_crm.follow_up.messages.sync_task import NEEDS_PERSON

# Reasons that stop automatic sending but not a person: a manual route is shown if there is one.
OR_BY_HAND = frozenset(
	{
		*(GateReason.TOO_LATE.value, GateReason.SENDER_NAMES_ORGANISATION.value),
		*("refused", "gave_up", "bad_address"),
	}
)
# Channels that reach the recipient at once.
AT_AN_HOUR = frozenset({"Phone", "SMS", "WhatsApp", "In Person"})


@dataclass(frozen=True, slots=True)
class LocalHour:
	"""The recipient's local time.

	Attributes:
		now: the current time as Frappe stores it, to be shown in ``zone``.
		zone: the recipient's time zone.
		allowed: whether they may be contacted now.
		next_allowed: as ``now``; the next allowed time, if it is not allowed now.
	"""

	now: datetime
	zone: str
	allowed: bool
	next_allowed: datetime | None


@dataclass(frozen=True, slots=True)
class Recipient:
	"""A stakeholder who passes on the thank-you."""

	stakeholder_type: str
	stakeholder: str
	display_name: str


@dataclass(frozen=True, slots=True)
class Script:
	"""How to thank a person manually.

	Attributes:
		stop: why they should not be contacted now, translated; if set, only the care notes are set too.
		channel: as in Stakeholder Contact Point.
		address: the number or address; empty if the channel has none.
		voicemail_ok: for calls, whether a message may be left; None elsewhere.
		may_name_us: whether to name the organisation; None if not known.
		intermediary: who passes on the thank-you.
		hour: their local time, if it matters.
		do: care notes with advice.
		dont: care notes with warnings.
		say: what may be said; empty if nothing in the log is safe to mention.
		is_text: ``say`` is the whole text, not only the contribution.
	"""

	stop: str = ""
	channel: str = ""
	address: str = ""
	voicemail_ok: bool | None = None
	may_name_us: bool | None = None
	intermediary: Recipient | None = None
	hour: LocalHour | None = None
	do: tuple[str, ...] = ()
	dont: tuple[str, ...] = ()
	say: str = ""
	is_text: bool = False


def load_script(doc: Document, now: datetime | None = None) -> Script | None:
	"""Collect the instructions that the form shows. Checks no permission on ``doc``.

	It is computed each time, so that a route that became unsafe is not shown.

	Args:
		doc: a Thank You Follow Up.
		now: zone-aware, or as Frappe stores it; defaults to the current time.

	Returns:
		None if no manual thank-you is requested.
	"""
	asked = act_for(doc.reason_code or "", doc.channel or "") is not None
	if doc.status not in NEEDS_PERSON or not (asked or doc.reason_code in OR_BY_HAND):
		return None
	around = load_gate_context([doc], current_moment(now))
	facts = around.facts(doc)
	decision = decide(facts)
	if decision.verdict is GateVerdict.CANCEL:
		return Script(stop=reason_message(decision))
	if facts.through_intermediary:
		return _through_intermediary(doc, around, facts)
	route = _route(facts)
	if route:
		return _direct(doc, around, facts, route)
	return _no_route(doc, decision.reason) if asked else None


def _route(facts: GateFacts) -> Route | None:
	zone = facts.hours.zone if facts.hours else facts.now.tzinfo
	spoken = not (facts.in_writing and facts.contribution_is_safe)
	return choose_hand_route(facts.routes, facts.now.astimezone(zone).date(), facts.withdrawn, spoken=spoken)


def _no_route(doc: Document, reason: GateReason | None) -> Script:
	if reason is GateReason.NO_SAFE_ROUTE:
		stop = _("No safe contact point. Do not call, write or visit. Mark one as Safe, then check again.")
	else:
		stop = _(
			"No phone number or meeting place is marked Safe. Thank them at the next meeting, or ask them for a safe one."
		)
	do, dont = _care_notes(doc)
	return Script(stop=stop, do=do, dont=dont)


def _direct(doc: Document, around: GateContext, facts: GateFacts, route: Route) -> Script:
	do, dont = _care_notes(doc)
	say, is_text = _opening_lines(doc, around, facts, names_us=route.names_us)
	return Script(
		channel=route.channel,
		address=route.address,
		voicemail_ok=_voicemail_ok(route) if route.channel == "Phone" else None,
		may_name_us=route.names_us,
		hour=_hour(facts.hours, facts.now) if facts.hours and route.channel in AT_AN_HOUR else None,
		do=do,
		dont=dont,
		say=say,
		is_text=is_text,
	)


def _through_intermediary(doc: Document, around: GateContext, facts: GateFacts) -> Script:
	row = frappe.db.get_value(
		doc.stakeholder_type, doc.stakeholder, ["intermediary_type", "intermediary"], as_dict=True
	)
	pair = (row.intermediary_type, row.intermediary)
	if pair not in visible_pairs(frappe.session.user, [pair]):
		return Script(
			stop=_(
				"You do not have permission to view the intermediary. Ask the safeguarding lead to do this."
			)
		)
	middle = load_pairs([pair], ["display_name", "status"])[pair]
	if middle.status != "Active":
		return Script(stop=_("The intermediary is not Active. Find another way to contact them."))
	do, dont = _care_notes(doc)
	say, is_text = _opening_lines(doc, around, facts, names_us=False)
	return Script(
		channel="Intermediary",
		intermediary=Recipient(*pair, middle.display_name),
		do=do,
		dont=dont,
		say=say,
		is_text=is_text,
	)


def _opening_lines(
	doc: Document, around: GateContext, facts: GateFacts, *, names_us: bool
) -> tuple[str, bool]:
	"""The text, else the contribution, if it reveals nothing; and whether it is the text."""
	harmless = ABOUT_US if names_us else frozenset()
	body = (doc.body or "").strip()
	if body and around.leaks(doc, body) <= harmless:
		return body, True
	contribution = (doc.contribution or "").strip() if facts.contribution_is_safe else ""
	if contribution and around.leaks(doc, contribution) <= harmless:
		return contribution, False
	return "", False


def _care_notes(doc: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
	notes = get_all_opened(
		"Stakeholder Care Note",
		filters={"parent": doc.stakeholder, "parenttype": doc.stakeholder_type},
		fields=["kind", "text"],
		order_by="idx",
	)
	return tuple(note.text for note in notes if note.kind == "Do"), tuple(
		note.text for note in notes if note.kind != "Do"
	)


def _voicemail_ok(route: Route) -> bool:
	"""Not allowed unless recorded; focal people have no such field."""
	return bool(frappe.db.get_value("Stakeholder Contact Point", route.row, "voicemail_ok"))


def _hour(hours: ContactHours, now: datetime) -> LocalHour:
	allowed = is_allowed(now, hours)
	following = None if allowed else next_allowed(now, hours)
	return LocalHour(
		now=to_stored(now),
		zone=hours.zone.key,
		allowed=allowed,
		next_allowed=to_stored(following) if following else None,
	)
