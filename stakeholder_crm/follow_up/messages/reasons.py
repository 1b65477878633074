"""The reasons a thank-you is not sent, and what to do about each."""

from frappe import _

from stakeholder_crm.domain.delivery import Trouble
from stakeholder_crm.domain.gate import GateDecision, GateReason


def reason_message(decision: GateDecision) -> str:
	"""The text of a thank-you's Reason field; it names nobody."""
	if decision.reason is None:
		return ""
	if decision.reason is GateReason.BY_HAND and decision.route:
		return _by_channel(decision.route.channel)
	return _sentences()[decision.reason]


def trouble_message(what: Trouble | None, code: str = "") -> dict[str, str]:
	"""The fields that explain a problem after the gate allowed the thank-you.

	Args:
		what: the problem; None if there is none.
		code: the server's reply code, if any; for NO_CHANNEL the channel's message.
	"""
	if what is None:
		return {"block_reason": "", "reason_code": ""}
	return {"block_reason": _troubles()[what].format(code or "–"), "reason_code": what.value}


def holdup_message(reason: GateReason) -> str:
	"""Why a run stops sending."""
	return _sentences()[reason]


def reason_label(code: str) -> str:
	"""A short label for a reason; empty if there is none.

	Args:
		code: the stored reason code; an unknown code gets the label for other reasons.
	"""
	return _short(code)[0]


def next_step(code: str) -> str:
	"""The next step for a reason, in a few words; empty if there is none."""
	return _short(code)[1]


def _by_channel(channel: str) -> str:
	"""What to do where only a person can use the channel."""
	sentences = {
		"Phone": _("Call them, then mark it Done Manually."),
		"Letter": _("Write them a letter, then mark it Done Manually."),
		"In Person": _("Thank them in person, then mark it Done Manually."),
		"Intermediary": _("Ask the intermediary, then mark it Done Manually."),
	}
	return sentences.get(channel) or _("Send this on {0}, then mark it Done Manually.").format(_(channel))


def _short(code: str) -> tuple[str, str]:
	"""The label and the next step of a reason code."""
	if not code:
		return "", ""
	known = {
		**{reason.value: texts for reason, texts in _short_reasons().items()},
		**{trouble.value: texts for trouble, texts in _short_troubles().items()},
	}
	if code in known:
		return known[code]
	return _("Other reason"), _("Open each one to see its reason.")


def _short_troubles() -> dict[Trouble, tuple[str, str]]:
	return {
		Trouble.NO_CHANNEL: (
			_("Cannot be sent now"),
			_("Fix the email account. It will be tried again."),
		),
		Trouble.PUT_OFF: (_("Deferred by the mail server"), _("No action needed. It will be tried again.")),
		Trouble.GAVE_UP: (_("Deferred too often"), _("Fix the email account, then check again.")),
		Trouble.BAD_ADDRESS: (_("Address does not exist"), _("Find another address, then check again.")),
		Trouble.REFUSED: (
			_("Rejected by the mail server"),
			_("Fix the email account, or thank them yourself."),
		),
		Trouble.BROKE_OFF: (_("Delivery unconfirmed"), _("Check with the recipient, then close it.")),
		Trouble.CAME_BACK: (_("Bounced"), _("Thank them in person, then mark it Done Manually.")),
		Trouble.INTERRUPTED: (
			_("Interrupted before sending"),
			_("Check again to send it now, or mark it Not Needed."),
		),
		Trouble.UNPREPARED: (_("Could not be prepared"), _("See the Error Log, then check again.")),
		Trouble.LOG_CANCELLED: (_("Log cancelled"), _("No action needed. An amended log plans it again.")),
	}


def _short_reasons() -> dict[GateReason, tuple[str, str]]:
	remove_it = _("Remove it from the text.")
	in_person = _("Thank them in person, then mark it Done Manually.")
	no_action = _("No action needed. Nothing more is sent to them.")
	return {
		GateReason.NOT_ATTENDED: (
			_("Did not attend"),
			_("No action needed. If this is wrong, correct the log."),
		),
		GateReason.NOT_ACTIVE: (_("Not Active"), no_action),
		GateReason.CONSENT_WITHDRAWN: (_("Consent withdrawn"), no_action),
		GateReason.SUPPRESSED: (_("Unsubscribed"), no_action),
		GateReason.THROUGH_INTERMEDIARY: (
			_("Through an intermediary only"),
			_("Ask the intermediary, then mark it Done Manually."),
		),
		GateReason.NO_SAFE_ROUTE: (
			_("No safe contact point"),
			_("Mark a contact point as Safe, then check again."),
		),
		GateReason.NO_DECENT_HOUR: (
			_("No allowed contact hours"),
			_("Correct their quiet hours, then check again."),
		),
		GateReason.NOT_IN_WRITING: (_("Not in writing"), _("Call or visit, then mark it Done Manually.")),
		GateReason.BY_HAND: (_("Manual follow-up"), _("Call, write or visit, then mark it Done Manually.")),
		GateReason.NOTHING_TO_MENTION: (_("Nothing safe to mention"), in_person),
		GateReason.NO_TEXT: (_("No text"), _("Enter a subject and a text.")),
		GateReason.NAMES_OTHERS: (_("Names another participant"), remove_it),
		GateReason.NAMES_CASE: (_("Contains the case reference"), remove_it),
		GateReason.NAMES_PLACE: (_("Reveals the meeting place"), remove_it),
		GateReason.NAMES_ORGANISATION: (_("Names our organisation"), remove_it),
		GateReason.SENDER_NAMES_ORGANISATION: (
			_("Sender names our organisation"),
			_("Set a neutral address, or thank them yourself."),
		),
		GateReason.TOO_LATE: (
			_("Past automatic sending limit"),
			_("Check again to send it now, or thank them yourself."),
		),
		GateReason.STOPPED: (
			_("Automatic messages are off"),
			_("A manager can turn sending back on in Settings."),
		),
		GateReason.DAILY_CAP: (_("Daily limit reached"), _("Wait until tomorrow, or raise the daily limit.")),
		GateReason.QUIET: (
			_("Outside their contact hours"),
			_("No action needed. It will be sent at the next allowed time."),
		),
		GateReason.PACE: (
			_("Limit per minute reached"),
			_("No action needed. It will be sent within minutes."),
		),
	}


