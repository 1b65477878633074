"""One rule for who sees which record, used by both permission hooks of every DocType.

The rule itself is ``domain/clearance.py``. Here its reasons are written as SQL conditions, once for
stakeholders and once for meetings; everything else hangs on one of the two. A single document is
asked through the same condition, on what is *stored*: values that somebody is about to save
cannot open a record to them.
"""

from collections.abc import Collection, Iterable
from functools import partial

import frappe

from stakeholder_crm.domain.clearance import REASONS, Level, Reason, name_of
from stakeholder_crm.services.pairs import KINDS, Pair

MEETING = "Stakeholder Meeting"
BRIEF = "Meeting Brief"
HANGS_ON_MEETING = ("Meeting Log",)
HANGS_ON_STAKEHOLDER = (
	"Stakeholder Assessment",
	"Stakeholder Concern",
	"Stakeholder Commitment",
	"Thank You Follow Up",
	"Consent Record",
	"Disclosure Log",
)
AGREEMENT = "Partnership Agreement"
ACCESS_LOG = "Stakeholder Access Log"

# A meeting's team may look a participant up while the meeting is ahead or not yet logged.
TEAM_STATES = ("Planned", "Confirmed", "Held")
CHANGING = frozenset({"write", "delete", "submit", "cancel", "amend", "share"})
ROLE_REASONS = (Reason.STAFF, Reason.MANAGER, Reason.SAFEGUARDING)


def condition(doctype: str, user: str | None = None, *, changing: bool = False) -> str:
	"""The SQL condition that leaves the records which a user may see.

	Args:
		doctype: one of this app's DocTypes that carry people's data.
		user: a user's name; the session's user where empty.
		changing: leave only those the user may also change.

	Returns:
		A condition on `` `tab<doctype>` ``; empty (no restriction) for Administrator only.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	roles = _role_reasons(user)
	who = _quote(user)
	if doctype in KINDS:
		return _any(_stakeholder_reasons(doctype, who, roles, changing))
	if doctype == MEETING:
		return _any(_meeting_reasons(who, roles))
	if doctype == BRIEF:
		return _brief_condition(who, roles)
	if doctype in HANGS_ON_MEETING:
		return _among(doctype, "meeting", MEETING, _any(_meeting_reasons(who, roles)))
	if doctype == AGREEMENT:
		agencies = _any(_stakeholder_reasons("Partner Agency", who, roles, changing))
		return _among(doctype, "agency", "Partner Agency", agencies)
	if doctype in HANGS_ON_STAKEHOLDER:
		return _any(
			f"(`tab{doctype}`.stakeholder_type = {_quote(kind)} and "
			+ _among(doctype, "stakeholder", kind, _any(_stakeholder_reasons(kind, who, roles, False)))
			+ ")"
			for kind in KINDS
		)
	return "1=1" if doctype == ACCESS_LOG and Reason.SAFEGUARDING in roles else "1=0"


def has_permission(doc, ptype: str = "read", user: str | None = None, **kwargs: object) -> bool:
	"""Whether a user may do something with one document, beyond what roles say.

	Args:
		doc: the document; a new one is judged by what it hangs on.
		ptype: the permission asked for, as Frappe names it.
		user: a user's name; the session's user where empty.
	"""
	user = user or frappe.session.user
	if isinstance(doc, str) or user == "Administrator":
		return True
	if doc.is_new():
		return _may_hang_here(doc, user)
	return doc.name in visible_names(doc.doctype, [doc.name], user, changing=ptype in CHANGING)


def visible_names(
	doctype: str, names: Collection[str], user: str | None = None, *, changing: bool = False
) -> set[str]:
	"""Those of the named records that a user's clearance covers. Roles are not asked.

	Args:
		doctype: a DocType that ``condition`` knows.
		names: names of records.
		user: a user's name; the session's user where empty.
		changing: only those the user may also change.
	"""
	if not names:
		return set()
	where = condition(doctype, user, changing=changing) or "1=1"
	wanted = ", ".join(map(_quote, sorted(names)))
	query = f"select name from `tab{doctype}` where name in ({wanted}) and ({where})"
	rows = frappe.db.sql(query)
	return {row[0] for row in rows}


def cleared_for(user: str, pairs: Iterable[Pair]) -> set[Pair]:
	"""Those stakeholders that a user's clearance covers, with one query per kind."""
	names: dict[str, set[str]] = {}
	for kind, name in pairs:
		if kind in KINDS and name:
			names.setdefault(kind, set()).add(name)
	return {(kind, name) for kind, wanted in names.items() for name in visible_names(kind, wanted, user)}


