"""Documents with sensible defaults, for tests and demo data.

Every factory inserts a document and returns it. Keyword arguments override the defaults. `insert=False` returns it
unsaved. They run as the session's user, with permissions checked. A stakeholder may be given as a document or as a
pair ("Activist", "ACT-00001").
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import count
from typing import Any, TypeAlias

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, get_datetime, now_datetime, today
from frappe.utils.password import update_password

from stakeholder_crm.base.pairs import pair_of

Stakeholder: TypeAlias = Document | tuple[str, str]

USERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
	"outreach": ("outreach@crm-test.example", "Noor", ("Outreach Staff",)),
	"outreach2": ("outreach2@crm-test.example", "Ilse", ("Outreach Staff",)),
	"manager": ("manager@crm-test.example", "Marta", ("Outreach Manager",)),
	"safeguarding": ("safeguarding@crm-test.example", "Sefa", ("Safeguarding Lead",)),
	"outsider": ("outsider@crm-test.example", "Oskar", ("Website Manager",)),
}

_serial = count(1)


def make_user(
	email: str, first_name: str, roles: Iterable[str], password: str | None = None, **fields: Any
) -> str:
	"""The user's e-mail address. Creates the user if missing, and adds missing roles."""
	if frappe.db.exists("User", email):
		user = frappe.get_doc("User", email)
		missing = set(roles) - {row.role for row in user.roles}
		if missing:
			# Only an administrator may assign roles.
			user.flags.ignore_permissions = True
			user.add_roles(*sorted(missing))
	else:
		user = frappe.new_doc("User")
		user.update(
			{
				"email": email,
				"first_name": first_name,
				"send_welcome_email": 0,
				# A role with Desk access makes it a System User. Set here, Frappe would also make it a System Manager on a site
				# that has none.
				"user_type": "Website User",
				"language": "en",
				"roles": [{"role": role} for role in roles],
				**fields,
			}
		)
		user.flags.no_welcome_mail = True
		# Only an administrator may create users. Factories also run inside a role's test.
		user.insert(ignore_permissions=True)
	if password:
		update_password(email, password)
	return email


def users(password: str | None = None) -> dict[str, str]:
	"""One user per role, and one without any, by the keys of `USERS`."""
	return {key: make_user(email, name, roles, password) for key, (email, name, roles) in USERS.items()}


def pair(stakeholder: Stakeholder) -> dict[str, str]:
	"""The two fields by which another document links to a stakeholder."""
	if isinstance(stakeholder, Document):
		return {"stakeholder_type": stakeholder.doctype, "stakeholder": stakeholder.name}
	return {"stakeholder_type": stakeholder[0], "stakeholder": stakeholder[1]}


def contact_point(**fields: Any) -> dict[str, Any]:
	"""A row for `contact_points`. Default: a safe e-mail address."""
	return {
		"channel": "Email",
		"value": f"person{next(_serial)}@example.org",
		"safety": "Safe",
		"preferred": 1,
		"name_organisation_ok": 1,
		**fields,
	}


def community_leader(insert: bool = True, **fields: Any) -> Document:
	"""A Community Leader with one safe e-mail address, owned by the first outreach user."""
	return _stakeholder("Community Leader", insert, {"community": "Harbour Quarter"}, fields)


def activist(insert: bool = True, **fields: Any) -> Document:
	"""An Activist with one safe e-mail address, owned by the first outreach user."""
	return _stakeholder("Activist", insert, {"causes": "Tenants' rights"}, fields)


def partner_agency(insert: bool = True, **fields: Any) -> Document:
	"""A Partner Agency with one safe e-mail address, owned by the first outreach user."""
	defaults = {"agency_type": "Legal Services", "jurisdiction": "North Shore"}
	return _stakeholder("Partner Agency", insert, defaults, fields)


STAKEHOLDERS: dict[str, Callable[..., Document]] = {
	"Community Leader": community_leader,
	"Activist": activist,
	"Partner Agency": partner_agency,
}


def focal_person(**fields: Any) -> dict[str, Any]:
	"""A row for an agency's `focal_people`: current, with a safe e-mail address."""
	serial = next(_serial)
	return {
		"person_name": f"Focal Person {serial}",
		"role": "Liaison",
		"channel": "Email",
		"address": f"focal{serial}@example.org",
		"safety": "Safe",
		"since": add_days(today(), -365),
		**fields,
	}


def meeting(
	participants: Iterable[Stakeholder | dict[str, Any]] = (), insert: bool = True, **fields: Any
) -> Document:
	"""A Stakeholder Meeting of an hour, by default a week from now.

	`participants` are stakeholders or whole rows. A `status` other than Planned is written directly, without the state
	machine.
	"""
	status = fields.pop("status", None)
	starts_on = get_datetime(fields.pop("starts_on", None) or _round_hour(now_datetime() + timedelta(days=7)))
	doc = frappe.new_doc("Stakeholder Meeting")
	doc.update(
		{
			"subject": f"Meeting {next(_serial)}",
			"kind": "One-to-one",
			"starts_on": starts_on,
			"ends_on": starts_on + timedelta(hours=1),
			"lead": _owner(),
			"purpose": "Hear what has changed since we last spoke",
			**fields,
		}
	)
	for row in participants:
		doc.append("participants", row if isinstance(row, dict) else {**pair(row), "invited": 1})
	if not insert:
		return doc
	doc.insert()
	if status and status != doc.status:
		doc.db_set("status", status, update_modified=False)
	return doc


