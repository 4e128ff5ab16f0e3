/** Curves through points that never swing beyond them. */
import type { CurvePoint } from './edits.ts';

/**
 * The monotone piecewise cubic through the points (F. N. Fritsch and R. E. Carlson, "Monotone
 * Piecewise Cubic Interpolation", SIAM J. Numer. Anal. 17, 1980): between two points it stays
 * between their values, so that a curve drawn upwards turns no light into dark. Left of the first
 * and right of the last point it is level. Without points it is the straight line.
 *
 * @returns a function from 0–255 to 0–255
 */
export function curveThrough(points: readonly CurvePoint[]): (x: number) => number {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return (x) => x;
  if (points.length === 1) return () => first.y;
  const tangents = tangentsOf(points);
  return (x) => {
    if (x <= first.x) return first.y;
    if (x >= last.x) return last.y;
    let at = 1;
    while ((points[at]?.x ?? Infinity) < x) at += 1;
    const [from, to] = [points[at - 1] ?? first, points[at] ?? last];
    const wide = to.x - from.x;
    const t = (x - from.x) / wide;
    // Hermite's basis.
    const square = t * t;
    const cube = square * t;
    return (
      (2 * cube - 3 * square + 1) * from.y +
      (cube - 2 * square + t) * wide * (tangents[at - 1] ?? 0) +
      (3 * square - 2 * cube) * to.y +
      (cube - square) * wide * (tangents[at] ?? 0)
    );
  };
}

/** The slope at each point: the mean of its neighbours', then shortened into the circle of radius 3. */
function tangentsOf(points: readonly CurvePoint[]): readonly number[] {
  const slopes = points.slice(1).map((to, at) => {
    const from = points[at] ?? to;
    return (to.y - from.y) / (to.x - from.x);
  });
  const tangents = points.map((_, at) => {
    const [before, after] = [slopes[at - 1], slopes[at]];
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    return before * after <= 0 ? 0 : (before + after) / 2;
  });
  for (const [at, slope] of slopes.entries()) {
    if (slope === 0) {
      tangents[at] = 0;
      tangents[at + 1] = 0;
      continue;
    }
    const alpha = (tangents[at] ?? 0) / slope;
    const beta = (tangents[at + 1] ?? 0) / slope;
    const length = Math.hypot(alpha, beta);
    if (length <= 3) continue;
    tangents[at] = (3 * alpha * slope) / length;
    tangents[at + 1] = (3 * beta * slope) / length;
  }
  return tangents;
}
