import { el, pill } from "../dom";
import { AGENCY, KIND_COLORS } from "../kinds";
import { field, input } from "./fields";

const DEFAULT_DUE_DAYS = 14;

/**
 * One person's contribution, and our commitment to them.
 *
 * @param {Object} person  changed in place
 * @param {Object} on
 * @param {function()} on.change
 * @param {function()} on.remove
 */
export function person_card(person, { change, remove }) {
	const set = (name, value) => {
		person[name] = value;
		change();
	};
	const name = person.display_name || person.guest_name;
	return el(
		"fieldset",
		{ class: "scrm-quick-person" },
		el("legend", {}, name),
		el(
			"div",
			{ class: "scrm-quick-person-head" },
			person.stakeholder
				? pill(__(person.stakeholder_type), KIND_COLORS[person.stakeholder_type])
				: pill(__("Guest"), "gray"),
			el(
				"button",
				{
					type: "button",
					class: "btn btn-xs btn-default",
					"aria-label": __("Remove {0}", [name]),
					click: remove,
				},
				"×"
			)
		),
		...(person.stakeholder_type === AGENCY ? [representative(person, set)] : []),
		field(
			__("What are we thanking them for?"),
			input({
				value: person.brought,
				maxlength: 500,
				input: (event) => set("brought", event.target.value),
			})
		),
		...(person.stakeholder ? [may_mention(person, set), ...commitment(person, set)] : [])
	);
}

/** The agency's representative. Without a connection the name is typed, and checked when the note is sent. */
function representative(person, set) {
	const names = el("datalist", { id: frappe.dom.get_unique_id() });
	const control = input({
		value: person.represented_by || "",
		maxlength: 140,
		list: names.id,
		input: (event) => set("represented_by", event.target.value),
	});
	frappe
		.xcall("stakeholder_crm.api.stakeholders.focal_people", { agency: person.stakeholder })
		.then((people) => names.replaceChildren(...people.map(({ value }) => el("option", { value }))))
		.catch(() => {});
	return el("div", {}, field(__("Represented By"), control), names);
}

function may_mention(person, set) {
	const box = el("input", {
		type: "checkbox",
		change: (event) => set("may_be_thanked", event.target.checked ? 1 : 0),
	});
	box.checked = Boolean(person.may_be_thanked);
	return el(
		"label",
		{ class: "scrm-quick-check" },
		box,
		el("span", {}, __("Safe to mention in a thank-you"))
	);
}

function commitment(person, set) {
	const due = input({
		type: "date",
		value: person.due_on,
		input: (event) => set("due_on", event.target.value),
	});
	const due_field = field(__("Due"), due);
	due_field.hidden = !person.promised;
	const text = input({
		value: person.promised,
		maxlength: 140,
		input: (event) => {
			set("promised", event.target.value);
			due_field.hidden = !event.target.value.trim();
			if (due_field.hidden || due.value) return;
			due.value = frappe.datetime.add_days(frappe.datetime.get_today(), DEFAULT_DUE_DAYS);
			set("due_on", due.value);
		},
	});
	return [field(__("Our commitment"), text), due_field];
}
