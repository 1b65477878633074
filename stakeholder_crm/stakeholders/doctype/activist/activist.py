from stakeholder_crm.stakeholders.stakeholder import Stakeholder


class Activist(Stakeholder):
	"""Somebody who works for a cause, in the open or not."""
