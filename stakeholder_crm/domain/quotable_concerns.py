"""Which words of a community may be handed over to it, so that nobody in it is pointed at."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from stakeholder_crm.domain.small_cells import disclose
from stakeholder_crm.domain.thank_you_text import Finding, Secrets, find_leaks


class OmittedReason(Enum):
	"""Why something that was said does not go into the page, the first reason that holds."""

	CLOSED = "closed"  # who said it, or the meeting where it was said, is not Open
	NO_COMMUNITY = "no_community"
	NAMES_SOMEBODY = "names_somebody"
	FEW = "few"


@dataclass(frozen=True, slots=True)
class QuotedConcern:
	"""Something that somebody said.

	Attributes:
		group: the community, or the agency, that it belongs to; empty where there is none.
		speaker: who said it.
		is_open: the speaker and the meeting are Open.
		is_agency: an agency said it; no single person is behind that.
		text: all that would be printed of it.
	"""

	group: str
	speaker: str
	is_open: bool
	is_agency: bool
	text: str


def choose(
	said: Sequence[QuotedConcern], smallest: int, names: frozenset[str], own_page: bool
) -> list[OmittedReason | None]:
	"""For each thing said, why it is left out; None for what may be handed over.

	Args:
		said: what was said.
		smallest: so many people of a community must have spoken.
		names: of people, none of which may stand in the text.
		own_page: the page goes to the one agency whose words are on it; on others an agency's words are one voice.
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
		return OmittedReason.NAMES_SOMEBODY
	return None


def _by_voices(one: QuotedConcern, voices: int, smallest: int, own_page: bool) -> OmittedReason | None:
	if one.is_agency and own_page:
		return None
	return OmittedReason.FEW if disclose(voices, smallest) is None else None
