"""The unsubscribe page. It names nobody, and a GET request changes nothing.

Mail scanners follow links, so only the button (or a mail program's own one, RFC 8058) unsubscribes. The page is
the same for valid and invalid links. It does not use the site's theme, which may reveal the
organisation.
"""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils.jinja_globals import is_rtl

from stakeholder_crm.base.doctypes import THANK_YOU
from stakeholder_crm.follow_up.messages.gate_facts import PURPOSE
from stakeholder_crm.follow_up.messages.unsubscribe_link import key_in
from stakeholder_crm.stakeholders.suppression import suppress_fingerprint

no_cache = 1
sitemap = 0
# A mail provider may unsubscribe many users from a few IP addresses.
MOST_IN_AN_HOUR = 120


def get_context(context: frappe._dict) -> None:
	"""Ask on GET; unsubscribe and confirm on POST."""
	# Not "title": Frappe prefixes it with the site's title, which may reveal the organisation.
	context.heading = _("Messages")
	context.language = frappe.local.lang
	context.direction = "rtl" if is_rtl() else "ltr"
	if frappe.request.method == "POST":
		_handle_post(context)
		return
	context.asks = True
	context.token = frappe.form_dict.get("t") or ""
	context.csrf_token = frappe.session.data.get("csrf_token") or ""
	context.message = _("Do you want to stop receiving these messages?")


def _handle_post(context: frappe._dict) -> None:
	try:
		_limited_unsubscribe(t=frappe.form_dict.get("t") or "")
	except frappe.ValidationError:
		# Too many from one address. Frappe's own error page would use the site's theme.
		frappe.clear_messages()
		context.http_status_code = 429
		context.message = _("Too many requests. Try again in an hour.")
	else:
		context.message = _("You have been unsubscribed.")


# Frappe passes the request's fields, so the argument has the link's name.
@rate_limit(limit=MOST_IN_AN_HOUR, seconds=60 * 60)
def _limited_unsubscribe(t: str = "") -> None:
	unsubscribe(t)


def unsubscribe(token: str) -> None:
	"""Suppress thank-yous to the address that a message was sent to.

	It does not reveal whether the token was known, so guessing tokens reveals nothing.

	Args:
		token: from the link; an invalid one changes nothing.
	"""
	key = key_in(token)
	row = key and frappe.db.get_value(
		THANK_YOU, {"opt_out_key": key}, ["channel", "address_hash"], as_dict=True
	)
	if row and row.address_hash:
		suppress_fingerprint(row.channel, row.address_hash, "Opted Out", PURPOSE)
