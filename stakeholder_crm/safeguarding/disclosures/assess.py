"""Load the basis of a disclosure, and apply the rule."""

from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe.utils import getdate

from stakeholder_crm.base.pairs import Pair
from stakeholder_crm.domain.consent import SHARING, ConsentDecision, standing_at
from stakeholder_crm.domain.disclosure import Agreement, Basis, DisclosureVerdict, judge
from stakeholder_crm.stakeholders.consent_decisions import load_decisions


@dataclass(frozen=True, slots=True)
class Disclosure:
	"""A past or planned disclosure to a partner agency.

	Attributes:
		about: the stakeholder.
		agency: name of the Partner Agency.
		category: as in Disclosure Log; empty until chosen.
		basis: as in Disclosure Log; unknown or empty counts as Consent, the strictest.
		disclosed_on: in the site's zone.
		agreement: the chosen one; empty for any.
	"""

	about: Pair
	agency: str
	category: str
	basis: str
	disclosed_on: datetime
	agreement: str = ""

	def rests_on(self) -> Basis:
		"""The basis as an enum."""
		known = {one.value: one for one in Basis}
		return known.get(self.basis, Basis.CONSENT)


@dataclass(frozen=True, slots=True)
class AssessedDisclosure:
	"""A disclosure with the rule's verdict and its data.

	Attributes:
		disclosure: the disclosure.
		verdict: of the rule.
		consent: the sharing consent that applied then.
		titles: of the agency's agreements, by name.
	"""

	disclosure: Disclosure
	verdict: DisclosureVerdict
	consent: ConsentDecision | None
	titles: dict[str, str]


def assess_disclosure(disclosure: Disclosure) -> AssessedDisclosure:
	"""Assess a disclosure. Checks no permission.

	Args:
		disclosure: may still lack stakeholder and agency.
	"""
	agreements, titles = _agreements(disclosure)
	decisions = load_decisions([disclosure.about], SHARING).get(disclosure.about, [])
	consent = standing_at(decisions, disclosure.disclosed_on)
	verdict = judge(
		disclosure.category, disclosure.rests_on(), disclosure.disclosed_on.date(), agreements, consent
	)
	return AssessedDisclosure(disclosure, verdict, consent, titles)


def _agreements(disclosure: Disclosure) -> tuple[list[Agreement], dict[str, str]]:
	filters = {"agency": disclosure.agency or ""}
	if disclosure.agreement:
		filters["name"] = disclosure.agreement
	rows = frappe.get_all(
		"Partnership Agreement",
		filters=filters,
		fields=["name", "title", "status", "signed_on", "starts_on", "ends_on"],
		order_by="starts_on, name",
	)
	covered: dict[str, set[str]] = {}
	for row in frappe.get_all(
		"Agreement Category",
		filters={"parenttype": "Partnership Agreement", "parent": ("in", [row.name for row in rows] or [""])},
		fields=["parent", "category"],
		order_by="parent, idx",
	):
		covered.setdefault(row.parent, set()).add(row.category)
	agreements = [
		Agreement(
			name=row.name,
			status=row.status,
			signed_on=getdate(row.signed_on) if row.signed_on else None,
			starts_on=getdate(row.starts_on),
			ends_on=getdate(row.ends_on) if row.ends_on else None,
			categories=frozenset(covered.get(row.name, ())),
		)
		for row in rows
	]
	return agreements, {row.name: row.title for row in rows}
