import { PLACES } from "./positions";

const ROOM = 0.92; // of a cell that its points may fill
const LARGEST = 15;
const SMALLEST = 4;
const LONGEST_STEP = 8;
const LARGEST_BUBBLE = 60;
const SMALLEST_BUBBLE = 7;
const TWO_BUBBLES = 112; // so wide is a cell with two of them side by side

/**
 * Where the points of one cell lie: side by side in rows, each in a slot of its own, so that none hides another.
 *
 * @param {number} count
 * @param {{width: number, height: number}} cell  in pixels
 * @returns {{size: number, step: number, slot: Object, at: function(number): number[]}}  the points' size, the
 *   length of one step of an arrow, a slot's size, and where the nth is, from the cell's middle
 */
export function slots(count, cell) {
	const width = cell.width * ROOM;
	const height = cell.height * ROOM;
	// A slot is wider than high: beside its point there is an arrow, below it a name.
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
 * Where the bubbles of a cell lie: each position always in the same place, with room for a number beside it; and
 * how large a bubble may be.
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

/** A bubble's size: as large in area as its number; null stands for fewer than may be told. */
export function bubble_size(count, most, largest) {
	return Math.max(SMALLEST_BUBBLE, count === null ? 0 : largest * Math.sqrt(count / most));
}
