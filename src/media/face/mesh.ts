/**
 * The triangles between the points of a face: its five points and a ring around it. Each triangle
 * is carried over by an affine map of its own, so that eyes meet eyes and the ring meets the ring
 * (piecewise affine warp; A. Goshtasby, 1986).
 */
import { facePointNames, middleFace, type FacePoint, type FacePoints } from '#domain/face.ts';

import { mapped } from '../edit/frame.ts';
import { fitOf, outlinePoints } from './fit.ts';

/** Places of a mesh, in the order that its triangles name them. */
export type Mesh = readonly FacePoint[];
export type Triangle = readonly [number, number, number];

/** The ring lies a little outside of the outline, so that the edge of the face is known on both sides. */
export const ringStretch = 1.25;
const ring = outlinePoints(16, ringStretch);
const middleMesh: Mesh = [...facePointNames.map((name) => middleFace[name]), ...ring];

/** The mesh of a face: its own five points, and the ring of the middle face laid round it. */
export function meshOf(points: FacePoints): Mesh {
  const fit = fitOf(points);
  return [
    ...facePointNames.map((name) => points[name]),
    ...ring.map((place) => mapped(fit, place)),
  ];
}

/** The triangles of every mesh: Delaunay's, of the middle face. */
export const triangles: readonly Triangle[] = delaunay(middleMesh);

/** Delaunay triangulation of a few points (A. Bowyer and D. Watson, 1981). */
function delaunay(points: Mesh): readonly Triangle[] {
  const far = 100;
  const all = [...points, { x: -far, y: -far }, { x: far, y: -far }, { x: 0, y: 2 * far }];
  const first = points.length;
  let found: Triangle[] = [[first, first + 1, first + 2]];
  for (const [index, point] of points.entries()) {
    const bad = found.filter((triangle) => isWithinCircle(all, triangle, point));
    const edges = bad.flatMap(([a, b, c]): [number, number][] => [
      [a, b],
      [b, c],
      [c, a],
    ]);
    // An edge that two bad triangles share lies inside of the hole.
    const border = edges.filter(
      ([a, b]) => !edges.some(([otherA, otherB]) => otherA === b && otherB === a),
    );
    found = [
      ...found.filter((triangle) => !bad.includes(triangle)),
      ...border.map(([a, b]): Triangle => [a, b, index]),
    ];
  }
  return found.filter((triangle) => triangle.every((corner) => corner < first));
}

function isWithinCircle(points: Mesh, [a, b, c]: Triangle, point: FacePoint): boolean {
  const rows = [points[a], points[b], points[c]].map((corner) => {
    const [x, y] = [(corner?.x ?? 0) - point.x, (corner?.y ?? 0) - point.y];
    return [x, y, x * x + y * y] as const;
  });
  const [one = [0, 0, 0], two = [0, 0, 0], three = [0, 0, 0]] = rows;
  const sign =
    one[0] * (two[1] * three[2] - three[1] * two[2]) -
    two[0] * (one[1] * three[2] - three[1] * one[2]) +
    three[0] * (one[1] * two[2] - two[1] * one[2]);
  return sign > 1e-12;
}
