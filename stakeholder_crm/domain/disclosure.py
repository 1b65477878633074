"""Whether we may tell a partner agency something about somebody, and what is missing if not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from stakeholder_crm.domain.consent import ConsentDecision


class Basis(Enum):
	"""What a disclosure rests on."""

	CONSENT = "Consent"
	DANGER = "Danger to Life"
	LAW = "Legal Obligation"


class Gap(Enum):
	"""What a disclosure lacks."""

	NO_AGREEMENT = "no agreement in force"
	NOT_COVERED = "no agreement in force covers the category"
	NO_CONSENT = "nobody asked for consent"
	WITHDRAWN = "consent was taken back"


@dataclass(frozen=True, slots=True)
class Agreement:
	"""An agreement with the agency that is told.

	Attributes:
		name: of the record.
		status: as the record has it.
		signed_on: None while it is not signed.
		starts_on: its first day.
		ends_on: its last day; None where it is open-ended.
		categories: what may be told under it.
	"""

	name: str
	status: str
	signed_on: date | None
	starts_on: date
	ends_on: date | None
	categories: frozenset[str]

	def in_force(self, day: date) -> bool:
		"""Whether something may be told under it on that day."""
		return (
			self.status == "In Force"
			and self.signed_on is not None
			and self.signed_on <= day
			and self.starts_on <= day
			and (self.ends_on is None or day <= self.ends_on)
		)


@dataclass(frozen=True, slots=True)
class DisclosureVerdict:
	"""What the rule says about a disclosure.

	Attributes:
		in_force: agreements in force on that day.
		covering: those of them that cover the category.
		gaps: what is missing; nothing: it is allowed.
		needs_reason: an override has to say why; where only consent is missing and the disclosure does not
			rest on it, the reason for its basis says so already.
		lead_only: only a safeguarding lead may override.
	"""

	in_force: tuple[Agreement, ...]
	covering: tuple[Agreement, ...]
	gaps: frozenset[Gap]
	needs_reason: bool
	lead_only: bool

	@property
	def allowed(self) -> bool:
		"""Nothing is missing."""
		return not self.gaps


def judge(
	category: str, basis: Basis, day: date, agreements: Iterable[Agreement], consent: ConsentDecision | None
) -> DisclosureVerdict:
	"""Weigh a disclosure.

	Consent that was taken back weighs more than consent that nobody asked for: the person has said no. What
	saves a life need not wait for a safeguarding lead; everything else does.

	Args:
		category: what kind of thing is told.
		basis: what it rests on.
		day: when it is told.
		agreements: with the agency that is told.
		consent: the decision about sharing that counts then; None where there is none.
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
