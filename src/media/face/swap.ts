/** One face put in the place of another: warp, colours, edge, and a patch that fades out. */
import type { FacePoint, FacePoints } from '#domain/face.ts';

import type { PixelSource } from '../image/pixels.ts';
import { resampled } from '../image/views.ts';
import type { Patch } from '../inpaint/crop.ts';
import { matchColours, meetEdge } from './blend.ts';
import { inverse, mapped } from '../edit/frame.ts';
import { fitOf, outlinePoints, outness } from './fit.ts';
import { meshOf, ringStretch } from './mesh.ts';
import { warped, type Raster } from './warp.ts';

export interface SwapOptions {
  /** 0 keeps the old face, 1 shows the new one alone. */
  readonly strength: number;
  /** 0 keeps the new face's own colours, 1 takes those of the old one. */
  readonly colour: number;
  /** Share of the face over which it fades into the picture, 0 to 1. */
  readonly feather: number;
}

/** Most pixels of the place of a face: what keeps the memory in bounds. */
export const mostFacePixels = 24_000_000;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The part of a picture in which a face with these points lies, with the ring around it. */
export function faceBox(
  points: FacePoints,
  { width, height }: { readonly width: number; readonly height: number },
): Box {
  const fit = fitOf(points);
  const ring = outlinePoints(64, ringStretch).map((place) => mapped(fit, place));
  const xs = ring.map(({ x }) => x);
  const ys = ring.map(({ y }) => y);
  return {
    left: Math.max(0, Math.floor(Math.min(...xs)) - 2),
    top: Math.max(0, Math.floor(Math.min(...ys)) - 2),
    right: Math.min(width, Math.ceil(Math.max(...xs)) + 2),
    bottom: Math.min(height, Math.ceil(Math.max(...ys)) + 2),
  };
}

const within = ({ x, y }: FacePoint, { left, top }: Box, scale: number): FacePoint => ({
  x: (x - left) * scale,
  y: (y - top) * scale,
});

const pointsWithin = (points: FacePoints, box: Box, scale: number): FacePoints => ({
  eyeLeft: within(points.eyeLeft, box, scale),
  eyeRight: within(points.eyeRight, box, scale),
  nose: within(points.nose, box, scale),
  mouthLeft: within(points.mouthLeft, box, scale),
  mouthRight: within(points.mouthRight, box, scale),
});

const eyeDistance = ({ eyeLeft, eyeRight }: FacePoints): number =>
  Math.hypot(eyeRight.x - eyeLeft.x, eyeRight.y - eyeLeft.y);

/** The part of a picture that holds a face, made as small as it will be seen. */
function cutFace(
  picture: PixelSource,
  points: FacePoints,
  target: FacePoints,
): { readonly raster: Raster; readonly points: FacePoints } {
  const box = faceBox(points, picture);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  // A face that is larger than its new place is made small first, or its detail would flicker.
  const scale = Math.min(1, eyeDistance(target) / eyeDistance(points));
  const part: PixelSource = {
    width,
    height,
    read: (x, y, w, h) => picture.read(box.left + x, box.top + y, w, h),
  };
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const small = scale < 1 ? resampled(part, { ...size, hasAlpha: true }) : part;
  const pixels = small.read(0, 0, small.width, small.height);
  return { raster: { ...size, pixels }, points: pointsWithin(points, box, scale) };
}

/** 0 below 0, 1 above 1, smooth between. */
const smooth = (value: number): number => {
  const x = Math.min(1, Math.max(0, value));
  return x * x * (3 - 2 * x);
};

/**
 * The patch that puts the face of one picture in the place of the face of another; null when the
 * place lies outside of the picture. Deterministic.
 *
 * @param picture where the face goes; `to` are the points of the face that it has now
 * @param face    where the new face is taken from; `from` are its points there
 */
export function swapFace(
  picture: PixelSource,
  to: FacePoints,
  face: PixelSource,
  from: FacePoints,
  { strength, colour, feather }: SwapOptions,
): Patch | null {
  const box = faceBox(to, picture);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  if (width < 4 || height < 4) return null;
  const under = picture.read(box.left, box.top, width, height);
  const place = pointsWithin(to, box, 1);
  const cut = cutFace(face, from, to);
  const raster = warped(cut.raster, meshOf(cut.points), meshOf(place), width, height);

  const back = inverse(fitOf(place));
  const out = new Float32Array(width * height);
  const inner = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const far = outness(mapped(back, { x: x + 0.5, y: y + 0.5 }));
      out[at] = far;
      inner[at] = far < 0.9 ? (raster.pixels[at * 4 + 3] ?? 0) / 255 : 0;
    }
  }
  matchColours(raster.pixels, under, inner, colour);
  meetEdge(raster, under, out, Math.min(ringStretch - 0.05, 1.12));

  const weights = new Uint8Array(width * height);
  const soft = Math.max(0.01, feather);
  for (let at = 0; at < weights.length; at += 1) {
    const shown = smooth((1 - (out[at] ?? 2)) / soft) * strength;
    weights[at] = Math.round(shown * (raster.pixels[at * 4 + 3] ?? 0));
  }
  return { ...box, pixels: raster.pixels, weights };
}
