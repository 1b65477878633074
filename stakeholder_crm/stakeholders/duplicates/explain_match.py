"""Say in words what two records have in common."""

from collections.abc import Iterable

from frappe import _

from stakeholder_crm.domain.likeness import MatchVerdict, Sign
from stakeholder_crm.stakeholders.duplicates.find_matches import Match


def match_message(match: Match) -> dict:
	"""A match as forms show it; of a hidden one nothing but that.

	Args:
		match: as ``find_alike`` answers it.

	Returns:
		``hidden``; and for others ``stakeholder_type``, ``stakeholder``, ``display_name``, ``score`` (0 to 100),
		``verdict`` (same or maybe), ``says`` (the verdict in words) and ``reasons`` (in words).
	"""
	if match.hidden or not match.pair or not match.verdict:
		return {"hidden": True}
	return {
		"hidden": False,
		"stakeholder_type": match.pair[0],
		"stakeholder": match.pair[1],
		"display_name": match.display_name,
		"score": match.score,
		"verdict": match.verdict.value,
		"says": verdict_label(match.verdict),
		"reasons": sign_labels(match.signs),
	}


def verdict_label(verdict: MatchVerdict) -> str:
	"""What is to be thought of two records."""
	return {
		MatchVerdict.SAME: _("Probably the same"),
		MatchVerdict.MAYBE: _("Maybe the same"),
		MatchVerdict.DIFFERENT: _("Probably different"),
	}[verdict]


def sign_labels(signs: Iterable[Sign]) -> list[str]:
	"""What speaks for it and against it."""
	words = {
		Sign.SAME_NAME: _("same name"),
		Sign.SIMILAR_NAME: _("similar name"),
		Sign.INITIALS: _("a name that the initials fit"),
		Sign.PARTLY_NAME: _("partly the same name"),
		Sign.SAME_EMAIL: _("same e-mail address"),
		Sign.SAME_PHONE: _("same telephone number"),
		Sign.SAME_PLACE: _("same place"),
		Sign.OTHER_EMAIL: _("another e-mail address"),
		Sign.OTHER_PHONE: _("another telephone number"),
		Sign.OTHER_PLACE: _("another place"),
	}
	return [words[sign] for sign in signs]
