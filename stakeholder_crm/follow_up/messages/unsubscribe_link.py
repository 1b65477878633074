"""The link in each message by which its reader gets no more of them."""

import hmac
import secrets
from hashlib import sha256

from frappe.utils import get_url
from frappe.utils.password import get_encryption_key

from stakeholder_crm.base.settings import get_settings
from stakeholder_crm.domain.opt_out_token import KEY_BYTES, new_key, sign, verify

# www/no-more.html; short, since the whole link must stand in one line of a mail's header.
PAGE = "no-more"


def opt_out_base() -> str:
	"""The address before the page: the neutral one of Settings, or this site's own."""
	return (get_settings().opt_out_address or get_url()).rstrip("/")


def make_key() -> str:
	"""A key for one message; it is random, and says nothing about anybody."""
	return new_key(secrets.token_bytes(KEY_BYTES))


def link_for(key: str) -> str:
	"""The opt-out link of a message."""
	return f"{opt_out_base()}/{PAGE}?t={sign(key, _secret())}"


def key_in(token: str) -> str | None:
	"""The key that a link's token was made for; None when we did not make it."""
	return verify(token, _secret())


def _secret() -> bytes:
	"""A secret of this purpose alone, out of the site's; it is in no dump of the database."""
	return hmac.new(get_encryption_key().encode(), b"stakeholder_crm opt-out", sha256).digest()