def _troubles() -> dict[Trouble, str]:
	return {
		Trouble.NO_CHANNEL: _("Waiting: {0}"),
		Trouble.PUT_OFF: _("The mail server deferred it ({0}). It will be tried again automatically."),
		Trouble.GAVE_UP: _(
			"The mail server kept deferring it ({0}). Fix the email account, then check again."
		),
		Trouble.BAD_ADDRESS: _(
			"The address does not exist ({0}) and is marked as bounced. Find another one, then check again."
		),
		Trouble.REFUSED: _(
			"The mail server rejected it ({0}). Fix the email account, or thank them yourself."
		),
		Trouble.BROKE_OFF: _("Delivery unconfirmed. Check with the recipient, then close it."),
		Trouble.CAME_BACK: _(
			"Bounced ({0}). It will not be sent again. Thank them another way, then mark it Done Manually."
		),
		Trouble.INTERRUPTED: _(
			"Interrupted before it was sent. Check again to send it now, or mark it Not Needed."
		),
		Trouble.UNPREPARED: _("It could not be prepared for sending. See the Error Log, then check again."),
		Trouble.LOG_CANCELLED: _("The meeting's log was cancelled."),
	}


def _sentences() -> dict[GateReason, str]:
	return {
		GateReason.NOT_ATTENDED: _("They did not attend, or the meeting's log is no longer valid."),
		GateReason.NOT_ACTIVE: _("The stakeholder is not Active. Nothing is sent."),
		GateReason.CONSENT_WITHDRAWN: _("They withdrew their consent to thank-you messages."),
		GateReason.SUPPRESSED: _("Their address is unsubscribed or suppressed. Nothing more is sent to it."),
		GateReason.THROUGH_INTERMEDIARY: _(
			"They can be contacted only through their intermediary. Ask the intermediary, then mark it Done Manually."
		),
		GateReason.NO_SAFE_ROUTE: _("No safe contact point. Mark one as Safe, then check again."),
		GateReason.NO_DECENT_HOUR: _(
			"Their contact hours allow no time. Correct their quiet hours and no-contact days, then check again."
		),
		GateReason.NOT_IN_WRITING: _(
			"The log says not to thank them in writing. Call or visit, then mark it Done Manually."
		),
		GateReason.BY_HAND: _("Thank them yourself, then mark it Done Manually."),
		GateReason.NOTHING_TO_MENTION: _(
			"The log has no contribution that is safe to mention. Thank them in person, then mark it Done Manually."
		),
		GateReason.NO_TEXT: _("Subject or text is missing. Enter both, or fix the template and check again."),
		GateReason.NAMES_OTHERS: _("The text names another participant. Remove the name."),
		GateReason.NAMES_CASE: _("The text contains the meeting's case reference. Remove it."),
		GateReason.NAMES_PLACE: _(
			"The text reveals where a confidential meeting took place. Remove the place."
		),
		GateReason.NAMES_ORGANISATION: _(
			"The text names our organisation, which their contact point does not allow. Remove the name."
		),
		GateReason.SENDER_NAMES_ORGANISATION: _(
			"The sender's address or the unsubscribe link names our organisation, which their contact point does not allow. Thank them yourself, or set a neutral address in Settings."
		),
		GateReason.TOO_LATE: _(
			"Past the automatic sending limit. Check again to send it now, or thank them yourself."
		),
		GateReason.STOPPED: _("Automatic messages are turned off in Settings."),
		GateReason.DAILY_CAP: _("The daily limit is reached. It will be sent tomorrow."),
		GateReason.PACE: _("The limit per minute is reached. It will be sent within minutes."),
		GateReason.QUIET: _("Outside their contact hours. It will be sent at the next allowed time."),
	}
