"""The connections shown on a stakeholder's form. DocType names only, so that nothing is imported from above."""

from frappe import _


def stakeholder_connections(kind: str) -> dict:
	"""The dashboard of a stakeholder type.

	Args:
			kind: the DocType of the form.

	Returns:
			The answer for Frappe's ``get_data`` of a dashboard.
	"""
	transactions = [
		{"label": _("Concerns and Commitments"), "items": ["Stakeholder Concern", "Stakeholder Commitment"]},
		{"label": _("Thank-Yous"), "items": ["Thank You Follow Up"]},
		{"label": _("Position"), "items": ["Stakeholder Assessment"]},
		{"label": _("Consent"), "items": ["Consent Record", "Disclosure Log"]},
		{"label": _("Safeguarding"), "items": ["Access Grant", "Erasure Request", "Stakeholder Merge Log"]},
	]
	own_fields = {}
	if kind == "Partner Agency":
		transactions.append({"label": _("Partnership"), "items": ["Partnership Agreement"]})
		own_fields["Partnership Agreement"] = "agency"
	return {
		"fieldname": "stakeholder",
		"dynamic_links": {"stakeholder": [kind, "stakeholder_type"]},
		"non_standard_fieldnames": own_fields,
		"transactions": transactions,
	}
