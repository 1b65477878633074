const OVER = ["Logged", "Closed", "Cancelled"];

frappe.ui.form.on("Stakeholder Meeting", {
	onload(frm) {
		if (frm.is_new() && !frm.doc.lead) frm.set_value("lead", frappe.session.user);
	},

	refresh(frm) {
		stakeholder_crm.compact_form(frm);
		stakeholder_crm.offer_time_zones(frm);
		stakeholder_crm.people_table(frm, "participants", {
			label: __("Add Participants"),
			guests: true,
			values: () => ({ role: "Participant" }),
		});
		show_local_hour(frm);
		frm.set_intro();
		if (frm.is_new()) return;
		show_headline(frm);
		add_status_buttons(frm);
		add_brief_button(frm);
		stakeholder_crm.add_plan_button(frm);
		add_guest_button(frm);
		frm.page.add_menu_item(__("Calendar File"), () =>
			window.open(
				frappe.urllib.get_full_url(
					`/api/method/stakeholder_crm.api.calendars.meeting_file?meeting=${encodeURIComponent(frm.doc.name)}`
				)
			)
		);
	},

	starts_on(frm) {
		const { starts_on, ends_on } = frm.doc;
		if (starts_on && (!ends_on || ends_on <= starts_on)) {
			frm.set_value("ends_on", moment(starts_on).add(1, "hour").format("YYYY-MM-DD HH:mm:ss"));
		}
		show_local_hour(frm);
	},

	time_zone: show_local_hour,
});

function show_local_hour(frm) {
	const { starts_on, time_zone } = frm.doc;
	let hint = __("In the site's time zone.");
	if (starts_on && time_zone && known_zone(time_zone)) {
		if (stakeholder_crm.hours_differ(starts_on, time_zone)) {
			hint = __("{0} local time ({1}).", [
				stakeholder_crm.day_and_hour(starts_on, time_zone),
				frappe.utils.escape_html(time_zone),
			]);
		}
	}
	frm.set_df_property("starts_on", "description", hint);
}

function known_zone(name) {
	try {
		return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
	} catch {
		return false;
	}
}

function show_headline(frm) {
	if (needs_log(frm)) {
		stakeholder_crm.intro_with_action(
			frm,
			__("This meeting needs a log."),
			__("Log Meeting"),
			() => log_meeting(frm),
			"orange"
		);
	}
	if (frm.doc.confidentiality === "Confidential") {
		frm.set_intro(
			__("Confidential: visible only to its lead, its team and the safeguarding lead."),
			"yellow"
		);
	}
}

function needs_log(frm) {
	const { status, ends_on } = frm.doc;
	const past = ends_on && ends_on < frappe.datetime.now_datetime();
	return status === "Held" || (["Planned", "Confirmed"].includes(status) && past);
}

function log_meeting(frm) {
	stakeholder_crm.new_form("Meeting Log", { meeting: frm.doc.name });
}

function add_status_buttons(frm) {
	if (!frm.perm[0].write) return;
	const { status, name: meeting, starts_on } = frm.doc;
	const begun = starts_on && starts_on < frappe.datetime.now_datetime();
	const go = (verb, args = {}) =>
		stakeholder_crm.call_and_reload(frm, `meetings.${verb}`, { meeting, ...args });
	const button = (label, action) => frm.add_custom_button(label, action, __("Status"));

	if (needs_log(frm)) {
		frm.add_custom_button(__("Log Meeting"), () => log_meeting(frm)).addClass("btn-primary");
	}
	if (["Planned", "Postponed"].includes(status) && !begun) button(__("Confirm"), () => go("confirm"));
	if (["Planned", "Confirmed"].includes(status) && begun) button(__("Mark as Held"), () => go("mark_held"));
	if (["Planned", "Confirmed", "Postponed"].includes(status)) {
		button(__("Reschedule"), () => ask_new_date(frm, go));
	}
	if (["Planned", "Confirmed"].includes(status)) {
		button(__("Postpone"), () =>
			stakeholder_crm.with_reason(__("Postpone Meeting"), __("Postpone"), (reason) =>
				go("postpone", { reason })
			)
		);
	}
	if (!OVER.includes(status)) {
		button(__("Cancel Meeting"), () =>
			stakeholder_crm.with_reason(__("Cancel Meeting"), __("Cancel Meeting"), (reason) =>
				go("cancel", { reason })
			)
		);
	}
	if (status === "Logged") button(__("Close"), () => go("close"));
}

