"""Which concerns may be shared with a community without identifying a person."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from stakeholder_crm.domain.small_cells import disclose
from stakeholder_crm.domain.thank_you_text import Finding, Secrets, find_leaks


class OmittedReason(Enum):
	"""Why a concern is left out; the first reason that applies."""

	CLOSED = "closed"  # the speaker or the meeting is not Open
	NO_COMMUNITY = "no_community"
	NAMES_SPEAKER = "names_speaker"
	FEW = "few"


@dataclass(frozen=True, slots=True)
class QuotedConcern:
	"""A concern as said.

	Attributes:
		group: its community or agency; empty if there is none.
		speaker: who said it.
		is_open: whether the speaker and the meeting are Open.
		is_agency: whether an agency said it, not a single person.
		text: everything that would be printed.
	"""

	group: str
	speaker: str
	is_open: bool
	is_agency: bool
	text: str


def choose(
	said: Sequence[QuotedConcern], smallest: int, names: frozenset[str], own_page: bool
) -> list[OmittedReason | None]:
	"""For each concern, why it is left out; None if it may be shared.

	Args:
		said: the concerns.
		smallest: the minimum number of speakers in a community.
		names: of people, which must not be in the text.
		own_page: whether the page is for the one agency that it quotes; elsewhere an agency counts as one speaker.
	"""
	reasons = [_by_itself(one, names) for one in said]
	voices: defaultdict[tuple[str, bool], set[str]] = defaultdict(set)
	for one, reason in zip(said, reasons, strict=True):
		if reason is None:
			voices[one.group, one.is_agency].add(one.speaker)
	return [
		reason or _by_voices(one, len(voices[one.group, one.is_agency]), smallest, own_page)
		for one, reason in zip(said, reasons, strict=True)
	]


def _by_itself(one: QuotedConcern, names: frozenset[str]) -> OmittedReason | None:
	if not one.is_open:
		return OmittedReason.CLOSED
	if not one.group:
		return OmittedReason.NO_COMMUNITY
	if Finding.NAME in find_leaks(one.text, Secrets(people=names)):
		return OmittedReason.NAMES_SPEAKER
	return None


def _by_voices(one: QuotedConcern, voices: int, smallest: int, own_page: bool) -> OmittedReason | None:
	if one.is_agency and own_page:
		return None
	return OmittedReason.FEW if disclose(voices, smallest) is None else None
