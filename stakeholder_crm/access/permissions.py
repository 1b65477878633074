"""One rule for who sees which record, used by both permission hooks of every DocType.

The rule itself is ``domain/clearance.py``. Here its reasons are SQL conditions, one set for stakeholders and one for
meetings. All other records depend on one of the two. Walls override all reasons: an agency's focal person sees
nothing, and an agency liaison sees no activist and no record that names one. Only a grant overrides a wall. Every
reason except a share also needs a role that reads the DocType: a former team member who lost the role sees nothing,
even if still listed. A single document is checked with the same condition on its *stored* values, so that unsaved
values cannot grant access.
"""

from collections.abc import Collection, Iterable

import frappe

from stakeholder_crm.access.viewers import Viewer, load_viewer, open_grant_condition, quote
from stakeholder_crm.base.doctypes import (
	ADDRESS_BOOK_LINK,
	AGENCY,
	AGREEMENT,
	BRIEF,
	CONTACT_IMPORT,
	DISCLOSURE,
	DUPLICATE_EXCEPTION,
	ERPNEXT_LINK,
	MEETING,
	SEALED_TEXT,
)
from stakeholder_crm.base.pairs import KINDS, Pair, pair_of
from stakeholder_crm.domain.clearance import HIDDEN_FROM_LIAISONS, REASONS, ClearanceReason, Level, name_of

HANGS_ON_MEETING = ("Meeting Log", "Engagement Plan")
HANGS_ON_STAKEHOLDER = (
	"Stakeholder Assessment",
	"Stakeholder Concern",
	"Stakeholder Commitment",
	"Thank You Follow Up",
	"Consent Record",
	DISCLOSURE,
	"Access Grant",
	"Erasure Request",
	"Stakeholder Merge Log",
)
# Records of a meeting are as confidential as the meeting.
ALSO_NAMES_MEETING = ("Stakeholder Concern", "Stakeholder Commitment", "Thank You Follow Up")
# These name no stakeholder: roles with read permission see all of them.
ABOUT_USERS = {
	"Agency Liaison": (ClearanceReason.MANAGER, ClearanceReason.SAFEGUARDING),
	"Stakeholder Access Log": (ClearanceReason.SAFEGUARDING,),
	"Calendar Feed": (ClearanceReason.SAFEGUARDING,),
}
# Visible to its creator only: it contains data of people who are not stakeholders yet.
# Visible to no user: two records are checked and shown one by one; sealed texts are read by their record.
GUARDED = (
	*(*KINDS, MEETING, BRIEF, *HANGS_ON_MEETING, *HANGS_ON_STAKEHOLDER, AGREEMENT),
	*(*ABOUT_USERS, CONTACT_IMPORT, ERPNEXT_LINK, DUPLICATE_EXCEPTION, ADDRESS_BOOK_LINK, SEALED_TEXT),
)
# A meeting log also names people in these tables.
LOG_TABLES = ("Meeting Attendance", "Meeting Log Concern", "Meeting Log Commitment")

# A meeting's team may view participants until the meeting is logged.
TEAM_STATES = ("Planned", "Confirmed", "Held")
CHANGING = frozenset({"write", "delete", "submit", "cancel", "amend", "share"})
EVERYTHING, NOTHING = "1=1", "1=0"


def condition(doctype: str, user: str | None = None, *, changing: bool = False) -> str:
	"""The SQL condition for the records that a user may see.

	Args:
		doctype: one of this app's DocTypes with personal data.
		user: a user's name; the session's user where empty.
		changing: only records that the user may also change.

	Returns:
		A condition on `` `tab<doctype>` ``; empty (no restriction) for the Administrator only.
	"""
	user = user or frappe.session.user
	return "" if user == "Administrator" else condition_for(load_viewer(user), doctype, changing=changing)


