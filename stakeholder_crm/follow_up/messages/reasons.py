"""Why a thank-you stands where it stands, in sentences that say what a person can do."""

from frappe import _

from stakeholder_crm.domain.delivery import Trouble
from stakeholder_crm.domain.gate import GateDecision, GateReason


def reason_message(decision: GateDecision) -> str:
	"""Why a thank-you stands where it stands, for its Reason field; names nobody."""
	if decision.reason is None:
		return ""
	if decision.reason is GateReason.BY_HAND and decision.route:
		return _("They are reached by {0}: a person does it, then marks it Done Manually.").format(
			_(decision.route.channel)
		)
	return _sentences()[decision.reason]


def trouble_message(what: Trouble | None, code: str = "") -> dict[str, str]:
	"""The fields that say why a thank-you stands where it stands after the gate let it go.

	Args:
		what: the trouble; None where there is none.
		code: the server's reply code, where it gave one; for NO_CHANNEL the channel's own words.
	"""
	if what is None:
		return {"block_reason": "", "reason_code": ""}
	return {"block_reason": _troubles()[what].format(code or "–"), "reason_code": what.value}


def holdup_message(reason: GateReason) -> str:
	"""Why a whole run sends nothing, or nothing more."""
	return _sentences()[reason]


def reason_label(code: str) -> str:
	"""A reason in a few words, for a table; empty where there is none.

	Args:
		code: as a thank-you keeps it; one that is not known any more is another reason.
	"""
	return _short(code)[0]


def next_step(code: str) -> str:
	"""What somebody can do about a reason, in a few words; empty where there is none."""
	return _short(code)[1]


def _short(code: str) -> tuple[str, str]:
	"""Label and next step of a reason code."""
	if not code:
		return "", ""
	known = {
		**{reason.value: texts for reason, texts in _short_reasons().items()},
		**{trouble.value: texts for trouble, texts in _short_troubles().items()},
	}
	if code in known:
		return known[code]
	return _("Another reason"), _("Open them: the reason is in each.")


def _short_troubles() -> dict[Trouble, tuple[str, str]]:
	return {
		Trouble.NO_CHANNEL: (
			_("Cannot be sent just now"),
			_("See to the sending account; it is tried again."),
		),
		Trouble.PUT_OFF: (_("The server put it off"), _("Nothing: it is tried again by itself.")),
		Trouble.GAVE_UP: (_("Put off too often"), _("See to the sending account, then Check Again.")),
		Trouble.BAD_ADDRESS: (_("Address does not exist"), _("Find another address, then Check Again.")),
		Trouble.REFUSED: (
			_("The server refused it"),
			_("See to the sending account, or thank them yourself."),
		),
		Trouble.BROKE_OFF: (_("Sending broke off"), _("Ask them whether it came, then settle it.")),
		Trouble.CAME_BACK: (_("It came back"), _("Thank them in person, then Done by Hand.")),
		Trouble.INTERRUPTED: (_("Stopped before it left"), _("Decide: send it now, or not.")),
		Trouble.UNPREPARED: (_("Could not be prepared"), _("The Error Log says why; then decide.")),
		Trouble.LOG_CANCELLED: (_("The log was cancelled"), _("Nothing; an amended log plans it again.")),
	}


def _short_reasons() -> dict[GateReason, tuple[str, str]]:
	take_out = _("Take it out of the text.")
	by_hand = _("Thank them in person, then Done by Hand.")
	nothing = _("Nothing: no more is sent to them.")
	return {
		GateReason.NOT_ATTENDED: (_("Did not attend"), _("Nothing; correct the log if that is wrong.")),
		GateReason.NOT_ACTIVE: (_("Not Active"), nothing),
		GateReason.CONSENT_WITHDRAWN: (_("Consent taken back"), nothing),
		GateReason.SUPPRESSED: (_("Asked for no more messages"), nothing),
		GateReason.THROUGH_INTERMEDIARY: (
			_("Through an intermediary only"),
			_("Ask the intermediary, then Done by Hand."),
		),
		GateReason.NO_SAFE_ROUTE: (
			_("No safe route"),
			_("Find a contact point that is safe, then Check Again."),
		),
		GateReason.NO_DECENT_HOUR: (_("No decent hour"), _("Correct their quiet hours, then Check Again.")),
		GateReason.NOT_IN_WRITING: (_("Not in writing"), _("Call or visit, then Done by Hand.")),
		GateReason.BY_HAND: (_("A person does it"), _("Call, write or visit, then Done by Hand.")),
		GateReason.NOTHING_TO_MENTION: (_("Nothing safe to mention"), by_hand),
		GateReason.NO_TEXT: (_("No text"), _("Write subject and text.")),
		GateReason.NAMES_OTHERS: (_("Names somebody else"), take_out),
		GateReason.NAMES_CASE: (_("Holds the case reference"), take_out),
		GateReason.NAMES_PLACE: (_("Says where it was"), take_out),
		GateReason.NAMES_ORGANISATION: (_("Says who we are"), take_out),
		GateReason.SENDER_NAMES_ORGANISATION: (
			_("The sender says who we are"),
			_("Set a neutral address, or thank them yourself."),
		),
		GateReason.TOO_LATE: (_("Too late for a machine"), _("Decide: send it now, or thank them yourself.")),
		GateReason.STOPPED: (_("All messages are stopped"), _("A manager lifts the stop in Settings.")),
		GateReason.DAILY_CAP: (_("Today's cap is reached"), _("Nothing until tomorrow, or raise the cap.")),
		GateReason.QUIET: (_("Quiet time for them"), _("Nothing: it leaves at a decent hour.")),
		GateReason.PACE: (_("So many a minute"), _("Nothing: it leaves within minutes.")),
	}


