const EDGE = 0.24; // space above and below the cells for the quadrant names, in cells
export const HIGH_FROM = 3;
const SCALE = [1, 2, 3, 4, 5];

/**
 * The visible part of the map: all of it, or one cell.
 *
 * @param {Object} filters  with `influence` and `interest` for a single cell
 */
export function extent({ influence, interest }) {
	if (influence && interest) return { columns: [interest], rows: [influence], edge: 0 };
	return { columns: SCALE, rows: SCALE, edge: EDGE };
}

/** The area and the size of the cells in an image of this size. */
export function frame_of({ width, height, look, heading }, { columns, rows, edge }) {
	const narrow = width < 520;
	const legend = heading ? 62 + 20 * heading.lines.length : 0;
	const side = narrow ? 34 : 46;
	const grid = {
		top: legend + (narrow ? 66 : 38),
		bottom: narrow ? 40 : 46,
		left: look.rtl ? 10 : side,
		right: look.rtl ? side : 10,
	};
	return {
		grid,
		legend,
		narrow,
		cell: {
			width: (width - grid.left - grid.right) / columns.length,
			height: (height - grid.top - grid.bottom) / (rows.length + 2 * edge),
		},
	};
}

/** The two axes, mirrored for right-to-left languages. */
export function axes({ look, frame, shown }) {
	const axis = (name, values, edge, more) => ({
		type: "value",
		name,
		nameLocation: "middle",
		min: values[0] - 0.5 - edge,
		max: values.at(-1) + 0.5 + edge,
		nameTextStyle: { color: look.text, fontSize: 12, fontWeight: 600 },
		axisLine: { show: true, lineStyle: { color: look.border } },
		axisTick: { show: false },
		splitLine: { show: false },
		axisLabel: { customValues: values, color: look.muted, fontSize: 12 },
		...more,
	});
	return {
		xAxis: axis(__("Interest"), shown.columns, 0, { inverse: look.rtl, nameGap: frame.narrow ? 20 : 26 }),
		yAxis: axis(__("Influence"), shown.rows, shown.edge, {
			position: look.rtl ? "right" : "left",
			nameGap: frame.narrow ? 18 : 26,
		}),
	};
}

/** The background of the points: cell borders and quadrants. */
export function backdrop(look, shown) {
	return {
		type: "custom",
		silent: true,
		tooltip: { show: false },
		z: 0,
		data: [[0, 0]],
		renderItem: (params, api) => ({
			type: "group",
			children: [
				...(shown.edge ? quadrants(look, api, params.coordSys) : []),
				...borders(look, shown, api, params.coordSys),
			],
		}),
	};
}

function borders(look, { columns, rows, edge }, api, area) {
	const lines = [];
	const style = { stroke: look.border, lineWidth: 1, lineDash: [2, 3] };
	const add = (x1, y1, x2, y2) => lines.push({ type: "line", shape: { x1, y1, x2, y2 }, style });
	for (const value of columns.slice(1)) {
		const [x] = api.coord([value - 0.5, rows[0]]);
		add(x, area.y, x, area.y + area.height);
	}
	for (const value of edge ? [rows[0], ...rows.slice(1), rows.at(-1) + 1] : []) {
		const [, y] = api.coord([columns[0], value - 0.5]);
		add(area.x, y, area.x + area.width, y);
	}
	return lines;
}

function quadrants(look, api, area) {
	const [x, y] = api.coord([HIGH_FROM - 0.5, HIGH_FROM - 0.5]);
	const right = area.x + area.width;
	const bottom = area.y + area.height;
	const start = look.rtl ? right : area.x;
	const end = look.rtl ? area.x : right;
	const parts = [
		[__("Keep satisfied"), start, area.y, false],
		[__("Manage closely"), end, area.y, true],
		[__("Monitor"), start, bottom, false],
		[__("Keep informed"), end, bottom, false],
	];
	return parts.flatMap(([name, outer, edge, tinted]) => {
		const shape = {
			x: Math.min(x, outer),
			y: Math.min(y, edge),
			width: Math.abs(outer - x),
			height: Math.abs(edge - y),
		};
		const is_right = outer === right;
		return [
			{
				type: "rect",
				shape,
				style: { fill: tinted ? look.tint : "transparent", stroke: look.border, lineWidth: 1 },
			},
			{
				type: "text",
				z2: 2,
				style: {
					text: name,
					x: is_right ? outer - 6 : outer + 6,
					y: edge === bottom ? bottom - 5 : area.y + 5,
					textAlign: is_right ? "right" : "left",
					textVerticalAlign: edge === bottom ? "bottom" : "top",
					fill: look.muted,
					font: `600 11px ${look.font}`,
				},
			},
		];
	});
}