def condition_for(viewer: Viewer, doctype: str, *, changing: bool = False) -> str:
	"""The same for a loaded viewer, for conditions on several DocTypes at once.

	Args:
		viewer: the user.
		doctype: one of this app's DocTypes with personal data.
		changing: only records that the user may also change.

	Returns:
		A condition on `` `tab<doctype>` ``, never empty.
	"""
	if doctype in KINDS:
		return _stakeholders(viewer, doctype, changing)
	if doctype == MEETING:
		return _meetings(viewer)
	if not viewer.reads(doctype):
		return NOTHING
	if doctype == BRIEF:
		return _briefs(viewer)
	if doctype in HANGS_ON_MEETING:
		return _among(doctype, "meeting", MEETING, _meetings(viewer))
	if doctype == AGREEMENT:
		return _among(doctype, "agency", AGENCY, _stakeholders(viewer, AGENCY, changing))
	if doctype in HANGS_ON_STAKEHOLDER:
		return _linked_records(viewer, doctype)
	if doctype == CONTACT_IMPORT:
		return _own_imports(viewer)
	if doctype in ABOUT_USERS:
		entitled = not viewer.is_focal_person and not viewer.roles.isdisjoint(ABOUT_USERS[doctype])
		return EVERYTHING if entitled else NOTHING
	return NOTHING


def has_permission(doc, ptype: str = "read", user: str | None = None, **kwargs: object) -> bool:
	"""Whether a user has a permission on one document, in addition to roles.

	Args:
		doc: the document; a new one is checked by the records that it names.
		ptype: the permission asked for, as Frappe names it.
		user: a user's name; the session's user where empty.
	"""
	user = user or frappe.session.user
	if isinstance(doc, str) or user == "Administrator":
		return True
	if doc.is_new():
		return _may_name_records(doc, user)
	return doc.name in visible_names(doc.doctype, [doc.name], user, changing=ptype in CHANGING)


def visible_names(
	doctype: str, names: Collection[str], user: str | None = None, *, changing: bool = False
) -> set[str]:
	"""The named records that a user's clearance covers. Roles are not checked.

	Args:
		doctype: a DocType that ``condition`` knows.
		names: names of records.
		user: a user's name; the session's user where empty.
		changing: only records that the user may also change.
	"""
	if not names:
		return set()
	return _stored(doctype, names, condition(doctype, user, changing=changing) or EVERYTHING)


def visible_pairs(user: str, pairs: Iterable[Pair]) -> set[Pair]:
	"""The stakeholders that a user's clearance covers, with one query for the user and one per type."""
	names: dict[str, set[str]] = {}
	for kind, name in pairs:
		if kind in KINDS and name:
			names.setdefault(kind, set()).add(name)
	if not names or user == "Administrator":
		where = dict.fromkeys(names, EVERYTHING)
	else:
		viewer = load_viewer(user)
		where = {kind: condition_for(viewer, kind) for kind in names}
	return {(kind, name) for kind, wanted in names.items() for name in _stored(kind, wanted, where[kind])}


def _stored(doctype: str, names: Collection[str], where: str) -> set[str]:
	wanted = ", ".join(map(quote, sorted(names)))
	query = f"select name from `tab{doctype}` where name in ({wanted}) and ({where})"
	return {row[0] for row in frappe.db.sql(query)}


def _stakeholders(viewer: Viewer, kind: str, changing: bool) -> str:
	# A grant allows reading, never changing.
	granted = NOTHING if changing or not viewer.reads(kind) else _granted(viewer, kind)
	if viewer.is_liaison and kind in HIDDEN_FROM_LIAISONS:
		return granted
	reasons = () if viewer.is_focal_person else _stakeholder_reasons(viewer, kind, changing)
	opened = _any([*reasons, granted])
	return f"({opened} and not {_names_hidden(viewer, kind)})" if viewer.is_liaison else opened


def _stakeholder_reasons(viewer: Viewer, kind: str, changing: bool) -> Iterable[str]:
	table, who = f"`tab{kind}`", quote(viewer.name)
	if not viewer.reads(kind):
		yield _shared(viewer, kind, changing)
		return
	yield _levels(kind, viewer.roles)
	yield f"({table}.relationship_owner = {who} or {table}.backup_owner = {who})"
	yield _shared(viewer, kind, changing)
	# Participants have the levels that managers may see anyway.
	if not changing and not _open_to({ClearanceReason.TEAM}) <= _open_to(viewer.roles):
		met = _any(f"{table}.name in ({query})" for query in _participants_of(viewer, kind))
		yield f"({_levels(kind, {ClearanceReason.TEAM})} and {met})"


