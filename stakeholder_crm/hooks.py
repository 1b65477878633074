from stakeholder_crm.compat import EXTENDS_CLASSES as _EXTENDS_CLASSES

app_name = "stakeholder_crm"
app_title = "Stakeholder CRM"
app_publisher = "Stakeholder CRM contributors"
app_description = (
	"Prepare, record and thank: relationships of trust for mediation and anti-trafficking outreach"
)
app_email = "security@stakeholder-crm.example"
app_license = "MIT"

required_apps: list[str] = []
export_python_type_annotations = True
require_type_annotated_api_methods = True

add_to_apps_screen = [
	{
		"name": app_name,
		"logo": "/assets/stakeholder_crm/images/stakeholder_crm.svg",
		"title": app_title,
		# Frappe 16 leads from /app to /desk.
		"route": "/app/outreach",
		"has_permission": "stakeholder_crm.access.viewers.has_app_permission",
	}
]

extend_bootinfo = "stakeholder_crm.base.sidebars.remove_closed_sidebars"

app_include_js = "stakeholder_crm.bundle.js"
app_include_css = "stakeholder_crm.bundle.css"
calendars = ["Stakeholder Meeting"]
fixtures = [
	{"dt": "Custom HTML Block", "filters": [["name", "in", ["Outreach Week", "Partnership Figures"]]]}
]

_KINDS = ("Community Leader", "Activist", "Partner Agency")
_GUARDED = (
	*_KINDS,
	"Stakeholder Assessment",
	"Stakeholder Meeting",
	"Meeting Brief",
	"Engagement Plan",
	"Meeting Log",
	"Stakeholder Concern",
	"Stakeholder Commitment",
	"Thank You Follow Up",
	"Consent Record",
	"Disclosure Log",
	"Partnership Agreement",
	"Access Grant",
	"Agency Liaison",
	"Stakeholder Access Log",
	"Erasure Request",
	"Stakeholder Merge Log",
	"Contact Import",
	"Calendar Feed",
	"ERPNext Link",
	"Duplicate Exception",
	"Address Book Link",
	"Sealed Text",
)

# Frappe's own records about other records.
_TRACES = (
	"ToDo",
	"Comment",
	"Version",
	"View Log",
	"Notification Log",
	"DocShare",
	"Document Follow",
	"Event",
	"Tag Link",
	"Email Queue",
	"Communication",
	"Activity Log",
	"File",
	"Deleted Document",
	"Access Log",
	"Data Import",
	"Error Log",
	"Prepared Report",
)

# The host's address book, and a Contact's tables.
_LINKED = ("Contact", "Address")
_LINKED_ROWS = ("Contact Email", "Contact Phone")

# Our child tables.
_ROWS = (
	"Meeting Participant",
	"Meeting Team Member",
	"Brief Line",
	"Engagement Plan Step",
	"Meeting Attendance",
	"Meeting Log Concern",
	"Meeting Log Commitment",
	"Stakeholder Contact Point",
	"Stakeholder Tie",
	"Stakeholder Care Note",
	"Agency Focal Person",
	"Agreement Category",
	"Stakeholder Likeness Key",
	"Contact Import Column",
	"Contact Import Row",
)

# ERPNext's DocTypes that can be connected with ours.
_ERPNEXT = ("Customer", "Lead", "Project", "Prospect", "Supplier", "Task")

permission_query_conditions = {
	**dict.fromkeys(_GUARDED, "stakeholder_crm.access.permissions.query_condition"),
	**dict.fromkeys(_TRACES, "stakeholder_crm.access.traces.trace_query_condition"),
	**dict.fromkeys(_ROWS, "stakeholder_crm.access.rows.row_query_condition"),
	**dict.fromkeys(_LINKED, "stakeholder_crm.access.address_book.linked_query_condition"),
	**dict.fromkeys(_LINKED_ROWS, "stakeholder_crm.access.address_book.linked_query_condition"),
}
has_permission = {
	**dict.fromkeys(_GUARDED, "stakeholder_crm.access.permissions.has_permission"),
	**dict.fromkeys(_TRACES, "stakeholder_crm.access.traces.has_trace_permission"),
	**dict.fromkeys(_LINKED, "stakeholder_crm.access.address_book.has_linked_permission"),
}

_FILE = "stakeholder_crm.access.files.ReadableFile"
override_doctype_class = {} if _EXTENDS_CLASSES else {"File": _FILE}
extend_doctype_class = {"File": [_FILE]} if _EXTENDS_CLASSES else {}

