"""Change the key of the vault."""

from stakeholder_crm.access.vault.sealed_files import seal_files_under_newest_key
from stakeholder_crm.access.vault.sealed_rows import seal_under_newest_key
from stakeholder_crm.stakeholders.duplicates.likeness_keys import rebuild_keys


def change_vault_key() -> int:
	"""Seal all texts and files under the newest key, and hash all likeness keys with it; for the command line.

	``bench --site <site> execute stakeholder_crm.safeguarding.change_vault_key.change_vault_key``

	Returns:
		How many records and files were sealed again.
	"""
	count = seal_files_under_newest_key() + seal_under_newest_key()
	rebuild_keys()
	return count
