import { el } from "../dom";
import { chart_title, tooltip_look } from "./look";
import { axes, backdrop, extent, frame_of } from "./map_frame";
import { bubble_places, bubble_size, slots } from "./map_places";
import { PLACES, position_color, position_label, position_symbol, position_way } from "./positions";

const NAME_ROOM = { width: 46, height: 20 }; // for a name, without its point
const SHORTEST_STEP = 1.5;

/**
 * The library's option for the map, and its points in reading order.
 *
 * @param {Object} data  the server's answer
 * @param {Object} filters  the filters
 * @param {{width: number, height: number, look: Object, heading: Object}} room
 * @param {{point: function(Object): void, cluster: function(Object): void}} open
 */
export function map_option(data, filters, room, open) {
	const shown = extent(filters);
	const frame = frame_of(room, shown);
	const clustered = data.clusters.length > 0;
	const marks = clustered ? cluster_marks(data, frame) : point_marks(data, frame);
	const { series, items } = by_position(marks, clustered, room.look, open, data);
	return {
		option: {
			animation: false,
			textStyle: { fontFamily: room.look.font, color: room.look.text },
			grid: frame.grid,
			title: chart_title(room),
			legend: legend(series, frame, room.look),
			tooltip: tooltip(room.look),
			...axes({ look: room.look, frame, shown }),
			series: [...series, arrows(marks, room.look), backdrop(room.look, shown)],
		},
		items,
	};
}

/** Cells in reading order: by descending influence, then ascending interest. */
function cells_of(rows) {
	const cells = new Map();
	for (const row of rows) {
		const key = `${9 - row.influence}${row.interest}`;
		if (!cells.has(key)) cells.set(key, []);
		cells.get(key).push(row);
	}
	return [...cells].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, members]) => members);
}

function spot(row, [x, y], cell) {
	return [row.interest + x / cell.width, row.influence - y / cell.height];
}

function point_marks({ points }, { cell }) {
	return cells_of(points).flatMap((members) => {
		const { size, step, slot, at } = slots(members.length, cell);
		const named = slot.width >= NAME_ROOM.width && slot.height >= NAME_ROOM.height + size;
		return members.map((row, number) => ({
			row,
			size,
			step,
			value: spot(row, at(number), cell),
			position: row.current_position,
			name: named ? { width: slot.width - 4 } : null,
		}));
	});
}

function cluster_marks({ clusters }, { cell }) {
	const most = Math.max(1, ...clusters.map(({ count }) => count || 0));
	const places = clusters.some(({ position }) => !position) ? PLACES.length : PLACES.length - 1;
	const { largest, at } = bubble_places(places, cell);
	return clusters.map((row) => ({
		row,
		size: bubble_size(row.count, most, largest),
		value: spot(row, at(PLACES.indexOf(row.position)), cell),
		position: row.position,
	}));
}

/** A series per position, so that the legend lists them and can hide each. */
function by_position(marks, clustered, look, open, data) {
	const items = [];
	const series = PLACES.map((position, number) => ({
		type: "scatter",
		name: position_label(position),
		symbol: position_symbol(position),
		cursor: "pointer",
		itemStyle: item_style(position, look),
		emphasis: emphasis(look, clustered),
		data: [],
		z: 3,
		position,
		number,
	}));
	for (const mark of marks) {
		const { data: into, number } = series.find((one) => one.position === mark.position);
		const text = clustered ? cluster_text(mark.row, data.smallest) : point_text(mark.row);
		items.push({
			series: number,
			index: into.length,
			text,
			row: mark.row,
			open: () => (clustered ? open.cluster(mark.row) : open.point(mark.row)),
		});
		into.push({
			value: mark.value,
			symbolSize: mark.size,
			label: clustered ? count_label(mark, data.smallest, look) : name_label(mark, look),
			lines: clustered ? [text] : point_lines(mark.row),
		});
	}
	const used = series.map(({ position: _position, number: _number, ...one }) => one);
	return { series: used, items };
}

