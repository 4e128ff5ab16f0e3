/** Points of a curve as hands and keys change them. */
import { curveThrough } from '#media/edit/curve.ts';
import type { CurvePoint } from '#media/edit/edits.ts';

export const mostPoints = 16;
const line: readonly CurvePoint[] = [
  { x: 0, y: 0 },
  { x: 255, y: 255 },
];
const held = (v: number, low: number, high: number): number =>
  Math.round(Math.min(high, Math.max(low, v)));

/** The points that are shown: a curve that was never touched has its two ends. */
export const shownPoints = (points: readonly CurvePoint[]): readonly CurvePoint[] =>
  points.length < 2 ? line : points;

/** What is kept: the straight line is no curve. */
export const keptPoints = (points: readonly CurvePoint[]): CurvePoint[] =>
  points.every(({ x, y }) => x === y) && points[0]?.x === 0 && points.at(-1)?.x === 255
    ? []
    : [...points];

/** Moves a point to a place, between its neighbours. */
export function pointMoved(
  points: readonly CurvePoint[],
  at: number,
  to: CurvePoint,
): readonly CurvePoint[] {
  const low = (points[at - 1]?.x ?? -1) + 1;
  const high = (points[at + 1]?.x ?? 256) - 1;
  return points.map((point, index) =>
    index === at ? { x: held(to.x, low, high), y: held(to.y, 0, 255) } : point,
  );
}

/** A new point at this value, on the curve when no height is given; null where there is no room. */
export function pointAdded(
  points: readonly CurvePoint[],
  x: number,
  y?: number,
): { readonly points: readonly CurvePoint[]; readonly at: number } | null {
  const value = held(x, 0, 255);
  if (points.length >= mostPoints || points.some((point) => point.x === value)) return null;
  const height = held(y ?? curveThrough(points)(value), 0, 255);
  const next = [...points, { x: value, y: height }].toSorted((one, other) => one.x - other.x);
  return { points: next, at: next.findIndex((point) => point.x === value) };
}

/** A new point in the middle of the widest gap, for those who do not point. */
export function pointAddedInGap(points: readonly CurvePoint[]): ReturnType<typeof pointAdded> {
  let [widest, middle] = [0, 128];
  for (const [at, to] of points.entries()) {
    const from = points[at - 1];
    if (!from || to.x - from.x <= widest) continue;
    widest = to.x - from.x;
    middle = (from.x + to.x) / 2;
  }
  return pointAdded(points, middle);
}

/** Without this point; two remain. */
export const pointRemoved = (points: readonly CurvePoint[], at: number): readonly CurvePoint[] =>
  points.length <= 2 ? points : points.filter((_, index) => index !== at);
