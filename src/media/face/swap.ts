/** One face put in the place of another by geometry alone: its triangles are carried over. */
import type { FacePoints } from '#domain/face.ts';

import type { PixelSource } from '../image/pixels.ts';
import { resampled } from '../image/views.ts';
import type { Patch } from '../inpaint/crop.ts';
import { blendFace, faceBox, pointsWithin, type SwapOptions } from './blend-face.ts';
import { meshOf } from './mesh.ts';
import { warped, type Raster } from './warp.ts';

/** Most pixels of the place of a face: what keeps the memory in bounds. */
export const mostFacePixels = 24_000_000;

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
  options: SwapOptions,
): Patch | null {
  const box = faceBox(to, picture);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  if (width < 4 || height < 4) return null;
  const place = pointsWithin(to, box, 1);
  const cut = cutFace(face, from, to);
  const raster = warped(cut.raster, meshOf(cut.points), meshOf(place), width, height);
  return blendFace(picture, raster, box, place, options);
}
