/**
 * Enlargement by whole factors with the Lanczos kernel of three lobes (C. E. Duchon, 1979), row by
 * row. Every output pixel is the same sum whatever the bands, so that bands join without a trace.
 */
import { ok } from '#domain/result.ts';
import { clearUnseen, visibleWindow } from './bleed.ts';
import type { BandStream, PixelRows, RowWindow } from './rows.ts';

const lobes = 3;
const taps = 2 * lobes;
/** Rows above and below that an enlarged row depends on. */
export const lanczosReach = lobes;

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** For each of the `scale` positions inside a source pixel: where its taps begin, and their weights. */
export function phases(scale: number) {
  return Array.from({ length: scale }, (_, step) => {
    const centre = (step + 0.5) / scale - 0.5;
    const start = Math.floor(centre) - lobes + 1;
    const raw = Array.from({ length: taps }, (_unused, tap) => {
      const distance = centre - (start + tap);
      return Math.abs(distance) < lobes ? sinc(distance) * sinc(distance / lobes) : 0;
    });
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { start, weights: Float64Array.from(raw, (weight) => weight / sum) };
  });
}

const clamp = (index: number, side: number): number =>
  index < 0 ? 0 : index >= side ? side - 1 : index;

/**
 * Enlarges one channel of the source rows from … from + count − 1 into the same channel of
 * `target` (RGBA, width × scale). The window must reach `lanczosReach` rows beyond, borders aside.
 */
export function enlargeChannel(
  window: RowWindow,
  channel: number,
  from: number,
  count: number,
  scale: number,
  target: Uint8ClampedArray,
): void {
  const { pixels, first, width, height } = window;
  const steps = phases(scale);
  const columns = columnTaps(width, steps);
  const line = new Float64Array(width);
  let at = channel;
  for (let row = from; row < from + count; row += 1) {
    for (const { start, weights } of steps) {
      line.fill(0);
      for (let tap = 0; tap < taps; tap += 1) {
        const weight = weights[tap] ?? 0;
        let index = (clamp(row + start + tap, height) - first) * width * 4 + channel;
        for (let x = 0; x < width; x += 1, index += 4) {
          line[x] = (line[x] ?? 0) + weight * (pixels[index] ?? 0);
        }
      }
      at = enlargeLine(line, columns, steps, target, at);
    }
  }
}

type Steps = ReturnType<typeof phases>;

/** Source columns of every tap of every output column, borders repeated. */
function columnTaps(width: number, steps: Steps): Int32Array {
  const columns = new Int32Array(width * steps.length * taps);
  let at = 0;
  for (let x = 0; x < width; x += 1) {
    for (const { start } of steps) {
      for (let tap = 0; tap < taps; tap += 1) columns[at++] = clamp(x + start + tap, width);
    }
  }
  return columns;
}

function enlargeLine(
  line: Float64Array,
  columns: Int32Array,
  steps: Steps,
  target: Uint8ClampedArray,
  start: number,
): number {
  let at = start;
  let column = 0;
  for (let x = 0; x < line.length; x += 1) {
    for (const { weights } of steps) {
      let sum = 0;
      for (let tap = 0; tap < taps; tap += 1) {
        sum += (weights[tap] ?? 0) * (line[columns[column++] ?? 0] ?? 0);
      }
      target[at] = sum;
      at += 4;
    }
  }
  return at;
}

/** Enlarges a picture band by band. @param bandRows source rows per band */
export function lanczosStream(source: PixelRows, scale: number, bandRows = 64): BandStream {
  let y = 0;
  const shape = { width: source.width * scale, height: source.height * scale };
  return {
    ...shape,
    hasAlpha: source.hasAlpha,
    next: async () => {
      if (y >= source.height) return ok(null);
      const count = Math.min(bandRows, source.height - y);
      const rows = await visibleWindow(source, y - lanczosReach, y + count - 1 + lanczosReach, {
        reach: 2 * lanczosReach,
      });
      if (!rows.ok) return rows;
      const target = new Uint8ClampedArray(shape.width * count * scale * 4);
      for (let channel = 0; channel < 4; channel += 1) {
        enlargeChannel(rows.value, channel, y, count, scale, target);
      }
      if (source.hasAlpha) clearUnseen(target);
      const band = { y: y * scale, height: count * scale, pixels: target };
      y += count;
      return ok(band);
    },
    close: async () => undefined,
  };
}