# Host endpoints without a permission check on the record.
override_whitelisted_methods = {
	"frappe.client.get_count": "stakeholder_crm.access.host_endpoints.gaps.get_count",
	"frappe.desk.search.get_link_title": "stakeholder_crm.access.host_endpoints.gaps.get_link_title",
	"frappe.desk.query_report.get_data_for_custom_field": "stakeholder_crm.access.host_endpoints.gaps.get_custom_column",
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": "stakeholder_crm.access.host_endpoints.gaps.get_workflow_state_count",
	"frappe.core.doctype.sms_settings.sms_settings.get_contact_number": "stakeholder_crm.access.host_endpoints.gaps.get_contact_number",
	"frappe.desk.form.linked_with.get": "stakeholder_crm.access.host_endpoints.gaps.get_linked",
	"frappe.desk.form.linked_with.get_submitted_linked_docs": "stakeholder_crm.access.host_endpoints.gaps.get_submitted_linked",
	"frappe.desk.doctype.tag.tag.add_tag": "stakeholder_crm.access.host_endpoints.gaps.add_tag",
	"frappe.desk.doctype.tag.tag.add_tags": "stakeholder_crm.access.host_endpoints.gaps.add_tags",
	"frappe.desk.doctype.tag.tag.remove_tag": "stakeholder_crm.access.host_endpoints.gaps.remove_tag",
	"frappe.desk.doctype.tag.tag.get_tagged_docs": "stakeholder_crm.access.host_endpoints.gaps.get_tagged_docs",
	"frappe.desk.like.toggle_like": "stakeholder_crm.access.host_endpoints.gaps.toggle_like",
	"frappe.desk.doctype.event.event.get_events": "stakeholder_crm.access.host_endpoints.gaps.get_events",
	# Host endpoints that take the number of a trace alone, or that make one user another.
	"frappe.email.relink": "stakeholder_crm.access.host_endpoints.traces.relink",
	"erpnext.crm.doctype.lead.lead.make_lead_from_communication": "stakeholder_crm.access.host_endpoints.traces.make_lead",
	"erpnext.crm.doctype.opportunity.opportunity.make_opportunity_from_communication": "stakeholder_crm.access.host_endpoints.traces.make_opportunity",
	"frappe.desk.form.utils.update_comment_publicity": "stakeholder_crm.access.host_endpoints.traces.update_comment_publicity",
	"frappe.model.document.unlock_document": "stakeholder_crm.access.host_endpoints.traces.unlock_document",
	"frappe.core.doctype.user.user.impersonate": "stakeholder_crm.access.host_endpoints.identities.impersonate",
	# Host endpoints whose results are shown as HTML.
	"frappe.desk.form.load.getdoc": "stakeholder_crm.access.host_endpoints.screens.get_form",
	"frappe.desk.reportview.get": "stakeholder_crm.access.host_endpoints.screens.get_rows",
	"frappe.desk.reportview.get_list": "stakeholder_crm.access.host_endpoints.screens.get_list",
	"frappe.desk.reportview.get_sidebar_stats": "stakeholder_crm.access.host_endpoints.screens.get_sidebar_stats",
	"frappe.desk.listview.get_group_by_count": "stakeholder_crm.access.host_endpoints.screens.get_group_by_count",
	"frappe.desk.link_preview.get_preview_data": "stakeholder_crm.access.host_endpoints.screens.get_preview_data",
	"frappe.client.validate_link": "stakeholder_crm.access.host_endpoints.screens.validate_link",
	"frappe.client.validate_link_and_fetch": "stakeholder_crm.access.host_endpoints.screens.validate_link_and_fetch",
	"frappe.desk.search.search_link": "stakeholder_crm.access.host_endpoints.screens.search_link",
	"frappe.desk.search.search_widget": "stakeholder_crm.access.host_endpoints.screens.search_widget",
	"frappe.desk.query_report.run": "stakeholder_crm.access.host_endpoints.screens.run_report",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "stakeholder_crm.access.host_endpoints.screens.get_chart",
	# Host endpoints that export files with possible formulas.
	"frappe.desk.reportview.export_query": "stakeholder_crm.access.host_endpoints.exports.export_rows",
	"frappe.desk.query_report.export_query": "stakeholder_crm.access.host_endpoints.exports.export_report",
	"frappe.core.doctype.data_export.exporter.export_data": "stakeholder_crm.access.host_endpoints.exports.export_data",
	"frappe.core.doctype.data_import.data_import.download_template": "stakeholder_crm.access.host_endpoints.exports.download_template",
	"frappe.core.doctype.prepared_report.prepared_report.enqueue_json_to_csv_conversion": "stakeholder_crm.access.host_endpoints.exports.prepared_csv",
	"frappe.email.doctype.auto_email_report.auto_email_report.download": "stakeholder_crm.access.host_endpoints.exports.download_mailed_report",
}

after_install = "stakeholder_crm.install.after_install"
after_migrate = ["stakeholder_crm.install.after_migrate"]
before_uninstall = "stakeholder_crm.uninstall.before_uninstall"
after_app_install = "stakeholder_crm.integrations.erpnext.app_events.after_app_install"
before_app_uninstall = "stakeholder_crm.integrations.erpnext.app_events.before_app_uninstall"

