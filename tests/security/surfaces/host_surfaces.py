"""Where the host shows records: forms, lists, searches, reports, paper, clients."""

from frappe import client

from tests.security.surfaces import probes
from tests.security.surfaces.surface import EVERY, PEOPLE, Surface
from tests.security.surfaces.ways import counted, each, once, per_doctype
from tests.security.surfaces.world import WORD

OUR_REPORTS = (
	"Losing Touch",
	"Stakeholder Directory",
	"Follow-up Health",
	"Stakeholders in Numbers",
	"Retention Review",
	"Site Code Review",
	"Partnership Health",
	"You Said We Did",
	"Thank-you Timeliness",
	"Commitments Ageing",
	"Engagement Coverage",
	"Outreach Workload",
	"Possible Duplicates",
)
FIELDS = '["*"]'
LOAD = "frappe.desk.form.load"
REPORTVIEW = "frappe.desk.reportview"
CLIENT = "frappe.client"

HOST_SURFACES = (
	# Forms
	Surface(
		"Form", each(f"{LOAD}.getdoc", doctype="<doctype>", name="<name>"), methods=("screens.get_form",)
	),
	Surface(
		"Form: timeline, comments, versions, sidebar",
		each(f"{LOAD}.get_docinfo", doctype="<doctype>", name="<name>"),
	),
	Surface("Form: communications", each(f"{LOAD}.get_communications", doctype="<doctype>", name="<name>")),
	Surface(
		"Form: connections' counts",
		probes.connection_counts,
		doctypes=PEOPLE,
	),
	Surface(
		"Form: documents cancelled with it",
		each(
			"frappe.desk.form.linked_with.get_submitted_linked_docs",
			*PEOPLE,
			doctype="<doctype>",
			name="<name>",
		),
		numbers=("Meeting Log",),
		doctypes=PEOPLE,
		methods=("gaps.get_submitted_linked",),
	),
	Surface(
		"Form: linked documents",
		each("frappe.desk.form.linked_with.get", *PEOPLE, doctype="<doctype>", docname="<name>"),
		doctypes=PEOPLE,
		methods=("gaps.get_linked",),
	),
	Surface(
		"Form: next and previous",
		probes.neighbours,
		numbers=PEOPLE,
		doctypes=PEOPLE,
	),
	Surface("Form: saved with forged values", probes.forged_saves, doctypes=("Activist",)),
	Surface(
		"Link preview",
		each("frappe.desk.link_preview.get_preview_data", doctype="<doctype>", docname="<name>"),
		shows=False,
		methods=("screens.get_preview_data",),
	),
	Surface(
		"Link title",
		each("frappe.desk.search.get_link_title", doctype="<doctype>", docname="<name>"),
		methods=("gaps.get_link_title",),
	),
	Surface(
		"Link validation",
		each(
			f"{CLIENT}.validate_link",
			*PEOPLE,
			doctype="<doctype>",
			docname="<name>",
			fields='["full_name", "display_name"]',
		),
		everywhere=hasattr(client, "validate_link"),
		doctypes=PEOPLE,
		methods=("screens.validate_link",),
	),
	Surface(
		"Link validation in Frappe 16",
		each(
			f"{CLIENT}.validate_link_and_fetch",
			*PEOPLE,
			doctype="<doctype>",
			docname="<name>",
			fields_to_fetch='["full_name", "display_name"]',
		),
		everywhere=hasattr(client, "validate_link_and_fetch"),
		doctypes=PEOPLE,
		methods=("screens.validate_link_and_fetch",),
	),
	Surface(
		"Number of a contact",
		each(
			"frappe.core.doctype.sms_settings.sms_settings.get_contact_number",
			*PEOPLE,
			contact_name="<name>",
			ref_doctype="<doctype>",
			ref_name="<name>",
		),
		shows=False,
		doctypes=PEOPLE,
		methods=("gaps.get_contact_number",),
	),
	# Lists
	Surface(
		"List",
		per_doctype(f"{REPORTVIEW}.get", doctype="<doctype>", fields=FIELDS, page_length=500),
		methods=("screens.get_rows",),
	),
	Surface(
		"List, as dictionaries",
		per_doctype(f"{REPORTVIEW}.get_list", doctype="<doctype>", fields=FIELDS, limit_page_length=500),
		methods=("screens.get_list",),
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
		shows=True,
		doctypes=PEOPLE,
		methods=("screens.get_group_by_count",),
	),
	Surface(
		"List: states unknown to a workflow",
		per_doctype(
			"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
			*PEOPLE,
			doctype="<doctype>",
			workflow_state_field="display_name",
			states='["-"]',
		),
		doctypes=PEOPLE,
		methods=("gaps.get_workflow_state_count",),
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
		everywhere=False,
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
		doctypes=PEOPLE,
		methods=("screens.get_sidebar_stats",),
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
		numbers=PEOPLE,
		doctypes=PEOPLE,
	),
	# Searching
	Surface(
		"Link search",
		per_doctype(
			"frappe.desk.search.search_link", *PEOPLE, "Stakeholder Meeting", doctype="<doctype>", txt=WORD
		),
		doctypes=(*PEOPLE, "Stakeholder Meeting"),
		methods=("screens.search_link",),
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
		methods=("screens.search_widget",),
	),
	Surface(
		"Link search that asks for permissions to be put aside",
		per_doctype(
			"frappe.desk.search.search_link",
			*PEOPLE,
			"Stakeholder Meeting",
			doctype="<doctype>",
			txt=WORD,
			ignore_user_permissions=1,
		),
		doctypes=(*PEOPLE, "Stakeholder Meeting"),
		methods=("screens.search_link",),
	),
	Surface(
		"Search dialog with a query of the host",
		per_doctype(
			"frappe.desk.search.search_widget",
			*PEOPLE,
			"Stakeholder Meeting",
			doctype="<doctype>",
			txt=WORD,
			query="frappe.desk.search.search_widget",
			ignore_user_permissions=1,
		),
		shows=False,
		doctypes=(*PEOPLE, "Stakeholder Meeting"),
		methods=("screens.search_widget",),
	),
	Surface("Global search and awesomebar", probes.global_search, shows=False),
	Surface(
		"Awesomebar: tags",
		each("frappe.desk.doctype.tag.tag.get_documents_for_tag", "Activist", tag="#<word>tag"),
		doctypes=PEOPLE,
	),
	Surface("Mentions", once("frappe.desk.search.get_names_for_mentions", search_term=WORD), shows=False),
	Surface("E-mail recipient suggestions", once("frappe.email.get_contact_list", txt=WORD), shows=False),
	# Reports, exports, paper
	Surface("Reports of ours", probes.reports(*OUR_REPORTS), methods=("screens.run_report",)),
	Surface(
		"Reports of ours: export",
		probes.exported_reports(*OUR_REPORTS),
		methods=("exports.export_report",),
	),
	Surface(
		"Reports: added column",
		per_doctype(
			"frappe.desk.query_report.get_data_for_custom_field",
			*PEOPLE,
			doctype="<doctype>",
			field="display_name",
		),
		doctypes=PEOPLE,
		methods=("gaps.get_custom_column",),
	),
	Surface(
		"Mailed reports: file",
		once(
			"frappe.email.doctype.auto_email_report.auto_email_report.download", name="Stakeholder Directory"
		),
		shows=False,
		methods=("exports.download_mailed_report",),
	),
	Surface(
		"Prepared reports: file",
		once(
			"frappe.core.doctype.prepared_report.prepared_report.enqueue_json_to_csv_conversion",
			prepared_report_name="Possible Duplicates",
		),
		shows=False,
		methods=("exports.prepared_csv",),
	),
	Surface(
		"Report view: export",
		per_doctype(
			f"{REPORTVIEW}.export_query",
			doctype="<doctype>",
			fields='["name", "owner"]',
			file_format_type="CSV",
		),
		numbers=EVERY,
		methods=("exports.export_rows",),
	),
	Surface(
		"Report view: full export",
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
		methods=("exports.export_data",),
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
		methods=("exports.download_template",),
	),
	Surface("Print", probes.printed),
	Surface("PDF", probes.pdf),
	Surface("Number card", probes.cards, doctypes=PEOPLE),
	Surface("Chart", probes.charts, doctypes=("Activist",), methods=("screens.get_chart",)),
	# REST and clients
	Surface("REST: list", probes.rest_list),
	Surface("REST: record", probes.rest_record),
	Surface("REST v2, where the host has it", probes.rest_v2, everywhere=False),
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
		methods=("gaps.get_count",),
	),
	Surface("Lists with joins and tables", probes.joins, doctypes=EVERY),
	Surface("Counts filtered by a table", probes.filtered_tables, doctypes=("Stakeholder Meeting",)),
)
