"""Give a site that had the app before the templates of engagement plans."""

from stakeholder_crm.engagement.plans.shipped_templates import ensure_templates


def execute() -> None:
	"""Make those that are not there; a second run finds them."""
	ensure_templates()
