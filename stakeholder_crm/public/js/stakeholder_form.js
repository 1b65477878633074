import { el } from "./dom";
import { show_address_book, warn_of_removals } from "./address_book";
import { watch_for_duplicates } from "./duplicate_warning";
import { compact_form } from "./form_layout";
import { days_ago_text } from "./kinds";
import { add_merge_action } from "./merge_dialog";
import { new_form } from "./new_form";
import { one_step_pair } from "./pair_field";
import { show_parts } from "./partnership_health";
import { people_table } from "./people_table";
import { add_privacy_actions } from "./privacy_actions";
import { offer_time_zones } from "./time";
import { can_export, export_cards } from "./vcards";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The form handlers of the three stakeholder DocTypes. */
export const stakeholder_form = {
	onload(frm) {
		if (frm.is_new() && !frm.doc.relationship_owner) {
			frm.set_value("relationship_owner", frappe.session.user);
		}
	},

	refresh(frm) {
		compact_form(frm);
		offer_time_zones(frm);
		show_weekday_choice(frm);
		one_step_pair(frm, { type_field: "intermediary_type", field: "intermediary" });
		people_table(frm, "ties", {
			label: __("Add Ties"),
			values: () => ({ kind: "Colleague", strength: "Medium" }),
		});
		show_headline(frm);
		explain_health(frm);
		show_address_book(frm);
		watch_for_duplicates(frm);
		if (!frm.is_new()) {
			add_buttons(frm);
		}
		add_merge_action(frm);
		add_privacy_actions(frm);
	},

	confidentiality: warn_of_removals,

	intermediary_type(frm) {
		one_step_pair(frm, { type_field: "intermediary_type", field: "intermediary" });
	},
};

function show_headline(frm) {
	const { doc } = frm;
	frm.set_intro();
	if (frm.is_new()) return;
	if (doc.status === "Anonymised") {
		frm.disable_form();
		frm.set_intro(
			__("This record was erased. It is kept without personal data, for statistics."),
			"gray"
		);
		return;
	}
	if (doc.status === "Do Not Contact") {
		frm.set_intro(__("Do Not Contact: no messages and no reminders."), "red");
	} else if (doc.next_touch_on && doc.next_touch_on < frappe.datetime.get_today()) {
		frm.set_intro(
			__("Contact overdue since {1} ({0}).", [
				days_ago_text(doc.last_interaction_on),
				frappe.datetime.str_to_user(doc.next_touch_on),
			]),
			"orange"
		);
	}
	if (doc.confidentiality === "Confidential") {
		frm.set_intro(
			__("Confidential: shown as “{0}” everywhere else.", [
				frappe.utils.escape_html(doc.display_name || doc.safe_alias || ""),
			]),
			"yellow"
		);
	}
}

/** Link the figure to its parts, and these to their records. */
function explain_health(frm) {
	const control = frm.fields_dict.record_health;
	control.$wrapper.find(".scrm-health-parts").remove();
	if (!frm.doc.record_health_known) return;
	const row = { ...frm.doc, kind: frm.doctype };
	const link = el("a", { href: "#", class: "scrm-health-parts small" }, __("Show Details"));
	link.addEventListener("click", async (event) => {
		event.preventDefault();
		show_parts(row, await frappe.xcall("stakeholder_crm.api.partnerships.health_parts"));
	});
	control.$wrapper.append(link);
}

function pair_of(frm) {
	return { stakeholder_type: frm.doctype, stakeholder: frm.doc.name };
}

function add_buttons(frm) {
	if (frm.doc.status !== "Anonymised") add_record_buttons(frm);
	if (frm.doc.status !== "Anonymised" && can_export(frm.doctype)) {
		frm.page.add_menu_item(__("Export as vCard"), () => export_cards(frm.doctype, [frm.doc.name]));
	}
	frm.add_custom_button(
		__("Meetings"),
		() => open_list(frm, "Stakeholder Meeting", "Meeting Participant"),
		__("View")
	);
	frm.add_custom_button(__("Logs"), () => open_list(frm, "Meeting Log", "Meeting Attendance"), __("View"));
	if (frm.perm[0].write && !["Do Not Contact", "Anonymised"].includes(frm.doc.status)) {
		frm.page.add_menu_item(__("Mark as Do Not Contact"), () => stop_contacting(frm));
	}
}

function add_record_buttons(frm) {
	const named = { ...pair_of(frm), stakeholder_name: frm.doc.display_name };
	if (frappe.model.can_create("Stakeholder Meeting")) {
		frm.add_custom_button(__("Plan Meeting"), () =>
			new_form("Stakeholder Meeting", {}, { participants: [named] })
		);
	}
	const offered = {
		"Stakeholder Assessment": __("Assessment"),
		"Stakeholder Concern": __("Concern"),
		"Stakeholder Commitment": __("Commitment"),
		"Consent Record": __("Consent"),
	};
	for (const [doctype, label] of Object.entries(offered)) {
		if (!frappe.model.can_create(doctype)) continue;
		frm.add_custom_button(label, () => new_form(doctype, named), __("Record"));
	}
	if (frappe.model.can_create("Meeting Log")) {
		const person = { ...named, display_name: frm.doc.display_name };
		const open = () => frappe.set_route("quick-log", { person });
		frm.add_custom_button(__("Quick Log"), open, __("Record"));
	}
	add_disclosure_button(frm, named);
}

/** For an agency: a disclosure to it. For other stakeholders: a disclosure about them. */
function add_disclosure_button(frm, named) {
	if (!frappe.model.can_create("Disclosure Log")) return;
	const is_agency = frm.doctype === "Partner Agency";
	frm.add_custom_button(
		is_agency ? __("Disclosure to This Agency") : __("Disclosure to an Agency"),
		() => new_form("Disclosure Log", is_agency ? { agency: frm.doc.name } : named),
		__("Record")
	);
}

function open_list(frm, doctype, row_doctype) {
	frappe.set_route("List", doctype, "List", { [`${row_doctype}.stakeholder`]: frm.doc.name });
}

function stop_contacting(frm) {
	frappe.confirm(
		__("Mark {0} as Do Not Contact? Scheduled thank-yous will be cancelled, and reminders will stop.", [
			frappe.utils.escape_html(frm.doc.display_name).bold(),
		]),
		() => frm.set_value("status", "Do Not Contact").then(() => frm.save())
	);
}

/** Choose weekdays with buttons. The value is stored as a list of names. */
function show_weekday_choice(frm) {
	const control = frm.fields_dict.no_contact_days;
	control.$wrapper.find(".scrm-weekdays").remove();
	if (!control.$input || control.get_status() !== "Write") return;
	const chosen = () =>
		(frm.doc.no_contact_days || "")
			.split(",")
			.map((day) => day.trim())
			.filter(Boolean);
	const $days = $(`<div class="scrm-weekdays" role="group"></div>`).attr(
		"aria-label",
		__("No-Contact Days")
	);
	for (const day of WEEKDAYS) {
		const on = chosen().includes(day);
		$(`<button type="button" class="btn btn-xs"></button>`)
			.addClass(on ? "btn-primary" : "btn-default")
			.attr("aria-pressed", String(on))
			.text(__(day).slice(0, 3))
			.attr("title", __(day))
			.on("click", () => {
				const days = new Set(chosen());
				if (!days.delete(day)) days.add(day);
				frm.set_value("no_contact_days", WEEKDAYS.filter((one) => days.has(one)).join(", "));
				show_weekday_choice(frm);
			})
			.appendTo($days);
	}
	control.$input.prop("readonly", true).hide();
	control.$wrapper.find(".control-input").append($days);
}
