"""The raw e-mail that the host is storing as a Communication.

The headers are neither stored in the Communication nor passed to hooks. A POP3 mailbox no longer has the e-mail by
then, so it is read from the calling code that stores it.
"""

from traceback import walk_stack
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint

from stakeholder_crm.base.system_records import log_error


def mail_being_stored(communication: Document) -> bytes | None:
	"""The raw e-mail; None if the Communication is not stored by the host's own reception.

	Args:
		communication: a received Communication that is being inserted.
	"""
	# Importing it opens a log file in the site's bench, which may not exist yet at import time.
	from frappe.email.receive import InboundMail

	for frame, _line in walk_stack(None):
		mail = frame.f_locals.get("self")
		if isinstance(mail, InboundMail) and mail.message_id == (communication.message_id or ""):
			raw = mail.raw_message
			return raw if isinstance(raw, bytes) else str(raw).encode(errors="surrogateescape")
	return None


def fetch_raw_mail(communication: Document) -> bytes | None:
	"""The raw e-mail, without marking it as read; None if the mailbox no longer has it.

	Args:
		communication: a received Communication. POP3 mailboxes keep nothing to fetch.
	"""
	account = communication.email_account and frappe.get_doc("Email Account", communication.email_account)
	if not account or not account.use_imap or not account.enable_incoming or cint(communication.uid) <= 0:
		return None
	try:
		server = account.get_incoming_server(in_receive=True)
		return _find(server, account, communication) if server else None
	except Exception:
		log_error(
			"An answer to a thank-you could not be fetched again", communication.doctype, communication.name
		)
		return None


def _find(server: Any, account: Document, communication: Document) -> bytes | None:
	try:
		for folder in account.imap_folder:
			if not server.select_imap_folder(folder.folder_name):
				continue
			_status, found = server.imap.uid("fetch", str(communication.uid), "(BODY.PEEK[])")
			for part in found or ():
				# Another folder may have another e-mail with the same number.
				if isinstance(part, tuple) and (communication.message_id or "\0").encode() in part[1]:
					return part[1]
		return None
	finally:
		server.imap.logout()
