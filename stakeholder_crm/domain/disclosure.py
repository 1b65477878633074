"""Whether a disclosure to a partner agency is allowed, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from stakeholder_crm.domain.consent import ConsentDecision


class Basis(Enum):
	"""The basis of a disclosure."""

	CONSENT = "Consent"
	DANGER = "Danger to Life"
	LAW = "Legal Obligation"


class Gap(Enum):
	"""A missing requirement of a disclosure."""

	NO_AGREEMENT = "no agreement in force"
	NOT_COVERED = "no agreement in force covers the category"
	NO_CONSENT = "nobody asked for consent"
	WITHDRAWN = "consent was taken back"


@dataclass(frozen=True, slots=True)
class Agreement:
	"""An agreement with the agency.

	Attributes:
		name: of the record.
		status: of the record.
		signed_on: None until signed.
		starts_on: its first day.
		ends_on: its last day; None if open-ended.
		categories: what may be shared under it.
	"""

	name: str
	status: str
	signed_on: date | None
	starts_on: date
	ends_on: date | None
	categories: frozenset[str]

	def in_force(self, day: date) -> bool:
		"""Whether it is in force on that day."""
		return (
			self.status == "In Force"
			and self.signed_on is not None
			and self.signed_on <= day
			and self.starts_on <= day
			and (self.ends_on is None or day <= self.ends_on)
		)


@dataclass(frozen=True, slots=True)
class DisclosureVerdict:
	"""The rule's verdict on a disclosure.

	Attributes:
		in_force: agreements in force on that day.
		covering: those of them that cover the category.
		gaps: what is missing; empty if allowed.
		needs_reason: an override needs a reason, unless only consent is missing and the disclosure has another
			basis with its own reason.
		lead_only: only a safeguarding lead may override.
	"""

	in_force: tuple[Agreement, ...]
	covering: tuple[Agreement, ...]
	gaps: frozenset[Gap]
	needs_reason: bool
	lead_only: bool

	@property
	def allowed(self) -> bool:
		"""Whether nothing is missing."""
		return not self.gaps


def judge(
	category: str, basis: Basis, day: date, agreements: Iterable[Agreement], consent: ConsentDecision | None
) -> DisclosureVerdict:
	"""Assess a disclosure.

	Withdrawn consent counts more than missing consent, since the person said no. Only danger to life does not need
	a safeguarding lead then.

	Args:
		category: of the information.
		basis: of the disclosure.
		day: of the disclosure.
		agreements: with the agency.
		consent: the sharing decision that applies then; None if there is none.
	"""
	in_force = tuple(one for one in agreements if one.in_force(day))
	covering = tuple(one for one in in_force if category in one.categories)
	gaps: set[Gap] = set()
	if not covering:
		gaps.add(Gap.NOT_COVERED if in_force else Gap.NO_AGREEMENT)
	if consent is None:
		gaps.add(Gap.NO_CONSENT)
	elif not consent.given:
		gaps.add(Gap.WITHDRAWN)
	said_by_basis: frozenset[Gap] = frozenset() if basis is Basis.CONSENT else frozenset({Gap.NO_CONSENT})
	return DisclosureVerdict(
		in_force=in_force,
		covering=covering,
		gaps=frozenset(gaps),
		needs_reason=bool(gaps - said_by_basis),
		lead_only=Gap.WITHDRAWN in gaps and basis is not Basis.DANGER,
	)
