"""SMS through the gateway in the host's SMS Settings; without a gateway it is manual.

The request is our own: the host's function has no timeout, and its SMS Log stores number and text without
permission checks.
"""

from ssl import SSLCertVerificationError
from typing import Any

import frappe
import requests
from frappe import _
from urllib3.exceptions import NewConnectionError, SSLError

from stakeholder_crm.domain.delivery import Delivery, Outcome
from stakeholder_crm.follow_up.channels.channel import OutgoingMessage

SMS_SETTINGS = "SMS Settings"
# With these responses the gateway did not accept the message, but may do so later.
TRY_LATER = frozenset({429, 503})
CONNECT_SECONDS = 10
ANSWER_SECONDS = 60


class SMSChannel:
	"""Sends by one request to the gateway; an unclear result counts as unknown."""

	name = "SMS"

	def is_set_up(self) -> bool:
		"""Whether SMS Settings have a gateway."""
		return bool(frappe.db.get_single_value(SMS_SETTINGS, "sms_gateway_url"))

	def obstacle(self) -> str:
		"""A site with muted e-mails is a copy that must not send SMS either."""
		return _("SMS cannot be sent: messages are muted on this site.") if frappe.are_emails_muted() else ""

	def prepare(self, outgoing: OutgoingMessage) -> dict[str, Any]:
		"""Nothing to store: the thank-you contains what is sent."""
		return {}

	def send(self, outgoing: OutgoingMessage) -> Outcome:
		"""Send one request to the gateway."""
		# Queued must be committed before sending: after a crash in between it is never sent again.
		frappe.db.commit()
		try:
			answer = _send_to_gateway(outgoing.address, outgoing.text)
		except Exception as error:
			if _is_unreached(error):
				return Outcome(Delivery.UNREACHED)
			# Its message contains the request with number and text.
			frappe.log_error(title=f"Sending {outgoing.name} broke off", message=type(error).__name__)
			return Outcome(Delivery.UNKNOWN)
		return _outcome(answer.status_code)

	def delivery_of(self, follow_up: Any) -> Delivery:
		"""Always unknown: the gateway cannot be queried."""
		return Delivery.UNKNOWN

	def close(self) -> None:
		"""Nothing to close."""


def _send_to_gateway(number: str, text: str) -> requests.Response:
	"""The request described in SMS Settings, as the host would send it."""
	settings = frappe.get_doc(SMS_SETTINGS)
	headers = {"Accept": "text/plain, text/html, */*"}
	headers.update({row.parameter: row.value for row in settings.parameters if row.header})
	fields = {row.parameter: row.value for row in settings.parameters if not row.header}
	fields.update({settings.message_parameter: text, settings.receiver_parameter: number})
	if headers.get("Content-Type") == "application/json":
		carried = {"json": fields}
	else:
		carried = {"data" if settings.use_post else "params": fields}
	return requests.request(
		"POST" if settings.use_post else "GET",
		settings.sms_gateway_url,
		headers=headers,
		timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
		# A redirect may lead to a gateway that no administrator chose.
		allow_redirects=False,
		**carried,
	)


def _is_unreached(error: Exception) -> bool:
	"""Whether there was no connection, so that nothing was sent; a connection that failed later is unclear."""
	if isinstance(error, requests.ConnectTimeout):
		return True
	cause = getattr(error.args[0], "reason", None) if error.args else None
	if isinstance(cause, SSLError):
		return any(isinstance(inner, SSLCertVerificationError) for inner in cause.args)
	return isinstance(cause, NewConnectionError)


def _outcome(status: int) -> Outcome:
	if 200 <= status < 300:
		return Outcome(Delivery.SENT)
	if status in TRY_LATER:
		return Outcome(Delivery.WAIT, str(status))
	# After a 5xx response the gateway may have accepted the message; after 3xx or 4xx it did not.
	return Outcome(Delivery.REFUSED if status < 500 else Delivery.UNKNOWN, str(status))
