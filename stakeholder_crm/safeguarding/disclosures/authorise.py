"""Decide whether a disclosure is allowed, overridden or rejected."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from stakeholder_crm.access.log.record_access import record_access
from stakeholder_crm.base.notify import ROLE, notify_safeguarding_leads
from stakeholder_crm.base.pairs import pair_of
from stakeholder_crm.safeguarding.disclosures.assess import AssessedDisclosure, Disclosure, assess_disclosure
from stakeholder_crm.safeguarding.disclosures.explain_gaps import gap_messages


def authorise_disclosure(doc: Document) -> None:
	"""Set the agreement and whether it is an override, or reject the disclosure.

	Args:
		doc: a new Disclosure Log with its mandatory fields filled in.

	Raises:
		frappe.PermissionError: if only a safeguarding lead may override.
		frappe.ValidationError: if requirements are missing without a reason, or the agreement is
			ambiguous; with what to do.
	"""
	assessed = assess_disclosure(
		Disclosure(
			about=pair_of(doc),
			agency=doc.agency,
			category=doc.category,
			basis=doc.basis,
			disclosed_on=get_datetime(doc.disclosed_on),
			agreement=doc.agreement or "",
		)
	)
	verdict = assessed.verdict
	_refuse(assessed, (doc.override_reason or "").strip())
	_choose_agreement(doc, assessed)
	doc.overridden = int(not verdict.allowed)
	if verdict.allowed:
		doc.override_reason = None


def report_override(doc: Document) -> None:
	"""Log an override, and notify the safeguarding leads.

	Args:
		doc: a newly inserted, overridden Disclosure Log.
	"""
	record_access(
		"Override",
		doc.doctype,
		doc.name,
		reason=doc.override_reason or doc.reason,
		detail=f"{doc.agency}, {doc.category}, {doc.basis}",
	)
	notify_safeguarding_leads(doc, _("A disclosure needs your attention: {0}").format(doc.name))


def may_override(assessed: AssessedDisclosure) -> bool:
	"""Whether the session's user may override missing requirements."""
	return not assessed.verdict.lead_only or ROLE in frappe.get_roles()


def _refuse(assessed: AssessedDisclosure, override_reason: str) -> None:
	sentences = list(gap_messages(assessed).values())
	if not may_override(assessed):
		frappe.throw("<br><br>".join(sentences), frappe.PermissionError, title=_("Do Not Disclose"))
	if assessed.verdict.needs_reason and not override_reason:
		sentences.append(
			_(
				"If it must be disclosed anyway, enter an Override Reason. It is kept with the disclosure, and the safeguarding leads are notified."
			)
		)
		frappe.throw("<br><br>".join(sentences), title=_("Requirements Missing"))


def _choose_agreement(doc: Document, assessed: AssessedDisclosure) -> None:
	covering = assessed.verdict.covering
	if doc.agreement or not covering:
		return
	if len(covering) > 1:
		frappe.throw(
			_("Agreement: {0} agreements in force cover {1}. Choose one.").format(
				len(covering), frappe.bold(_(doc.category))
			),
			frappe.MandatoryError,
			title=_("Agreement"),
		)
	doc.agreement = covering[0].name
