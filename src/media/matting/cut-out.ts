/** A picture without its background, made on the fly: only the strips that are read exist. */
import type { Pixels, PixelSource } from '../image/pixels.ts';
import { filtered } from '../image/views.ts';

import type { Matte } from './refine.ts';

/**
 * The subject of a picture: alpha from the matte times the picture's own, colours freed of the
 * background that shone through at the edge.
 *
 * @param feather softens the edge by about so many pixels
 */
export function cutOut(source: PixelSource, matte: Matte, feather: number): PixelSource {
  const cut: PixelSource = {
    width: source.width,
    height: source.height,
    read: (x, y, w, h) => cutRegion(source, matte, x, y, w, h),
  };
  const reach = Math.ceil(feather);
  return reach === 0 ? cut : filtered(cut, reach * 2, softened(feather));
}

function cutRegion(
  source: PixelSource,
  matte: Matte,
  x: number,
  y: number,
  w: number,
  h: number,
): Pixels {
  const pixels = source.read(x, y, w, h);
  const [acrossScale, downScale] = [matte.width / source.width, matte.height / source.height];
  const last = { x: matte.width - 1, y: matte.height - 1 };
  const [offset, red, green, blue] = matte.alpha;
  for (let row = 0; row < h; row += 1) {
    const down = clamp((y + row + 0.5) * downScale - 0.5, last.y);
    const top = Math.min(Math.floor(down), Math.max(0, last.y - 1));
    const below = last.y === 0 ? 0 : matte.width;
    const v = down - top;
    for (let column = 0; column < w; column += 1) {
      const across = clamp((x + column + 0.5) * acrossScale - 0.5, last.x);
      const left = Math.min(Math.floor(across), Math.max(0, last.x - 1));
      const u = across - left;
      const at = top * matte.width + left;
      const beside = last.x === 0 ? 0 : 1;
      const between = (plane: Float32Array | undefined): number => {
        if (!plane) return 0;
        const upper = (plane[at] ?? 0) * (1 - u) + (plane[at + beside] ?? 0) * u;
        const lower = (plane[at + below] ?? 0) * (1 - u) + (plane[at + below + beside] ?? 0) * u;
        return upper * (1 - v) + lower * v;
      };
      const to = (row * w + column) * 4;
      const seen = [pixels[to] ?? 0, pixels[to + 1] ?? 0, pixels[to + 2] ?? 0] as const;
      let share =
        between(offset) +
        (seen[0] * between(red) + seen[1] * between(green) + seen[2] * between(blue)) / 255;
      const edge = between(matte.edge);
      if (edge > 0) {
        const front = matte.subject.colours.map(between);
        const back = matte.ground.colours.map(between);
        const spreads = [between(matte.subject.spread), between(matte.ground.spread)] as const;
        const told = shareByColour(seen, front, back, spreads);
        share += (told.share - share) * told.trust * edge;
        share = Math.min(1, Math.max(0, (share - 0.02) / 0.96));
        for (let channel = 0; channel < 3 && share < 1; channel += 1) {
          const [subject, ground] = [front[channel] ?? 0, back[channel] ?? 0];
          pixels[to + channel] =
            subject + share * ((seen[channel] ?? 0) - share * subject - (1 - share) * ground);
        }
      }
      share = Math.min(1, Math.max(0, share));
      pixels[to + 3] = (pixels[to + 3] ?? 0) * share;
    }
  }
  return pixels;
}

/**
 * Where a colour lies between those of the two sides; what lies within the usual spread of a side
 * is wholly its own. `trust` 0–1: how well the sides can be told apart by colour at all.
 */
function shareByColour(
  seen: readonly [number, number, number],
  front: readonly number[],
  back: readonly number[],
  [frontSpread, backSpread]: readonly [number, number],
): { readonly share: number; readonly trust: number } {
  let along = 0;
  let apart = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const step = (front[channel] ?? 0) - (back[channel] ?? 0);
    along += step * ((seen[channel] ?? 0) - (back[channel] ?? 0));
    apart += step * step;
  }
  const length = Math.sqrt(apart);
  const low = (1.5 * backSpread) / Math.max(1, length);
  const high = (1.5 * frontSpread) / Math.max(1, length);
  const room = 1 - low - high;
  if (room < 0.2) return { share: 0, trust: 0 };
  return {
    share: Math.min(1, Math.max(0, (along / apart - low) / room)),
    trust: Math.min(1, (room - 0.2) / 0.4),
  };
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** Blurs alpha twice along rows and columns by `feather` pixels in all; colours stay. */
function softened(feather: number): (block: Pixels, width: number, height: number) => Pixels {
  const radius = Math.ceil(feather);
  // Weights of a box whose ends count partly, so that every tenth of a pixel does something.
  const ends = feather - (radius - 1);
  const total = 2 * (radius - 1) + 1 + 2 * ends;
  return (block, width, height) => {
    const result: Pixels = new Uint8ClampedArray(block);
    let plane = Float32Array.from({ length: width * height }, (_, at) => block[at * 4 + 3] ?? 0);
    for (const step of [1, width]) {
      const next = new Float32Array(plane.length);
      const margin = radius * step;
      for (let at = margin; at < plane.length - margin; at += 1) {
        let sum = ends * ((plane[at - margin] ?? 0) + (plane[at + margin] ?? 0));
        for (let tap = 1 - radius; tap < radius; tap += 1) sum += plane[at + tap * step] ?? 0;
        next[at] = sum / total;
      }
      plane = next;
    }
    for (let at = 0; at < plane.length; at += 1) result[at * 4 + 3] = plane[at] ?? 0;
    return result;
  };
}

/** Only how much of each pixel is subject, as grey. */
export function matteOnly(cut: PixelSource): PixelSource {
  return {
    width: cut.width,
    height: cut.height,
    read(x, y, w, h) {
      const pixels = cut.read(x, y, w, h);
      for (let at = 0; at < pixels.length; at += 4) {
        pixels.fill(pixels[at + 3] ?? 0, at, at + 3);
        pixels[at + 3] = 255;
      }
      return pixels;
    },
  };
}

/** The cut with everything that cannot be seen made transparent black, which is small in a file. */
export function withoutHidden(cut: PixelSource): PixelSource {
  return {
    width: cut.width,
    height: cut.height,
    read(x, y, w, h) {
      const pixels = cut.read(x, y, w, h);
      for (let at = 0; at < pixels.length; at += 4) {
        if (pixels[at + 3] === 0) pixels.fill(0, at, at + 3);
      }
      return pixels;
    },
  };
}
