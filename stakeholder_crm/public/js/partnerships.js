import { add_styles, card, line, link_to, report_link, route_link } from "./blocks";
import { el, pill } from "./dom";
import { status_color } from "./indicators";
import { days_ago_text, KIND_COLORS } from "./kinds";
import { day_and_hour, short_day } from "./time";

const HEALTH_COLORS = { Strong: "green", Steady: "blue", Strained: "orange", Broken: "red" };

/** The five questions with their figures, lists and reports. */
const questions = () => [
	{
		title: __("Who are we losing touch with?"),
		numbers: ["overdue", "in_touch", "never_met"],
		lists: [losing],
		reports: ["Losing Touch", "Partnership Health"],
	},
	{
		title: __("Which partnerships are strongest?"),
		numbers: ["active", "review"],
		charts: ["positions"],
		lists: [carrying, reviews],
		reports: ["Partnership Health", "Engagement Coverage"],
	},
	{
		title: __("Are we keeping our commitments?"),
		numbers: ["ours_overdue", "ours_open", "ours_kept", "ours_broken"],
		charts: ["commitments"],
		lists: [commitments],
		reports: ["Commitments Ageing", "Outreach Workload"],
	},
	{
		title: __("Are we saying thank you?"),
		numbers: ["thanked"],
		reports: ["Thank-you Timeliness", "Follow-up Health"],
	},
	{
		title: __("Where are the gaps?"),
		numbers: ["concerns_open", "reported_back", "held", "planned"],
		charts: ["meetings"],
		lists: [concerns],
		reports: ["Engagement Coverage", "You Said We Did"],
	},
];

/**
 * Fill the block of the Partnerships workspace.
 *
 * @param {ShadowRoot} root  of the block
 */
export async function show_partnerships(root) {
	const block = root.querySelector(".scrm-partnerships");
	add_styles(root);
	block.replaceChildren(el("p", { class: "text-muted" }, __("Loading…")));
	await fill(block, false);
}

async function fill(block, refresh) {
	block.setAttribute("aria-busy", "true");
	let data;
	try {
		data = await frappe.xcall("stakeholder_crm.api.partnerships.load", { refresh });
	} catch {
		block.replaceChildren(
			el(
				"p",
				{ class: "text-muted" },
				__("The figures could not be loaded. Reload the page to try again.")
			)
		);
		return;
	} finally {
		block.setAttribute("aria-busy", "false");
	}
	block.replaceChildren(head(block, data), ...questions().map((question) => answer(question, data)));
}

function head(block, { counted_on }) {
	const again = el(
		"button",
		{ type: "button", class: "btn btn-xs btn-default", click: () => fill(block, true) },
		__("Refresh")
	);
	return el(
		"div",
		{ class: "scrm-week-actions" },
		page_link("stakeholder-map", __("Stakeholder Map")),
		page_link("stakeholder-network", __("Network")),
		el("span", { class: "text-muted small" }, __("Updated {0}", [day_and_hour(counted_on)])),
		again
	);
}

function page_link(page, label) {
	const href = frappe.utils.generate_route({ type: "page", name: page });
	return link_to(href, () => frappe.set_route(page), { class: "btn btn-sm btn-default" }, label);
}

function answer(question, { cards, charts, lists }) {
	const sections = (question.lists || []).map((list) => list(lists));
	return el(
		"section",
		{ class: "scrm-question" },
		el("h2", {}, question.title),
		el(
			"div",
			{ class: "scrm-question-body" },
			el(
				"div",
				{},
				el(
					"div",
					{ class: "scrm-numbers" },
					...question.numbers.map((key) => number_card(cards[key]))
				),
				...(question.charts || []).map((key) => chart(charts[key]))
			),
			sections.length ? el("div", {}, ...sections) : null
		),
		el(
			"p",
			{ class: "scrm-question-reports small" },
			...question.reports.map((report) => report_link(report, {}, {}, __(report)))
		)
	);
}

/** A link from a figure to its records. */
function lead(number, attributes, ...children) {
	const { link } = number;
	if (!link) return el("span", attributes, ...children);
	return link.doctype
		? route_link([link.doctype, null, link.filters], attributes, ...children)
		: report_link(link.report, link.filters, attributes, ...children);
}

function number_card({ key, number, parts }) {
	const share = number.share;
	return el(
		"div",
		{ class: `scrm-number ${number.tone}`, "data-key": key },
		lead(
			number,
			{ class: "scrm-number-main" },
			el(
				"span",
				{ class: `scrm-number-value ${/^\d/.test(number.value) ? "" : "words"}` },
				number.value
			),
			el("span", { class: "scrm-number-label" }, number.label)
		),
		share === null
			? null
			: el(
					"div",
					{ class: "scrm-share" },
					el("div", { style: `inline-size: ${Math.round(share * 100)}%` })
				),
		parts.length
			? el(
					"ul",
					{ class: "scrm-number-parts small" },
					...parts.map((part) =>
						el("li", {}, lead(part, {}, `${part.label}: `, el("b", {}, part.value)))
					)
				)
			: null
	);
}

