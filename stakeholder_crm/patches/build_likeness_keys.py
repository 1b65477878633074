"""Give everybody who is on record the keys by which a second record of the same person is found."""

from stakeholder_crm.stakeholders.duplicates.likeness_keys import rebuild_keys


def execute() -> None:
	"""Compute all keys; a second run computes the same ones."""
	rebuild_keys()
