/** The affine map from the middle face to a face with five points, and back. */
import {
  faceOutline,
  facePointNames,
  middleFace,
  type FacePoint,
  type FacePoints,
} from '#domain/face.ts';

import type { Affine } from '../edit/frame.ts';

/** The affine map that carries the middle face nearest to these points (least squares). */
export function fitOf(points: FacePoints): Affine {
  // Normal equations of p' = A·p; the middle of the known points is taken out first.
  const count = facePointNames.length;
  const mean = (of: (name: (typeof facePointNames)[number]) => number): number =>
    facePointNames.reduce((sum, name) => sum + of(name), 0) / count;
  const [mx, my] = [mean((name) => middleFace[name].x), mean((name) => middleFace[name].y)];
  const [px, py] = [mean((name) => points[name].x), mean((name) => points[name].y)];
  let [xx, xy, yy, ux, uy, vx, vy] = [0, 0, 0, 0, 0, 0, 0];
  for (const name of facePointNames) {
    const [x, y] = [middleFace[name].x - mx, middleFace[name].y - my];
    const [u, v] = [points[name].x - px, points[name].y - py];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    ux += u * x;
    uy += u * y;
    vx += v * x;
    vy += v * y;
  }
  const size = xx * yy - xy * xy;
  const a = (ux * yy - uy * xy) / size;
  const c = (uy * xx - ux * xy) / size;
  const b = (vx * yy - vy * xy) / size;
  const d = (vy * xx - vx * xy) / size;
  return { a, b, c, d, e: px - a * mx - c * my, f: py - b * mx - d * my };
}

/** How far out a place of the middle face lies: below 1 inside of the outline, 1 on it. */
export const outness = ({ x, y }: FacePoint): number =>
  Math.hypot((x - faceOutline.x) / faceOutline.across, (y - faceOutline.y) / faceOutline.down);

/** Places on the outline of the middle face, `stretch` times as far out, evenly round it. */
export const outlinePoints = (count: number, stretch: number): readonly FacePoint[] =>
  Array.from({ length: count }, (_, at) => {
    const angle = (2 * Math.PI * at) / count;
    return {
      x: faceOutline.x + faceOutline.across * stretch * Math.cos(angle),
      y: faceOutline.y + faceOutline.down * stretch * Math.sin(angle),
    };
  });
