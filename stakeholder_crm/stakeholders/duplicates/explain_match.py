"""Describe what two records have in common."""

from collections.abc import Iterable

from frappe import _

from stakeholder_crm.domain.likeness import MatchVerdict, Sign
from stakeholder_crm.stakeholders.duplicates.find_matches import Match


def match_message(match: Match) -> dict:
	"""A match as forms show it. Nothing is said about a hidden one.

	Args:
			match: from ``find_matches``.

	Returns:
			``hidden``. For visible matches also ``stakeholder_type``, ``stakeholder``, ``display_name``, ``score``
			(0 to 100), ``verdict`` (same or maybe), ``says`` (the verdict, translated) and ``reasons`` (translated).
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
	"""The label of a verdict."""
	return {
		MatchVerdict.SAME: _("Likely duplicate"),
		MatchVerdict.MAYBE: _("Possible duplicate"),
		MatchVerdict.DIFFERENT: _("Not a duplicate"),
	}[verdict]


def sign_labels(signs: Iterable[Sign]) -> list[str]:
	"""The reasons for and against a match."""
	words = {
		Sign.SAME_NAME: _("same name"),
		Sign.SIMILAR_NAME: _("similar name"),
		Sign.INITIALS: _("matching initials"),
		Sign.PARTLY_NAME: _("partly matching name"),
		Sign.SAME_EMAIL: _("same e-mail address"),
		Sign.SAME_PHONE: _("same phone number"),
		Sign.SAME_PLACE: _("same place"),
		Sign.OTHER_EMAIL: _("different e-mail address"),
		Sign.OTHER_PHONE: _("different phone number"),
		Sign.OTHER_PLACE: _("different place"),
	}
	return [words[sign] for sign in signs]
