"""Compute the keys by which duplicates of existing stakeholders are found."""

from stakeholder_crm.stakeholders.duplicates.likeness_keys import rebuild_keys


def execute() -> None:
	"""Compute all keys; a second run computes the same ones."""
	rebuild_keys()
