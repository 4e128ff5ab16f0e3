/** A face that lies in its place already, made one with the picture under it: colours, edge, fading. */
import type { FacePoint, FacePoints } from '#domain/face.ts';

import { inverse, mapped } from '../edit/frame.ts';
import type { PixelSource } from '../image/pixels.ts';
import type { Area } from '../inpaint/areas.ts';
import type { Patch } from '../inpaint/crop.ts';
import { matchColours, meetEdge } from './blend.ts';
import { fitOf, outlinePoints, outness } from './fit.ts';
import { ringStretch } from './mesh.ts';
import type { Raster } from './warp.ts';

export interface SwapOptions {
  /** 0 keeps the old face, 1 shows the new one alone. */
  readonly strength: number;
  /** 0 keeps the new face's own colours, 1 takes those of the old one. */
  readonly colour: number;
  /** Share of the face over which it fades into the picture, 0 to 1. */
  readonly feather: number;
}

/** The part of a picture in which a face with these points lies, with the ring around it. */
export function faceBox(
  points: FacePoints,
  { width, height }: { readonly width: number; readonly height: number },
): Area {
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

/** The points as they lie in a part of the picture that was scaled. */
export function pointsWithin(
  points: FacePoints,
  { left, top }: Pick<Area, 'left' | 'top'>,
  scale: number,
): FacePoints {
  const within = ({ x, y }: FacePoint): FacePoint => ({
    x: (x - left) * scale,
    y: (y - top) * scale,
  });
  return {
    eyeLeft: within(points.eyeLeft),
    eyeRight: within(points.eyeRight),
    nose: within(points.nose),
    mouthLeft: within(points.mouthLeft),
    mouthRight: within(points.mouthRight),
  };
}

/** 0 below 0, 1 above 1, smooth between. */
const smooth = (value: number): number => {
  const x = Math.min(1, Math.max(0, value));
  return x * x * (3 - 2 * x);
};

/**
 * The patch of a face that was drawn into the box of its place; what it does not cover is
 * transparent in it.
 *
 * @param place the points of the face in the box
 */
export function blendFace(
  picture: PixelSource,
  raster: Raster,
  box: Area,
  place: FacePoints,
  { strength, colour, feather }: SwapOptions,
): Patch {
  const { width, height } = raster;
  const under = picture.read(box.left, box.top, width, height);
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