# Events of one room are handled in the rooms above it, which it does not import: see docs/architecture.md.
doc_events = {
	"*": {"validate": ["stakeholder_crm.access.links.check_links"]},
	_KINDS: {
		"on_update": [
			"stakeholder_crm.stakeholders.duplicates.likeness_keys.on_change",
			"stakeholder_crm.access.raise_meetings.on_stakeholder_change",
			"stakeholder_crm.engagement.briefs.redact_briefs.on_stakeholder_change",
			"stakeholder_crm.follow_up.messages.recall.on_stakeholder_change",
			"stakeholder_crm.follow_up.replies.seal_answer.on_stakeholder_change",
			"stakeholder_crm.access.shares.on_record_change",
			"stakeholder_crm.integrations.contact.on_stakeholder_update",
			"stakeholder_crm.integrations.erpnext.record.on_stakeholder_update",
		],
		# Ours: run by stakeholders/merging.
		"before_merge": [
			"stakeholder_crm.follow_up.messages.merged_records.before_merge",
			"stakeholder_crm.safeguarding.privacy.open_requests.before_merge",
		],
		"on_merge": [
			"stakeholder_crm.follow_up.messages.merged_records.on_merge",
			"stakeholder_crm.follow_up.replies.seal_answer.on_stakeholder_change",
		],
		"on_trash": [
			"stakeholder_crm.integrations.contact.on_stakeholder_trash",
			"stakeholder_crm.stakeholders.duplicates.likeness_keys.on_trash",
			"stakeholder_crm.stakeholders.duplicates.exceptions.on_trash",
		],
	},
	(*_KINDS, "Stakeholder Meeting", "Stakeholder Commitment", *_ERPNEXT): {
		"on_trash": ["stakeholder_crm.integrations.erpnext.record.on_trash"]
	},
	"Partner Agency": {
		"on_update": ["stakeholder_crm.access.focal_people.on_agency_change"],
		"on_trash": ["stakeholder_crm.access.focal_people.on_agency_trash"],
	},
	(*_KINDS, "Stakeholder Assessment", "Stakeholder Concern", "Stakeholder Commitment"): {
		"on_update": ["stakeholder_crm.engagement.briefs.refresh_briefs.on_source_change"],
		"on_trash": ["stakeholder_crm.engagement.briefs.refresh_briefs.on_source_change"],
	},
	"Stakeholder Meeting": {
		"on_update": [
			"stakeholder_crm.engagement.briefs.refresh_briefs.on_meeting_change",
			"stakeholder_crm.access.shares.on_record_change",
			"stakeholder_crm.engagement.meetings.sync_event.on_meeting_change",
			"stakeholder_crm.engagement.plans.sync_with_meeting.on_meeting_change",
		],
		"on_trash": [
			"stakeholder_crm.engagement.briefs.refresh_briefs.on_meeting_trash",
			"stakeholder_crm.engagement.meetings.sync_event.on_meeting_trash",
			"stakeholder_crm.engagement.plans.sync_with_meeting.on_meeting_trash",
		],
	},
	"Meeting Log": {
		"on_update": ["stakeholder_crm.access.shares.on_log_change"],
		"on_submit": [
			"stakeholder_crm.engagement.briefs.refresh_briefs.on_source_change",
			"stakeholder_crm.follow_up.messages.plan.plan_on_submit",
		],
		"on_cancel": [
			"stakeholder_crm.engagement.briefs.refresh_briefs.on_source_change",
			"stakeholder_crm.follow_up.messages.withdraw.withdraw_on_cancel",
		],
	},
	"Consent Record": {"after_insert": ["stakeholder_crm.follow_up.messages.recall.on_consent"]},
	"Contact Suppression": {"after_insert": ["stakeholder_crm.follow_up.messages.recall.on_suppression"]},
	"Contact": {
		"before_insert": ["stakeholder_crm.integrations.contact.before_insert"],
		"before_validate": ["stakeholder_crm.integrations.contact.before_validate"],
		"validate": ["stakeholder_crm.integrations.contact.validate"],
		"on_update": ["stakeholder_crm.integrations.contact.on_update"],
		"on_trash": ["stakeholder_crm.integrations.contact.on_trash"],
		"before_rename": ["stakeholder_crm.integrations.contact.before_rename"],
		"after_rename": ["stakeholder_crm.integrations.contact.after_rename"],
	},
	"Address": {
		"before_insert": ["stakeholder_crm.integrations.contact.before_insert"],
		"validate": ["stakeholder_crm.integrations.contact.validate"],
		"on_update": ["stakeholder_crm.integrations.contact.on_address_update"],
		"on_trash": ["stakeholder_crm.integrations.contact.on_address_trash"],
		"after_rename": ["stakeholder_crm.integrations.contact.after_rename"],
	},
	"Stakeholder CRM Settings": {
		"validate": ["stakeholder_crm.follow_up.messages.template.check_chosen_template"],
		"on_update": ["stakeholder_crm.partnerships.health.refresh_health.on_settings_change"],
	},
	"Personal Data Deletion Request": {
		"on_change": ["stakeholder_crm.safeguarding.privacy.deleted_account.on_deletion_request"]
	},
	"Email Template": {"validate": ["stakeholder_crm.follow_up.messages.template.check_email_template"]},
	"DocShare": {
		"on_update": [
			"stakeholder_crm.access.shares.refuse_share",
			"stakeholder_crm.access.log.shares_and_roles.on_share",
		],
		"on_trash": ["stakeholder_crm.access.log.shares_and_roles.on_unshare"],
	},
	"Role": {"after_rename": ["stakeholder_crm.access.log.identities.on_role_rename"]},
	"User": {
		"before_validate": ["stakeholder_crm.access.log.identities.on_user_save"],
		"on_update": [
			"stakeholder_crm.access.log.shares_and_roles.on_roles_change",
			"stakeholder_crm.engagement.meetings.sync_event.on_user_change",
		],
		"on_trash": ["stakeholder_crm.engagement.calendars.feed_link.on_user_trash"],
	},
	"Comment": {"validate": ["stakeholder_crm.integrations.comment.validate"]},
	"Notification Log": {"before_insert": ["stakeholder_crm.integrations.notification_log.before_insert"]},
	"ToDo": {
		"before_insert": ["stakeholder_crm.integrations.todo.before_insert"],
		"on_update": ["stakeholder_crm.integrations.todo.on_update"],
	},
	"Email Queue": {"before_insert": ["stakeholder_crm.integrations.email_queue.before_insert"]},
	"Communication": {
		"before_insert": ["stakeholder_crm.integrations.communication.before_insert"],
		"validate": ["stakeholder_crm.integrations.communication.validate"],
		"after_insert": ["stakeholder_crm.integrations.communication.after_insert"],
	},
	"Event": {
		"validate": ["stakeholder_crm.integrations.event.validate"],
		"on_update": ["stakeholder_crm.integrations.event.on_update"],
		"on_trash": ["stakeholder_crm.integrations.event.on_trash"],
	},
	("Webhook", "Notification", "Assignment Rule", "Client Script", "Server Script"): {
		"validate": ["stakeholder_crm.access.automation.refuse_automation"]
	},
	"Report": {"validate": ["stakeholder_crm.access.added_columns.validate_report"]},
	"Auto Email Report": {"validate": ["stakeholder_crm.access.automation.refuse_other_recipients"]},
	"Property Setter": {"validate": ["stakeholder_crm.access.automation.refuse_indexing"]},
	"File": {"validate": ["stakeholder_crm.access.automation.refuse_public_file"]},
}

