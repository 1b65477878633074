import { el } from "./dom";
import { compact_form } from "./form_layout";
import { new_form } from "./new_form";
import { one_step_pair } from "./pair_field";

const ASKED = ["stakeholder_type", "stakeholder", "agency", "category", "basis", "disclosed_on", "agreement"];
const SHARING = "Sharing with Partner Agencies";
const MARKS = { done: "✓", missing: "!" };

/** Form handlers of a disclosure, with the checklist for a new one. */
export const disclosure_walk = {
	refresh(frm) {
		compact_form(frm);
		one_step_pair(frm);
		frm.set_query("agreement", () => ({
			filters: { agency: frm.doc.agency || "", status: "In Force" },
		}));
		show_walk(frm);
	},
	validate: check_requirements,
	agency(frm) {
		if (frm.doc.agreement) frm.set_value("agreement", "");
		show_walk(frm);
	},
	...Object.fromEntries(
		["category", "basis", "disclosed_on", "agreement"].map((name) => [name, (frm) => show_walk(frm)])
	),
	...Object.fromEntries(
		["stakeholder_type", "stakeholder"].map((name) => [
			name,
			(frm) => {
				one_step_pair(frm);
				show_walk(frm);
			},
		])
	),
};

/** Load and show the checklist; outdated responses are dropped. */
async function show_walk(frm) {
	frm.toggle_display("walk_section", frm.is_new());
	if (!frm.is_new()) return;
	const question = () => ({
		...Object.fromEntries(ASKED.map((name) => [name, frm.doc[name] || ""])),
		...(frm.doc.stakeholder ? {} : { stakeholder_type: "" }),
	});
	const { name } = frm.doc;
	const asked = question();
	const walk = await frappe.xcall("stakeholder_crm.api.disclosures.check", asked).catch(() => null);
	if (frm.doc.name !== name || JSON.stringify(question()) !== JSON.stringify(asked)) return;
	frm.walk = walk;
	draw(frm, walk);
	// Not a stored field: it shows the section with the override reason.
	frm.doc.__needs_reason = walk?.needs_reason && walk.may_override ? 1 : 0;
	frm.layout.refresh_dependency();
}

/** Show missing requirements before saving; the server checks them again. */
function check_requirements(frm) {
	const walk = frm.is_new() && frm.walk;
	if (!walk || !walk.needs_reason || (walk.may_override && (frm.doc.override_reason || "").trim())) return;
	const missing = walk.steps.filter(({ state }) => state === "missing").map(({ text }) => text);
	frappe.msgprint({
		title: __("Requirements Missing"),
		message: [...missing, walk.verdict].map(frappe.utils.escape_html),
		as_list: true,
		indicator: "red",
	});
	frappe.validated = false;
}

function draw(frm, walk) {
	const { steps, verdict } = panel(frm.get_field("walk_html").$wrapper.get(0));
	steps.replaceChildren(...(walk ? walk.steps.map((step, index) => line(frm, walk, step, index)) : []));
	verdict.textContent = walk ? walk.verdict : __("This could not be checked. Save to try again.");
	verdict.className = `scrm-walk-verdict ${walk?.ready ? "" : "text-danger"}`;
}

/** Reuse the panel element, so that a screen reader announces a changed verdict. */
function panel(wrapper) {
	if (!wrapper.querySelector(".scrm-walk")) {
		wrapper.replaceChildren(
			el(
				"div",
				{ class: "scrm-walk" },
				el("ol", { class: "scrm-walk-steps list-unstyled" }),
				el("p", { class: "scrm-walk-verdict", role: "status" })
			)
		);
	}
	return {
		steps: wrapper.querySelector(".scrm-walk-steps"),
		verdict: wrapper.querySelector(".scrm-walk-verdict"),
	};
}

function line(frm, walk, { title, state, text }, index) {
	const said = { done: __("done"), missing: __("missing"), open: __("to do") }[state];
	return el(
		"li",
		{ class: `scrm-walk-step ${state}` },
		el("span", { class: "scrm-walk-mark", "aria-hidden": "true" }, MARKS[state] || String(index + 1)),
		el(
			"div",
			{},
			el("div", { class: "scrm-walk-title" }, `${title} (${said})`),
			el("div", {}, text),
			index === 2 && state === "missing" && walk.may_override ? consent_button(frm) : null
		)
	);
}

function consent_button(frm) {
	if (!frappe.model.can_create("Consent Record")) return null;
	const { stakeholder_type, stakeholder } = frm.doc;
	return el(
		"button",
		{
			type: "button",
			class: "btn btn-xs btn-default scrm-walk-consent",
			click: () => new_form("Consent Record", { stakeholder_type, stakeholder, purpose: SHARING }),
		},
		__("Record Consent")
	);
}
