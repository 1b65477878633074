"""The keys of the vault: in the environment, or in a file outside what Frappe's backup takes along."""

import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path

import frappe
from frappe import _
from frappe.installer import update_site_config
from frappe.utils import get_bench_path

from stakeholder_crm.domain.sealing import BadKeys, Keyring, new_key_line, parse_keys

VARIABLE = "STAKEHOLDER_CRM_VAULT_KEYS"
SETTING = "stakeholder_crm_vault_key_file"


class VaultLocked(frappe.ValidationError):
	"""A key is missing or wrong, or sealed texts were altered: nothing is shown, and nothing is overwritten."""


def load_keyring() -> Keyring:
	"""The keys of this site.

	Raises:
		VaultLocked: if the file with the keys is missing or cannot be read.
	"""
	if text := os.environ.get(VARIABLE):
		return _parsed(text.replace(",", "\n"))
	path = frappe.conf.get(SETTING)
	if not path:
		return Keyring({})
	try:
		return _parsed(_text_of(path, os.stat(path).st_mtime_ns))
	except OSError as error:
		raise VaultLocked(
			_("The vault key file {0} cannot be read. Ask the system administrator.").format(path)
		) from error


def secret_for(purpose: str) -> bytes | None:
	"""A secret for keyed hashes (HMAC-SHA-256), derived from the newest key; None if there is no key.

	Args:
		purpose: what is hashed; each purpose has a secret of its own.
	"""
	keyring = load_keyring()
	if not keyring.keys:
		return None
	return hmac.new(
		keyring.keys[keyring.current], f"stakeholder_crm {purpose}".encode(), hashlib.sha256
	).digest()


def ensure_key() -> str | None:
	"""Create a key file for a site that has no key. A file that is there already is used.

	Returns:
		The path of a file that was created; None if nothing was to do.
	"""
	if os.environ.get(VARIABLE) or frappe.conf.get(SETTING):
		return None
	# With the sites, which containers share and keep, but in no folder that is served or backed up.
	path = Path(get_bench_path(), "sites", "stakeholder_crm_vault", f"{frappe.local.site}.keys")
	is_new = not path.exists()
	if is_new:
		path.parent.mkdir(parents=True, exist_ok=True)
		file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
		with open(file, "w") as handle:
			handle.write(f"{new_key_line(1)}\n")
	update_site_config(SETTING, str(path), validate=False)
	frappe.conf[SETTING] = str(path)
	return str(path) if is_new else None


def _parsed(text: str) -> Keyring:
	try:
		return parse_keys(text)
	except BadKeys as error:
		raise VaultLocked(
			_("Line {0} of the vault keys cannot be read. Ask the system administrator.").format(error.line)
		) from error


@lru_cache(maxsize=16)
def _text_of(path: str, changed: int) -> str:
	"""The content of the file; read again when it has changed."""
	return Path(path).read_text()