def _role_reasons(user: str) -> frozenset[Reason]:
	roles = frappe.get_roles(user)
	return frozenset(reason for reason in ROLE_REASONS if reason.value in roles)


def _stakeholder_reasons(kind: str, who: str, roles: frozenset[Reason], changing: bool) -> Iterable[str]:
	table = f"`tab{kind}`"
	yield _levels(kind, roles)
	yield f"({table}.relationship_owner = {who} or {table}.backup_owner = {who})"
	yield _shared(kind, who, changing)
	if not changing:
		yield (
			f"({_levels(kind, {Reason.TEAM})} and {table}.name in ("
			"select participant.stakeholder from `tabMeeting Participant` participant"
			f" join `tab{MEETING}` on `tab{MEETING}`.name = participant.parent"
			f" where participant.stakeholder_type = {_quote(kind)}"
			f" and `tab{MEETING}`.status in ({', '.join(map(_quote, TEAM_STATES))})"
			f" and {_in_team(who)}))"
		)


def _meeting_reasons(who: str, roles: frozenset[Reason]) -> Iterable[str]:
	yield _levels(MEETING, roles)
	yield _meeting_people(who)
	yield _shared(MEETING, who, changing=False)


def _brief_condition(who: str, roles: frozenset[Reason]) -> str:
	"""Lead and team, whom it was made for; others where the meeting's level and its own let them."""
	people = _among(BRIEF, "meeting", MEETING, _in_team(who))
	others = _among(BRIEF, "meeting", MEETING, _any(_meeting_reasons(who, roles)))
	return _any([people, f"({_levels(BRIEF, roles)} and {others})"])


def _meeting_people(who: str) -> str:
	return f"(`tab{MEETING}`.owner = {who} or {_in_team(who)})"


def _in_team(who: str) -> str:
	return (
		f"(`tab{MEETING}`.lead = {who} or `tab{MEETING}`.name in (select member.parent from"
		f" `tabMeeting Team Member` member where member.user = {who} and member.parenttype = {_quote(MEETING)}))"
	)


def _levels(doctype: str, reasons: Collection[Reason]) -> str:
	levels = [_quote(name_of(level)) for level in Level if not REASONS[level].isdisjoint(reasons)]
	return f"`tab{doctype}`.confidentiality in ({', '.join(levels)})" if levels else "1=0"


def _shared(doctype: str, who: str, changing: bool) -> str:
	right = "`write`" if changing else "`read`"
	return (
		f"`tab{doctype}`.name in (select share.share_name from `tabDocShare` share where"
		f" share.share_doctype = {_quote(doctype)} and share.user = {who} and share.{right} = 1)"
	)


def _among(doctype: str, fieldname: str, target: str, where: str) -> str:
	return f"`tab{doctype}`.{fieldname} in (select `tab{target}`.name from `tab{target}` where {where})"


def _any(conditions: Iterable[str]) -> str:
	return "(" + " or ".join(conditions) + ")"


def _quote(value: str) -> str:
	return frappe.db.escape(value, percent=False)


def _may_hang_here(doc, user: str) -> bool:
	"""A new document may name only what its author may see."""
	if doc.doctype in HANGS_ON_STAKEHOLDER and doc.stakeholder:
		return bool(cleared_for(user, [(doc.stakeholder_type, doc.stakeholder)]))
	if doc.doctype in (*HANGS_ON_MEETING, BRIEF) and doc.meeting:
		return bool(visible_names(MEETING, [doc.meeting], user))
	if doc.doctype == AGREEMENT and doc.agency:
		return bool(visible_names("Partner Agency", [doc.agency], user))
	return True


# Early Frappe 15 does not tell a query hook which DocType it is asked for: one name each.
community_leader_query = partial(condition, "Community Leader")
activist_query = partial(condition, "Activist")
partner_agency_query = partial(condition, "Partner Agency")
stakeholder_assessment_query = partial(condition, "Stakeholder Assessment")
stakeholder_meeting_query = partial(condition, MEETING)
meeting_brief_query = partial(condition, BRIEF)
meeting_log_query = partial(condition, "Meeting Log")
stakeholder_concern_query = partial(condition, "Stakeholder Concern")
stakeholder_commitment_query = partial(condition, "Stakeholder Commitment")
thank_you_follow_up_query = partial(condition, "Thank You Follow Up")
consent_record_query = partial(condition, "Consent Record")
disclosure_log_query = partial(condition, "Disclosure Log")
partnership_agreement_query = partial(condition, AGREEMENT)
stakeholder_access_log_query = partial(condition, ACCESS_LOG)
