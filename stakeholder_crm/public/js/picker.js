import { create_stakeholder } from "./create_stakeholder";
import { el, pill } from "./dom";
import { days_ago_text, KIND_COLORS, KINDS, pair_key } from "./kinds";

const PAUSE_MS = 200;

/**
 * A dialog that searches stakeholders of all three types.
 *
 * Keyboard: ↑ and ↓ move, Enter selects or deselects, Ctrl+Enter finishes.
 */
export class StakeholderPicker {
	/**
	 * @param {Object} options
	 * @param {string} options.title
	 * @param {boolean} [options.multiple]  allow several. Default: true
	 * @param {string[]} [options.kinds]  the types to search. Default: all three
	 * @param {Object[]} [options.taken]  pairs that are already chosen and cannot be chosen again
	 * @param {Object[]} [options.suggested]  rows shown before anything is typed
	 * @param {function(Object[])} options.on_select  called with the chosen rows
	 */
	constructor(options) {
		this.options = { multiple: true, kinds: KINDS, taken: [], suggested: [], ...options };
		this.taken = new Set(this.options.taken.map(pair_key));
		this.chosen = new Map();
		this.rows = [];
		this.active = -1;
		this.asked = 0;
		this.search_soon = frappe.utils.debounce(() => this.search(), PAUSE_MS);
		this.make();
	}

	make() {
		this.dialog = new frappe.ui.Dialog({
			title: this.options.title,
			fields: [{ fieldtype: "HTML", fieldname: "body" }],
			primary_action_label: __("Add"),
			primary_action: () => this.finish(),
		});
		const id = frappe.dom.get_unique_id();
		this.input = el("input", {
			type: "search",
			class: "form-control",
			role: "combobox",
			autocomplete: "off",
			"aria-expanded": "true",
			"aria-controls": id,
			"aria-label": __("Search stakeholders"),
			placeholder: __("Name, community, cause or jurisdiction"),
			input: () => this.on_input(),
			keydown: (event) => this.on_key(event),
		});
		this.list = el("div", {
			id,
			class: "scrm-picker-list",
			role: "listbox",
			"aria-label": __("Stakeholders"),
			"aria-multiselectable": String(this.options.multiple),
		});
		this.basket = el("div", { class: "scrm-picker-basket", "aria-live": "polite" });
		this.creation = el("div", { class: "scrm-picker-create" });
		this.dialog.fields_dict.body.$wrapper
			.empty()
			.append(el("div", { class: "scrm-picker" }, this.input, this.basket, this.list, this.creation));
		this.dialog.get_primary_btn().toggle(this.options.multiple);
	}

	show() {
		this.dialog.show();
		this.show_basket();
		this.search();
		this.dialog.$wrapper.one("shown.bs.modal", () => this.input.focus());
		return this;
	}

	get text() {
		return this.input.value.trim();
	}

	on_input() {
		// The list still shows results of an earlier text: Enter must not choose one of them.
		this.list.setAttribute("aria-busy", "true");
		this.active = -1;
		this.mark_active();
		this.search_soon();
	}

	async search() {
		const asked = ++this.asked;
		const text = this.text;
		if (!text && this.options.suggested.length) {
			this.show_found(this.options.suggested);
			return;
		}
		const found = await frappe.xcall("stakeholder_crm.api.stakeholders.search", {
			text,
			kinds: this.options.kinds,
		});
		// A slow response to an earlier search must not replace a later one.
		if (asked !== this.asked) return;
		this.show_found(found);
	}

	show_found(rows) {
		this.rows = rows;
		this.list.setAttribute("aria-busy", "false");
		this.active = this.rows.findIndex((row) => !this.taken.has(pair_key(row)));
		this.show_rows();
		this.show_creation();
	}

	show_rows() {
		this.list.replaceChildren(...this.rows.map((row, index) => this.option(row, index)));
		if (!this.rows.length) {
			this.list.append(
				el(
					"div",
					{ class: "text-muted scrm-picker-empty" },
					this.text
						? __("No matching stakeholders. Try part of the name, or create a new record.")
						: __("No stakeholders yet. Create the first one.")
				)
			);
		}
		this.mark_active();
	}

