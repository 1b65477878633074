/**
 * The five positions. Each has a colour-blind safe colour and a shape, since colour alone is not readable for
 * everyone or in print.
 */
export const POSITIONS = ["Unaware", "Resistant", "Neutral", "Supportive", "Leading"];
// Not assessed comes last.
export const PLACES = [...POSITIONS, ""];

const CROSS = "path://M2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 L0,2 Z";

const STYLES = {
	Unaware: { symbol: "circle", light: "#6b7580", dark: "#b4bcc4" },
	Resistant: { symbol: "triangle", light: "#d55e00", dark: "#f0803c" },
	Neutral: { symbol: "rect", light: "#8a94a0", dark: "#98a2ad" },
	Supportive: { symbol: "circle", light: "#3fa7e0", dark: "#8fd0f5" },
	Leading: { symbol: "diamond", light: "#00568a", dark: "#3390d6" },
	"": { symbol: CROSS, light: "#a9a9a9", dark: "#7f7f7f" },
};

export function position_color(position, dark) {
	return STYLES[position][dark ? "dark" : "light"];
}

export function position_symbol(position) {
	return STYLES[position].symbol;
}

/** The label of a position, also if not assessed. */
export function position_label(position) {
	return position ? __(position) : __("Position not assessed");
}

/** From the current to the desired position. */
export function position_way(row) {
	const now = position_label(row.current_position);
	if (!row.desired_position || row.desired_position === row.current_position) return now;
	return __("{0} → {1}", [now, __(row.desired_position)]);
}
