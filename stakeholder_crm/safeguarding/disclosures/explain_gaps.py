"""Say what a disclosure lacks, and what to do about it."""

from collections.abc import Callable

import frappe
from frappe import _

from stakeholder_crm.domain.disclosure import Basis, Gap
from stakeholder_crm.safeguarding.disclosures.assess import AssessedDisclosure


def gap_messages(weighed: AssessedDisclosure) -> dict[Gap, str]:
	"""A sentence for each gap, translated: which field it is about, and what helps.

	Args:
		weighed: a disclosure that was weighed.
	"""
	return {gap: _SENTENCES[gap](weighed) for gap in Gap if gap in weighed.verdict.gaps}


def _no_agreement(weighed: AssessedDisclosure) -> str:
	if weighed.disclosure.agreement:
		return _(
			"Agreement: the one you chose was not in force on that day. Choose another, or leave the field "
			"empty."
		)
	return _(
		"Agreement: none with this agency was in force on that day. An Outreach Manager can bring one into "
		"force."
	)


def _not_covered(weighed: AssessedDisclosure) -> str:
	category = weighed.disclosure.category
	if not category:
		return _("Category: choose what kind of thing you tell.")
	return _(
		"Agreement: none that was in force covers {0}. Tell only what is agreed, or have an Outreach Manager "
		"agree on it with the agency."
	).format(_(category))


def _no_consent(weighed: AssessedDisclosure) -> str:
	if weighed.disclosure.rests_on() is Basis.CONSENT:
		return _(
			"Consent: none is recorded. Ask them and record their answer for Sharing with Partner Agencies, "
			"or choose another basis."
		)
	return _("Consent: none is recorded. On this basis it can be told; the safeguarding leads will know.")


def _withdrawn(weighed: AssessedDisclosure) -> str:
	day = frappe.format(weighed.consent.decided_on.date(), "Date") if weighed.consent else ""
	if weighed.verdict.lead_only:
		return _(
			"Consent: they took it back on {0}. Only a safeguarding lead may go on, or anybody where a life "
			"is in danger."
		).format(day)
	return _("Consent: they took it back on {0}. Tell only what saves a life.").format(day)


_SENTENCES: dict[Gap, Callable[[AssessedDisclosure], str]] = {
	Gap.NO_AGREEMENT: _no_agreement,
	Gap.NOT_COVERED: _not_covered,
	Gap.NO_CONSENT: _no_consent,
	Gap.WITHDRAWN: _withdrawn,
}
