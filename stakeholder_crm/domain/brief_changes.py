"""The changes between a version of a brief and the current facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stakeholder_crm.domain.brief_facts import FactScope
from stakeholder_crm.domain.brief_line import Voice, clip
from stakeholder_crm.domain.clearance import Level

MOST = 12
QUOTE = 200


@dataclass(frozen=True, slots=True)
class Written:
	"""A line of a stored version.

	Attributes:
			section: its section.
			text: its text.
			source: DocType and name of the source record.
			level: the level of that record when the line was stored.
	"""

	section: str
	text: str
	source: FactScope
	level: Level


def changes(before: Iterable[Written], after: Iterable[Written], voice: Voice) -> list[str]:
	"""The changes as sentences, in the order of the new lines. At most a dozen.

	Talking points are ignored: they follow from the other lines.

	Args:
			before: the lines of a stored version.
			after: the current lines.
			voice: the reader's language.
	"""
	_ = voice.translate
	old, new = _without_talking_points(before), _without_talking_points(after)
	old_texts, new_texts = {_key(line) for line in old}, {_key(line) for line in new}
	gone = [line for line in old if _key(line) not in new_texts]
	sentences: list[str] = []
	for line in (line for line in new if _key(line) not in old_texts):
		section = voice.translate(line.section)
		earlier = _same_place(line, gone)
		if earlier:
			gone.remove(earlier)
			sentences.append(_("{0} changed: {1}").format(section, clip(line.text, QUOTE)))
		else:
			sentences.append(_("{0} added: {1}").format(section, clip(line.text, QUOTE)))
	sentences += [
		_("{0} removed: {1}").format(voice.translate(line.section), clip(line.text, QUOTE)) for line in gone
	]
	if len(sentences) > MOST:
		rest = len(sentences) - MOST
		sentences = [*sentences[:MOST], _("More changes: {0}.").format(rest)]
	return sentences or [_("Details changed.")]


def outgrown(written: Iterable[Written], now: Mapping[FactScope, Level | None]) -> bool:
	"""Whether a version contains something that its readers may no longer read.

	Args:
			written: the lines of the version.
			now: the current level of each known source. None if a team member may not read it.
	"""
	for line in written:
		level = now.get(line.source, line.level)
		if level is None or level > line.level:
			return True
	return False


def _without_talking_points(lines: Iterable[Written]) -> list[Written]:
	return [line for line in lines if line.section != "Talking Points"]


def _key(line: Written) -> tuple[str, str, FactScope]:
	return line.section, line.text, line.source


def _same_place(line: Written, gone: Iterable[Written]) -> Written | None:
	"""The line that a new one replaces. A meeting's gaps differ only by their text."""
	if line.section == "Gaps" and line.source[0] == "Stakeholder Meeting":
		return None
	return next((old for old in gone if (old.section, old.source) == (line.section, line.source)), None)
