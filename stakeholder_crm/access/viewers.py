"""What is known of a user before any record is checked: it removes whole parts of a condition.

A database that finds out within a query that nothing is shared with a user plans for many shares. So this is loaded
first, and the conditions of ``access/permissions.py`` contain only what applies.
"""

from collections.abc import Collection
from dataclasses import dataclass

import frappe
from frappe.utils import today

from stakeholder_crm.base.doctypes import MODULES, SETTINGS, is_ours
from stakeholder_crm.domain.clearance import ClearanceReason

# How long it is remembered that a user has nothing to do with this app. Too long, they would see less, never more.
OUTSIDER_SECONDS = 300
OUTSIDER_KEY = "stakeholder_crm_outsider"
ROLE_REASONS = (ClearanceReason.STAFF, ClearanceReason.MANAGER, ClearanceReason.SAFEGUARDING)


@dataclass(frozen=True, slots=True)
class Viewer:
	"""A user as the rule sees them now; it is never cached.

	Attributes:
		name: the user's.
		roles: the reasons from the user's roles.
		is_liaison: whether the user is an agency liaison today; never a safeguarding lead.
		is_focal_person: whether the user is an agency's focal person today; never a user with an outreach role.
		granted: stakeholder types with an active grant to the user.
		shared: DocTypes with records shared with the user.
		readable: our DocTypes that one of the user's roles can read.
	"""

	name: str
	roles: frozenset[ClearanceReason]
	is_liaison: bool
	is_focal_person: bool
	granted: frozenset[str]
	shared: frozenset[str]
	readable: frozenset[str]

	def reads(self, doctype: str) -> bool:
		"""Whether one of the user's roles can read a DocType of ours; without one, only a share counts.

		Args:
			doctype: its name.
		"""
		return doctype in self.readable


def load_viewer(user: str) -> Viewer:
	"""Read what is known of a user, with one query.

	Args:
		user: a user's name; not the Administrator, who has no restrictions.
	"""
	who, roles = quote(user), frappe.get_roles(user)
	rows = frappe.db.sql(
		f"select 'liaison' as what, '' as which from `tabAgency Liaison` liaison where {_is_liaison(who)}"
		f" union select 'focal person', '' from `tabAgency Focal Person` focal where {_is_focal_person(who)}"
		f" union select 'granted', opened.stakeholder_type from `tabAccess Grant` opened where {open_grant_condition(who)}"
		f" union select 'shared', share.share_doctype from `tabDocShare` share where share.user = {who}"
		f" union {_readable('Custom DocPerm', roles)}"
		# If permissions were customised, the host uses only those.
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


def is_outsider(user: str) -> bool:
	"""Whether a user has no role that reads our records, no share and no grant; they pay for no further condition.

	Args:
		user: a user's name; not the Administrator.
	"""
	roles = frappe.get_roles(user)
	if any(reason.value in roles for reason in ROLE_REASONS):
		return False
	key = f"{OUTSIDER_KEY}:{user}"
	if frappe.cache.get_value(key, expires=True) == roles:
		return True
	viewer = load_viewer(user)
	if viewer.granted or viewer.readable - {SETTINGS} or any(map(is_ours, viewer.shared)):
		return False
	frappe.cache.set_value(key, roles, expires_in_sec=OUTSIDER_SECONDS)
	return True


def forget_outsider(user: str) -> None:
	"""Check again at once whether a user is an outsider.

	Args:
		user: one who was given a share or a grant.
	"""
	frappe.cache.delete_value(f"{OUTSIDER_KEY}:{user}")


def has_app_permission() -> bool:
	"""Whether the session's user finds this app among the host's apps: with one of its roles."""
	roles = frappe.get_roles()
	return frappe.session.user == "Administrator" or any(reason.value in roles for reason in ROLE_REASONS)


def open_grant_condition(who: str) -> str:
	"""The condition that a grant ``opened`` is active for a user today.

	Args:
		who: the user's name, as an SQL literal.
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
	"""A query for the DocTypes that roles can read, without loading each DocType."""
	return (
		f"select 'readable', perm.parent from `tab{rights}` perm join `tabDocType` kind on kind.name = perm.parent"
		f" where kind.module in ({', '.join(map(quote, MODULES))}) and perm.role in ({', '.join(map(quote, roles))})"
		" and perm.permlevel = 0 and perm.`read` = 1"
	)


def _today() -> str:
	return quote(today())
