import { show_crumbs } from "../page_crumbs";
import { el } from "../dom";
import { AGENCY, pair_key } from "../kinds";
import { StakeholderPicker } from "../picker";
import { field, input, select, told } from "./fields";
import { forget_note, keep_note, kept_note, KINDS, new_note } from "./kept_note";
import { person_card } from "./person_card";
import { Refused, send_note } from "./send_note";

const MINUTES = [15, 30, 60, 120, 240];
const FORMAT = "YYYY-MM-DD HH:mm:ss";

/**
 * After an informal meeting, on a phone: who was there, what they brought, what we promised.
 *
 * Every letter is kept on the device until the server has logged it; a note carries a key, so that sending it again
 * after a lost answer logs nothing twice.
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
		window.addEventListener("online", () => this.wants_sending && this.send());
		this.begin(kept_note());
	}

	/** The page is shown, for the first time or again; somebody who was asked for is there already. */
	come_back() {
		show_crumbs(this.page, "Engagement");
		if (this.is_done) this.begin(null);
		const { person } = frappe.route_options || {};
		frappe.route_options = null;
		if (person) this.add([named(person)]);
	}

	begin(kept) {
		this.note = kept || new_note();
		this.wants_sending = this.is_done = false;
		this.show();
		if (kept) this.say(__("This is what you wrote before; it is not logged yet."));
	}

	show() {
		const { note } = this;
		this.status = told();
		this.cards = el("div", { class: "scrm-quick-people" });
		this.send_button = el("button", { type: "submit", class: "btn btn-primary" }, __("Log It"));
		this.body.replaceChildren(
			field(
				__("What was it about?"),
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
					__("Kind"),
					select(KINDS, note.kind, (value) => this.set("kind", value))
				),
				field(
					__("How Long"),
					select(MINUTES, note.minutes, (value) => this.set("minutes", Number(value)), minutes_text)
				),
				field(
					__("Began"),
					input({
						type: "datetime-local",
						value: note.began || "",
						input: (event) => this.set("began", event.target.value),
					}),
					__("Empty: it has just ended.")
				)
			),
			el("h2", {}, __("Who was there?")),
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
						__("Discard")
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
				title: __("Who was there?"),
				taken: this.note.people.filter((person) => person.stakeholder && !is_agency(person)),
				on_select: (rows) => this.add(rows.map(named)),
			}).show();
		return el("button", { type: "button", class: "btn btn-default", click }, __("Add People"));
	}

	/** Without a connection nobody can be searched for; a name can be written down all the same. */
	guest_button() {
		const click = () =>
			frappe.prompt(
				{
					fieldname: "guest_name",
					fieldtype: "Data",
					label: __("Name"),
					reqd: 1,
					description: __("Somebody who is not on record: never written to by machine."),
				},
				({ guest_name }) => this.add([{ guest_name }]),
				__("Somebody by Name"),
				__("Add")
			);
		return el("button", { type: "button", class: "btn btn-default", click }, __("Add Somebody by Name"));
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
				change: () => this.keep(),
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
		this.keep();
	}

	keep() {
		const kept = keep_note(this.note);
		this.say(
			kept
				? __("Kept on this device until it is logged.")
				: __("This device keeps nothing: log it before you leave the page.")
		);
	}

	say(text) {
		this.status.textContent = text;
	}

	on_submit(event) {
		event.preventDefault();
		this.send();
	}

	/** What can be told without asking the server, on whatever connection there is. */
	missing() {
		if (!this.note.about.trim()) return [__("Say in a line what it was about."), "input"];
		if (!this.note.people.length)
			return [__("Who was there? Add at least one person."), ".scrm-quick-add button"];
		return null;
	}

	async send() {
		if (this.sending) return;
		const missing = this.missing();
		if (missing) {
			this.say(missing[0]);
			this.body.querySelector(missing[1]).focus();
			return;
		}
		this.sending = this.wants_sending = true;
		this.send_button.disabled = true;
		this.say(__("Sending…"));
		try {
			const logged = await send_note(this.as_sent());
			forget_note();
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
			this.wants_sending = false;
			this.say(__("Not logged. Your text is kept on this device; mend what is named, and try again."));
			frappe.msgprint({ title: __("Not Logged"), indicator: "red", message: error.message });
			return;
		}
		this.say(
			__("No connection. Your text is kept on this device, and sent when the connection is back.")
		);
	}

	/** The hours as the server stores them; a note without one began so long ago as it took. */
	as_sent() {
		const { note } = this;
		const began = note.began
			? frappe.datetime.convert_to_system_tz(moment(note.began).format(FORMAT))
			: moment(frappe.datetime.system_datetime()).subtract(note.minutes, "minutes").format(FORMAT);
		return { ...note, began };
	}

	show_logged({ meeting, log }) {
		this.wants_sending = false;
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
				__("Logged. Nothing of it is left on this device.")
			),
			el(
				"div",
				{ class: "scrm-quick-add" },
				again,
				link("Meeting Log", log, __("Open the Log")),
				link("Stakeholder Meeting", meeting, __("Open the Meeting"))
			)
		);
		again.focus();
	}

	ask_discard() {
		frappe.confirm(__("Throw away what is written here?"), () => {
			forget_note();
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
