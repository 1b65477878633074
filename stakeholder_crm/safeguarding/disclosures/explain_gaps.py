"""Explain what a disclosure lacks and what to do."""

from collections.abc import Callable

import frappe
from frappe import _

from stakeholder_crm.domain.disclosure import Basis, Gap
from stakeholder_crm.safeguarding.disclosures.assess import AssessedDisclosure


def gap_messages(assessed: AssessedDisclosure) -> dict[Gap, str]:
	"""A translated sentence for each gap: the field and what to do.

	Args:
		assessed: an assessed disclosure.
	"""
	return {gap: _SENTENCES[gap](assessed) for gap in Gap if gap in assessed.verdict.gaps}


def _no_agreement(assessed: AssessedDisclosure) -> str:
	if assessed.disclosure.agreement:
		return _(
			"Agreement: this one was not in force on that day. Choose another, or leave the field blank."
		)
	return _("Agreement: none with this agency was in force on that day. Ask an Outreach Manager for one.")


def _not_covered(assessed: AssessedDisclosure) -> str:
	category = assessed.disclosure.category
	if not category:
		return _("Category: choose what is disclosed.")
	return _(
		"Agreement: none in force covers {0}. Disclose only what is agreed, or ask an Outreach Manager to extend the agreement."
	).format(_(category))


def _no_consent(assessed: AssessedDisclosure) -> str:
	if assessed.disclosure.rests_on() is Basis.CONSENT:
		return _(
			"Consent: none recorded. Record their consent to Sharing with Partner Agencies, or choose another basis."
		)
	return _("Consent: none recorded. This basis allows it, and the safeguarding leads are notified.")


def _withdrawn(assessed: AssessedDisclosure) -> str:
	day = frappe.format(assessed.consent.decided_on.date(), "Date") if assessed.consent else ""
	if assessed.verdict.lead_only:
		return _(
			"Consent: withdrawn on {0}. Only a safeguarding lead can continue, except in danger to life."
		).format(day)
	return _("Consent: withdrawn on {0}. Disclose only what protects life.").format(day)


_SENTENCES: dict[Gap, Callable[[AssessedDisclosure], str]] = {
	Gap.NO_AGREEMENT: _no_agreement,
	Gap.NOT_COVERED: _not_covered,
	Gap.NO_CONSENT: _no_consent,
	Gap.WITHDRAWN: _withdrawn,
}
