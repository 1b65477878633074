"""What runs is the rule: the SQL of access/permissions.py against domain/clearance.py, on random worlds."""

from collections.abc import Iterator
from random import Random

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from stakeholder_crm.access.permissions import TEAM_STATES, visible_pairs
from stakeholder_crm.access.viewers import has_app_permission
from stakeholder_crm.base.pairs import KINDS, pair_of
from stakeholder_crm.domain.clearance import (
	HIDDEN_FROM_LIAISONS,
	ClearanceReason,
	Level,
	Wall,
	level_of,
	may_see,
	name_of,
)
from stakeholder_crm.testing import factories

OUR_ROLES = {reason.value: reason for reason in ClearanceReason if reason.value.istitle()}


@pytest.mark.parametrize("seed", range(6))
def test_a_user_sees_exactly_whom_the_rule_lets_them_see(seed, users):
	dice = Random(seed)  # noqa: S311 - a world to look at, not a secret
	viewers = _viewers(users)
	people = _people(dice, viewers)
	_doors(dice, viewers, people)
	seen = 0
	for user in viewers:
		expected = {
			(doc.doctype, doc.name)
			for doc in people
			if may_see(level_of(doc.confidentiality), set(_reasons(user, doc)), set(_walls(user, doc)))
		}
		assert visible_pairs(user, [(doc.doctype, doc.name) for doc in people]) == expected, user
		seen += len(expected)
	assert 0 < seen < len(viewers) * len(people)


def _viewers(users: dict[str, str]) -> list[str]:
	liaison = factories.make_user("liaison@crm-test.example", "Lio", ["Outreach Staff"])
	factories.agency_liaison(liaison)
	focal = factories.make_user("focal@crm-test.example", "Fola", ["Website Manager"])
	factories.partner_agency(focal_people=[factories.focal_person(user=focal)])
	return [*users.values(), liaison, focal]


def _people(dice: Random, viewers: list[str]) -> list:
	owners = viewers[:3]
	people: list = []
	for _ in range(14):
		activists = [doc for doc in people if doc.doctype in HIDDEN_FROM_LIAISONS]
		named = dice.choice(activists) if activists and dice.random() < 0.4 else None
		ties = [{**factories.pair(named), "kind": "Ally"}] if named else []
		level = name_of(max(dice.choice(list(Level)), level_of(named.confidentiality if named else "Open")))
		people.append(
			factories.STAKEHOLDERS[dice.choice(KINDS)](
				confidentiality=level,
				relationship_owner=dice.choice(owners),
				backup_owner=dice.choice([None, *viewers[:3]]),
				ties=ties,
			)
		)
	return people


def _doors(dice: Random, viewers: list[str], people: list) -> None:
	"""Meetings, grants and shares; a share that the rule does not allow is refused, and is not made."""
	for _ in range(6):
		factories.meeting(
			dice.sample(people, 2),
			lead=viewers[0],
			team=[{"user": user} for user in dice.sample(viewers[1:], 2)],
			status=dice.choice((*TEAM_STATES, "Logged", "Cancelled")),
		)
	for _ in range(5):
		ends_on = add_days(today(), dice.choice((7, 30)))
		grant = frappe.get_doc(
			{
				"doctype": "Access Grant",
				**factories.pair(dice.choice(people)),
				"user": dice.choice(viewers),
				"ends_on": ends_on,
				"reason": "Stands in for a colleague",
			}
		).insert()
		if dice.random() < 0.3:
			grant.withdraw("Back again")
	for _ in range(5):
		doc = dice.choice(people)
		try:
			frappe.share.add_docshare(
				doc.doctype, doc.name, dice.choice(viewers), flags={"ignore_share_permission": True}
			)
		except frappe.PermissionError:
			continue


def _reasons(user: str, doc) -> Iterator[ClearanceReason]:
	about = factories.pair(doc)
	if frappe.db.exists(
		"DocShare", {"share_doctype": doc.doctype, "share_name": doc.name, "user": user, "read": 1}
	):
		yield ClearanceReason.SHARED
	roles = set(frappe.get_roles(user))
	if not any(perm.role in roles and perm.read and not perm.permlevel for perm in doc.meta.permissions):
		return
	yield from (reason for role, reason in OUR_ROLES.items() if role in roles)
	if user in (doc.relationship_owner, doc.backup_owner):
		yield ClearanceReason.OWNER
	if _granted(user, about):
		yield ClearanceReason.GRANTED
	for row in frappe.get_all("Meeting Participant", about, ["parent"], order_by="parent"):
		meeting = frappe.get_doc("Stakeholder Meeting", row.parent)
		if meeting.status in TEAM_STATES and user in (meeting.lead, *(one.user for one in meeting.team)):
			yield ClearanceReason.TEAM


def _walls(user: str, doc) -> Iterator[Wall]:
	roles = set(frappe.get_roles(user))
	if frappe.db.exists("Agency Focal Person", {"user": user}) and roles.isdisjoint(OUR_ROLES):
		yield Wall.FOCAL_PERSON
	if not frappe.db.exists("Agency Liaison", {"user": user}) or "Safeguarding Lead" in roles:
		return
	if doc.doctype in HIDDEN_FROM_LIAISONS:
		yield Wall.LIAISON
	for tie in doc.ties:
		if tie.stakeholder_type in HIDDEN_FROM_LIAISONS and not _granted(user, factories.pair(pair_of(tie))):
			yield Wall.NAMED


def _granted(user: str, about: dict[str, str]) -> bool:
	grants = frappe.get_all(
		"Access Grant",
		{**about, "user": user, "withdrawn_on": ("is", "not set")},
		["ends_on"],
		order_by="name",
	)
	return any(getdate(grant.ends_on) >= getdate(today()) for grant in grants)


@pytest.mark.parametrize(
	("user", "finds"), [("outreach", True), ("manager", True), ("safeguarding", True), ("outsider", False)]
)
def test_the_app_is_found_among_the_hosts_apps_by_who_has_a_role_of_it(user, finds, as_user, users):
	with as_user(users[user]):
		assert has_app_permission() is finds