def _participants_of(viewer: Viewer, kind: str) -> Iterable[str]:
	"""Participants of a user's coming meetings. Lead and team are queried separately, since each has its own index."""
	who = quote(viewer.name)
	members = f"join `tabMeeting Team Member` member on member.parent = `tab{MEETING}`.name"
	places = {
		"": f"`tab{MEETING}`.lead = {who}",
		members: f"member.user = {who} and member.parenttype = {quote(MEETING)}",
	}
	for joined, place in places.items():
		yield (
			"select participant.stakeholder from `tabMeeting Participant` participant"
			f" join `tab{MEETING}` on `tab{MEETING}`.name = participant.parent {joined}"
			f" where participant.stakeholder_type = {quote(kind)}"
			f" and `tab{MEETING}`.status in ({', '.join(map(quote, TEAM_STATES))}) and {place}"
		)


def _linked_records(viewer: Viewer, doctype: str) -> str:
	"""A record about a stakeholder is visible to users who see the stakeholder and the agency or meeting that it names."""
	about = _any(
		f"(`tab{doctype}`.stakeholder_type = {quote(kind)} and "
		+ _looked_up(doctype, "stakeholder", kind, _stakeholders(viewer, kind, False))
		+ ")"
		for kind in KINDS
	)
	if doctype == DISCLOSURE:
		return f"({about} and {_among(doctype, 'agency', AGENCY, _stakeholders(viewer, AGENCY, False))})"
	if doctype in ALSO_NAMES_MEETING:
		met = _looked_up(doctype, "meeting", MEETING, _meetings(viewer))
		return f"({about} and (coalesce(`tab{doctype}`.meeting, '') = '' or {met}))"
	return about


def _meetings(viewer: Viewer) -> str:
	return _without_walls(viewer, _any(_meeting_reasons(viewer)))


def _meeting_reasons(viewer: Viewer) -> Iterable[str]:
	if not viewer.reads(MEETING):
		yield _shared(viewer, MEETING, changing=False)
		return
	yield _levels(MEETING, viewer.roles)
	yield f"(`tab{MEETING}`.owner = {quote(viewer.name)} or {_in_team(viewer)})"
	yield _shared(viewer, MEETING, changing=False)


def _briefs(viewer: Viewer) -> str:
	"""Lead and team; other users if the levels of meeting and brief allow it."""
	people = _among(BRIEF, "meeting", MEETING, _without_walls(viewer, _in_team(viewer)))
	others = _among(BRIEF, "meeting", MEETING, _meetings(viewer))
	return _any([people, f"({_levels(BRIEF, viewer.roles)} and {others})"])


def _without_walls(viewer: Viewer, reasons: str) -> str:
	"""The reasons to see a meeting, unless a wall hides it from the user."""
	if viewer.is_focal_person:
		return NOTHING
	return f"({reasons} and not {_meeting_names_hidden(viewer)})" if viewer.is_liaison else reasons


def _own_imports(viewer: Viewer) -> str:
	"""Its creator, unless a wall hides its stakeholder."""
	if viewer.is_focal_person:
		return NOTHING
	own = f"`tab{CONTACT_IMPORT}`.owner = {quote(viewer.name)}"
	hidden = ", ".join(map(quote, HIDDEN_FROM_LIAISONS))
	return f"({own} and `tab{CONTACT_IMPORT}`.kind not in ({hidden}))" if viewer.is_liaison else own


def _granted(viewer: Viewer, kind: str) -> str:
	return f"`tab{kind}`.name in ({_grants(viewer, kind)})" if kind in viewer.granted else NOTHING


def _grants(viewer: Viewer, kind: str) -> str:
	return (
		f"select opened.stakeholder from `tabAccess Grant` opened where {open_grant_condition(quote(viewer.name))}"
		f" and opened.stakeholder_type = {quote(kind)}"
	)


