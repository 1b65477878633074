from stakeholder_crm.stakeholders.stakeholder import Stakeholder


class CommunityLeader(Stakeholder):
	"""Somebody whom a community listens to."""