function ask_new_date(frm, go) {
	frappe.prompt(
		[
			{
				fieldtype: "Datetime",
				fieldname: "starts_on",
				label: __("Starts On"),
				reqd: 1,
				default: frm.doc.starts_on,
			},
			{
				fieldtype: "Datetime",
				fieldname: "ends_on",
				label: __("Ends On"),
				reqd: 1,
				default: frm.doc.ends_on,
			},
			{ fieldtype: "Small Text", fieldname: "reason", label: __("Reason") },
		],
		(answers) => go("reschedule", answers),
		__("Reschedule Meeting"),
		__("Reschedule")
	);
}

async function add_brief_button(frm) {
	const meeting = frm.doc.name;
	const asked = (frm.brief_asked = (frm.brief_asked || 0) + 1);
	const brief = await frappe.xcall("stakeholder_crm.api.briefs.latest", { meeting });
	// By the time of the response the form may have been refreshed, or show another meeting.
	if (frm.brief_asked !== asked || frm.doc.name !== meeting) return;
	if (brief) {
		const open = () => frappe.set_route("Form", "Meeting Brief", brief.name);
		frm.add_custom_button(__("Open Brief"), open);
		if (!OVER.includes(frm.doc.status)) {
			const text = __("Brief version {0}: {1}.", [
				brief.version,
				stakeholder_crm.status_label("Meeting Brief", brief.status),
			]);
			const color = brief.status === "Stale" ? "orange" : "blue";
			stakeholder_crm.intro_with_action(frm, text, __("Open Brief"), open, color);
		}
	}
	if (OVER.includes(frm.doc.status) || needs_log(frm) || (brief && brief.status !== "Stale")) return;
	frm.add_custom_button(brief ? __("Refresh Brief") : __("Create Brief"), async () => {
		const made = await frappe.xcall("stakeholder_crm.api.briefs.create", { meeting });
		frappe.set_route("Form", "Meeting Brief", made.name);
	});
}

function add_guest_button(frm) {
	const guests = (frm.doc.participants || []).filter((row) => row.guest_name && !row.stakeholder);
	if (!guests.length || !frm.perm[0].write) return;
	frm.add_custom_button(__("Register Guest"), () =>
		frappe.prompt(
			[
				{
					fieldtype: "Select",
					fieldname: "row",
					label: __("Guest"),
					options: guests.map((row) => ({ label: row.guest_name, value: row.name })),
					default: guests[0].name,
					reqd: 1,
				},
				{
					fieldtype: "Select",
					fieldname: "kind",
					label: __("Type"),
					options: stakeholder_crm.KINDS,
					default: stakeholder_crm.KINDS[0],
					reqd: 1,
				},
			],
			(answers) => register_guest(frm, answers),
			__("Register Guest"),
			__("Continue")
		)
	);
}

async function register_guest(frm, { row, kind }) {
	const guest = frm.doc.participants.find((one) => one.name === row);
	const doc = await stakeholder_crm.create_stakeholder(kind, { full_name: guest.guest_name });
	if (!doc) return;
	frappe.utils.add_link_title(kind, doc.name, doc.display_name);
	await frappe.model.set_value(guest.doctype, guest.name, {
		guest_name: "",
		stakeholder_type: kind,
		stakeholder: doc.name,
	});
	await frm.save();
}
