from stakeholder_crm.stakeholders.contact_points import check_focal_people
from stakeholder_crm.stakeholders.stakeholder import Stakeholder


class PartnerAgency(Stakeholder):
	"""An organisation we work with."""

	def check(self) -> None:
		"""The shared checks, then those of the agency's focal people."""
		super().check()
		check_focal_people(self)
