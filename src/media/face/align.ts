/**
 * A face cut out as networks expect it: its five points brought nearest to those of a template by
 * turning, scaling and moving alone (S. Umeyama, 1991), and what came of it laid back into its place.
 */
import { facePointNames, faceTemplates, type FacePoints, type FaceTemplate } from '#domain/face.ts';

import { inverse, mapped, type Affine, type Size } from '../edit/frame.ts';
import type { PixelSource } from '../image/pixels.ts';
import { resampled } from '../image/views.ts';
import type { Patch } from '../inpaint/crop.ts';
import { blendFace, faceBox, pointsWithin, type SwapOptions } from './blend-face.ts';
import { sample, type Raster } from './warp.ts';

/** The similarity that carries the points of a face nearest to a template laid over `size`. */
export function alignmentOf(points: FacePoints, template: FaceTemplate, size: Size): Affine {
  // As complex numbers: q = m·p + t, with m = Σ q'·conj(p') / Σ |p'|², both about their middles.
  const wanted = faceTemplates[template];
  const pairs = facePointNames.map((name) => ({
    p: points[name],
    q: { x: wanted[name].x * size.width, y: wanted[name].y * size.height },
  }));
  const mean = (of: (pair: (typeof pairs)[number]) => number): number =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [px, py] = [mean(({ p }) => p.x), mean(({ p }) => p.y)];
  const [qx, qy] = [mean(({ q }) => q.x), mean(({ q }) => q.y)];
  let [real, imaginary, spread] = [0, 0, 0];
  for (const { p, q } of pairs) {
    const [x, y, u, v] = [p.x - px, p.y - py, q.x - qx, q.y - qy];
    real += u * x + v * y;
    imaginary += v * x - u * y;
    spread += x * x + y * y;
  }
  const [a, b] = [real / spread, imaginary / spread];
  return { a, b, c: -b, d: a, e: qx - a * px + b * py, f: qy - b * px - a * py };
}

/** How much larger a picture becomes by a similarity. */
const scaleOf = ({ a, b }: Affine): number => Math.hypot(a, b);

/** Picture → crop, and the crop's pixels. */
export interface AlignedFace extends Raster {
  readonly toCrop: Affine;
}

/** Most pixels of the part of a picture that is held at once. */
const mostHeld = 16_000_000;

/**
 * Cuts a face out so that its points lie where the template has them in `size`. What lies beyond
 * the picture continues its edge. A large face is made small first, so that its detail does not
 * flicker.
 */
export function alignedFace(
  picture: PixelSource,
  points: FacePoints,
  template: FaceTemplate,
  size: Size,
): AlignedFace {
  const toCrop = alignmentOf(points, template, size);
  const back = inverse(toCrop);
  const corners = [
    { x: 0, y: 0 },
    { x: size.width, y: 0 },
    { x: 0, y: size.height },
    { x: size.width, y: size.height },
  ].map((corner) => mapped(back, corner));
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const left = within(Math.floor(Math.min(...xs)) - 2, picture.width - 1);
  const top = within(Math.floor(Math.min(...ys)) - 2, picture.height - 1);
  const width = within(Math.ceil(Math.max(...xs)) + 2, picture.width) - left;
  const height = within(Math.ceil(Math.max(...ys)) + 2, picture.height) - top;
  const box = { left, top, width: Math.max(1, width), height: Math.max(1, height) };
  const held = Math.sqrt(mostHeld / (box.width * box.height));
  const part = shrunk(picture, box, Math.min(1, scaleOf(toCrop), held));
  const pixels = new Uint8ClampedArray(size.width * size.height * 4);
  const [across, down] = [part.width / box.width, part.height / box.height];
  for (let y = 0, to = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1, to += 4) {
      const at = mapped(back, { x: x + 0.5, y: y + 0.5 });
      const column = within((at.x - box.left) * across - 0.5, part.width - 1);
      const row = within((at.y - box.top) * down - 0.5, part.height - 1);
      sample(part, column, row, pixels, to);
    }
  }
  return { ...size, pixels, toCrop };
}

/** A part of a picture, made small by a factor of at most 1. */
function shrunk(
  picture: PixelSource,
  { left, top, width, height }: Size & { readonly left: number; readonly top: number },
  scale: number,
): Raster {
  const part: PixelSource = {
    width,
    height,
    read: (x, y, w, h) => picture.read(left + x, top + y, w, h),
  };
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const isSame = size.width === width && size.height === height;
  const small = isSame ? part : resampled(part, { ...size, hasAlpha: true });
  return { ...size, pixels: small.read(0, 0, size.width, size.height) };
}

/** Share of a crop's side over which it fades out at its own edge. */
const edgeFade = 0.06;

/**
 * The patch that lays a face that a network made back into its picture: warped back, its colours
 * and its edge brought to those around it; null when its place lies outside of the picture.
 * Deterministic.
 *
 * @param to the points of the face that it takes the place of
 */
export function laidBack(
  picture: PixelSource,
  to: FacePoints,
  { pixels, width, height, toCrop }: AlignedFace,
  options: SwapOptions,
): Patch | null {
  const box = faceBox(to, picture);
  const [across, down] = [box.right - box.left, box.bottom - box.top];
  if (across < 4 || down < 4) return null;
  const whole: PixelSource = {
    width,
    height,
    read: (x, y, w, h) => {
      if (x !== 0 || y !== 0 || w !== width || h !== height) throw new RangeError('read it whole');
      return pixels;
    },
  };
  // Where it becomes smaller, it is made small first.
  const scale = Math.min(1, 1 / scaleOf(toCrop));
  const small = shrunk(whole, { left: 0, top: 0, width, height }, scale);
  const raster: Raster = {
    width: across,
    height: down,
    pixels: new Uint8ClampedArray(across * down * 4),
  };
  for (let y = 0, at = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1, at += 4) {
      const place = mapped(toCrop, { x: box.left + x + 0.5, y: box.top + y + 0.5 });
      const [u, v] = [place.x / width, place.y / height];
      const inside = Math.min(u, v, 1 - u, 1 - v);
      if (inside <= 0) continue;
      sample(small, u * small.width - 0.5, v * small.height - 0.5, raster.pixels, at);
      if (inside < edgeFade) {
        raster.pixels[at + 3] = ((raster.pixels[at + 3] ?? 0) * inside) / edgeFade;
      }
    }
  }
  return blendFace(picture, raster, box, pointsWithin(to, box, 1), options);
}
