"""Create the templates of engagement plans on sites that were installed before them."""

from stakeholder_crm.engagement.plans.shipped_templates import ensure_templates


def execute() -> None:
	"""Create the missing ones. A second run finds none."""
	ensure_templates()
