"""What is known of a user before any record is looked at: what leaves whole parts of a condition away.

A database that must find out, in the middle of a query, that nothing at all was shared with somebody plans
for the case that much was. So this is asked first, and the conditions of ``access/permissions.py`` speak only of
what there is.
"""

from collections.abc import Collection
from dataclasses import dataclass

import frappe
from frappe.utils import today

from stakeholder_crm.base.doctypes import MODULES
from stakeholder_crm.domain.clearance import ClearanceReason

ROLE_REASONS = (ClearanceReason.STAFF, ClearanceReason.MANAGER, ClearanceReason.SAFEGUARDING)


@dataclass(frozen=True, slots=True)
class Viewer:
	"""A user as the rule sees her, at this moment: it is not kept from one question to the next.

	Attributes:
		name: the user's.
		roles: reasons that her roles give her.
		is_liaison: whether she is marked as a liaison to agencies today; never the safeguarding lead.
		is_focal_person: whether she is marked as an agency's focal person today; never who has a role of ours.
		granted: kinds of stakeholders of which some were opened to her, and still are.
		shared: DocTypes of which some records are shared with her, to be read or more.
		readable: DocTypes of ours that one of her roles reads.
	"""

	name: str
	roles: frozenset[ClearanceReason]
	is_liaison: bool
	is_focal_person: bool
	granted: frozenset[str]
	shared: frozenset[str]
	readable: frozenset[str]

	def reads(self, doctype: str) -> bool:
		"""Whether a role of hers reads a DocType of ours at all: without one no reason counts but a share.

		Args:
			doctype: its name.
		"""
		return doctype in self.readable


def load_viewer(user: str) -> Viewer:
	"""Read what is known of a user, with one query.

	Args:
		user: a user's name; not Administrator's, whom no rule holds.
	"""
	who, roles = quote(user), frappe.get_roles(user)
	rows = frappe.db.sql(
		f"select 'liaison' as what, '' as which from `tabAgency Liaison` liaison where {_is_liaison(who)}"
		f" union select 'focal person', '' from `tabAgency Focal Person` focal where {_is_focal_person(who)}"
		f" union select 'granted', opened.stakeholder_type from `tabAccess Grant` opened where {open_grant_condition(who)}"
		f" union select 'shared', share.share_doctype from `tabDocShare` share where share.user = {who}"
		f" union {_readable('Custom DocPerm', roles)}"
		# Once something was customised, the host asks nothing else.
		f" union {_readable('DocPerm', roles)} and not exists"
		" (select 1 from `tabCustom DocPerm` other where other.parent = perm.parent)"
	)
	found: dict[str, set[str]] = {}
	for what, which in rows:
		found.setdefault(what, set()).add(which)
	reasons = frozenset(reason for reason in ROLE_REASONS if reason.value in roles)
	return Viewer(
		user,
		reasons,
		"liaison" in found and ClearanceReason.SAFEGUARDING not in reasons,
		"focal person" in found and not reasons,
		frozenset(found.get("granted", ())),
		frozenset(found.get("shared", ())),
		frozenset(found.get("readable", ())),
	)


def has_app_permission() -> bool:
	"""Whether the session's user finds this app among the host's apps: with one of its roles."""
	roles = frappe.get_roles()
	return frappe.session.user == "Administrator" or any(reason.value in roles for reason in ROLE_REASONS)


def open_grant_condition(who: str) -> str:
	"""The condition on a grant ``opened`` that it opens something to a user today.

	Args:
		who: the user's name, quoted.
	"""
	return f"opened.user = {who} and opened.withdrawn_on is null and opened.ends_on >= {_today()}"


def quote(value: str) -> str:
	"""A value as SQL, for a statement that is run without arguments."""
	return frappe.db.escape(value, percent=False)


def _is_liaison(who: str) -> str:
	return (
		f"liaison.user = {who} and liaison.since <= {_today()}"
		f" and (liaison.until is null or liaison.until >= {_today()})"
	)


def _is_focal_person(who: str) -> str:
	return f"focal.user = {who} and (focal.until is null or focal.until >= {_today()})"


def _readable(rights: str, roles: Collection[str]) -> str:
	"""A query on what roles read: one for all DocTypes, whose forms need not be loaded for it."""
	return (
		f"select 'readable', perm.parent from `tab{rights}` perm join `tabDocType` kind on kind.name = perm.parent"
		f" where kind.module in ({', '.join(map(quote, MODULES))}) and perm.role in ({', '.join(map(quote, roles))})"
		" and perm.permlevel = 0 and perm.`read` = 1"
	)


def _today() -> str:
	return quote(today())
