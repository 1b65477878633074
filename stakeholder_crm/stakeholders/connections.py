"""What hangs on a stakeholder, as its form shows it. Only names: nothing is imported from there."""

from frappe import _


def stakeholder_connections(kind: str) -> dict:
	"""The dashboard of one of the three kinds.

	Args:
		kind: the DocType whose form it is for.

	Returns:
		What Frappe's ``get_data`` of a dashboard answers.
	"""
	transactions = [
		{"label": _("Concerns and Commitments"), "items": ["Stakeholder Concern", "Stakeholder Commitment"]},
		{"label": _("Thanks"), "items": ["Thank You Follow Up"]},
		{"label": _("Position"), "items": ["Stakeholder Assessment"]},
		{"label": _("Protection"), "items": ["Consent Record", "Disclosure Log"]},
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
