import { el } from "../dom";
import { chart_title, tooltip_look } from "./look";
import { spread } from "./spread";

const SYMBOLS = { "Community Leader": "circle", Activist: "diamond", "Partner Agency": "roundRect" };
const WIDTHS = { Weak: 0.8, Medium: 1.8, Strong: 3.2 };
// Colour-blind safe hues; groups after the eighth share one.
const LIGHT = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#a6761d", "#7a68c9", "#b8b03a"];
const DARK = ["#4ba3dd", "#f0b53a", "#35c99a", "#e39ac3", "#8fd0f5", "#cf9f45", "#a99bea", "#d9d26a"];
const FEW = 60; // maximum number of points with names
const SIDE = 54; // pixels: half a name
const ROW = 30; // pixels between points without ties

/**
 * The library's option for the network, and its points in table order.
 *
 * @param {Object} data  the server's answer
 * @param {{width: number, height: number, look: Object, heading: Object}} room
 * @param {function(Object): void} open
 */
export function network_option(data, room, open) {
	const tied = data.nodes.filter(({ ties }) => ties);
	const alone = data.nodes.filter(({ ties }) => !ties);
	const top = room.heading ? 66 + 20 * room.heading.lines.length : 8;
	const strip = alone_room(alone.length, tied.length, room, top);
	const web_room = { width: room.width - 2 * SIDE, height: strip.top - top - (alone.length ? 74 : 46) };
	const nodes = [...tied, ...alone];
	const flat = { show: false, type: "value", min: 0 };
	return {
		option: {
			animation: false,
			textStyle: { fontFamily: room.look.font, color: room.look.text },
			title: [chart_title(room), alone.length ? strip_title(strip, room.look) : []].flat(),
			tooltip: tooltip(data, room.look),
			grid: [
				{ left: SIDE, top: top + 20, ...web_room },
				{ left: 16, right: 16, top: strip.top, bottom: 6 },
			],
			xAxis: [
				{ ...flat, max: web_room.width, inverse: room.look.rtl },
				{ ...flat, gridIndex: 1, max: strip.columns, inverse: room.look.rtl },
			],
			yAxis: [
				{ ...flat, max: web_room.height, inverse: true },
				{ ...flat, gridIndex: 1, max: strip.rows, inverse: true },
			],
			series: [web(tied, data, web_room, room), isolated_points(alone, strip, room.look)],
		},
		items: nodes.map((row) => ({
			series: row.ties ? 0 : 1,
			index: row.ties ? tied.indexOf(row) : alone.indexOf(row),
			text: node_lines(row, data.smallest).join(". "),
			row,
			open: () => open(row),
		})),
	};
}

/** The area for points without ties: rows below the others, or the whole area. */
function alone_room(count, tied, { width, height }, top) {
	const columns = Math.max(1, Math.floor((width - 32) / (count > FEW ? 22 : 90)));
	const rows = Math.max(1, Math.ceil(count / columns));
	const needed = Math.min(rows * ROW, (height - top) * (tied ? 0.35 : 0.9));
	return { columns, rows, named: count <= FEW, top: count ? height - needed - 6 : height - 6 };
}

function strip_title({ top }, look) {
	return {
		text: __("No known ties"),
		top: top - 18,
		left: look.rtl ? "right" : "left",
		padding: [0, 8],
		textStyle: { color: look.muted, fontSize: 11, fontWeight: 600, fontFamily: look.font },
	};
}

function web(tied, data, web_room, { look, width }) {
	const few = tied.length <= FEW;
	const places = spread(tied.length, data.edges, web_room);
	return {
		type: "graph",
		coordinateSystem: "cartesian2d",
		cursor: "pointer",
		labelLayout: inside(width),
		emphasis: emphasis(look),
		data: tied.map((row, number) => ({ ...node(row, few, look), value: places[number] })),
		links: data.edges.map(({ source, target, kinds, strength }) => ({
			source,
			target,
			lineStyle: {
				width: WIDTHS[strength] || WIDTHS.Medium,
				type: kinds.includes("Rival") ? "dashed" : "solid",
				color: look.muted,
				opacity: 0.55,
			},
		})),
	};
}

