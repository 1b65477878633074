import { show_crumbs } from "../page_crumbs";
import { el } from "../dom";
import { AGENCY, pair_key } from "../kinds";
import { StakeholderPicker } from "../picker";
import { field, input, select, status_line } from "./fields";
import { delete_note, KINDS, load_note, new_note, save_note } from "./kept_note";
import { person_card } from "./person_card";
import { Refused, send_note } from "./send_note";

const MINUTES = [15, 30, 60, 120, 240];
const FORMAT = "YYYY-MM-DD HH:mm:ss";

/**
 * Log an informal meeting on a phone: attendance, contributions, our commitments.
 *
 * The note is saved on the device at every keystroke until the server has logged it. Its key prevents a second log when
 * it is sent again after a lost response.
 */
export class QuickLog {
	/** @param {HTMLElement} wrapper  the Desk's page */
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({ parent: wrapper, title: __("Quick Log"), single_column: true });
		this.body = el("form", {
			class: "scrm-quick-log",
			novalidate: true,
			submit: (event) => this.on_submit(event),
		});
		this.page.main.append(this.body);
		window.addEventListener("online", () => this.send_pending && this.send());
		this.begin(load_note());
	}

	/** The page is shown. A person may be passed as a route option. */
	on_show() {
		show_crumbs(this.page, "Engagement");
		if (this.is_done) this.begin(null);
		const { person } = frappe.route_options || {};
		frappe.route_options = {}; // Frappe 16 reads from it whenever the page changes
		if (person) this.add([named(person)]);
	}

	begin(saved) {
		this.note = saved || new_note();
		this.send_pending = this.is_done = false;
		this.show();
		if (saved) this.set_status(__("Draft restored. It is not logged yet."));
	}

	show() {
		const { note } = this;
		this.status = status_line();
		this.cards = el("div", { class: "scrm-quick-people" });
		this.send_button = el("button", { type: "submit", class: "btn btn-primary" }, __("Log Meeting"));
		this.body.replaceChildren(
			field(
				__("About"),
				input({
					value: note.about,
					maxlength: 140,
					required: true,
					input: (event) => this.set("about", event.target.value),
				})
			),
			el(
				"div",
				{ class: "scrm-quick-row" },
				field(
					__("Type"),
					select(KINDS, note.kind, (value) => this.set("kind", value))
				),
				field(
					__("Duration"),
					select(MINUTES, note.minutes, (value) => this.set("minutes", Number(value)), minutes_text)
				),
				field(
					__("Start Time"),
					input({
						type: "datetime-local",
						value: note.began || "",
						input: (event) => this.set("began", event.target.value),
					}),
					__("Leave blank if it just ended")
				)
			),
			el("h2", {}, __("Attendance")),
			this.cards,
			el("div", { class: "scrm-quick-add" }, this.add_button(), this.guest_button()),
			el(
				"div",
				{ class: "scrm-quick-end" },
				this.status,
				el(
					"div",
					{ class: "scrm-quick-buttons" },
					el(
						"button",
						{ type: "button", class: "btn btn-default", click: () => this.ask_discard() },
						__("Discard Draft")
					),
					this.send_button
				)
			)
		);
		this.show_people();
	}

	add_button() {
		const click = () =>
			new StakeholderPicker({
				title: __("Add People"),
				taken: this.note.people.filter((person) => person.stakeholder && !is_agency(person)),
				on_select: (rows) => this.add(rows.map(named)),
			}).show();
		return el("button", { type: "button", class: "btn btn-default", click }, __("Add People"));
	}

	/** Without a connection there is no search, but a name can be entered. */
	guest_button() {
		const click = () =>
			frappe.prompt(
				{
					fieldname: "guest_name",
					fieldtype: "Data",
					label: __("Name"),
					reqd: 1,
					description: __("A guest gets no automatic messages."),
				},
				({ guest_name }) => this.add([{ guest_name }]),
				__("Add Guest"),
				__("Add")
			);
		return el("button", { type: "button", class: "btn btn-default", click }, __("Add Guest"));
	}

	add(people) {
		const there = new Set(this.note.people.map(key_of));
		// An agency may have sent several people: one card each.
		const added = people.filter((person) => is_agency(person) || !there.has(key_of(person)));
		this.set("people", [...this.note.people, ...added]);
		this.show_people();
		this.cards.children[this.note.people.length - added.length]?.querySelector("input")?.focus();
	}

	show_people() {
		const cards = this.note.people.map((person) =>
			person_card(person, {
				change: () => this.save(),
				remove: () => {
					this.set(
						"people",
						this.note.people.filter((one) => one !== person)
					);
					this.show_people();
				},
			})
		);
		this.cards.replaceChildren(...cards);
	}

	set(name, value) {
		this.note[name] = value;
		this.save();
	}

	save() {
		const saved = save_note(this.note);
		this.set_status(
			saved
				? __("Saved on this device until it is logged.")
				: __("Drafts cannot be saved on this device. Log it before you leave this page.")
		);
	}

	set_status(text) {
		this.status.textContent = text;
	}

	on_submit(event) {
		event.preventDefault();
		this.send();
	}

	/** The first missing value, checked without the server. */
	missing() {
		if (!this.note.about.trim()) return [__("Enter About."), "input"];
		if (!this.note.people.length) return [__("Add at least one person."), ".scrm-quick-add button"];
		return null;
	}

	async send() {
		if (this.sending) return;
		const missing = this.missing();
		if (missing) {
			this.set_status(missing[0]);
			this.body.querySelector(missing[1]).focus();
			return;
		}
		this.sending = this.send_pending = true;
		this.send_button.disabled = true;
		this.set_status(__("Sending…"));
		try {
			const logged = await send_note(this.as_sent());
			delete_note();
			this.show_logged(logged);
		} catch (error) {
			this.explain(error);
		} finally {
			this.sending = false;
			this.send_button.disabled = false;
		}
	}

	explain(error) {
		if (error instanceof Refused) {
			this.send_pending = false;
			this.set_status(__("Not saved. Fix the errors and try again; your draft is kept."));
			frappe.msgprint({ title: __("Not Saved"), indicator: "red", message: error.message });
			return;
		}
		this.set_status(__("No connection. Your draft is kept and will be sent when you are back online."));
	}

	/** The note as the server expects it. Without a start time, the meeting has just ended. */
	as_sent() {
		const { note } = this;
		const began = note.began
			? frappe.datetime.convert_to_system_tz(moment(note.began).format(FORMAT))
			: moment(frappe.datetime.system_datetime()).subtract(note.minutes, "minutes").format(FORMAT);
		return { ...note, began };
	}

	show_logged({ meeting, log }) {
		this.send_pending = false;
		this.is_done = true;
		const link = (doctype, name, text) =>
			el("a", { href: frappe.utils.get_form_link(doctype, name), class: "btn btn-default" }, text);
		const again = el(
			"button",
			{ type: "button", class: "btn btn-primary", click: () => this.begin(null) },
			__("Log Another")
		);
		this.body.replaceChildren(
			el(
				"p",
				{ class: "scrm-quick-done", role: "status" },
				__("Logged, and removed from this device.")
			),
			el(
				"div",
				{ class: "scrm-quick-add" },
				again,
				link("Meeting Log", log, __("Open Log")),
				link("Stakeholder Meeting", meeting, __("Open Meeting"))
			)
		);
		again.focus();
	}

	ask_discard() {
		frappe.confirm(__("Discard this draft?"), () => {
			delete_note();
			this.begin(null);
		});
	}
}

function named({ stakeholder_type, stakeholder, display_name }) {
	return { stakeholder_type, stakeholder, display_name };
}

function is_agency(person) {
	return person.stakeholder_type === AGENCY;
}

function key_of(person) {
	return person.stakeholder ? pair_key(person) : person.guest_name.toLowerCase();
}

function minutes_text(minutes) {
	return minutes < 60 ? __("{0} minutes", [minutes]) : __("{0} h", [minutes / 60]);
}