def held_meeting(participants: Iterable[Stakeholder | dict[str, Any]] = (), **fields: Any) -> Document:
	"""A meeting that by default ended two hours ago, ready to be logged."""
	starts_on = _round_hour(now_datetime() - timedelta(hours=3))
	return meeting(participants, **{"starts_on": starts_on, "status": "Held", **fields})


def attendance(stakeholder: Stakeholder, **fields: Any) -> dict[str, Any]:
	"""A row for a log's `attendance`: attended, with a contribution that is safe to mention."""
	return {
		**pair(stakeholder),
		"attended": 1,
		"contribution": "explaining how the neighbourhood sees it",
		"safe_to_mention": 1,
		"acknowledge_in_writing": 1,
		**fields,
	}


def log(of: Document, submit: bool = False, insert: bool = True, **fields: Any) -> Document:
	"""A Meeting Log of the meeting `of`. All participants attended, unless `attendance` is given."""
	doc = frappe.new_doc("Meeting Log")
	rows = fields.pop("attendance", None)
	if rows is None:
		rows = [
			attendance(pair_of(row), represented_by=row.represented_by)
			for row in of.participants
			if row.stakeholder
		]
	doc.update(
		{
			"meeting": of.name,
			"held_from": of.starts_on,
			"held_to": of.ends_on,
			"summary": "We listened, and agreed to meet again.",
			"outcome": "Progress",
			"attendance": rows,
			**fields,
		}
	)
	if not insert:
		return doc
	doc.insert()
	if submit:
		doc.submit()
	return doc


def concern(raised_by: Stakeholder, insert: bool = True, **fields: Any) -> Document:
	"""A Stakeholder Concern raised today."""
	defaults = {"said": f"Nobody told us about change {next(_serial)}", "category": "Trust"}
	return _make("Stakeholder Concern", insert, {**pair(raised_by), **defaults, **fields})


def commitment(to: Stakeholder, insert: bool = True, **fields: Any) -> Document:
	"""A Stakeholder Commitment of ours, made today and due in two weeks."""
	defaults = {
		"promise": f"Send the notes of talk {next(_serial)}",
		"direction": "Ours",
		"responsible": _owner(),
		"made_on": today(),
		"due_on": add_days(today(), 14),
	}
	return _make("Stakeholder Commitment", insert, {**pair(to), **defaults, **fields})


def assessment(of: Stakeholder, insert: bool = True, **fields: Any) -> Document:
	"""A Stakeholder Assessment of today, with mid-scale values."""
	defaults = {
		"assessed_on": today(),
		"confidence": "Medium",
		"evidence": "Said so in the last meeting",
		"power": 3,
		"legitimacy": 3,
		"urgency": 3,
		"influence": 3,
		"interest": 3,
		"trust": 3,
		"current_position": "Neutral",
		"desired_position": "Supportive",
	}
	return _make("Stakeholder Assessment", insert, {**pair(of), **defaults, **fields})


def agency_liaison(user: str, **fields: Any) -> Document:
	"""An Agency Liaison since today: the user works with the police from now on, behind that barrier."""
	defaults = {"agency_type": "Law Enforcement", "since": today(), "reason": "Police desk"}
	return _make("Agency Liaison", True, {"user": user, **defaults, **fields})


def email_account(port: int, **fields: Any) -> Document:
	"""The default outgoing Email Account, with an SMTP server on this machine's loopback.

	Its address is not a user's: Frappe would save that user again and clear its caches.
	"""
	doc = frappe.new_doc("Email Account")
	doc.update(
		{
			"email_account_name": f"Loopback {port}",
			"email_id": "office@crm-test.example",
			"enable_outgoing": 1,
			"default_outgoing": 1,
			"smtp_server": "127.0.0.1",
			"smtp_port": port,
			"use_tls": 0,
			"use_ssl_for_outgoing": 0,
			"no_smtp_authentication": 1,
			"awaiting_password": 0,
			**fields,
		}
	)
	# A site has one default account. The test sets up mail, not the role it runs as.
	return doc.insert(ignore_permissions=True)


def _stakeholder(doctype: str, insert: bool, defaults: dict[str, Any], fields: dict[str, Any]) -> Document:
	serial = next(_serial)
	name = {"Community Leader": "Leader", "Activist": "Activist"}.get(doctype, "Agency")
	values = {
		"full_name": f"{name} {serial}",
		"relationship_owner": _owner(),
		"contact_points": [contact_point()],
		**defaults,
		**fields,
	}
	if values.get("confidentiality") == "Confidential":
		values.setdefault("safe_alias", f"Alias {serial}")
	return _make(doctype, insert, values)


def _make(doctype: str, insert: bool, values: dict[str, Any]) -> Document:
	doc = frappe.new_doc(doctype)
	doc.update(values)
	return doc.insert() if insert else doc


def _owner() -> str:
	"""The session's user, or the first outreach user when the Administrator runs the test."""
	user = frappe.session.user
	if user not in ("Administrator", "Guest"):
		return user
	return users()["outreach"]


def _round_hour(moment: Any) -> Any:
	return moment.replace(minute=0, second=0, microsecond=0)
