/**
 * Where the pixels of an edited picture lie. The frame is the box that just holds the picture once
 * it was mirrored, turned and straightened; a crop is a part of the frame.
 */
import type { Crop, PictureEdits } from './edits.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the frame, or of the picture. */
export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** x' = a·x + c·y + e, y' = b·x + d·y + f. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export const sizeTurned = ({ width, height }: Size, turn: number): Size =>
  turn % 2 === 0 ? { width, height } : { width: height, height: width };

/** The box that just holds a picture that was straightened by so many degrees; with fractions. */
export function frameSize(picture: Size, { turn, straighten }: PictureEdits): Size {
  const { width, height } = sizeTurned(picture, turn);
  if (straighten === 0) return { width, height };
  const [cos, sin] = [Math.cos(radians(straighten)), Math.abs(Math.sin(radians(straighten)))];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}

/** Applies the second after the first. */
export const after = (first: Affine, second: Affine): Affine => ({
  a: second.a * first.a + second.c * first.b,
  b: second.b * first.a + second.d * first.b,
  c: second.a * first.c + second.c * first.d,
  d: second.b * first.c + second.d * first.d,
  e: second.a * first.e + second.c * first.f + second.e,
  f: second.b * first.e + second.d * first.f + second.f,
});

export function inverse({ a, b, c, d, e, f }: Affine): Affine {
  const det = a * d - b * c;
  return {
    a: d / det,
    b: -b / det,
    c: -c / det,
    d: a / det,
    e: (c * f - d * e) / det,
    f: (b * e - a * f) / det,
  };
}

export const mapped = ({ a, b, c, d, e, f }: Affine, { x, y }: Place): Place => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
});

