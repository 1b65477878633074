import { el } from "../dom";
import { show_crumbs } from "../page_crumbs";
import { ChartBox } from "./chart_box";

const PAUSE_MS = 250;

/**
 * A Desk page with a chart, filters above it and a table with the same data beside it.
 *
 * Subclasses define the filters (`fields`), the `endpoint` and the rendering.
 */
export class ChartPage {
	/**
	 * @param {HTMLElement} wrapper  the Desk's page
	 * @param {Object} options
	 * @param {string} options.title
	 * @param {string} options.chart_label
	 * @param {string} options.endpoint  below `stakeholder_crm.api.partnership_maps`
	 */
	constructor(wrapper, { title, chart_label, endpoint }) {
		this.title = title;
		this.endpoint = endpoint;
		this.asked = 0;
		this.data = null;
		this.page = frappe.ui.make_app_page({ parent: wrapper, title, single_column: true });
		wrapper.scrm_page = this;
		this.load_soon = frappe.utils.debounce(() => this.asks_otherwise() && this.load(), PAUSE_MS);
		this.box = new ChartBox({ label: chart_label, draw: (room) => this.draw(room) });
		this.toolbar = el("div", { class: "scrm-map-toolbar" });
		this.legend = el("div", { class: "scrm-map-legend" });
		this.beside = el("div", { class: "scrm-map-beside" });
		this.notes = el("div", { class: "scrm-map-notes", "aria-live": "polite" });
		this.body = el(
			"div",
			{ class: "scrm-map", "aria-busy": "true" },
			this.notes,
			this.toolbar,
			el(
				"div",
				{ class: "scrm-map-columns" },
				el("div", { class: "scrm-map-main" }, this.box.element, this.legend),
				this.beside
			)
		);
		this.page.main.append(this.body);
		for (const field of this.fields()) this.add_field(field);
	}

	add_field(field) {
		const change = () => this.on_filter();
		const control = this.page.add_field({ ...field, change });
		// Clearing a date manually is not a change event of the control.
		control.$input.attr("aria-label", field.label).on("change", change);
	}

	/** Show the page with the filters in the address. */
	async show() {
		show_crumbs(this.page, "Partnerships");
		const asked = frappe.route_options || {};
		frappe.route_options = {}; // Frappe 16 reads from it whenever the page changes
		for (const [name, value] of Object.entries(asked))
			await this.page.fields_dict[name]?.set_value(value);
		await this.load();
	}

	filters() {
		return Object.fromEntries(
			Object.entries(this.page.fields_dict)
				.map(([name, field]) => [name, field.get_value()])
				.filter(([, value]) => value)
		);
	}

	on_filter() {
		this.load_soon();
	}

	/** Whether filters changed since the last request; a filter set from the address fires its event late. */
	asks_otherwise() {
		return JSON.stringify(this.filters()) !== this.answering;
	}

	/** @param {Object} more  further arguments of the endpoint */
	async load(more = {}) {
		const asked = ++this.asked;
		const filters = this.filters();
		this.answering = JSON.stringify(filters);
		this.body.setAttribute("aria-busy", "true");
		let data;
		try {
			data = await frappe.xcall(`stakeholder_crm.api.partnership_maps.${this.endpoint}`, {
				filters,
				...more,
			});
		} catch {
			if (asked === this.asked) this.fail();
			return;
		}
		// A slow response must not replace a newer one.
		if (asked !== this.asked) return;
		this.data = data;
		this.render();
		this.body.setAttribute("aria-busy", "false");
	}

	fail() {
		this.answering = null;
		this.body.setAttribute("aria-busy", "false");
		this.notes.replaceChildren(
			el("p", {}, __("This could not be loaded. Change a filter, or reload the page."))
		);
	}

	/** The filters as text, for images and printing. */
	filter_texts() {
		return Object.entries(this.page.fields_dict)
			.filter(([name, field]) => name !== "date" && field.get_value())
			.map(([, field]) => `${__(field.df.label)}: ${this.filter_value(field)}`);
	}

	/** The filters for printing, where the controls are hidden. */
	printed_filters() {
		return el("p", { class: "scrm-map-filters" }, this.filter_texts().join(" · "));
	}

	filter_value(field) {
		const value = field.get_value();
		if (field.df.fieldtype === "Select") return __(value);
		return field.df.fieldtype === "Link"
			? frappe.utils.get_link_title(field.df.options, value) || value
			: value;
	}

	download_picture(lines) {
		const name = `${frappe.scrub(this.title)}-${frappe.datetime.get_today()}.png`;
		el("a", { href: this.box.picture(this.title, lines), download: name }).click();
	}
}

/** A button of the toolbar. */
export function tool(label, click) {
	return el("button", { type: "button", class: "btn btn-default btn-sm", click }, label);
}

/** A link to a record for the Desk's router. */
export function record_link(kind, name, text) {
	return el("a", { href: frappe.utils.get_form_link(kind, name) }, text);
}

/** The first cell of a stakeholder's row. */
export function who({ kind, name, display_name }) {
	return el(
		"th",
		{ scope: "row" },
		record_link(kind, name, display_name),
		el("span", { class: "scrm-map-kind" }, __(kind))
	);
}

/** A table with a caption, as an alternative to the chart. */
export function data_table(caption, heads, rows) {
	return el(
		"table",
		{ class: "scrm-map-table" },
		el("caption", {}, caption),
		el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
		el("tbody", {}, ...rows)
	);
}
