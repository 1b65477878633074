import { el, pill } from "./dom";
import { day_and_hour } from "./time";

const NEEDS_PERSON = ["Blocked", "Failed", "Bounced", "Needs Review"];
const ACTS = {
	Phone: () => __("Call them"),
	SMS: () => __("Send them a text message"),
	WhatsApp: () => __("Write to them on WhatsApp"),
	Letter: () => __("Write them a letter"),
	"In Person": () => __("Thank them in person"),
	Intermediary: () => __("Ask an intermediary to pass it on"),
};

/**
 * Show the instructions for a manual thank-you in its form, if one is requested.
 *
 * @param {Object} frm
 */
export async function show_thanks_script(frm) {
	const { name, status, modified } = frm.doc;
	const field = frm.get_field("script_html");
	frm.toggle_display("script_section", false);
	if (!NEEDS_PERSON.includes(status)) return;
	const script = await frappe.xcall("stakeholder_crm.api.thank_yous.script", { name });
	if (!script || frm.doc.name !== name || frm.doc.modified !== modified) return;
	field.$wrapper.empty().append(panel(script));
	frm.toggle_display("script_section", true);
}

function panel(script) {
	return el(
		"div",
		{ class: "scrm-script" },
		script.stop ? el("p", { class: "scrm-script-stop text-danger" }, script.stop) : null,
		script.stop ? null : route(script),
		notes(script),
		script.stop ? null : message_part(script)
	);
}

function route(script) {
	return el(
		"div",
		{ class: "scrm-script-way" },
		el("div", { class: "scrm-script-act" }, (ACTS[script.channel] || ACTS["In Person"])()),
		el(
			"dl",
			{},
			...fact(__("Intermediary"), script.intermediary && person(script.intermediary)),
			...fact(address_label(script.channel), script.address && address(script)),
			...fact(__("Local time"), script.hour && hour(script.hour)),
			...fact(__("Voicemail"), yes_or_no(script.voicemail_ok)),
			...fact(__("Name our organisation"), yes_or_no(script.may_name_us))
		)
	);
}

function fact(label, value) {
	return value ? [el("dt", {}, label), el("dd", {}, value)] : [];
}

function address_label(channel) {
	return (
		{ Letter: __("Address"), "In Person": __("Where"), Intermediary: __("Through") }[channel] ||
		__("Number")
	);
}

function address({ channel, address }) {
	if (channel !== "Phone") return address;
	// In RFC 3966 an extension is a parameter.
	return el("a", { href: `tel:${address.replace(" ext. ", ";ext=")}` }, address);
}

function person({ stakeholder_type, stakeholder, display_name }) {
	return el("a", { href: frappe.utils.get_form_link(stakeholder_type, stakeholder) }, display_name);
}

function yes_or_no(value) {
	if (value === null) return null;
	return value ? pill(__("Yes"), "green") : pill(__("No"), "red");
}

function hour({ now, zone, allowed, next_allowed }) {
	const advice = allowed
		? pill(__("within contact hours"), "green")
		: pill(
				next_allowed ? __("not now, from {0}", [day_and_hour(next_allowed, zone)]) : __("not now"),
				"red"
			);
	return el("span", { title: zone }, `${day_and_hour(now, zone)} `, advice);
}

function notes({ dont, do: advised }) {
	if (!dont.length && !advised.length) return null;
	const line = (label, color) => (text) => el("li", {}, pill(label, color), " ", text);
	return el(
		"ul",
		{ class: "scrm-script-notes list-unstyled" },
		...dont.map(line(__("Don't"), "red")),
		...advised.map(line(__("Do"), "green"))
	);
}

function message_part({ say, is_text, channel }) {
	const through = channel === "Intermediary";
	return el(
		"div",
		{},
		el("div", { class: "scrm-script-label" }, say && !is_text ? __("Thank them for") : __("What to say")),
		say
			? el("blockquote", { class: "scrm-script-words" }, say)
			: el("p", {}, __("The log has nothing that is safe to mention. Thank them for coming.")),
		through
			? el(
					"p",
					{ class: "text-muted small" },
					__("The intermediary hears this too. Leave out what they must not know.")
				)
			: null
	);
}
