"""SMS, through the gateway of the host's SMS Settings; on a site without one it is a person's task.

The request is our own: the host's function waits for ever for an answer, and its SMS Log keeps the number and
the words where nobody's clearance is asked.
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
# Of these answers of a gateway it is known that it did not take the message on, and may do so later.
TRY_LATER = frozenset({429, 503})
CONNECT_SECONDS = 10
ANSWER_SECONDS = 60


class SMSChannel:
	"""Sends by one request to the gateway; whatever the gateway leaves open counts as unknown."""

	name = "SMS"

	def is_set_up(self) -> bool:
		"""Whether SMS Settings name a gateway."""
		return bool(frappe.db.get_single_value(SMS_SETTINGS, "sms_gateway_url"))

	def obstacle(self) -> str:
		"""A site whose mails are muted is a copy that must not write to anybody, by SMS neither."""
		return _("SMS cannot be sent: messages are muted on this site.") if frappe.are_emails_muted() else ""

	def prepare(self, outgoing: OutgoingMessage) -> dict[str, Any]:
		"""Nothing: the thank-you itself says what is handed over."""
		return {}

	def send(self, outgoing: OutgoingMessage) -> Outcome:
		"""Ask the gateway once."""
		# Queued must be known before anything leaves: what dies in between is never sent again.
		frappe.db.commit()
		try:
			answer = _send_to_gateway(outgoing.address, outgoing.text)
		except Exception as error:
			if _is_unreached(error):
				return Outcome(Delivery.UNREACHED)
			# Its message holds the whole request, number and words with it.
			frappe.log_error(title=f"Sending {outgoing.name} broke off", message=type(error).__name__)
			return Outcome(Delivery.UNKNOWN)
		return _outcome(answer.status_code)

	def delivery_of(self, follow_up: Any) -> Delivery:
		"""The gateway cannot be asked."""
		return Delivery.UNKNOWN

	def close(self) -> None:
		"""Nothing is kept open."""


def _send_to_gateway(number: str, text: str) -> requests.Response:
	"""The request that SMS Settings describe, as the host would make it."""
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
		# What it leads to is not the gateway that an administrator chose.
		allow_redirects=False,
		**carried,
	)


def _is_unreached(error: Exception) -> bool:
	"""Whether there was no connection, so that nothing can have left; one that broke off later leaves it open."""
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
	# A gateway that broke (5xx) may have taken the message on; one that answered 3xx or 4xx did not.
	return Outcome(Delivery.REFUSED if status < 500 else Delivery.UNKNOWN, str(status))
