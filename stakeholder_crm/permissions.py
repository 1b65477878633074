"""One rule for who sees which record, used by both permission hooks of every DocType.

The rule itself is ``domain/clearance.py``. Here its reasons are written as SQL conditions, once for
stakeholders and once for meetings; everything else hangs on one of the two. Its walls stand before all
reasons: an agency's focal person sees nothing, a liaison to agencies no activist and nothing that names
one; only a grant opens a door in them. A single document is asked through the same condition, on what is
*stored*: values that somebody is about to save cannot open a record to them.
"""

from collections.abc import Collection, Iterable
from functools import partial

import frappe
from frappe.utils import today

from stakeholder_crm.domain.clearance import HIDDEN_FROM_LIAISONS, REASONS, Level, Reason, name_of
from stakeholder_crm.services.pairs import KINDS, Pair

MEETING = "Stakeholder Meeting"
AGENCY = "Partner Agency"
DISCLOSURE = "Disclosure Log"
BRIEF = "Meeting Brief"
HANGS_ON_MEETING = ("Meeting Log",)
HANGS_ON_STAKEHOLDER = (
	"Stakeholder Assessment",
	"Stakeholder Concern",
	"Stakeholder Commitment",
	"Thank You Follow Up",
	"Consent Record",
	DISCLOSURE,
	"Access Grant",
	"Erasure Request",
)
# What was said and promised in a meeting, or is said of it, is as confidential as the meeting.
ALSO_NAMES_MEETING = ("Stakeholder Concern", "Stakeholder Commitment", "Thank You Follow Up")
AGREEMENT = "Partnership Agreement"
# These name no stakeholder: the roles that read them see all of them.
ABOUT_USERS = {
	"Agency Liaison": (Reason.MANAGER, Reason.SAFEGUARDING),
	"Stakeholder Access Log": (Reason.SAFEGUARDING,),
}
GUARDED = (*KINDS, MEETING, BRIEF, *HANGS_ON_MEETING, *HANGS_ON_STAKEHOLDER, AGREEMENT, *ABOUT_USERS)
# A meeting's log names people in these tables, too.
LOG_TABLES = ("Meeting Attendance", "Meeting Log Concern", "Meeting Log Commitment")

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
		return _stakeholders(doctype, who, roles, changing)
	if doctype == MEETING:
		return _meetings(who, roles)
	if doctype == BRIEF:
		return _brief_condition(who, roles)
	if doctype in HANGS_ON_MEETING:
		return _among(doctype, "meeting", MEETING, _meetings(who, roles))
	if doctype == AGREEMENT:
		return _among(doctype, "agency", AGENCY, _stakeholders(AGENCY, who, roles, changing))
	if doctype in HANGS_ON_STAKEHOLDER:
		return _hanging(doctype, who, roles)
	if doctype in ABOUT_USERS:
		return "1=0" if roles.isdisjoint(ABOUT_USERS[doctype]) else f"not {_is_focal_person(who)}"
	return "1=0"


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


def _stakeholders(kind: str, who: str, roles: frozenset[Reason], changing: bool) -> str:
	table = f"`tab{kind}`"
	# A grant opens a record to be read, never to be changed.
	granted = "1=0" if changing else f"{table}.name in ({_granted(kind, who)})"
	reasons = _any(_stakeholder_reasons(kind, who, roles, changing))
	opened = f"(({reasons} and not {_is_focal_person(who)}) or {granted})"
	if kind in HIDDEN_FROM_LIAISONS:
		return f"({opened} and (not {_is_liaison(who)} or {granted}))"
	return f"({opened} and (not {_is_liaison(who)} or not {_names_hidden(kind, who)}))"


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


def _hanging(doctype: str, who: str, roles: frozenset[Reason]) -> str:
	"""What is about a stakeholder is seen by those who see her, and the agency or meeting that it names."""
	about = _any(
		f"(`tab{doctype}`.stakeholder_type = {_quote(kind)} and "
		+ _among(doctype, "stakeholder", kind, _stakeholders(kind, who, roles, False))
		+ ")"
		for kind in KINDS
	)
	if doctype == DISCLOSURE:
		return f"({about} and {_among(doctype, 'agency', AGENCY, _stakeholders(AGENCY, who, roles, False))})"
	if doctype in ALSO_NAMES_MEETING:
		met = _among(doctype, "meeting", MEETING, _meetings(who, roles))
		return f"({about} and (coalesce(`tab{doctype}`.meeting, '') = '' or {met}))"
	return about


