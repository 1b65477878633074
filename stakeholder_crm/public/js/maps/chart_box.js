import { ScatterChart, CustomChart, GraphChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

import { el } from "../dom";
import { look, on_theme_change, paper_look } from "./look";

echarts.use([
	CanvasRenderer,
	CustomChart,
	GraphChart,
	GridComponent,
	LabelLayout,
	LegendComponent,
	ScatterChart,
	TitleComponent,
	TooltipComponent,
]);

const PICTURE = { width: 1200, height: 820 };
const FORWARD = ["ArrowDown", "ArrowRight"];
const BACK = ["ArrowUp", "ArrowLeft"];

/**
 * A keyboard-accessible chart that redraws when its size or the Desk's theme changes.
 *
 * `draw` returns `{ option, items }`: the library's option, and the points in reading order, each with
 * `series`, `index` (in the library), `text` (for screen readers) and `open`.
 */
export class ChartBox {
	/**
	 * @param {Object} options
	 * @param {string} options.label  a description for screen readers
	 * @param {function(Object): Object} options.draw  returns `{ option, items }` for a size and a look
	 */
	constructor({ label, draw }) {
		this.draw = draw;
		this.items = [];
		this.active = -1;
		const id = frappe.dom.get_unique_id();
		this.canvas = el("div", {
			class: "scrm-chart",
			tabindex: "0",
			role: "application",
			"aria-label": label,
			"aria-describedby": id,
			keydown: (event) => this.on_key(event),
			focus: () => this.on_focus(),
			blur: () => this.select(-1),
		});
		this.announcement = el("p", { id, class: "scrm-chart-told", "aria-live": "polite" });
		this.element = el("div", { class: "scrm-chart-box" }, this.canvas, this.announcement);
		this.announce_keys();
		// A redraw between press and release would lose the click, so it waits for the release.
		this.pressed = false;
		this.canvas.addEventListener("pointerdown", () => (this.pressed = true));
		for (const release of ["pointerup", "pointercancel"])
			window.addEventListener(release, () => (this.pressed = false));
		this.redraw_soon = frappe.utils.debounce(
			() => (this.pressed ? this.redraw_soon() : this.show()),
			100
		);
		new ResizeObserver(this.redraw_soon).observe(this.canvas);
		on_theme_change(this.redraw_soon);
		// A font that loads late needs a redraw of the canvas.
		document.fonts.addEventListener("loadingdone", this.redraw_soon);
		window.addEventListener("beforeprint", () => this.show(paper_look()));
		window.addEventListener("afterprint", () => this.show());
	}

	/** Draw new data, and reset the selection. */
	renew() {
		this.active = this.canvas === document.activeElement ? 0 : -1;
		this.show();
	}

	/** Draw the current data at the current size. */
	show(colors = look()) {
		const { clientWidth: width, clientHeight: height } = this.canvas;
		if (!width || !height) return;
		if (!this.chart) {
			this.chart = echarts.init(this.canvas);
			this.chart.on("click", ({ seriesIndex, dataIndex, dataType }) => {
				if (dataType !== "edge") this.item_at(seriesIndex, dataIndex)?.open();
			});
		}
		this.chart.resize();
		const { option, items } = this.draw({ width, height, look: colors });
		this.items = items;
		// Custom series would keep their old drawing.
		this.chart.clear();
		this.chart.setOption(option);
		this.canvas.dataset.points = items.length;
		this.select(this.active);
	}

	item_at(series, index) {
		return this.items.find((item) => item.series === series && item.index === index);
	}

	/**
	 * The chart as an image with a heading.
	 *
	 * @param {string} title
	 * @param {string[]} lines
	 * @returns {string}  a PNG as a data URL
	 */
	picture(title, lines) {
		const colors = look();
		const room = el("div", { class: "scrm-chart-picture" });
		document.body.append(room);
		const chart = echarts.init(room, null, PICTURE);
		const heading = { title, lines };
		const { option } = this.draw({ ...PICTURE, look: colors, heading });
		chart.setOption({ ...option, animation: false });
		const url = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colors.page });
		chart.dispose();
		room.remove();
		return url;
	}

	on_focus() {
		if (this.active < 0 && this.canvas.matches(":focus-visible")) this.select(0);
	}

	on_key(event) {
		const last = this.items.length - 1;
		const next = { Home: 0, End: last }[event.key] ?? this.step(event.key);
		if (next !== null) this.select(Math.max(0, Math.min(last, next)));
		else if (event.key === "Enter" && this.active >= 0) this.items[this.active].open();
		else if (event.key === "Escape") this.canvas.blur();
		else return;
		event.preventDefault();
		event.stopPropagation();
	}

	step(key) {
		const across = look().rtl && ["ArrowLeft", "ArrowRight"].includes(key);
		if (FORWARD.includes(key)) return this.active + (across ? -1 : 1);
		if (BACK.includes(key)) return this.active + (across ? 1 : -1);
		return null;
	}

	/** Select a point and announce it; -1 selects none. */
	select(number) {
		const item = this.items[number];
		this.chart?.dispatchAction({ type: "downplay" });
		this.active = item ? number : -1;
		if (!item) {
			this.announce_keys();
			return;
		}
		this.chart.dispatchAction({ type: "highlight", seriesIndex: item.series, dataIndex: item.index });
		this.announcement.textContent = __("{0} of {1}: {2}", [number + 1, this.items.length, item.text]);
	}

	announce_keys() {
		this.announcement.textContent = __(
			"Keyboard: use the arrow keys to move, Enter to open, Escape to leave the chart."
		);
	}
}
