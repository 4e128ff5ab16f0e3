/**
 * One size of the picture that PatchMatch works on. Everything lies in arrays with a frame of
 * `reach` unusable pixels, so that no patch ever leaves them; places are indices into these arrays.
 */
import { hole, known, unusable } from './membrane.ts';

/** Patches are squares of 2 · reach + 1 pixels. */
export const reach = 3;
export const patchSide = 2 * reach + 1;

export interface Level {
  /** Without the frame. */
  readonly width: number;
  readonly height: number;
  /** Pixels from one row to the next, frame included. */
  readonly stride: number;
  /** RGBA; the hole holds the present guess. Alpha is not used. */
  readonly pixels: Uint8ClampedArray;
  readonly state: Uint8Array;
}

/** A level that holds nothing yet. */
export function emptyLevel(width: number, height: number): Level {
  const stride = width + 2 * reach;
  const count = stride * (height + 2 * reach);
  return {
    width,
    height,
    stride,
    pixels: new Uint8ClampedArray(count * 4),
    state: new Uint8Array(count).fill(unusable),
  };
}

/** The place of a pixel in the arrays of a level. */
export const placeOf = ({ stride }: Level, x: number, y: number): number =>
  (y + reach) * stride + x + reach;

/** The finest level: RGBA pixels and their states, framed. */
export function finestLevel(
  pixels: Uint8ClampedArray,
  state: Uint8Array,
  width: number,
  height: number,
): Level {
  const level = emptyLevel(width, height);
  for (let y = 0; y < height; y += 1) {
    const to = placeOf(level, 0, y);
    level.pixels.set(pixels.subarray(y * width * 4, (y + 1) * width * 4), to * 4);
    level.state.set(state.subarray(y * width, (y + 1) * width), to);
  }
  return level;
}

/**
 * Half the size. A pixel is the mean of those of its four that are known; it is a hole when two of
 * them or more are, so that thin holes do not vanish at once and holes do not swell either.
 */
export function halved(fine: Level): Level {
  const coarse = emptyLevel(Math.ceil(fine.width / 2), Math.ceil(fine.height / 2));
  for (let y = 0; y < coarse.height; y += 1) {
    for (let x = 0; x < coarse.width; x += 1) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let count = 0;
      let holes = 0;
      for (let child = 0; child < 4; child += 1) {
        const column = 2 * x + (child & 1);
        const row = 2 * y + (child >> 1);
        if (column >= fine.width || row >= fine.height) continue;
        const from = placeOf(fine, column, row);
        if (fine.state[from] === hole) holes += 1;
        if (fine.state[from] !== known) continue;
        count += 1;
        red += fine.pixels[from * 4] ?? 0;
        green += fine.pixels[from * 4 + 1] ?? 0;
        blue += fine.pixels[from * 4 + 2] ?? 0;
      }
      const at = placeOf(coarse, x, y);
      coarse.state[at] =
        holes >= 2 || (holes > 0 && count === 0) ? hole : count > 0 ? known : unusable;
      if (count === 0) continue;
      coarse.pixels[at * 4] = Math.round(red / count);
      coarse.pixels[at * 4 + 1] = Math.round(green / count);
      coarse.pixels[at * 4 + 2] = Math.round(blue / count);
    }
  }
  return coarse;
}

/** Which pixels may be the middle of a source: those whose whole patch is known. 1 = may. */
export function sourcesOf({ stride, state }: Level): Uint8Array {
  return eroded(state, stride, (value) => value === known);
}

/** Pixels whose patch touches the hole, in reading order: what must be matched. */
export function targetsOf({ width, height, stride, state }: Level): Int32Array {
  const clear = eroded(state, stride, (value) => value !== hole);
  const isTarget = (at: number): boolean => clear[at] === 0 && state[at] !== unusable;
  const list: number[] = [];
  for (let y = 0; y < height; y += 1) {
    const start = (y + reach) * stride + reach;
    for (let at = start; at < start + width; at += 1) if (isTarget(at)) list.push(at);
  }
  return Int32Array.from(list);
}

/** 1 where all of the patch around fulfils something, by two passes of running counts. */
function eroded(state: Uint8Array, stride: number, holds: (value: number) => boolean): Uint8Array {
  const table = Uint8Array.of(+holds(0), +holds(1), +holds(2));
  const across = new Uint8Array(state.length);
  for (let at = reach, run = 0; at < state.length + reach; at += 1) {
    run = at < state.length && table[state[at] ?? 2] ? run + 1 : 0;
    if (run >= patchSide) across[at - reach] = 1;
  }
  // The first columns of the first row are in the frame, which never holds a source.
  const both = new Uint8Array(state.length);
  const runs = new Uint8Array(stride);
  for (let at = 0; at < state.length; at += 1) {
    const column = at % stride;
    const run = across[at] ? Math.min(patchSide, (runs[column] ?? 0) + 1) : 0;
    runs[column] = run;
    if (run >= patchSide) both[at - reach * stride] = 1;
  }
  return both;
}