	option(row, index) {
		const taken = this.taken.has(pair_key(row));
		const warning =
			row.status && row.status !== "Active"
				? pill(__(row.status), row.status === "Do Not Contact" ? "red" : "yellow")
				: null;
		const level =
			row.confidentiality && row.confidentiality !== "Open"
				? pill(__(row.confidentiality), "orange")
				: null;
		return el(
			"div",
			{
				id: `${this.list.id}-${index}`,
				class: "scrm-picker-option",
				role: "option",
				"aria-selected": String(this.chosen.has(pair_key(row))),
				"aria-disabled": taken ? "true" : null,
				click: () => this.toggle(index),
			},
			el(
				"div",
				{ class: "scrm-picker-name" },
				el("strong", {}, row.display_name),
				pill(__(row.stakeholder_type), KIND_COLORS[row.stakeholder_type]),
				warning,
				level
			),
			el("div", { class: "text-muted small" }, this.about(row, taken))
		);
	}

	about(row, taken) {
		const contact = "last_interaction_on" in row ? days_ago_text(row.last_interaction_on) : null;
		return [taken ? __("already chosen") : null, row.detail, contact].filter(Boolean).join(" · ");
	}

	mark_active() {
		[...this.list.querySelectorAll("[role=option]")].forEach((option, index) => {
			option.classList.toggle("active", index === this.active);
			if (index === this.active) option.scrollIntoView({ block: "nearest" });
		});
		if (this.active >= 0) {
			this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
		} else {
			this.input.removeAttribute("aria-activedescendant");
		}
	}

	on_key(event) {
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			const step = event.key === "ArrowDown" ? 1 : -1;
			this.active = Math.max(0, Math.min(this.rows.length - 1, this.active + step));
			this.mark_active();
		} else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
			this.finish();
		} else if (event.key === "Enter") {
			this.toggle(this.active);
		} else {
			return;
		}
		event.preventDefault();
		event.stopPropagation();
	}

	toggle(index) {
		const row = this.rows[index];
		if (!row || this.taken.has(pair_key(row))) return;
		if (!this.options.multiple) {
			this.chosen.set(pair_key(row), row);
			this.finish();
			return;
		}
		if (!this.chosen.delete(pair_key(row))) this.chosen.set(pair_key(row), row);
		this.active = index;
		this.show_rows();
		this.show_basket();
	}

	show_basket() {
		const chosen = [...this.chosen.values()];
		this.basket.replaceChildren(
			...chosen.map((row) =>
				el(
					"button",
					{
						type: "button",
						class: "btn btn-xs btn-default",
						"aria-label": __("Remove {0}", [row.display_name]),
						click: () => {
							this.chosen.delete(pair_key(row));
							this.show_rows();
							this.show_basket();
						},
					},
					`${row.display_name} ×`
				)
			)
		);
		const button = this.dialog.get_primary_btn();
		button.text(chosen.length ? __("Add {0}", [chosen.length]) : __("Add"));
		button.prop("disabled", !chosen.length);
	}

	show_creation() {
		const kinds = this.options.kinds.filter((kind) => frappe.model.can_create(kind));
		if (!kinds.length) return;
		const buttons = kinds.map((kind) =>
			el(
				"button",
				{ type: "button", class: "btn btn-xs btn-default", click: () => this.create(kind) },
				__(kind)
			)
		);
		const label = this.text ? __("Create “{0}” as", [this.text]) : __("Not listed? Create a new");
		this.creation.replaceChildren(el("span", { class: "text-muted" }, label), ...buttons);
	}

	async create(kind) {
		// One dialog at a time: on a phone they would cover each other.
		this.dialog.hide();
		const doc = await create_stakeholder(kind, { full_name: this.text });
		if (doc) {
			const row = {
				stakeholder_type: kind,
				stakeholder: doc.name,
				display_name: doc.display_name,
			};
			this.chosen.set(pair_key(row), row);
			if (!this.options.multiple) {
				this.finish();
				return;
			}
			this.input.value = "";
		}
		this.show();
	}

	finish() {
		if (!this.chosen.size) return;
		const chosen = [...this.chosen.values()];
		for (const row of chosen) {
			frappe.utils.add_link_title(row.stakeholder_type, row.stakeholder, row.display_name);
		}
		this.dialog.hide();
		this.options.on_select(chosen);
	}
}
