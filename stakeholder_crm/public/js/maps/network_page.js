import { el } from "../dom";
import { kind_filter, place_filter, user_filter } from "../report_filters";
import { ChartPage, data_table, record_link, tool, who } from "./chart_page";
import { bridge_text, known_to, network_option } from "./network_option";

/** The Network: ties between stakeholders, connectors and single-contact relationships. */
export class StakeholderNetwork extends ChartPage {
	constructor(wrapper) {
		super(wrapper, {
			title: __("Stakeholder Network"),
			chart_label: __("Network of ties between stakeholders"),
			endpoint: "stakeholder_network",
		});
		this.around = null;
		this.below = el("div", { class: "scrm-map-below" });
		this.body.append(this.below);
	}

	fields() {
		return [kind_filter(), place_filter(), user_filter("relationship_owner", __("Relationship Owner"))];
	}

	filters() {
		const { stakeholder_type, stakeholder } = this.around || {};
		return {
			...super.filters(),
			...(stakeholder ? { around_type: stakeholder_type, around: stakeholder } : {}),
		};
	}

	draw(room) {
		return network_option(this.data || NOTHING, room, (row) =>
			frappe.set_route("Form", row.kind, row.name)
		);
	}

	render() {
		const empty = !this.data.nodes.length;
		this.body.classList.toggle("empty", empty);
		this.notes.replaceChildren(
			this.printed_filters(),
			...this.sentences(empty).map((line) => el("p", {}, line))
		);
		this.toolbar.replaceChildren(...this.tools(empty));
		this.legend.replaceChildren(el("p", {}, legend_text()));
		this.beside.replaceChildren(...(empty ? [] : [this.bridges(), this.known_to_one()]));
		this.below.replaceChildren(...(empty ? [] : [this.people()]));
		this.box.renew();
	}

	sentences(empty) {
		const lines = [];
		if (empty) lines.push(__("No results. Clear a filter."));
		else if (!this.data.edges.length)
			lines.push(__("No known ties between them. Add ties on a stakeholder, tab Relationship."));
		if (this.data.more_nodes) lines.push(__("Showing {0}, most ties first.", [this.data.nodes.length]));
		if (this.data.more_ties) lines.push(__("Too many ties to show. Choose a type or a community."));
		return lines;
	}

	tools(empty) {
		const tools = [];
		if (this.around) {
			tools.push(
				el("strong", {}, __("Connections of {0}", [this.around.display_name])),
				tool(__("Show All"), () => this.go_around(null))
			);
		} else {
			tools.push(tool(__("Focus on…"), () => this.choose_around()));
		}
		if (!empty) {
			tools.push(
				tool(__("Save as Picture"), () =>
					this.download_picture([...this.picture_lines(), legend_text()])
				)
			);
		}
		return tools;
	}

	choose_around() {
		new window.stakeholder_crm.StakeholderPicker({
			title: __("Focus On"),
			multiple: false,
			on_select: ([row]) => this.go_around(row),
		}).show();
	}

	go_around(row) {
		this.around = row;
		this.load();
	}

	picture_lines() {
		const around = this.around ? __("Connections of {0}", [this.around.display_name]) : "";
		const day = frappe.datetime.str_to_user(frappe.datetime.get_today());
		return [__("As of {0}", [day]), [around, ...this.filter_texts()].filter(Boolean).join(" · ")].filter(
			Boolean
		);
	}

	bridges() {
		const rows = this.data.nodes
			.filter((row) => row.bridges)
			.sort((one, other) => (other.cut_off || 0) - (one.cut_off || 0));
		return section(
			__("Connectors"),
			rows.map((row) => [
				record_link(row.kind, row.name, row.display_name),
				el("span", { class: "scrm-map-kind" }, bridge_text(row, this.data.smallest)),
			]),
			__("No connectors: no two groups depend on a single person.")
		);
	}

	/** Single-contact relationships by colleague. */
	known_to_one() {
		const by_colleague = new Map();
		for (const row of this.data.nodes.filter(({ known_by }) => known_by <= 1)) {
			const who = row.only_known_by;
			by_colleague.set(who, [...(by_colleague.get(who) || []), row]);
		}
		const entries = [...by_colleague].sort(([one], [other]) => one.localeCompare(other));
		return section(
			__("Single-contact relationships"),
			entries.map(([who, rows]) => [
				el("strong", {}, who || __("No current staff")),
				el("span", { class: "scrm-map-names" }, ...names(rows)),
			]),
			__("None: at least two colleagues know each of them.")
		);
	}

	people() {
		const heads = [__("Name"), __("Ties"), __("Group"), __("Connector"), __("Known To")];
		const rows = this.data.nodes.map((row) =>
			el(
				"tr",
				{},
				who(row),
				el("td", { class: "number" }, String(row.ties)),
				el("td", { class: "number" }, row.group ? String(row.group) : "–"),
				el("td", {}, row.bridges ? __("Yes") : "–"),
				el("td", {}, known_to(row))
			)
		);
		return data_table(__("Stakeholders in the network, most connected first"), heads, rows);
	}
}

const NOTHING = { nodes: [], edges: [], smallest: 0 };

function legend_text() {
	return __(
		"Circle: community leader. Diamond: activist. Square: partner agency. Colour: group. Dark ring: single-contact relationship. ⇄: connector. Thicker line: stronger tie. Dashed line: rivalry."
	);
}

function section(title, entries, otherwise) {
	const body = entries.length
		? el("ul", {}, ...entries.map((parts) => el("li", {}, ...parts)))
		: el("p", { class: "text-muted" }, otherwise);
	return el("section", { class: "scrm-map-list" }, el("h3", {}, title), body);
}

function names(rows) {
	return rows.flatMap((row, number) => [
		...(number ? [", "] : []),
		record_link(row.kind, row.name, row.display_name),
	]);
}