/** Move labels inside the area, and hide overlapping ones. */
function inside(width) {
	return ({ labelRect: { x, width: own } }) => ({
		hideOverlap: true,
		dx: Math.max(0, 4 - x) - Math.max(0, x + own - width + 4),
	});
}

function isolated_points(alone, { columns, named }, look) {
	return {
		type: "scatter",
		xAxisIndex: 1,
		yAxisIndex: 1,
		cursor: "pointer",
		labelLayout: { hideOverlap: true },
		emphasis: emphasis(look),
		data: alone.map((row, number) => ({
			...node(row, named, look),
			symbolSize: 9,
			value: [(number % columns) + 0.5, Math.floor(number / columns) + 0.4],
		})),
	};
}

function node(row, named, look) {
	return {
		symbol: SYMBOLS[row.kind],
		symbolSize:
			(named ? 10 : 7) + Math.min(named ? 16 : 8, 2 * row.ties) + (row.kind === "Activist" ? 3 : 0),
		row,
		itemStyle: {
			color: group_color(row.group, look),
			borderColor: row.known_by <= 1 ? look.text : look.page,
			borderWidth: row.known_by <= 1 ? (named ? 2.5 : 1.5) : 0.5,
		},
		label: {
			show: named || row.bridges,
			position: "bottom",
			distance: 3,
			formatter: () => (row.bridges ? `⇄ ${row.display_name}` : row.display_name),
			fontSize: 11,
			fontWeight: row.bridges ? 700 : 400,
			color: look.text,
			width: 96,
			overflow: "truncate",
		},
	};
}

export function group_color(group, look) {
	return (group && (look.dark ? DARK : LIGHT)[group - 1]) || (look.dark ? "#7d858c" : "#a9b0b7");
}

function emphasis(look) {
	return {
		scale: 1.35,
		itemStyle: { borderColor: look.text, borderWidth: 4 },
		label: { show: true, fontWeight: 700, backgroundColor: look.page, padding: [1, 4] },
	};
}

function tooltip(data, look) {
	const lines = ({ dataType, data: shown, dataIndex }) => {
		if (dataType !== "edge") return node_lines(shown.row, data.smallest);
		const { source, target, kinds, strength } = data.edges[dataIndex];
		const [one, other] = [data.nodes[source], data.nodes[target]].map((row) => row.display_name);
		return [
			`${one} – ${other}`,
			[...kinds.map((kind) => __(kind)), __(strength)].filter(Boolean).join(", "),
		];
	};
	return {
		...tooltip_look(look),
		formatter: (params) => el("div", {}, ...lines(params).map((line) => el("div", {}, line))),
	};
}

function node_lines(row, smallest) {
	return [
		row.display_name,
		__(row.kind),
		row.ties ? __("Ties: {0}, group {1}", [row.ties, row.group]) : __("No known ties"),
		row.bridges ? bridge_text(row, smallest) : "",
		known_text(row),
	].filter(Boolean);
}

/** What would happen without this person. */
export function bridge_text({ cut_off, others }, smallest) {
	if (cut_off === null && others === null)
		return __("Without them, fewer than {0} would be cut off from fewer than {0} others", [smallest]);
	if (others === null)
		return __("Without them, {0} would be cut off from fewer than {1} others", [cut_off, smallest]);
	if (cut_off === null)
		return __("Without them, fewer than {0} would be cut off from {1} others", [smallest, others]);
	return __("Without them, {0} would be cut off from {1} others", [cut_off, others]);
}

/** The same for a column. */
export function known_to(row) {
	if (!row.known_by) return __("No current staff");
	if (row.known_by === 1) return __("{0} only", [row.only_known_by]);
	return __("{0} colleagues", [row.known_by]);
}

/** Which colleagues know this person. */
export function known_text(row) {
	if (!row.known_by) return __("Known to no current staff");
	if (row.known_by === 1) return __("Known to {0} only", [row.only_known_by]);
	return __("Known to {0} colleagues", [row.known_by]);
}