function item_style(position, look) {
	const color = position_color(position, look.dark);
	if (position === "Unaware") return { color: look.page, borderColor: color, borderWidth: 2.5 };
	return { color, borderColor: look.page, borderWidth: 0.5 };
}

function emphasis(look, clustered) {
	const label = {
		show: true,
		width: null,
		overflow: "none",
		color: look.text,
		fontWeight: 600,
		backgroundColor: look.page,
		padding: [1, 4],
		borderRadius: 3,
	};
	return {
		scale: 1.4,
		itemStyle: { borderColor: look.text, borderWidth: 2.5 },
		...(clustered ? {} : { label }),
	};
}

function name_label({ row, name }, look) {
	return {
		show: Boolean(name),
		position: "bottom",
		distance: 2,
		formatter: () => row.display_name,
		fontSize: 11,
		color: look.text,
		...(name ? { width: name.width, overflow: "truncate" } : {}),
	};
}

function count_label({ row }, smallest, look) {
	return {
		show: true,
		position: look.rtl ? "left" : "right",
		distance: 3,
		formatter: () => (row.count === null ? `<${smallest}` : format_count(row.count)),
		fontSize: 11,
		color: row.count === null ? look.muted : look.text,
	};
}

export function format_count(count) {
	return new Intl.NumberFormat(frappe.boot.lang || "en").format(count);
}

/** Arrows from each point to its desired position: one length per step, the head in the target's colour. */
function arrows(marks, look) {
	const moving = marks.filter(({ row, step }) => row.steps && step >= SHORTEST_STEP);
	return {
		type: "custom",
		silent: true,
		tooltip: { show: false },
		z: 2,
		data: moving.map(({ value }) => value),
		renderItem: (params, api) => {
			const { row, size, step } = moving[params.dataIndex];
			const [x, y] = api.coord([api.value(0), api.value(1)]);
			const way = Math.sign(row.steps) * (look.rtl ? -1 : 1);
			const from = x + way * (size / 2);
			const to = from + way * (Math.abs(row.steps) * step + 3);
			const color = position_color(row.desired_position, look.dark);
			return {
				type: "group",
				children: [
					{
						type: "line",
						shape: { x1: from, y1: y, x2: to - way * 3, y2: y },
						style: { stroke: look.muted, lineWidth: 1.5 },
					},
					{
						type: "polygon",
						shape: {
							points: [
								[to, y],
								[to - way * 6, y - 4],
								[to - way * 6, y + 4],
							],
						},
						style: { fill: color, stroke: look.page, lineWidth: 0.5 },
					},
				],
			};
		},
	};
}

function legend(series, frame, look) {
	return {
		top: frame.legend,
		left: "center",
		itemWidth: 14,
		itemHeight: 12,
		itemGap: frame.narrow ? 8 : 14,
		textStyle: { color: look.text, fontSize: 12 },
		inactiveColor: look.border,
		// "Not assessed" is in the legend only if it occurs.
		data: series
			.filter(({ data }, number) => data.length || PLACES[number])
			.map(({ name, itemStyle }) => ({ name, itemStyle })),
	};
}

function tooltip(look) {
	return {
		...tooltip_look(look),
		formatter: ({ data }) => el("div", {}, ...data.lines.map((line) => el("div", {}, line))),
	};
}

function point_lines(row) {
	return [
		row.display_name,
		__(row.kind),
		__("Influence {0}, interest {1}", [row.influence, row.interest]),
		position_way(row),
		row.owner_name ? __("Relationship Owner: {0}", [row.owner_name]) : "",
	].filter(Boolean);
}

function point_text(row) {
	return point_lines(row).join(". ");
}

function cluster_text(row, smallest) {
	const place = [row.influence, row.interest, position_label(row.position)];
	return row.count === null
		? __("Influence {0}, interest {1}, {2}: fewer than {3} stakeholders", [...place, smallest])
		: __("Influence {0}, interest {1}, {2}: {3} stakeholders", [...place, format_count(row.count)]);
}
