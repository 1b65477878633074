import { PLACES } from "./positions";

const ROOM = 0.92; // share of a cell for its points
const LARGEST = 15;
const SMALLEST = 4;
const LONGEST_STEP = 8;
const LARGEST_BUBBLE = 60;
const SMALLEST_BUBBLE = 7;
const TWO_BUBBLES = 112; // minimum cell width for two bubbles side by side

/**
 * The positions of the points in one cell: in rows, each in its own slot, without overlap.
 *
 * @param {number} count
 * @param {{width: number, height: number}} cell  in pixels
 * @returns {{size: number, step: number, slot: Object, at: function(number): number[]}}  the points' size, the
 *   length of one step of an arrow, a slot's size, and where the nth is, from the cell's middle
 */
export function slots(count, cell) {
	const width = cell.width * ROOM;
	const height = cell.height * ROOM;
	// A slot is wider than high, with room for an arrow beside the point and a name below it.
	const columns = Math.min(count, Math.max(1, Math.round(Math.sqrt((count * width) / (height * 1.7)))));
	const rows = Math.ceil(count / columns);
	const slot = { width: width / columns, height: height / rows };
	const size = Math.max(SMALLEST, Math.min(LARGEST, slot.width * 0.5, slot.height * 0.5));
	const step = Math.min(LONGEST_STEP, (slot.width / 2 - size / 2 - 2) / (PLACES.length - 2));
	return {
		size,
		step,
		slot,
		at: (number) => [
			((number % columns) + 0.5) * slot.width - width / 2,
			(Math.floor(number / columns) + 0.5) * slot.height - height / 2,
		],
	};
}

/**
 * The places of the bubbles in a cell, fixed per position with room for a number, and the
 * maximum bubble size.
 *
 * @param {number} places  how many positions there are
 * @param {{width: number, height: number}} cell  in pixels
 */
export function bubble_places(places, cell) {
	const width = cell.width * ROOM;
	const height = cell.height * ROOM;
	const columns = cell.width >= TWO_BUBBLES ? 2 : 1;
	const slot = { width: width / columns, height: height / Math.ceil(places / columns) };
	const largest = Math.min(LARGEST_BUBBLE, slot.width * 0.5, slot.height * 0.94);
	return {
		largest,
		at: (number) => [
			(number % columns) * slot.width + largest / 2 - width / 2,
			(Math.floor(number / columns) + 0.5) * slot.height - height / 2,
		],
	};
}

/** A bubble's size, with the area proportional to the count; null is a hidden count. */
export function bubble_size(count, most, largest) {
	return Math.max(SMALLEST_BUBBLE, count === null ? 0 : largest * Math.sqrt(count / most));
}
