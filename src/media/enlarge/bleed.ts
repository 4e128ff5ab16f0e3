/**
 * Colour where nothing can be seen: a model that looks at a neighbourhood would draw the hidden
 * colour (often white or black) into the visible edge as a halo. Here the visible colour is let
 * run outwards instead, as far as a model can look.
 */

import { ok, type Result } from '#domain/result.ts';
import type { PixelRows, RowWindow } from './rows.ts';

/** Below this alpha (of 255) a colour is too faint to be known exactly, and is taken from around. */
const faint = 8;

/**
 * Gives faint pixels the mean colour of their visible neighbours, step by step, `reach` pixels
 * far. A pixel's result depends on nothing farther than `reach`. Alpha is kept.
 */
export function bleed(pixels: Uint8ClampedArray, width: number, reach: number): Uint8ClampedArray {
  const height = pixels.length / 4 / width;
  const result = new Uint8ClampedArray(pixels);
  // The step in which a pixel got its colour: 0 from the start, 255 not yet.
  const step = new Uint8Array(width * height);
  let open: number[] = [];
  for (let at = 0; at < step.length; at += 1) {
    if ((pixels[at * 4 + 3] ?? 0) >= faint) continue;
    step[at] = 255;
    open.push(at);
  }
  for (let now = 1; now <= reach && open.length > 0; now += 1) {
    const left: number[] = [];
    for (const at of open) {
      if (!fillFromNeighbours(result, step, width, height, at, now)) left.push(at);
    }
    if (left.length === open.length) break;
    open = left;
  }
  return result;
}

/** Straight neighbours count twice. Says whether there was any to take from. */
function fillFromNeighbours(
  result: Uint8ClampedArray,
  step: Uint8Array,
  width: number,
  height: number,
  at: number,
  now: number,
): boolean {
  const x = at % width;
  const y = (at - x) / width;
  let [red, green, blue, weights] = [0, 0, 0, 0];
  for (let down = y === 0 ? 0 : -1; down <= (y === height - 1 ? 0 : 1); down += 1) {
    for (let right = x === 0 ? 0 : -1; right <= (x === width - 1 ? 0 : 1); right += 1) {
      const neighbour = at + down * width + right;
      if ((step[neighbour] ?? 255) >= now) continue;
      const weight = down === 0 || right === 0 ? 2 : 1;
      red += weight * (result[neighbour * 4] ?? 0);
      green += weight * (result[neighbour * 4 + 1] ?? 0);
      blue += weight * (result[neighbour * 4 + 2] ?? 0);
      weights += weight;
    }
  }
  if (weights === 0) return false;
  result[at * 4] = red / weights;
  result[at * 4 + 1] = green / weights;
  result[at * 4 + 2] = blue / weights;
  step[at] = now;
  return true;
}

/**
 * Reads the rows first … last, cut at the picture's borders, with every colour that a filter may
 * look at made a visible one. The window may hold more rows than asked for.
 *
 * @param reach how far from a visible pixel a colour may matter
 */
export async function visibleWindow(
  source: PixelRows,
  first: number,
  last: number,
  { reach }: { readonly reach: number },
): Promise<Result<RowWindow>> {
  const { width, height } = source;
  const around = source.hasAlpha ? reach : 0;
  const from = Math.max(0, first - around);
  const rows = await source.rows(from, Math.min(height - 1, last + around));
  if (!rows.ok) return rows;
  const pixels = source.hasAlpha ? bleed(rows.value, width, reach) : rows.value;
  return ok({ pixels, first: from, width, height });
}

/** Makes what cannot be seen transparent black, which is small in a file and hides nothing. */
export function clearUnseen(pixels: Uint8ClampedArray): void {
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) pixels.fill(0, at, at + 3);
  }
}