def _meetings(who: str, roles: frozenset[Reason]) -> str:
	return f"({_any(_meeting_reasons(who, roles))} and {_outside_walls(who)})"


def _meeting_reasons(who: str, roles: frozenset[Reason]) -> Iterable[str]:
	yield _levels(MEETING, roles)
	yield _meeting_people(who)
	yield _shared(MEETING, who, changing=False)


def _brief_condition(who: str, roles: frozenset[Reason]) -> str:
	"""Lead and team, whom it was made for; others where the meeting's level and its own let them."""
	people = _among(BRIEF, "meeting", MEETING, f"({_in_team(who)} and {_outside_walls(who)})")
	others = _among(BRIEF, "meeting", MEETING, _meetings(who, roles))
	return _any([people, f"({_levels(BRIEF, roles)} and {others})"])


def _outside_walls(who: str) -> str:
	"""Whether no wall stands between a user and a meeting."""
	return f"(not {_is_focal_person(who)} and (not {_is_liaison(who)} or not {_meeting_names_hidden(who)}))"


def _is_liaison(who: str) -> str:
	return (
		f"exists (select liaison.name from `tabAgency Liaison` liaison where liaison.user = {who}"
		f" and liaison.since <= {_today()} and (liaison.until is null or liaison.until >= {_today()}))"
	)


def _is_focal_person(who: str) -> str:
	return (
		"exists (select focal.name from `tabAgency Focal Person` focal"
		f" where (focal.user = {who} or focal.address = {who})"
		f" and (focal.until is null or focal.until >= {_today()}))"
	)


def _granted(kind: str, who: str) -> str:
	return (
		f"select opened.stakeholder from `tabAccess Grant` opened where opened.user = {who}"
		f" and opened.stakeholder_type = {_quote(kind)} and opened.withdrawn_on is null"
		f" and opened.ends_on >= {_today()}"
	)


def _names_hidden(kind: str, who: str) -> str:
	"""Whether a stakeholder's record names somebody who is hidden from liaisons."""
	table = f"`tab{kind}`"
	return _any(
		f"({table}.name in (select tie.parent from `tabStakeholder Tie` tie where"
		f" tie.parenttype = {_quote(kind)} and {_is_hidden('tie', hidden, who)})"
		f" or (coalesce({table}.intermediary_type, '') = {_quote(hidden)}"
		f" and coalesce({table}.intermediary, '') not in ({_granted(hidden, who)})))"
		for hidden in HIDDEN_FROM_LIAISONS
	)


def _meeting_names_hidden(who: str) -> str:
	"""Whether a meeting, or what is logged of it, names somebody who is hidden from liaisons."""
	tables = {
		"Meeting Participant": "select person.parent from `tabMeeting Participant` person where",
		**{
			table: f"select log.meeting from `tabMeeting Log` log join `tab{table}` person"
			" on person.parent = log.name where"
			for table in LOG_TABLES
		},
	}
	return _any(
		f"`tab{MEETING}`.name in ({query} {_is_hidden('person', hidden, who)})"
		for hidden in HIDDEN_FROM_LIAISONS
		for query in tables.values()
	)


def _is_hidden(row: str, hidden: str, who: str) -> str:
	return (
		f"{row}.stakeholder_type = {_quote(hidden)}"
		f" and coalesce({row}.stakeholder, '') not in ({_granted(hidden, who)})"
	)


def _today() -> str:
	return _quote(today())


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
	"""A new document may name only what its author may see; behind a wall, none is begun."""
	who = _quote(user)
	is_focal_person, is_liaison = frappe.db.sql(f"select {_is_focal_person(who)}, {_is_liaison(who)}")[0]
	if is_focal_person or (is_liaison and doc.doctype in HIDDEN_FROM_LIAISONS):
		return False
	if doc.doctype in HANGS_ON_STAKEHOLDER and doc.stakeholder:
		return bool(cleared_for(user, [(doc.stakeholder_type, doc.stakeholder)]))
	if doc.doctype in (*HANGS_ON_MEETING, BRIEF) and doc.meeting:
		return bool(visible_names(MEETING, [doc.meeting], user))
	if doc.doctype == AGREEMENT and doc.agency:
		return bool(visible_names(AGENCY, [doc.agency], user))
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
access_grant_query = partial(condition, "Access Grant")
agency_liaison_query = partial(condition, "Agency Liaison")
stakeholder_access_log_query = partial(condition, "Stakeholder Access Log")
erasure_request_query = partial(condition, "Erasure Request")