def _names_hidden(viewer: Viewer, kind: str) -> str:
	"""Whether a stakeholder's record names a person hidden from liaisons."""
	table = f"`tab{kind}`"
	return _any(
		f"({table}.name in (select tie.parent from `tabStakeholder Tie` tie where"
		f" tie.parenttype = {quote(kind)} and {_is_hidden(viewer, 'tie', hidden)})"
		f" or (coalesce({table}.intermediary_type, '') = {quote(hidden)}"
		f" and coalesce({table}.intermediary, '') not in ({_grants(viewer, hidden)})))"
		for hidden in HIDDEN_FROM_LIAISONS
	)


def _meeting_names_hidden(viewer: Viewer) -> str:
	"""Whether a meeting or its log names a person hidden from liaisons."""
	tables = {
		"Meeting Participant": "select person.parent from `tabMeeting Participant` person where",
		**{
			table: f"select log.meeting from `tabMeeting Log` log join `tab{table}` person"
			" on person.parent = log.name where"
			for table in LOG_TABLES
		},
	}
	return _any(
		f"`tab{MEETING}`.name in ({query} {_is_hidden(viewer, 'person', hidden)})"
		for hidden in HIDDEN_FROM_LIAISONS
		for query in tables.values()
	)


def _is_hidden(viewer: Viewer, row: str, hidden: str) -> str:
	return (
		f"{row}.stakeholder_type = {quote(hidden)}"
		f" and coalesce({row}.stakeholder, '') not in ({_grants(viewer, hidden)})"
	)


def _in_team(viewer: Viewer) -> str:
	who = quote(viewer.name)
	return (
		f"(`tab{MEETING}`.lead = {who} or `tab{MEETING}`.name in (select member.parent from"
		f" `tabMeeting Team Member` member where member.user = {who} and member.parenttype = {quote(MEETING)}))"
	)


def _open_to(reasons: Collection[ClearanceReason]) -> set[Level]:
	return {level for level in Level if not REASONS[level].isdisjoint(reasons)}


def _levels(doctype: str, reasons: Collection[ClearanceReason]) -> str:
	levels = ", ".join(quote(name_of(level)) for level in sorted(_open_to(reasons)))
	return f"`tab{doctype}`.confidentiality in ({levels})" if levels else NOTHING


def _shared(viewer: Viewer, doctype: str, changing: bool) -> str:
	if doctype not in viewer.shared:
		return NOTHING
	right = "`write`" if changing else "`read`"
	return (
		f"`tab{doctype}`.name in (select share.share_name from `tabDocShare` share where"
		f" share.share_doctype = {quote(doctype)} and share.user = {quote(viewer.name)} and share.{right} = 1)"
	)


def _among(doctype: str, fieldname: str, target: str, where: str) -> str:
	if where == NOTHING:
		return NOTHING
	return f"`tab{doctype}`.{fieldname} in (select `tab{target}`.name from `tab{target}` where {where})"


def _looked_up(doctype: str, fieldname: str, target: str, where: str) -> str:
	"""The same as ``_among``, one record at a time: beside an "or", MariaDB would list all of them first."""
	if where == NOTHING:
		return NOTHING
	return f"(select {where} from `tab{target}` where `tab{target}`.name = `tab{doctype}`.{fieldname})"


def _any(conditions: Iterable[str]) -> str:
	"""Any of the conditions; those that match nothing are left out."""
	asked = [each for each in conditions if each != NOTHING]
	return f"({' or '.join(asked)})" if asked else NOTHING


def _may_name_records(doc, user: str) -> bool:
	"""A new document may name only records that its author may see. A wall blocks creation."""
	viewer = load_viewer(user)
	about = doc.kind if doc.doctype == CONTACT_IMPORT else doc.doctype
	if viewer.is_focal_person or (viewer.is_liaison and about in HIDDEN_FROM_LIAISONS):
		return False
	if doc.doctype in HANGS_ON_STAKEHOLDER and doc.stakeholder:
		return bool(visible_pairs(user, [pair_of(doc)]))
	if doc.doctype in (*HANGS_ON_MEETING, BRIEF) and doc.meeting:
		return bool(visible_names(MEETING, [doc.meeting], user))
	if doc.doctype == AGREEMENT and doc.agency:
		return bool(visible_names(AGENCY, [doc.agency], user))
	return True


def query_condition(user: str | None = None, doctype: str = "") -> str:
	"""The hook ``permission_query_conditions``; see ``condition``."""
	return condition(doctype, user)
