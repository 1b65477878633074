from stakeholder_crm.stakeholders.connections import stakeholder_connections


def get_data() -> dict:
	"""The connections shown on the form."""
	return stakeholder_connections("Partner Agency")
