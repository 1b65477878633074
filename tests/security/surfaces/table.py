"""The surfaces, one row each. A DocType or an endpoint of ours that is on no row fails a static test.

A row's ``shows`` says whether somebody entitled finds the records there; where nobody does, the row holds
what no user at all may learn.
"""

from dataclasses import dataclass

from tests.security.surfaces import probes
from tests.security.surfaces.probes import Probe, changes, counted, each, once, per_doctype, reports, traces
from tests.security.surfaces.world import TAG, WORD

# Every DocType of ours that names people, or is about who may see them.
PEOPLE = ("Community Leader", "Activist", "Partner Agency")
ABOUT_PEOPLE = (
	"Stakeholder Assessment",
	"Stakeholder Meeting",
	"Meeting Brief",
	"Meeting Log",
	"Stakeholder Concern",
	"Stakeholder Commitment",
	"Thank You Follow Up",
	"Consent Record",
	"Disclosure Log",
	"Partnership Agreement",
	"Access Grant",
	"Erasure Request",
)
EVERY = (*PEOPLE, *ABOUT_PEOPLE)
# These name no stakeholder, or only a number; their roles are in docs/roles.md.
NAMELESS = ("Contact Suppression", "Stakeholder CRM Settings", "Agency Liaison", "Stakeholder Access Log")

FIELDS = '["*"]'
OUR_REPORTS = ("Losing Touch", "Stakeholder Directory", "Follow-up Health", "Stakeholders in Numbers")


@dataclass(frozen=True)
class Surface:
	"""A place where something could be learnt.

	Attributes:
		name: as people call it.
		probe: how it is asked.
		shows: whether those who are entitled find the records there.
		doctypes: our DocTypes that it is asked about.
		methods: our endpoints that it is made of, below ``stakeholder_crm.api``.
	"""

	name: str
	probe: Probe
	shows: bool = True
	doctypes: tuple[str, ...] = EVERY
	methods: tuple[str, ...] = ()


def _ours(name: str, probe: Probe, *methods: str, shows: bool = True) -> Surface:
	return Surface(name, probe, shows, (), methods)


API = "stakeholder_crm.api"
LOAD = "frappe.desk.form.load"
REPORTVIEW = "frappe.desk.reportview"
CLIENT = "frappe.client"

