/**
 * A warped face made one with the picture under it: its colours are brought near (centre of each
 * channel, spread of brightness; after E. Reinhard et al., 2001), and what difference is left at
 * the edge is spread inward as a membrane, which is seamless cloning (P. Pérez et al., 2003; as a
 * membrane: T. Georgiev, 2004).
 */
import type { Pixels } from '../image/pixels.ts';
import { fillMembrane, hole, known, unusable } from '../inpaint/membrane.ts';
import type { Raster } from './warp.ts';

/** The spread of brightness is changed by no more than this factor. */
const mostGain = 1.6;
/** The membrane is reckoned on a grid of at most so many cells a side: it is smooth. */
const gridSide = 256;

/** The value that halves the weights of a histogram of bytes. */
function middle(histogram: Float64Array): number {
  const half = histogram.reduce((sum, count) => sum + count, 0) / 2;
  let below = 0;
  return Math.max(
    0,
    histogram.findIndex((count) => (below += count) >= half && count > 0),
  );
}

const brightness = (pixels: Pixels, at: number): number =>
  0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0);

/**
 * The colour of the skin and how light and shadow lie on it: medians, so that eyes, lips and a
 * beard, in which two faces may differ in any way, do not colour the rest.
 */
function toneOf(
  pixels: Pixels,
  weights: Float32Array,
): { readonly centre: readonly number[]; readonly spread: number } {
  const told = (valueAt: (at: number) => number): number => {
    const histogram = new Float64Array(256);
    for (let at = 0; at < weights.length; at += 1) {
      const bin = Math.min(255, Math.round(valueAt(at * 4)));
      histogram[bin] = (histogram[bin] ?? 0) + (weights[at] ?? 0);
    }
    return middle(histogram);
  };
  const light = told((at) => brightness(pixels, at));
  return {
    centre: [0, 1, 2].map((channel) => told((at) => pixels[at + channel] ?? 0)),
    spread: told((at) => Math.abs(brightness(pixels, at) - light)),
  };
}

/** Brings the colours of a face near those of the picture where `weights` count, in place. */
export function matchColours(
  face: Pixels,
  under: Pixels,
  weights: Float32Array,
  strength: number,
): void {
  if (strength <= 0) return;
  const own = toneOf(face, weights);
  const wanted = toneOf(under, weights);
  // One gain for all channels: three of them would change the hue.
  const free = own.spread > 1 ? Math.max(1, wanted.spread) / own.spread : 1;
  const gain = 1 + (Math.min(mostGain, Math.max(1 / mostGain, free)) - 1) * strength;
  for (let channel = 0; channel < 3; channel += 1) {
    const centre = own.centre[channel] ?? 0;
    const shift = centre + ((wanted.centre[channel] ?? 0) - centre) * strength;
    for (let at = channel; at < face.length; at += 4) {
      face[at] = ((face[at] ?? 0) - centre) * gain + shift;
    }
  }
}

/**
 * Adds to the face, in place, a smooth veil that makes it meet the picture at its edge.
 *
 * @param out how far out each pixel is: below 1 in the face, up to `edge` at its edge
 */
export function meetEdge(face: Raster, under: Pixels, out: Float32Array, edge: number): void {
  const { width, height, pixels } = face;
  const step = Math.max(1, Math.ceil(Math.max(width, height) / gridSide));
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const state = new Uint8Array(columns * rows).fill(unusable);
  const values = new Float32Array(columns * rows * 3);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const [x, y] = [
        Math.min(width - 1, column * step + (step >> 1)),
        Math.min(height - 1, row * step + (step >> 1)),
      ];
      const at = y * width + x;
      const far = out[at] ?? Infinity;
      if (far < 1) {
        state[cell] = hole;
        continue;
      }
      if (far > edge || (pixels[at * 4 + 3] ?? 0) < 128) continue;
      state[cell] = known;
      meanDifference(face, under, x, y, step, values, cell * 3);
    }
  }
  if (!fillMembrane(values, state, columns, rows)) return;
  for (let y = 0; y < height; y += 1) {
    const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / step - 0.5));
    const [top, down] = [Math.floor(v), v - Math.floor(v)];
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if ((out[at] ?? Infinity) > edge) continue;
      const u = Math.min(columns - 1, Math.max(0, (x + 0.5) / step - 0.5));
      const [left, across] = [Math.floor(u), u - Math.floor(u)];
      for (let channel = 0; channel < 3; channel += 1) {
        let [veil, share] = [0, 0];
        for (let corner = 0; corner < 4; corner += 1) {
          const column = Math.min(columns - 1, left + (corner & 1));
          const row = Math.min(rows - 1, top + (corner >> 1));
          const cell = row * columns + column;
          if (state[cell] === unusable) continue;
          const weight =
            (corner & 1 ? across : 1 - across) * (corner >> 1 ? down : 1 - down) + 1e-6;
          veil += (values[cell * 3 + channel] ?? 0) * weight;
          share += weight;
        }
        if (share > 0) pixels[at * 4 + channel] = (pixels[at * 4 + channel] ?? 0) + veil / share;
      }
    }
  }
}

/** Picture minus face, as the mean of the cell around a pixel: single specks at the edge do not count. */
function meanDifference(
  { pixels, width, height }: Raster,
  under: Pixels,
  x: number,
  y: number,
  reach: number,
  values: Float32Array,
  to: number,
): void {
  let [red, green, blue, count] = [0, 0, 0, 0];
  for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row += 1) {
    for (
      let column = Math.max(0, x - reach);
      column <= Math.min(width - 1, x + reach);
      column += 1
    ) {
      const at = (row * width + column) * 4;
      if ((pixels[at + 3] ?? 0) < 128) continue;
      red += (under[at] ?? 0) - (pixels[at] ?? 0);
      green += (under[at + 1] ?? 0) - (pixels[at + 1] ?? 0);
      blue += (under[at + 2] ?? 0) - (pixels[at + 2] ?? 0);
      count += 1;
    }
  }
  values[to] = red / count;
  values[to + 1] = green / count;
  values[to + 2] = blue / count;
}
