import { act_on_thank_yous, show_results } from "./bulk_actions";
import { show_calendar_feed } from "./calendar_feed";
import { comment_hint } from "./comment_hint";
import { confidentiality_events } from "./confidentiality";
import { contact_import_form } from "./contact_import_form";
import { create_stakeholder } from "./create_stakeholder";
import "./erpnext/forms";
import { clear_drafts_on_logout } from "./device_drafts";
import { disclosure_walk } from "./disclosure_walk";
import { duplicate_events, duplicate_row_events } from "./duplicate_warning";
import { erasure_request_form } from "./erasure_form";
import { follow_up_health_report } from "./follow_up_health";
import { type_at_once } from "./grid_typing";
import { compact_form, hide_repeated, intro_with_action } from "./form_layout";
import { status_color, status_indicator, status_label } from "./indicators";
import { KINDS, kind_query } from "./kinds";
import { log_drafts } from "./log_drafts";
import { load_maps } from "./load_maps";
import { compare_and_merge, merge_log_form } from "./merge_dialog";
import { meeting_calendar } from "./meeting_calendar";
import { show_my_week } from "./my_week";
import { new_form } from "./new_form";
import { one_step_pair, pair_events } from "./pair_field";
import { partnership_health_report } from "./partnership_health";
import {
	commitments_ageing_report,
	engagement_coverage_report,
	outreach_workload_report,
	thank_you_timeliness_report,
	you_said_we_did_report,
} from "./partnership_reports";
import { show_partnerships } from "./partnerships";
import { people_table } from "./people_table";
import { possible_duplicates_report } from "./possible_duplicates";
import { StakeholderPicker } from "./picker";
import { QuickLog } from "./quick_log/quick_log_page";
import { stakeholder_report } from "./reports";
import { retention_report } from "./retention_report";
import { call_and_reload, with_reason } from "./server";
import { stakeholder_form } from "./stakeholder_form";
import { hour_formatter, pair_list, reason_formatter, show_all_columns, stakeholder_list } from "./lists";
import { add_plan_button } from "./start_plan";
import { show_thanks_script } from "./thanks_script";
import { day_and_hour, hours_differ, offer_time_zones } from "./time";
import { written_once } from "./written_once";

frappe.provide("stakeholder_crm");

Object.assign(window.stakeholder_crm, {
	KINDS,
	QuickLog,
	StakeholderPicker,
	act_on_thank_yous,
	add_plan_button,
	call_and_reload,
	commitments_ageing_report,
	compact_form,
	compare_and_merge,
	contact_import_form,
	create_stakeholder,
	day_and_hour,
	disclosure_walk,
	engagement_coverage_report,
	erasure_request_form,
	follow_up_health_report,
	hide_repeated,
	hour_formatter,
	reason_formatter,
	hours_differ,
	intro_with_action,
	kind_query,
	load_maps,
	merge_log_form,
	meeting_calendar,
	new_form,
	offer_time_zones,
	one_step_pair,
	outreach_workload_report,
	pair_events,
	pair_list,
	partnership_health_report,
	people_table,
	possible_duplicates_report,
	retention_report,
	show_all_columns,
	show_calendar_feed,
	show_my_week,
	show_partnerships,
	show_results,
	show_thanks_script,
	stakeholder_form,
	stakeholder_list,
	stakeholder_report,
	status_color,
	status_indicator,
	status_label,
	thank_you_timeliness_report,
	with_reason,
	written_once,
	you_said_we_did_report,
});

for (const doctype of [...KINDS, "Stakeholder Meeting"]) frappe.ui.form.on(doctype, confidentiality_events);
for (const doctype of KINDS) frappe.ui.form.on(doctype, duplicate_events);
for (const doctype of [
	...KINDS,
	"Stakeholder Meeting",
	"Meeting Log",
	"Meeting Brief",
	"Stakeholder Concern",
	"Stakeholder Commitment",
	"Thank You Follow Up",
])
	frappe.ui.form.on(doctype, comment_hint);
frappe.ui.form.on("Stakeholder Contact Point", duplicate_row_events);
frappe.ui.form.on("Meeting Log", log_drafts);
type_at_once();
clear_drafts_on_logout();

// The way back from records and reports, whatever module they live in: to that of our workspaces from which one
// came, else to Outreach; to Partnerships from what is there, for those who may see it.
const watches = ["Outreach Manager", "Safeguarding Lead"].some((role) =>
	frappe.boot?.user?.roles?.includes(role)
);
const workspaces = frappe.boot?.module_wise_workspaces || {};
for (const module of ["Stakeholders", "Follow Up", "Safeguarding", "Partnerships"]) {
	workspaces[module] = ["Outreach", "Partnerships"];
	if (module !== "Partnerships" || !watches) frappe.breadcrumbs.module_map[module] = "Engagement";
	else workspaces[module].reverse();
}
