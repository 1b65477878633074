"""What differs between a brief that was read and what would be written now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stakeholder_crm.domain.brief_facts import FactScope
from stakeholder_crm.domain.brief_line import Voice, clip
from stakeholder_crm.domain.clearance import Level

MOST = 12
QUOTE = 200


@dataclass(frozen=True, slots=True)
class Written:
	"""A line as a version of the brief keeps it.

	Attributes:
		section: where it stands.
		text: what it says.
		source: DocType and name of the record it comes from.
		level: how confidential that record was when the line was written.
	"""

	section: str
	text: str
	source: FactScope
	level: Level


def changes(before: Iterable[Written], after: Iterable[Written], voice: Voice) -> list[str]:
	"""Sentences on what changed, in the order of the newer lines; at most a dozen.

	Talking points are passed over: they follow from the other lines.

	Args:
		before: the lines that a version of the brief holds.
		after: the lines it would hold now.
		voice: how to say things in the reader's language.
	"""
	_ = voice.translate
	old, new = _telling(before), _telling(after)
	old_texts, new_texts = {_key(line) for line in old}, {_key(line) for line in new}
	gone = [line for line in old if _key(line) not in new_texts]
	sentences: list[str] = []
	for line in (line for line in new if _key(line) not in old_texts):
		section = voice.translate(line.section)
		earlier = _same_place(line, gone)
		if earlier:
			gone.remove(earlier)
			sentences.append(_("{0}, changed: {1}").format(section, clip(line.text, QUOTE)))
		else:
			sentences.append(_("{0}, new: {1}").format(section, clip(line.text, QUOTE)))
	sentences += [
		_("{0}, no longer so: {1}").format(voice.translate(line.section), clip(line.text, QUOTE))
		for line in gone
	]
	if len(sentences) > MOST:
		rest = len(sentences) - MOST
		sentences = [*sentences[:MOST], _("And {0} more changes.").format(rest)]
	return sentences or [_("A detail behind the lines changed.")]


def outgrown(written: Iterable[Written], now: Mapping[FactScope, Level | None]) -> bool:
	"""Whether a version holds what its readers may not read any more.

	Args:
		written: the lines that the version holds.
		now: for each source that is known of, its present level; None where somebody on the team
			may not read it.
	"""
	for line in written:
		level = now.get(line.source, line.level)
		if level is None or level > line.level:
			return True
	return False


def _telling(lines: Iterable[Written]) -> list[Written]:
	return [line for line in lines if line.section != "Talking Points"]


def _key(line: Written) -> tuple[str, str, FactScope]:
	return line.section, line.text, line.source


def _same_place(line: Written, gone: Iterable[Written]) -> Written | None:
	"""The line that it took the place of. A meeting's gaps differ from one another by their text alone."""
	if line.section == "Gaps" and line.source[0] == "Stakeholder Meeting":
		return None
	return next((old for old in gone if (old.section, old.source) == (line.section, line.source)), None)