auth_hooks = [
	"stakeholder_crm.access.request_gate.check_request",
	"stakeholder_crm.access.vault.named_in_request.note_request",
]
after_request = ["stakeholder_crm.access.log.exports.after_request"]

# Exported and redacted by Frappe in account data requests. Never contact points: with an unsafe address, its
# reader could find out whether a person is a stakeholder.
user_data_fields = [
	{
		"doctype": "Agency Focal Person",
		"filter_by": "user",
		"redact_fields": ["person_name", "role", "since", "until"],
	},
	{"doctype": "Agency Liaison", "filter_by": "user", "redact_fields": ["user_full_name"]},
]

scheduler_events = {
	"cron": {
		"* * * * *": ["stakeholder_crm.tasks.dispatch_thank_yous"],
		"*/5 * * * *": [
			"stakeholder_crm.tasks.refresh_health",
			"stakeholder_crm.tasks.restart_imports",
		],
		"0 7 * * 1": ["stakeholder_crm.tasks.send_weekly_digest"],
	},
	"hourly": ["stakeholder_crm.tasks.refresh_briefs"],
	"daily": ["stakeholder_crm.tasks.prepare_large_reports"],
}

# Channels for automatic sending; other apps can add theirs (see channels/).
thank_you_channels = {
	"Email": "stakeholder_crm.follow_up.channels.email.EmailChannel",
	"SMS": "stakeholder_crm.follow_up.channels.sms.SMSChannel",
}

jinja = {
	"methods": [
		"stakeholder_crm.engagement.briefs.render_brief.brief_for_print",
		"stakeholder_crm.print_record.record_for_print",
	]
}

# Briefs, access log, connections and duplicate exceptions link to records, but do not block deleting them.
ignore_links_on_delete = [
	"Brief Line",
	"Stakeholder Access Log",
	"Agency Liaison",
	"ERPNext Link",
	"Duplicate Exception",
	"Address Book Link",
]
