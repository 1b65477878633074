"""The page behind the link in each thank-you. It names nobody and nothing, and a GET changes nothing.

Mail scanners follow links, so only the button (or a mail program's own one, RFC 8058) does something. It is
the same page for a link that we made and for one that somebody made up, and it wears nothing of the
site's own look, which may say who we are.
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
# A mail provider presses the button for all its users from few addresses.
MOST_IN_AN_HOUR = 120


def get_context(context: frappe._dict) -> None:
	"""Ask on GET; on POST send no more, and say so."""
	# Not "title": before that Frappe writes the site's own title, which may say who we are.
	context.heading = _("Messages")
	context.language = frappe.local.lang
	context.direction = "rtl" if is_rtl() else "ltr"
	if frappe.request.method == "POST":
		_answer_press(context)
		return
	context.asks = True
	context.token = frappe.form_dict.get("t") or ""
	context.csrf_token = frappe.session.data.get("csrf_token") or ""
	context.message = _("Do you want to stop receiving these messages?")


def _answer_press(context: frappe._dict) -> None:
	try:
		_stop(t=frappe.form_dict.get("t") or "")
	except frappe.ValidationError:
		# Too many from one address. Frappe's own page about it would wear the site's look.
		frappe.clear_messages()
		context.http_status_code = 429
		context.message = _("Too many requests. Try again in an hour.")
	else:
		context.message = _("You have been unsubscribed.")


# Frappe hands the request's own fields on, so the argument is called as the link calls it.
@rate_limit(limit=MOST_IN_AN_HOUR, seconds=60 * 60)
def _stop(t: str = "") -> None:
	unsubscribe(t)


def unsubscribe(token: str) -> None:
	"""Send no more thank-yous to the address that a message went to.

	It says nothing about whether the token was known: whoever tries tokens learns nothing by it.

	Args:
		token: from the link; anything that we did not make changes nothing.
	"""
	key = key_in(token)
	row = key and frappe.db.get_value(
		THANK_YOU, {"opt_out_key": key}, ["channel", "address_hash"], as_dict=True
	)
	if row and row.address_hash:
		suppress_fingerprint(row.channel, row.address_hash, "Opted Out", PURPOSE)
