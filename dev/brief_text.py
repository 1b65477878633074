"""A brief as plain text, a line a fact, for a terminal. Runs inside the bench."""

from frappe.model.document import Document

from stakeholder_crm.engagement.briefs.render_brief import RenderedLine, brief_context


def brief_as_text(brief: Document) -> str:
	"""The brief as plain text.

	Args:
		brief: a Meeting Brief.
	"""
	reading = brief_context(brief)
	rows = [reading["heading"], reading["state"], *reading["changed"]]
	for section in reading["sections"]:
		rows += ["", section["title"].upper()]
		rows += [_as_row(line) for line in section["lines"]] or [f"  {reading['nothing']}"]
	return "\n".join(rows)


def _as_row(line: RenderedLine) -> str:
	due = f" [{line.due}]" if line.due else ""
	return f"  • {line.text}{due}\n      {_provenance(line)}"


def _provenance(line: RenderedLine) -> str:
	words = [f"{line.kind} {line.source}", line.age]
	if line.reported:
		words.append("reported")
	return ", ".join(words)