/** Stacked bars with links to their records; a hidden count has no width, only text. */
function chart({ title, legend, bars }) {
	const size = (piece) => Number(piece.value) || 0;
	const most = Math.max(1, ...bars.map((bar) => bar.pieces.reduce((sum, one) => sum + size(one), 0)));
	const upright = bars.length > 6;
	return el(
		"figure",
		{ class: `scrm-chart ${upright ? "upright" : ""}` },
		el("figcaption", {}, title),
		legend.length > 1 ? legend_of(legend) : null,
		el("div", { class: "scrm-bars" }, ...bars.map((bar) => chart_bar(bar, legend, most, size)))
	);
}

function legend_of(legend) {
	return el(
		"ul",
		{ class: "scrm-legend small" },
		...legend.map(([name, color]) => el("li", {}, el("i", { style: `background: ${color}` }), name))
	);
}

function chart_bar(bar, legend, most, size) {
	const pieces = bar.pieces.map((piece, index) => {
		const words = `${bar.label}, ${piece.label}: ${piece.value}`;
		const share = (100 * size(piece)) / most;
		const style = `--share: ${share}%; background: ${piece.color || legend[index][1]}`;
		return share
			? lead(piece, { class: "scrm-piece", style, title: words, "aria-label": words }, piece.value)
			: null;
	});
	const untold = bar.pieces.some((piece) => piece.value && Number.isNaN(Number(piece.value)));
	const empty = pieces.every((piece) => piece === null);
	return el(
		"div",
		{ class: "scrm-bar" },
		el("span", { class: "scrm-bar-label small" }, bar.label),
		el(
			"span",
			{ class: "scrm-bar-track" },
			...pieces,
			untold && empty ? el("span", { class: "text-muted small" }, bar.pieces[0].value) : null
		)
	);
}

function losing({ losing: section }) {
	return card(
		__("Longest overdue"),
		section,
		(row) =>
			line(
				[row.kind, row.name],
				row.display_name,
				[pill(__(row.kind), KIND_COLORS[row.kind])],
				[
					__("{0} days overdue", [row.days]),
					days_ago_text(row.last_interaction_on),
					row.colleague,
				].join(" · ")
			),
		__("No overdue contacts."),
		"Losing Touch"
	);
}

function carrying({ carrying: section }) {
	return card(
		__("Strongest Partnerships"),
		section,
		(row) =>
			line(
				["Partner Agency", row.name],
				row.display_name,
				[
					pill(__("Calculated: {0}", [row.record_health]), "gray"),
					row.health ? pill(__("Owner: {0}", [__(row.health)]), HEALTH_COLORS[row.health]) : null,
				],
				`${__(row.agency_type || "")} · ${days_ago_text(row.last_interaction_on)}`
			),
		__("No agency met within a year. Plan a meeting with one."),
		["Partner Agency", null, { status: "Active" }]
	);
}

function reviews({ reviews: section }) {
	return card(
		__("Agreements to review"),
		section,
		(row) =>
			line(
				["Partnership Agreement", row.name],
				row.title,
				[],
				`${row.agency_name} · ${__("review due {0}", [short_day(row.review_on)])}`
			),
		__("No agreements due for review within 60 days."),
		["Partnership Agreement", null, { status: "In Force" }]
	);
}

function commitments({ promises: section }) {
	return card(
		__("Our overdue commitments"),
		section,
		(row) =>
			line(
				["Stakeholder Commitment", row.name],
				row.promise,
				[],
				[
					row.stakeholder_name,
					__("due {0}", [short_day(row.due_on)]),
					row.colleague || __("unassigned"),
				].join(" · ")
			),
		__("No overdue commitments."),
		["Stakeholder Commitment", null, { direction: "Ours", status: ["in", "Open,In Progress"] }]
	);
}

function concerns({ concerns: section }) {
	return card(
		__("Longest open concerns"),
		section,
		(row) =>
			line(
				["Stakeholder Concern", row.name],
				frappe.ellipsis(row.said, 90),
				[pill(__(row.status), status_color("Stakeholder Concern", row.status))],
				`${row.stakeholder_name} · ${__("raised {0}", [short_day(row.raised_on)])}`
			),
		__("No open concerns."),
		["Stakeholder Concern", null, { status: ["in", "Raised,Acknowledged,Acting,Cannot Act"] }]
	);
}
