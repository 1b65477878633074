"""The mail that the host is storing as a Communication, while it still has it.

What a mail says of itself is in its headers, which a Communication does not keep and the host's hooks are not given.
A mailbox that is read by POP3 has forgotten it by then, so it is asked of whoever is storing it.
"""

from traceback import walk_stack

from frappe.model.document import Document


def mail_at_hand(communication: Document) -> bytes | None:
	"""The mail as it came; None where something else than the host's own reception stores the Communication.

	Args:
		communication: a received one that is being inserted.
	"""
	# Importing it opens a log file in the site's bench, which need not be there yet when we are imported.
	from frappe.email.receive import InboundMail

	for frame, _line in walk_stack(None):
		mail = frame.f_locals.get("self")
		if isinstance(mail, InboundMail) and mail.message_id == (communication.message_id or ""):
			raw = mail.raw_message
			return raw if isinstance(raw, bytes) else str(raw).encode(errors="surrogateescape")
	return None
