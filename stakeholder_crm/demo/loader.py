"""Load the demo data through controllers and services, as the demo's own users."""

import secrets
import sys
from collections.abc import Callable
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, now, now_datetime, today, update_progress_bar
from frappe.utils.password import update_password

from stakeholder_crm.base.acting_as import acting_as
from stakeholder_crm.demo import registry
from stakeholder_crm.demo.activists import ACTIVISTS
from stakeholder_crm.demo.coming_meetings import COMING_MEETINGS
from stakeholder_crm.demo.community_leaders import COMMUNITY_LEADERS
from stakeholder_crm.demo.meetings import add_briefs, add_meeting
from stakeholder_crm.demo.partner_agencies import PARTNER_AGENCIES
from stakeholder_crm.demo.past_meetings import PAST_MEETINGS
from stakeholder_crm.demo.recent_meetings import RECENT_MEETINGS
from stakeholder_crm.demo.rows import Row, resolved
from stakeholder_crm.demo.scene import Scene
from stakeholder_crm.partnerships.health.refresh_health import update_health
from stakeholder_crm.testing.factories import make_user

USERS = {
	"outreach": ("outreach@demo.example", "Noor", "Haddad", ("Outreach Staff",)),
	"outreach2": ("colleague@demo.example", "Ilse", "Brandt", ("Outreach Staff",)),
	"manager": ("manager@demo.example", "Marta", "Oyelaran", ("Outreach Manager",)),
	"safeguarding": ("safeguarding@demo.example", "Sefa", "Lindholm", ("Safeguarding Lead",)),
}
PEOPLE: dict[str, dict[str, Row]] = {
	"Community Leader": COMMUNITY_LEADERS,
	"Activist": ACTIVISTS,
	"Partner Agency": PARTNER_AGENCIES,
}
SEPARATE = ("ties", "intermediary", "assessments", "consents", "agreement")


def load(password: str | None = None) -> dict[str, Any]:
	"""Load the demo data. If it is loaded already, only reset the users' password.

	Args:
			password: for all demo users. Default: random.

	Returns:
			The log-ins, their password, and the number of records of each DocType.
	"""
	password = password or secrets.token_urlsafe(9)
	records = registry.recall(registry.LOADED)
	if not records:
		records = _load()
	emails = [email for email, *_rest in USERS.values()]
	for email in emails:
		update_password(email, password)
	return {"log_ins": emails, "password": password, "records": {key: len(records[key]) for key in records}}


def log_ins(password: str = "") -> str:
	"""The demo users with their roles and how to log in, as lines for a terminal."""
	lines = [f"{email} ({roles[0]})" for email, _first, _last, roles in USERS.values()]
	return "\n".join([*lines, f"Password of all: {password}" if password else "Password: as load printed it"])


def _load() -> registry.Records:
	before, started = frappe.session.user, now()
	users = {key: _make_user(*fields) for key, fields in USERS.items()}
	scene = Scene(getdate(today()), now_datetime(), users)
	try:
		_each("Stakeholders", _people(), lambda item: _add_stakeholder(scene, *item))
		_each("Ties, assessments, consents", _people(), lambda item: _add_dependent_records(scene, *item))
		_each(
			"Meetings and logs",
			[*PAST_MEETINGS.items(), *RECENT_MEETINGS.items(), *COMING_MEETINGS.items()],
			lambda item: add_meeting(scene, *item),
		)
		add_briefs(scene)
		update_health(scene.people.values())
	finally:
		frappe.set_user(before)
	records = {**registry.made_by(list(users.values()), started), "User": list(users.values())}
	registry.remember(registry.LOADED, records)
	return records


def _make_user(email: str, first_name: str, last_name: str, roles: tuple[str, ...]) -> str:
	make_user(email, first_name, roles, last_name=last_name, block_modules=_other_modules())
	# demo.example receives no mail, and a real site must not try to deliver there.
	frappe.db.set_value("Notification Settings", email, "enable_email_notifications", 0)
	return email


def _other_modules() -> list[dict[str, str]]:
	"""Rows that hide other apps' workspaces from a demo user's Desk."""
	modules = frappe.get_all(
		"Module Def", filters={"app_name": ("!=", "stakeholder_crm")}, pluck="name", order_by="name"
	)
	return [{"module": module} for module in modules]


def _people() -> list[tuple[str, str, Row]]:
	return [(kind, key, row) for kind, people in PEOPLE.items() for key, row in people.items()]


def _add_stakeholder(scene: Scene, kind: str, key: str, row: Row) -> None:
	fields = {name: value for name, value in row.items() if name not in SEPARATE}
	fields = resolved(fields, scene.today, scene.users)
	with acting_as(fields.setdefault("relationship_owner", scene.users["outreach"])):
		doc = frappe.new_doc(kind)
		doc.update(fields)
		if doc.language and not frappe.db.exists("Language", doc.language):
			doc.language = None
		doc.insert()
	scene.people[key] = (kind, doc.name)


def _add_dependent_records(scene: Scene, kind: str, key: str, row: Row) -> None:
	"""Records that link to other records, or to this one."""
	doc = frappe.get_doc(kind, scene.people[key][1])
	with acting_as(doc.relationship_owner):
		for tie in resolved(row.get("ties", []), scene.today, scene.users):
			doc.append("ties", {**scene.pair(tie.pop("to")), **tie})
		if row.get("intermediary"):
			doc.intermediary_type, doc.intermediary = scene.people[row["intermediary"]]
		if row.get("ties") or row.get("intermediary"):
			doc.save()
		for assessment in resolved(row.get("assessments", []), scene.today, scene.users):
			_insert("Stakeholder Assessment", {**scene.pair(key), **assessment})
		for decision in resolved(row.get("consents", []), scene.today, scene.users):
			_insert("Consent Record", {**scene.pair(key), **decision})
	if row.get("agreement"):
		with acting_as(scene.users["manager"]):
			agreement = resolved(row["agreement"], scene.today, scene.users)
			signed = _insert("Partnership Agreement", {"agency": doc.name, **agreement})
			signed.status = "In Force"
			signed.save()


def _insert(doctype: str, values: dict[str, Any]) -> Document:
	doc = frappe.new_doc(doctype)
	doc.update(values)
	return doc.insert()


def _each(title: str, items: list[Any], do: Callable[[Any], None]) -> None:
	"""Process every item, with a progress bar in a terminal."""
	for number, item in enumerate(items):
		do(item)
		if sys.stdout.isatty():
			update_progress_bar(title, number, len(items))
	frappe.clear_messages()
