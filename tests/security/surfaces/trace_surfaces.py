"""What the host writes about our records in its own, and sends on their behalf."""

from tests.security.surfaces import calendar_probes, file_probes, probes
from tests.security.surfaces.probes import traces
from tests.security.surfaces.surface import Surface

# What takes the number of a trace alone is tried in tests/security/test_trace_numbers.py and test_identities.py.
BY_COMMENT = ("traces.update_comment_publicity", "traces.unlock_document", "identities.impersonate")
BY_MAIL = ("traces.relink", "traces.make_lead", "traces.make_opportunity")
TRACE_SURFACES = (
	Surface("Comments", traces("Comment"), shows=False, methods=BY_COMMENT),
	Surface("Versions", traces("Version"), shows=False),
	Surface("To-dos", traces("ToDo")),
	Surface("Notifications", traces("Notification Log")),
	Surface("Notification e-mails", probes.outgoing_mail, shows=False),
	Surface("Email Queue", traces("Email Queue"), shows=False),
	Surface("Communications", traces("Communication"), methods=BY_MAIL),
	Surface("Events", traces("Event"), numbers=("Stakeholder Meeting",)),
	Surface(
		"Events: any user's calendar",
		calendar_probes.calendars,
		numbers=("Stakeholder Meeting",),
		methods=("gaps.get_events",),
	),
	Surface("Files", traces("File")),
	Surface("Files of Confidential records", file_probes.sealed_files, methods=("sealed_files.open_file",)),
	Surface("Files by a guessed URL", file_probes.private_file, doctypes=("Activist",)),
	Surface("Tags", traces("Tag Link")),
	Surface(
		"Follows, views, shares, activity",
		traces("Document Follow", "View Log", "DocShare", "Activity Log"),
		everywhere=False,
	),
	Surface("Deleted documents", traces("Deleted Document"), shows=False),
	Surface("Deleted documents: restored", probes.deleted_restore, shows=False, doctypes=("Activist",)),
	Surface("Data imports", traces("Data Import"), shows=False),
	Surface("Error log", traces("Error Log"), shows=False),
	Surface("The host's access log", traces("Access Log"), shows=False),
	Surface("Realtime messages", probes.realtime, shows=False),
	Surface("Core contacts and addresses", probes.core_contacts, shows=False),
)
