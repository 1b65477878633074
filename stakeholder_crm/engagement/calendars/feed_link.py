"""A colleague's own calendar feed: an address that is made, renewed and taken back by herself.

Whoever has the address reads the feed, so it is shown once, and only its hash is stored.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_url, now_datetime

from stakeholder_crm.base.doctypes import MEETING

FEED = "Calendar Feed"
ENDPOINT = "/api/method/stakeholder_crm.api.calendars.feed"
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class FeedState:
	"""What a user is told of her feed.

	Attributes:
		made_on: when its address was made; None where there is none.
		url: the address; empty but at the moment when it is made.
	"""

	made_on: datetime | None
	url: str = ""


def feed_state() -> FeedState:
	"""Whether the session's user has a feed."""
	return FeedState(frappe.db.get_value(FEED, {"user": frappe.session.user}, "made_on"))


def renew_feed() -> FeedState:
	"""Make an address for the session's user; the one before it leads nowhere from now on.

	Raises:
		frappe.PermissionError: when the user reads no meetings.
	"""
	if not frappe.has_permission(MEETING, "read"):
		frappe.throw(_("A calendar feed is for colleagues who see meetings."), frappe.PermissionError)
	token = secrets.token_urlsafe(TOKEN_BYTES)
	values = {"token_hash": hash_of(token), "made_on": now_datetime()}
	name = frappe.db.get_value(FEED, {"user": frappe.session.user})
	feed = frappe.get_doc(FEED, name) if name else frappe.new_doc(FEED)
	feed.update({**values, "user": frappe.session.user})
	feed.flags.by_service = True
	# No role writes feeds: each colleague has her own, by this way alone.
	feed.save(ignore_permissions=True)
	return FeedState(feed.made_on, f"{get_url()}{ENDPOINT}?token={token}")


def revoke_feed(user: str) -> None:
	"""Let the address of somebody's feed lead nowhere.

	Args:
		user: whose; one without a feed is fine.
	"""
	name = frappe.db.get_value(FEED, {"user": user})
	if name:
		# A feed is its user's to end, and goes when she goes.
		frappe.delete_doc(FEED, name, ignore_permissions=True, force=True, delete_permanently=True)


def user_of(token: str) -> str | None:
	"""Whose feed an address leads to; None for one that was never made, was renewed or was taken back."""
	return frappe.db.get_value(FEED, {"token_hash": hash_of(token)}, "user") if token else None


def hash_of(token: str) -> str:
	"""What is stored of a token: it is long and random, so a plain hash gives nothing away."""
	return sha256(token.encode()).hexdigest()


def on_user_trash(user: Document, method: str | None = None) -> None:
	"""The User's hook."""
	revoke_feed(user.name)
