"""The checklist of a planned disclosure: done, missing and next steps."""

from typing import Literal, TypedDict

import frappe
from frappe import _

from stakeholder_crm.base.pairs import display_names
from stakeholder_crm.domain.disclosure import Agreement, Gap
from stakeholder_crm.safeguarding.disclosures.assess import AssessedDisclosure, Disclosure, assess_disclosure
from stakeholder_crm.safeguarding.disclosures.authorise import may_override
from stakeholder_crm.safeguarding.disclosures.explain_gaps import gap_messages

State = Literal["open", "done", "missing"]


class ChecklistStep(TypedDict):
	"""One step of the form: its title, state and text."""

	title: str
	state: State
	text: str


class Checklist(TypedDict):
	"""The checklist on the form.

	``needs_reason``: an override needs a reason; ``may_override``: the user may override at all;
	``verdict``: one sentence on whether it can be saved.
	"""

	steps: list[ChecklistStep]
	needs_reason: bool
	may_override: bool
	verdict: str
	ready: bool


def build_checklist(disclosure: Disclosure) -> Checklist:
	"""The four steps of a disclosure, by the fields filled in. Checks no permission.

	Args:
		disclosure: the planned disclosure; all but its date may be empty.
	"""
	assessed = assess_disclosure(disclosure)
	gaps = gap_messages(assessed)
	steps = [
		_consent_label(disclosure),
		_agreement(assessed, gaps),
		_consent(assessed, gaps),
		_what(disclosure),
	]
	asked = bool(disclosure.about[1] and disclosure.agency and disclosure.category and disclosure.basis)
	return {
		"steps": steps,
		"needs_reason": asked and assessed.verdict.needs_reason,
		"may_override": may_override(assessed),
		"verdict": _verdict(assessed) if asked else _("Complete the steps from top to bottom."),
		"ready": asked and assessed.verdict.allowed,
	}


def _consent_label(disclosure: Disclosure) -> ChecklistStep:
	title = _("Stakeholder and Agency")
	agency = ("Partner Agency", disclosure.agency)
	names = display_names([disclosure.about, agency])
	if disclosure.about not in names:
		return {"title": title, "state": "open", "text": _("About: choose the stakeholder.")}
	if agency not in names:
		return {"title": title, "state": "open", "text": _("Disclosed To: choose the agency.")}
	text = _("{0} receives information about {1}.").format(names[agency], names[disclosure.about])
	return {"title": title, "state": "done", "text": text}


def _agreement(assessed: AssessedDisclosure, gaps: dict[Gap, str]) -> ChecklistStep:
	title = _("Agreement")
	verdict, disclosure = assessed.verdict, assessed.disclosure
	if not disclosure.agency:
		return {"title": title, "state": "open", "text": _("The agreement in force is shown here.")}
	in_force = " ".join(_describe(one, assessed.titles) for one in verdict.in_force)
	if Gap.NO_AGREEMENT in gaps:
		return {"title": title, "state": "missing", "text": gaps[Gap.NO_AGREEMENT]}
	if not disclosure.category:
		return {"title": title, "state": "open", "text": in_force}
	if Gap.NOT_COVERED in gaps:
		return {"title": title, "state": "missing", "text": f"{in_force} {gaps[Gap.NOT_COVERED]}"}
	if len(verdict.covering) > 1:
		several = _("Several agreements cover it. Choose one in Agreement.")
		return {"title": title, "state": "open", "text": f"{in_force} {several}"}
	return {"title": title, "state": "done", "text": _describe(verdict.covering[0], assessed.titles)}


def _describe(agreement: Agreement, titles: dict[str, str]) -> str:
	covers = ", ".join(_(category) for category in sorted(agreement.categories)) or _("nothing")
	if not agreement.ends_on:
		return _("{0}: in force, covers {1}.").format(titles[agreement.name], covers)
	return _("{0}: in force until {1}, covers {2}.").format(
		titles[agreement.name], frappe.format(agreement.ends_on, "Date"), covers
	)


def _consent(assessed: AssessedDisclosure, gaps: dict[Gap, str]) -> ChecklistStep:
	title = _("Consent")
	if not assessed.disclosure.about[1]:
		return {"title": title, "state": "open", "text": _("Their decision is shown here.")}
	if assessed.consent and assessed.consent.given:
		day = frappe.format(assessed.consent.decided_on.date(), "Date")
		return {"title": title, "state": "done", "text": _("Given on {0}.").format(day)}
	return {"title": title, "state": "missing", "text": gaps.get(Gap.WITHDRAWN) or gaps[Gap.NO_CONSENT]}


def _what(disclosure: Disclosure) -> ChecklistStep:
	done = bool(disclosure.category and disclosure.basis)
	return {
		"title": _("What You Disclose"),
		"state": "done" if done else "open",
		"text": _("Disclose only what the purpose needs. Record even less, and never a personal story.")
		if done
		else _("Choose Category and Basis, then enter what is disclosed and why."),
	}


def _verdict(assessed: AssessedDisclosure) -> str:
	if assessed.verdict.allowed:
		return _("May be disclosed.")
	if not may_override(assessed):
		return _("Do not disclose. Ask a safeguarding lead.")
	if assessed.verdict.needs_reason:
		return _("Needs an Override Reason. The safeguarding leads will read it.")
	return _("May be disclosed. The safeguarding leads are notified that there was no consent.")