def _troubles() -> dict[Trouble, str]:
	return {
		Trouble.NO_CHANNEL: _("It waits: {0}"),
		Trouble.PUT_OFF: _("The server put it off ({0}). It is tried again by itself."),
		Trouble.GAVE_UP: _(
			"The server put it off again and again ({0}). Ask whoever looks after the sending account, then check again."
		),
		Trouble.BAD_ADDRESS: _(
			"The server knows nobody at this address ({0}). It is marked as bounced: find another one, then check again."
		),
		Trouble.REFUSED: _(
			"The server refused it ({0}). Ask whoever looks after the sending account, or thank them yourself."
		),
		Trouble.BROKE_OFF: _(
			"Sending broke off, and it may have left. It is not sent again: ask them, then settle it."
		),
		Trouble.CAME_BACK: _(
			"It left, and a mail server sent it back undelivered ({0}). No machine sends it again: thank them another way, then mark it Done Manually."
		),
		Trouble.INTERRUPTED: _("Sending was interrupted before it left. Decide: send it now, or not."),
		Trouble.UNPREPARED: _(
			"It could not be prepared for sending. The Error Log says why; decide what to do."
		),
		Trouble.LOG_CANCELLED: _("The meeting's log was cancelled."),
	}


def _sentences() -> dict[GateReason, str]:
	return {
		GateReason.NOT_ATTENDED: _("They did not attend, or the meeting's log no longer stands."),
		GateReason.NOT_ACTIVE: _("The stakeholder is not Active, so nothing is sent."),
		GateReason.CONSENT_WITHDRAWN: _("They took back their consent to thank-you messages."),
		GateReason.SUPPRESSED: _(
			"Their address asked for no more messages (suppression or unsubscribe list): nobody writes there again."
		),
		GateReason.THROUGH_INTERMEDIARY: _(
			"They are reached only through their intermediary. Ask that person, then mark it Done Manually."
		),
		GateReason.NO_SAFE_ROUTE: _(
			"No safe route: none is marked Safe, in date and not bounced. Find one, then check again."
		),
		GateReason.NO_DECENT_HOUR: _(
			"Every day is a no-contact day, or their hours cannot be read. Correct them, then check again."
		),
		GateReason.NOT_IN_WRITING: _(
			"The log says not to thank them in writing. Call or visit, then mark it Done Manually."
		),
		GateReason.BY_HAND: _("A person does it, then marks it Done Manually."),
		GateReason.NOTHING_TO_MENTION: _(
			"The log has nothing that is safe to mention. Thank them in person, then mark it Done Manually."
		),
		GateReason.NO_TEXT: _(
			"Subject or text is missing. Write both, or repair the template and check again."
		),
		GateReason.NAMES_OTHERS: _("The text names somebody else who took part. Take the name out."),
		GateReason.NAMES_CASE: _("The text holds the meeting's case reference. Take it out."),
		GateReason.NAMES_PLACE: _(
			"The text says where a confidential meeting took place. Take the place out."
		),
		GateReason.NAMES_ORGANISATION: _(
			"The text says who we are, and their contact point does not allow it. Take our name out."
		),
		GateReason.SENDER_NAMES_ORGANISATION: _(
			"The sender's address or the opt-out link says who we are, and their contact point does not allow it. Thank them yourself, or set a neutral address in Settings."
		),
		GateReason.TOO_LATE: _(
			"It is too late for a machine to send it. Decide: send it now, or thank them yourself."
		),
		GateReason.STOPPED: _("All automatic messages are stopped in Settings. It waits."),
		GateReason.DAILY_CAP: _("The day's cap is reached. It waits until tomorrow."),
		GateReason.PACE: _("So many have left in this minute. It waits for the next one."),
		GateReason.QUIET: _("It is quiet time for them. It waits for the next decent hour."),
	}