/** Picture → frame. Without an angle every number in it is whole. */
export function toFrame(picture: Size, edits: PictureEdits): Affine {
  const { width, height } = picture;
  const mirrored: Affine = edits.mirror
    ? { a: -1, b: 0, c: 0, d: 1, e: width, f: 0 }
    : { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
  const turns: readonly Affine[] = [
    { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 },
    { a: 0, b: 1, c: -1, d: 0, e: height, f: 0 },
    { a: -1, b: 0, c: 0, d: -1, e: width, f: height },
    { a: 0, b: -1, c: 1, d: 0, e: 0, f: width },
  ];
  const turned = after(mirrored, turns[edits.turn] ?? mirrored);
  if (edits.straighten === 0) return turned;
  const inner = sizeTurned(picture, edits.turn);
  const outer = frameSize(picture, edits);
  const [cos, sin] = [Math.cos(radians(edits.straighten)), Math.sin(radians(edits.straighten))];
  const [x, y] = [inner.width / 2, inner.height / 2];
  return after(turned, {
    a: cos,
    b: sin,
    c: -sin,
    d: cos,
    e: outer.width / 2 - cos * x + sin * y,
    f: outer.height / 2 - sin * x - cos * y,
  });
}

/**
 * The largest part of the frame about its middle that has the shape of the picture and no empty
 * corner.
 */
export function wholeCrop(picture: Size, edits: PictureEdits): Rectangle {
  const frame = frameSize(picture, edits);
  if (edits.straighten === 0) return { x: 0, y: 0, ...frame };
  const inner = sizeTurned(picture, edits.turn);
  return heldInside(
    {
      x: (frame.width - inner.width) / 2,
      y: (frame.height - inner.height) / 2,
      ...inner,
    },
    picture,
    edits,
  );
}

/** How far a place of the frame, told from the middle, lies towards the picture's edges (1: on one). */
function reach(picture: Size, edits: PictureEdits): (x: number, y: number) => number {
  const inner = sizeTurned(picture, edits.turn);
  const [cos, sin] = [Math.cos(radians(edits.straighten)), Math.sin(radians(edits.straighten))];
  return (x, y) =>
    Math.max(
      Math.abs(x * cos + y * sin) / (inner.width / 2),
      Math.abs(y * cos - x * sin) / (inner.height / 2),
    );
}

/** Whether every corner of a rectangle of the frame lies in the picture. */
export function isInside(part: Rectangle, picture: Size, edits: PictureEdits): boolean {
  const frame = frameSize(picture, edits);
  const far = reach(picture, edits);
  const [left, top] = [part.x - frame.width / 2, part.y - frame.height / 2];
  return [left, left + part.width].every((x) =>
    [top, top + part.height].every((y) => far(x, y) <= 1 + 1e-6),
  );
}

/** A rectangle of the frame made small about its own middle until no corner of it is empty. */
export function heldInside(part: Rectangle, picture: Size, edits: PictureEdits): Rectangle {
  const frame = frameSize(picture, edits);
  const far = reach(picture, edits);
  const half = { x: part.width / 2, y: part.height / 2 };
  let middle = {
    x: part.x + half.x - frame.width / 2,
    y: part.y + half.y - frame.height / 2,
  };
  // A middle that lies outside comes in first.
  const out = far(middle.x, middle.y);
  if (out > 0.98) middle = { x: (middle.x * 0.98) / out, y: (middle.y * 0.98) / out };
  const fits = (scale: number): boolean =>
    [-1, 1].every((across) =>
      [-1, 1].every(
        (down) =>
          far(middle.x + across * half.x * scale, middle.y + down * half.y * scale) <= 1 + 1e-9,
      ),
    );
  let [low, high] = [0, 1];
  if (!fits(1)) {
    for (let step = 0; step < 40; step += 1) {
      const scale = (low + high) / 2;
      if (fits(scale)) low = scale;
      else high = scale;
    }
  } else low = 1;
  return {
    x: middle.x + frame.width / 2 - half.x * low,
    y: middle.y + frame.height / 2 - half.y * low,
    width: part.width * low,
    height: part.height * low,
  };
}

/** The crop in pixels of the frame, whole numbers, at least one pixel, no empty corners. */
export function cropOf(picture: Size, edits: PictureEdits): Rectangle {
  const frame = frameSize(picture, edits);
  const wished = edits.crop ? inPixels(edits.crop, frame) : wholeCrop(picture, edits);
  const held = edits.straighten === 0 ? wished : heldInside(wished, picture, edits);
  // A straightened crop is rounded inwards, so that its corners stay in the picture.
  const inwards = edits.straighten !== 0;
  const start = (v: number): number => (inwards ? Math.ceil(v - 1e-6) : Math.round(v));
  const end = (v: number): number => (inwards ? Math.floor(v + 1e-6) : Math.round(v));
  const [width, height] = [Math.floor(frame.width + 1e-6), Math.floor(frame.height + 1e-6)];
  const x = Math.min(Math.max(0, start(held.x)), Math.max(0, width - 1));
  const y = Math.min(Math.max(0, start(held.y)), Math.max(0, height - 1));
  return {
    x,
    y,
    width: Math.max(1, Math.min(width, end(held.x + held.width)) - x),
    height: Math.max(1, Math.min(height, end(held.y + held.height)) - y),
  };
}

/** Size of the edited picture, pixels. */
export const editedSize = (picture: Size, edits: PictureEdits): Size => {
  const { width, height } = cropOf(picture, edits);
  return { width, height };
};

/** Parts of a frame in its pixels; a ratio that is to be kept takes a little from one side. */
function inPixels(crop: Crop, frame: Size): Rectangle {
  const part = {
    x: crop.x * frame.width,
    y: crop.y * frame.height,
    width: crop.width * frame.width,
    height: crop.height * frame.height,
  };
  if (crop.ratio === null) return part;
  const [width, height] = [
    Math.min(part.width, part.height * crop.ratio),
    Math.min(part.height, part.width / crop.ratio),
  ];
  // Less than a pixel off is as near as pixels come.
  if (part.width - width < 1 && part.height - height < 1) return part;
  return {
    x: part.x + (part.width - width) / 2,
    y: part.y + (part.height - height) / 2,
    width,
    height,
  };
}

/** A rectangle in pixels of the frame as a crop. */
export const asCrop = (part: Rectangle, frame: Size, ratio: number | null): Crop => ({
  x: Math.min(1, Math.max(0, part.x / frame.width)),
  y: Math.min(1, Math.max(0, part.y / frame.height)),
  width: Math.min(1, part.width / frame.width),
  height: Math.min(1, part.height / frame.height),
  ratio,
});
