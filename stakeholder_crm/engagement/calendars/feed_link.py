"""A user's own calendar feed: create, replace and revoke its link.

Anyone with the link can read the feed, so it is shown only once, and only its hash is stored.
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
	"""The state of a user's feed.

	Attributes:
			made_on: when its link was created. None if there is none.
			url: the link, only at the moment it is created.
	"""

	made_on: datetime | None
	url: str = ""


def feed_state() -> FeedState:
	"""Whether the session's user has a feed."""
	return FeedState(frappe.db.get_value(FEED, {"user": frappe.session.user}, "made_on"))


def renew_feed() -> FeedState:
	"""Create a link for the session's user. The previous link stops working.

	Raises:
			frappe.PermissionError: when the user has no permission to read meetings.
	"""
	if not frappe.has_permission(MEETING, "read"):
		frappe.throw(
			_("You need permission to read meetings to use a calendar feed."), frappe.PermissionError
		)
	token = secrets.token_urlsafe(TOKEN_BYTES)
	values = {"token_hash": hash_of(token), "made_on": now_datetime()}
	name = frappe.db.get_value(FEED, {"user": frappe.session.user})
	feed = frappe.get_doc(FEED, name) if name else frappe.new_doc(FEED)
	feed.update({**values, "user": frappe.session.user})
	feed.flags.by_service = True
	# No role writes feeds. Users manage their own through this function.
	feed.save(ignore_permissions=True)
	return FeedState(feed.made_on, f"{get_url()}{ENDPOINT}?token={token}")


def revoke_feed(user: str) -> None:
	"""Revoke the link of a user's feed.

	Args:
			user: the user. May have no feed.
	"""
	name = frappe.db.get_value(FEED, {"user": user})
	if name:
		# Users may end their own feed, and it is deleted with the user.
		frappe.delete_doc(FEED, name, ignore_permissions=True, force=True, delete_permanently=True)


def user_of(token: str) -> str | None:
	"""The user of a feed link. None if it is unknown, replaced or revoked."""
	return frappe.db.get_value(FEED, {"token_hash": hash_of(token)}, "user") if token else None


def hash_of(token: str) -> str:
	"""The stored hash of a token. Tokens are long and random, so a plain hash is safe."""
	return sha256(token.encode()).hexdigest()


def on_user_trash(user: Document, method: str | None = None) -> None:
	"""User hook: revoke the feed of a deleted user."""
	revoke_feed(user.name)
