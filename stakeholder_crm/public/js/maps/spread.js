const ROUNDS = { few: 300, many: 140 };
const MANY = 80;
const PULL = 0.02; // towards the middle, so that separate parts stay close
const REACH = 3.5; // no repulsion beyond this many tie lengths
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const MOST_STRETCH = 1.7;
const ELBOWS = 60; // rounds for separating close points

/**
 * Force-directed layout: tied points are close, others apart (Fruchterman and Reingold, 1991). The same data
 * always gives the same layout, and all points are inside the area.
 *
 * @param {number} count
 * @param {{source: number, target: number}[]} links
 * @param {{width: number, height: number}} room
 * @returns {number[][]}  x and y of each, from the area's corner
 */
export function spread(count, links, room) {
	const near = 0.8 * Math.sqrt((room.width * room.height) / Math.max(count, 12));
	const points = Array.from({ length: count }, (_, number) => begin(number, near));
	const rounds = count > MANY ? ROUNDS.many : ROUNDS.few;
	for (let round = 0; round < rounds; round++) {
		const forces = points.map(([x, y]) => [-x * PULL, -y * PULL]);
		push_apart(points, forces, near);
		for (const { source, target } of links) pull_together(points, forces, near, source, target);
		move(points, forces, near * (1 - round / rounds));
	}
	return make_room(fit(points, room), room);
}

/** Start on a spiral, so that no two points coincide and the layout is deterministic. */
function begin(number, near) {
	const radius = near * Math.sqrt(number + 0.5);
	return [radius * Math.cos(number * GOLDEN), radius * Math.sin(number * GOLDEN)];
}

function push_apart(points, forces, near) {
	for (let one = 0; one < points.length; one++) {
		for (let other = one + 1; other < points.length; other++) {
			const x = points[one][0] - points[other][0];
			const y = points[one][1] - points[other][1];
			const distance = x * x + y * y;
			if (distance > (REACH * near) ** 2) continue;
			const force = (near * near) / Math.max(distance, 0.01);
			forces[one][0] += x * force;
			forces[one][1] += y * force;
			forces[other][0] -= x * force;
			forces[other][1] -= y * force;
		}
	}
}

function pull_together(points, forces, near, one, other) {
	const x = points[one][0] - points[other][0];
	const y = points[one][1] - points[other][1];
	const force = Math.hypot(x, y) / near;
	forces[one][0] -= x * force;
	forces[one][1] -= y * force;
	forces[other][0] += x * force;
	forces[other][1] += y * force;
}

function move(points, forces, farthest) {
	points.forEach((point, number) => {
		const [x, y] = forces[number];
		const length = Math.hypot(x, y) || 1;
		const step = Math.min(length, farthest) / length;
		point[0] += x * step;
		point[1] += y * step;
	});
}

/** Scale to the area, without too much stretch or distortion. */
function fit(points, { width, height }) {
	const [left, right] = range(points.map(([x]) => x));
	const [top, bottom] = range(points.map(([, y]) => y));
	const across = width / Math.max(right - left, 1);
	const down = height / Math.max(bottom - top, 1);
	const most = MOST_STRETCH * Math.min(across, down, 1);
	const [by_x, by_y] = [Math.min(across, most), Math.min(down, most)];
	return points.map(([x, y]) => [
		width / 2 + (x - (left + right) / 2) * by_x,
		height / 2 + (y - (top + bottom) / 2) * by_y,
	]);
}

/** Move overlapping points apart, within the area. */
function make_room(points, { width, height }) {
	const least = Math.min(40, 0.62 * Math.sqrt((width * height) / Math.max(points.length, 1)));
	for (let round = 0; round < ELBOWS; round++) {
		for (let one = 0; one < points.length; one++) {
			for (let other = one + 1; other < points.length; other++)
				elbow(points[one], points[other], least);
		}
		for (const point of points) {
			point[0] = Math.max(0, Math.min(width, point[0]));
			point[1] = Math.max(0, Math.min(height, point[1]));
		}
	}
	return points;
}

function elbow(one, other, least) {
	const x = one[0] - other[0];
	const y = one[1] - other[1];
	const distance = Math.hypot(x, y);
	if (distance >= least) return;
	// Separate coinciding points sideways.
	const [by_x, by_y] = distance > 0.01 ? [x / distance, y / distance] : [1, 0];
	const step = (least - distance) / 2;
	one[0] += by_x * step;
	one[1] += by_y * step;
	other[0] -= by_x * step;
	other[1] -= by_y * step;
}

function range(values) {
	return [Math.min(...values), Math.max(...values)];
}
