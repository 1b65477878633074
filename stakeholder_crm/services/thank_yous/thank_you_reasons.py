"""The gate's reasons, in sentences that say what a person can do."""

from frappe import _

from stakeholder_crm.domain.gate import Decision, Reason


def sentence(decision: Decision) -> str:
	"""Why a thank-you stands where it stands, for its Reason field; names nobody."""
	if decision.reason is None:
		return ""
	if decision.reason is Reason.BY_HAND and decision.route:
		return _("They are reached by {0}: a person does it, then marks it Done Manually.").format(
			_(decision.route.channel)
		)
	return _sentences()[decision.reason]


def _sentences() -> dict[Reason, str]:
	return {
		Reason.NOT_ATTENDED: _("They did not attend, or the meeting's log no longer stands."),
		Reason.NOT_ACTIVE: _("The stakeholder is not Active, so nothing is sent."),
		Reason.CONSENT_WITHDRAWN: _("They took back their consent to thank-you messages."),
		Reason.SUPPRESSED: _("Their address is on the suppression list: nobody writes there again."),
		Reason.THROUGH_INTERMEDIARY: _(
			"They are reached only through their intermediary. Ask that person, then mark it Done Manually."
		),
		Reason.NO_SAFE_ROUTE: _(
			"No safe route: none is marked Safe, in date and not bounced. Find one, then check again."
		),
		Reason.NO_DECENT_HOUR: _(
			"Every day is a no-contact day, or their hours cannot be read. Correct them, then check again."
		),
		Reason.NOT_IN_WRITING: _(
			"The log says not to thank them in writing. Call or visit, then mark it Done Manually."
		),
		Reason.BY_HAND: _("A person does it, then marks it Done Manually."),
		Reason.NOTHING_TO_MENTION: _(
			"The log has nothing that is safe to mention. Thank them in person, then mark it Done Manually."
		),
		Reason.NO_TEXT: _("Subject or text is missing. Write both, or repair the template and check again."),
		Reason.NAMES_OTHERS: _("The text names somebody else who took part. Take the name out."),
		Reason.NAMES_CASE: _("The text holds the meeting's case reference. Take it out."),
		Reason.NAMES_PLACE: _("The text says where a confidential meeting took place. Take the place out."),
		Reason.NAMES_ORGANISATION: _(
			"The text says who we are, and their contact point does not allow it. Take our name out."
		),
		Reason.TOO_LATE: _(
			"It is too late for a machine to send it. Decide: send it now, or thank them yourself."
		),
		Reason.STOPPED: _("All automatic messages are stopped in Settings. It waits."),
		Reason.DAILY_CAP: _("The day's cap is reached. It waits until tomorrow."),
		Reason.QUIET: _("It is quiet time for them. It waits for the next decent hour."),
	}
