"""The unsubscribe link in each message."""

import hmac
import secrets
from hashlib import sha256

from frappe.utils import get_url
from frappe.utils.password import get_encryption_key

from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.opt_out_token import KEY_BYTES, new_key, sign, verify

# www/no-more.html; short, since the whole link must fit in one header line.
PAGE = "no-more"


def opt_out_base() -> str:
	"""The base address of the page: the neutral one in Settings, or this site's own."""
	return (get_settings().opt_out_address or get_url()).rstrip("/")


def make_key() -> str:
	"""A random key for one message, which reveals nothing."""
	return new_key(secrets.token_bytes(KEY_BYTES))


def link_for(key: str) -> str:
	"""The unsubscribe link of a message."""
	return f"{opt_out_base()}/{PAGE}?t={sign(key, _secret())}"


def key_in(token: str) -> str | None:
	"""The key in a link's token; None if we did not sign it."""
	return verify(token, _secret())


def _secret() -> bytes:
	"""A secret for this purpose, derived from the site's; it is in no database dump."""
	return hmac.new(get_encryption_key().encode(), b"stakeholder_crm opt-out", sha256).digest()