SURFACES = (
	# Forms
	Surface("Form", each(f"{LOAD}.getdoc", doctype="<doctype>", name="<name>")),
	Surface(
		"Form: timeline, comments, versions, sidebar",
		each(f"{LOAD}.get_docinfo", doctype="<doctype>", name="<name>"),
	),
	Surface("Form: communications", each(f"{LOAD}.get_communications", doctype="<doctype>", name="<name>")),
	Surface(
		"Form: connections' counts",
		counted("frappe.desk.notifications.get_open_count", "Activist", doctype="<doctype>", name="<name>"),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Form: linked documents",
		each("frappe.desk.form.linked_with.get", *PEOPLE, doctype="<doctype>", docname="<name>"),
		doctypes=PEOPLE,
	),
	Surface(
		"Form: next and previous",
		per_doctype("frappe.desk.form.utils.get_next", doctype="<doctype>", value="x", prev=0),
		shows=False,
	),
	Surface("Form: saved with forged values", probes.forged_saves, doctypes=("Activist",)),
	Surface(
		"Link preview",
		each("frappe.desk.link_preview.get_preview_data", doctype="<doctype>", docname="<name>"),
		shows=False,
	),
	Surface("Link title", each("frappe.desk.search.get_link_title", doctype="<doctype>", docname="<name>")),
	Surface(
		"Link validation",
		each(
			f"{CLIENT}.validate_link",
			*PEOPLE,
			doctype="<doctype>",
			docname="<name>",
			fields='["full_name", "display_name"]',
		),
		doctypes=PEOPLE,
	),
	# Lists
	Surface("List", per_doctype(f"{REPORTVIEW}.get", doctype="<doctype>", fields=FIELDS, page_length=500)),
	Surface(
		"List, as dictionaries",
		per_doctype(f"{REPORTVIEW}.get_list", doctype="<doctype>", fields=FIELDS, limit_page_length=500),
	),
	Surface(
		"List: count",
		counted(
			f"{REPORTVIEW}.get_count",
			doctype="<doctype>",
			filters='[["<doctype>", "name", "=", "<name>"]]',
			fields="[]",
			distinct="false",
		),
	),
	Surface(
		"List: group by",
		per_doctype(
			"frappe.desk.listview.get_group_by_count",
			*PEOPLE,
			doctype="<doctype>",
			current_filters="[]",
			field="display_name",
		),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"List: filter statistics",
		per_doctype(
			f"{REPORTVIEW}.get_filter_dashboard_data",
			*PEOPLE,
			doctype="<doctype>",
			stats='[{"name": "display_name", "type": "Data"}]',
			filters="[]",
		),
		doctypes=PEOPLE,
	),
	Surface(
		"List: tags",
		per_doctype(
			f"{REPORTVIEW}.get_sidebar_stats",
			*PEOPLE,
			doctype="<doctype>",
			stats='["_user_tags"]',
			filters="[]",
		),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Kanban",
		per_doctype(
			f"{REPORTVIEW}.get",
			*PEOPLE,
			doctype="<doctype>",
			fields='["name", "display_name", "status"]',
			filters='[["status", "!=", "x"]]',
			page_length=500,
		),
		doctypes=PEOPLE,
	),
	Surface(
		"Calendar",
		per_doctype(
			"frappe.desk.calendar.get_events",
			"Stakeholder Meeting",
			doctype="<doctype>",
			start="2000-01-01",
			end="2100-01-01",
			field_map='{"start": "starts_on", "end": "ends_on", "id": "name", "title": "subject", "allDay": "idx"}',
			fields='["name", "subject", "starts_on", "ends_on"]',
		),
		doctypes=("Stakeholder Meeting",),
	),
	Surface(
		"Tree",
		per_doctype("frappe.desk.treeview.get_children", *PEOPLE, doctype="<doctype>", parent=""),
		shows=False,
		doctypes=PEOPLE,
	),
	# Searching
	Surface(
		"Link search",
		per_doctype(
			"frappe.desk.search.search_link", *PEOPLE, "Stakeholder Meeting", doctype="<doctype>", txt=WORD
		),
		doctypes=(*PEOPLE, "Stakeholder Meeting"),
	),
	Surface(
		"Search dialog",
		per_doctype(
			"frappe.desk.search.search_widget",
			*PEOPLE,
			"Stakeholder Meeting",
			doctype="<doctype>",
			txt=WORD,
			filters="{}",
			page_length=50,
		),
		doctypes=(*PEOPLE, "Stakeholder Meeting"),
	),
	Surface("Global search and awesomebar", probes.global_search, shows=False),
	Surface(
		"Awesomebar: tags",
		once("frappe.desk.doctype.tag.tag.get_documents_for_tag", tag=f"#{TAG}"),
		doctypes=PEOPLE,
	),
	Surface("Mentions", once("frappe.desk.search.get_names_for_mentions", search_term=WORD), shows=False),
	Surface("Recipients offered for a mail", once("frappe.email.get_contact_list", txt=WORD), shows=False),
	# Reports, exports, paper
	Surface("Reports of ours", reports(*OUR_REPORTS)),
	Surface("Reports of ours: export", probes.exported_reports(*OUR_REPORTS)),
	Surface(
		"Report view: export",
		per_doctype(
			f"{REPORTVIEW}.export_query",
			doctype="<doctype>",
			fields='["name", "owner"]',
			file_format_type="CSV",
		),
		shows=False,
	),
	Surface(
		"Report view: export of everything",
		per_doctype(
			f"{REPORTVIEW}.export_query",
			*PEOPLE,
			doctype="<doctype>",
			fields='["name", "full_name", "display_name"]',
			file_format_type="CSV",
		),
		doctypes=PEOPLE,
	),
	Surface(
		"Data export",
		per_doctype(
			"frappe.core.doctype.data_export.exporter.export_data",
			*PEOPLE,
			doctype="<doctype>",
			with_data=1,
			file_type="CSV",
		),
		doctypes=PEOPLE,
	),
	Surface(
		"Data import: template with data",
		per_doctype(
			"frappe.core.doctype.data_import.data_import.download_template",
			*PEOPLE,
			doctype="<doctype>",
			export_fields='{"<doctype>": ["name", "full_name"]}',
			export_records="all",
			file_type="CSV",
		),
		doctypes=PEOPLE,
	),
	Surface("Print", probes.printed("frappe.www.printview.get_html_and_style")),
	Surface("PDF", probes.printed("frappe.utils.print_format.download_pdf")),
	Surface("Number card", probes.cards, doctypes=PEOPLE),
	Surface("Chart", probes.charts, doctypes=("Activist",)),
	# REST and clients
	Surface("REST: list", probes.rest_list),
	Surface("REST: record", probes.rest_record),
	Surface("REST v2, where the host has it", probes.rest_v2, shows=False),
	Surface("frappe.client.get", each(f"{CLIENT}.get", doctype="<doctype>", name="<name>")),
	Surface(
		"frappe.client.get_list",
		per_doctype(f"{CLIENT}.get_list", doctype="<doctype>", fields=FIELDS, limit_page_length=500),
	),
	Surface(
		"frappe.client.get_value",
		each(
			f"{CLIENT}.get_value",
			*PEOPLE,
			doctype="<doctype>",
			fieldname='["full_name", "display_name"]',
			filters='{"name": "<name>"}',
		),
		doctypes=PEOPLE,
	),
	Surface(
		"frappe.client.get_count",
		counted(f"{CLIENT}.get_count", doctype="<doctype>", filters='{"name": "<name>"}'),
	),
	Surface("Lists with joins and tables", probes.joins, doctypes=EVERY),
	Surface("Counts filtered by a table", probes.filtered_tables, doctypes=("Stakeholder Meeting",)),
	# What Frappe writes about records
	Surface("Comments", traces("Comment")),
	Surface("Versions", traces("Version"), shows=False),
	Surface("To-dos", traces("ToDo")),
	Surface("Notifications", traces("Notification Log")),
	Surface("Mails that notifications send", probes.outgoing_mail, shows=False),
	Surface("Email Queue", traces("Email Queue"), shows=False),
	Surface("Communications", traces("Communication")),
	Surface("Events", traces("Event"), shows=False),
	Surface("Files", traces("File")),
	Surface("Files by a guessed address", probes.private_file, doctypes=("Activist",)),
	Surface("Tags", traces("Tag Link")),
	Surface(
		"Follows, views, shares, activity",
		traces("Document Follow", "View Log", "DocShare", "Activity Log"),
		shows=False,
	),
	Surface("Deleted documents", traces("Deleted Document"), shows=False),
	Surface("Deleted documents: restored", probes.deleted_restore, shows=False, doctypes=("Activist",)),
	Surface("Data imports", traces("Data Import"), shows=False),
	Surface("Error log", traces("Error Log"), shows=False),
	Surface("The host's access log", traces("Access Log"), shows=False),
	Surface("Realtime messages", probes.realtime, shows=False),
	Surface("Core contacts and addresses", probes.core_contacts, shows=False),
	# Doing something to a record
	Surface(
		"Set a value",
		changes(
			f"{CLIENT}.set_value",
			"health",
			*PEOPLE,
			doctype="<doctype>",
			name="<name>",
			fieldname="health",
			value="Strained",
		),
		doctypes=PEOPLE,
	),
	Surface(
		"Bulk edit",
		changes(
			"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			"health",
			*PEOPLE,
			doctype="<doctype>",
			docnames='["<name>"]',
			action="update",
			data='{"health": "Strained"}',
		),
		doctypes=PEOPLE,
	),
	Surface(
		"Bulk delete",
		changes(
			f"{REPORTVIEW}.delete_items",
			"name",
			"Partnership Agreement",
			doctype="<doctype>",
			items='["<name>"]',
		),
		doctypes=("Partnership Agreement",),
	),
	Surface(
		"Rename",
		changes(
			f"{CLIENT}.rename_doc", "name", *PEOPLE, doctype="<doctype>", old_name="<name>", new_name="X-1"
		),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Rename by its title",
		changes(
			"frappe.model.rename_doc.update_document_title",
			"display_name",
			*PEOPLE,
			doctype="<doctype>",
			docname="<name>",
			title="X",
			name="<name>",
		),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Merge",
		changes(
			f"{CLIENT}.rename_doc",
			"name",
			*PEOPLE,
			doctype="<doctype>",
			old_name="<name>",
			new_name="<name>x",
			merge=1,
		),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Share",
		each("frappe.share.add", *PEOPLE, doctype="<doctype>", name="<name>", user="Administrator"),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Shared with whom",
		each("frappe.share.get_users", *PEOPLE, doctype="<doctype>", name="<name>"),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Tag a record",
		changes(
			"frappe.desk.doctype.tag.tag.add_tag",
			"_user_tags",
			*PEOPLE,
			dt="<doctype>",
			dn="<name>",
			tag="other",
		),
		doctypes=PEOPLE,
	),
	Surface(
		"Records with a tag",
		per_doctype(
			"frappe.desk.doctype.tag.tag.get_tagged_docs", *PEOPLE, doctype="<doctype>", tag=f"%{TAG}%"
		),
		shows=False,
		doctypes=PEOPLE,
	),
	Surface(
		"Like a record",
		changes(
			"frappe.desk.like.toggle_like",
			"_liked_by",
			*PEOPLE,
			doctype="<doctype>",
			name="<name>",
			add="Yes",
		),
		doctypes=PEOPLE,
	),
	Surface("Duplicate-name errors", probes.duplicate_errors, shows=False, doctypes=("Activist",)),
	# Our own
	_ours("Find stakeholders", once(f"{API}.stakeholders.search", text=WORD), "stakeholders.search"),
	_ours(
		"Focal people of an agency",
		each(f"{API}.stakeholders.focal_people", "Partner Agency", agency="<name>"),
		"stakeholders.focal_people",
	),
	_ours("My week", once(f"{API}.my_week.load"), "my_week.load"),
	_ours(
		"A meeting's brief",
		each(f"{API}.briefs.compose", "Stakeholder Meeting", meeting="<name>"),
		"briefs.compose",
		shows=False,
	),
	_ours(
		"A meeting's newest brief",
		each(f"{API}.briefs.latest", "Stakeholder Meeting", meeting="<name>"),
		"briefs.latest",
		shows=False,
	),
	_ours(
		"Reading a brief", each(f"{API}.briefs.reading", "Meeting Brief", brief="<name>"), "briefs.reading"
	),
	_ours(
		"Starting a log", each(f"{API}.logs.prefill", "Stakeholder Meeting", meeting="<name>"), "logs.prefill"
	),
	*(
		_ours(
			f"A meeting: {verb}",
			changes(
				f"{API}.meetings.{verb}",
				"modified",
				"Stakeholder Meeting",
				meeting="<name>",
				reason="x",
				**more,
			),
			f"meetings.{verb}",
			shows=shows,
		)
		for verb, shows, more in (
			("confirm", False, {}),
			("postpone", True, {}),
			("cancel", True, {}),
			("reschedule", True, {"starts_on": "2099-01-01 10:00:00", "ends_on": "2099-01-01 11:00:00"}),
			("mark_held", False, {}),
			("close", True, {}),
		)
	),
	_ours(
		"A thank-you's script",
		each(f"{API}.thank_yous.script", "Thank You Follow Up", name="<name>"),
		"thank_yous.script",
		shows=False,
	),
	*(
		_ours(
			f"A thank-you: {verb}",
			changes(f"{API}.thank_yous.{verb}", "modified", "Thank You Follow Up", **arguments),
			f"thank_yous.{verb}",
			shows=False,
		)
		for verb, arguments in (
			("approve", {"names": '["<name>"]'}),
			("check_again", {"names": '["<name>"]'}),
			("settle", {"name": "<name>", "outcome": "Not Needed", "reason": "x"}),
			("retry", {"name": "<name>"}),
			("revise", {"name": "<name>", "subject": "Thank you", "body": "Thank you for your help."}),
		)
	),
	_ours(
		"Withdrawing a grant",
		changes(
			f"{API}.safeguarding.withdraw_grant", "withdrawn_on", "Access Grant", name="<name>", reason="x"
		),
		"safeguarding.withdraw_grant",
	),
	_ours("Opt-out page", probes.opt_out_page, shows=False),
)
