from stakeholder_crm.stakeholders.connections import connections


def get_data() -> dict:
	"""The connections shown on the form."""
	return connections("Community Leader")
