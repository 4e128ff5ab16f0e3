/** A face drawn where another one is: triangle by triangle, each pixel read once. */
import type { FacePoint } from '#domain/face.ts';

import type { Pixels } from '../image/pixels.ts';
import { triangles, type Mesh } from './mesh.ts';

/** Pixels with their size. */
export interface Raster {
  readonly pixels: Pixels;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws `from` with the triangles of its mesh moved to those of another, into a new raster of
 * `width` × `height`. Both meshes are in pixels of their raster. Bilinear; what lies outside of the
 * source or of the mesh stays transparent.
 */
export function warped(
  from: Raster,
  fromMesh: Mesh,
  toMesh: Mesh,
  width: number,
  height: number,
): Raster {
  const pixels: Pixels = new Uint8ClampedArray(width * height * 4);
  const nowhere = { x: 0, y: 0 };
  for (const [a, b, c] of triangles) {
    const corners = [toMesh[a] ?? nowhere, toMesh[b] ?? nowhere, toMesh[c] ?? nowhere] as const;
    const sources = [
      fromMesh[a] ?? nowhere,
      fromMesh[b] ?? nowhere,
      fromMesh[c] ?? nowhere,
    ] as const;
    drawTriangle(from, sources, { pixels, width, height }, corners);
  }
  return { pixels, width, height };
}

type Corners = readonly [FacePoint, FacePoint, FacePoint];

function drawTriangle(from: Raster, sources: Corners, to: Raster, corners: Corners): void {
  const [p, q, r] = corners;
  const size = (q.x - p.x) * (r.y - p.y) - (r.x - p.x) * (q.y - p.y);
  if (Math.abs(size) < 1e-9) return;
  const left = Math.max(0, Math.floor(Math.min(p.x, q.x, r.x) - 0.5));
  const right = Math.min(to.width - 1, Math.ceil(Math.max(p.x, q.x, r.x) - 0.5));
  const top = Math.max(0, Math.floor(Math.min(p.y, q.y, r.y) - 0.5));
  const bottom = Math.min(to.height - 1, Math.ceil(Math.max(p.y, q.y, r.y) - 0.5));
  const [s, t, u] = sources;
  // A hair more than the triangle, so that no pixel falls between two of them.
  const hair = -1e-6;
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const [dx, dy] = [x + 0.5 - p.x, y + 0.5 - p.y];
      const second = (dx * (r.y - p.y) - (r.x - p.x) * dy) / size;
      const third = ((q.x - p.x) * dy - dx * (q.y - p.y)) / size;
      const first = 1 - second - third;
      if (first < hair || second < hair || third < hair) continue;
      const fromX = s.x * first + t.x * second + u.x * third - 0.5;
      const fromY = s.y * first + t.y * second + u.y * third - 0.5;
      sample(from, fromX, fromY, to.pixels, (y * to.width + x) * 4);
    }
  }
}

/**
 * Bilinear between the four pixels around a place, weighted by alpha, into a pixel of `to`. Places
 * count from the middle of the first pixel; outside of the raster nothing is written.
 */
export function sample(from: Raster, x: number, y: number, to: Pixels, at: number): void {
  const { pixels, width, height } = from;
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) return;
  const left = Math.floor(x);
  const top = Math.floor(y);
  const [across, down] = [x - left, y - top];
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (let corner = 0; corner < 4; corner += 1) {
    const [dx, dy] = [corner & 1, corner >> 1];
    const column = Math.min(width - 1, Math.max(0, left + dx));
    const row = Math.min(height - 1, Math.max(0, top + dy));
    const place = (row * width + column) * 4;
    const weight = (dx ? across : 1 - across) * (dy ? down : 1 - down) * (pixels[place + 3] ?? 0);
    red += (pixels[place] ?? 0) * weight;
    green += (pixels[place + 1] ?? 0) * weight;
    blue += (pixels[place + 2] ?? 0) * weight;
    alpha += weight;
  }
  if (alpha <= 0) return;
  to[at] = red / alpha;
  to[at + 1] = green / alpha;
  to[at + 2] = blue / alpha;
  to[at + 3] = alpha;
}
