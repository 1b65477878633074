import { el } from "../dom";
import { kind_filter, place_filter, user_filter } from "../report_filters";
import { day_and_hour } from "../time";
import { ChartPage, data_table, tool, who } from "./chart_page";
import { format_count, map_option } from "./map_option";
import { position_label, position_way } from "./positions";

const CSV = "/api/method/stakeholder_crm.api.partnership_maps.stakeholder_map_csv";

/** The Stakeholder Map: influence and interest, coloured by position. */
export class StakeholderMap extends ChartPage {
	constructor(wrapper) {
		super(wrapper, {
			title: __("Stakeholder Map"),
			chart_label: __("Map of stakeholders by influence and interest"),
			endpoint: "stakeholder_map",
		});
		this.cell = {};
	}

	fields() {
		return [
			kind_filter(),
			place_filter(),
			user_filter("relationship_owner", __("Relationship Owner")),
			{ fieldname: "date", label: __("As Of"), fieldtype: "Date" },
		];
	}

	filters() {
		return { ...super.filters(), ...this.cell };
	}

	on_filter() {
		this.cell = {};
		super.on_filter();
	}

	/** Zoom in to the cell, then to one position. */
	narrow({ influence, interest, position }) {
		const there = this.cell.influence === influence && this.cell.interest === interest;
		this.cell = there ? { influence, interest, position } : { influence, interest };
		this.load();
	}

	widen() {
		this.cell = {};
		this.load();
	}

	draw(room) {
		return map_option(this.data || NOTHING, this.cell, room, {
			point: (row) => frappe.set_route("Form", row.kind, row.name),
			cluster: (row) => this.narrow(row),
		});
	}

	render() {
		const { points, clusters } = this.data;
		const empty = !points.length && !clusters.length;
		this.body.classList.toggle("empty", empty);
		this.notes.replaceChildren(
			this.printed_filters(),
			...this.sentences(empty),
			...this.not_assessed(),
			...this.age()
		);
		this.toolbar.replaceChildren(...this.tools(empty));
		this.legend.replaceChildren(el("p", {}, legend_text()));
		this.beside.replaceChildren(...(empty ? [] : [points.length ? this.people() : this.cells()]));
		this.box.renew();
	}

	sentences(empty) {
		const day = this.data.day ? frappe.datetime.str_to_user(this.data.day) : null;
		const lines = [];
		if (day) lines.push(__("The map as of {0}.", [day]));
		if (empty) lines.push(this.next_step(day));
		else if (this.data.more && this.data.points.length)
			lines.push(__("Showing the first {0}.", [this.data.points.length]));
		else if (this.data.more)
			lines.push(
				__(
					"More than 300 match, so they are counted by cell and position. Click a bubble to see its stakeholders."
				)
			);
		return lines.map((line) => el("p", {}, line));
	}

	next_step(day) {
		if (day) return __("No results. Choose a later day, or clear a filter.");
		if (Object.keys(this.filters()).length)
			return __("No results. Clear a filter, or add an assessment.");
		return __("No stakeholders assessed yet. Open a stakeholder and choose Record, Assessment.");
	}

	not_assessed() {
		const counts = Object.entries(this.data.not_assessed);
		if (!counts.length || this.cell.influence) return [];
		const parts = counts.map(([kind, count]) => {
			const text =
				count === null
					? __("{0}: fewer than {1}", [__(kind), this.data.smallest])
					: __("{0}: {1}", [__(kind), format_count(count)]);
			return el(
				"span",
				{ class: "scrm-map-missing" },
				this.data.day ? text : list_link(kind, text, this.filters())
			);
		});
		return [
			el("p", {}, this.data.day ? __("Not assessed by then:") : __("Not assessed yet:"), " ", ...parts),
		];
	}

	/** The age of stored counts, with a button to refresh them. */
	age() {
		if (!this.data.counted_on) return [];
		return [
			el(
				"p",
				{ class: "text-muted" },
				__("Updated {0}", [day_and_hour(this.data.counted_on)]),
				" ",
				tool(__("Refresh"), () => this.load({ refresh: true }))
			),
		];
	}

	tools(empty) {
		const { influence, interest, position } = this.cell;
		const tools = [];
		if (influence) {
			const text = position
				? __("Influence {0}, interest {1}, {2}", [influence, interest, position_label(position)])
				: __("Influence {0}, interest {1}", [influence, interest]);
			tools.push(
				el("strong", {}, text),
				tool(__("Show Whole Map"), () => this.widen())
			);
		}
		if (empty) return tools;
		tools.push(tool(__("Save as Picture"), () => this.download_picture(this.picture_lines())));
		if (this.data.may_export) {
			tools.push(
				tool(__("Save as Table (CSV)"), () =>
					window.open_url_post(CSV, { filters: JSON.stringify(this.filters()) })
				)
			);
		}
		return tools;
	}

	picture_lines() {
		const day = frappe.datetime.str_to_user(this.data.day || frappe.datetime.get_today());
		return [__("As of {0}", [day]), this.filter_texts().join(" · "), legend_text()].filter(Boolean);
	}

	people() {
		const heads = [__("Name"), __("Influence"), __("Interest"), __("Position"), __("Relationship Owner")];
		const rows = this.data.points.map((row) =>
			el(
				"tr",
				{},
				who(row),
				el("td", { class: "number" }, String(row.influence)),
				el("td", { class: "number" }, String(row.interest)),
				el("td", {}, position_way(row)),
				el("td", {}, row.owner_name)
			)
		);
		return data_table(__("Stakeholders on the map"), heads, rows);
	}

	cells() {
		const heads = [__("Influence"), __("Interest"), __("Position"), __("Stakeholders")];
		const rows = this.data.clusters.map((row) => {
			const text =
				row.count === null ? __("fewer than {0}", [this.data.smallest]) : format_count(row.count);
			return el(
				"tr",
				{},
				el("td", { class: "number" }, String(row.influence)),
				el("td", { class: "number" }, String(row.interest)),
				el("td", {}, position_label(row.position)),
				el(
					"td",
					{},
					el(
						"button",
						{ type: "button", class: "btn btn-link btn-xs", click: () => this.narrow(row) },
						text
					)
				)
			);
		});
		return data_table(__("Stakeholders per cell of the map"), heads, rows);
	}
}

const NOTHING = { points: [], clusters: [], not_assessed: {}, smallest: 0 };

function legend_text() {
	return __(
		"Arrows point to the desired position. One step is one position, forward is more support, and the head has that position's colour. High is 3 or more."
	);
}

/** A link to the list of one type that is not assessed. */
function list_link(kind, text, { relationship_owner }) {
	const route = frappe.utils.generate_route({ type: "doctype", name: kind, doc_view: "List" });
	const filters = { influence: "0", status: JSON.stringify(["!=", "Anonymised"]) };
	if (relationship_owner) filters.relationship_owner = relationship_owner;
	return el("a", { href: `${route}?${new URLSearchParams(filters)}` }, text);
}
