/**
 * Takes grain out of one plane, frame by frame. Whole numbers throughout, so that the shader in
 * `shader.ts` gives the very same bytes.
 *
 * 1. Over time: a running mean per place, moved with the picture. How far the past is believed is
 *    judged by means of 5 × 5 pixels, where grain is small and motion is not; where they differ,
 *    the memory of the place starts anew, so that nothing leaves a ghost.
 * 2. In the frame: a bilateral mean (Tomasi & Manduchi 1998) of 13 pixels, whose weights come from
 *    a smoothed guide and shrink as the place remembers more frames.
 */
import { levelOf, mostFrames, rings, type Tables } from './tables.ts';

/** Neighbours by rings of four: at a distance of 1, √2, and 2. */
const neighbours = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
  [-2, 0],
  [2, 0],
  [0, -2],
  [0, 2],
] as const;

/** How a frame relates to the one before. */
export interface Motion {
  /** What was at x, y is now at x + shift. */
  readonly shiftX: number;
  readonly shiftY: number;
  /** Nothing of the past counts. */
  readonly isCut: boolean;
}

/** Filters the frames of one plane in their order. */
export interface PlaneFilter {
  next(data: Uint8Array, tables: Tables, motion: Motion): Uint8Array;
}

export function planeFilter(width: number, height: number): PlaneFilter {
  const count = width * height;
  let mean = new Uint16Array(count);
  let before = new Uint16Array(count);
  let memory = new Uint8Array(count);
  let remembered = new Uint8Array(count);
  const box = new Uint16Array(count);
  const boxBefore = new Uint16Array(count);
  const guide = new Uint8Array(count);
  const bytes = new Uint8Array(count);
  const sums = new Uint16Array(count);
  const levelBy = Uint16Array.from({ length: mostFrames * 16 + 1 }, (_, at) =>
    at < 16 ? 0 : levelOf(at) * rings * 256,
  );
  let isFirst = true;

  /** Means over time into `mean` (× 16) and `memory`. */
  const overTime = (data: Uint8Array, { agree, memory: most }: Tables, motion: Motion): void => {
    const { shiftX, shiftY } = motion;
    for (let y = 0; y < height; y += 1) {
      const from = y - shiftY;
      const isInside = from >= 0 && from < height;
      for (let x = 0; x < width; x += 1) {
        const at = y * width + x;
        const left = x - shiftX;
        let past = 0;
        let then = 0;
        if (isInside && left >= 0 && left < width) {
          then = from * width + left;
          const apart = (box[at] ?? 0) - (boxBefore[then] ?? 0);
          const difference = ((apart < 0 ? -apart : apart) * 41) >> 10;
          past = ((remembered[then] ?? 0) * (agree[difference] ?? 0)) >> 8;
        }
        const weight = past + 16;
        const sum = (before[then] ?? 0) * past + (data[at] ?? 0) * 256 + (weight >> 1);
        mean[at] = (sum / weight) | 0;
        memory[at] = weight < most ? weight : most;
      }
    }
  };

  /** One pixel anywhere: neighbours beyond the edge are those on it. */
  const cleaned = (x: number, y: number, near: Uint16Array): number => {
    const at = y * width + x;
    const level = levelBy[memory[at] ?? 0] ?? 0;
    let total = 256;
    let sum = 256 * (mean[at] ?? 0);
    neighbours.forEach(([dx, dy], k) => {
      const column = Math.min(width - 1, Math.max(0, x + dx));
      const place = Math.min(height - 1, Math.max(0, y + dy)) * width + column;
      const apart = Math.abs((guide[place] ?? 0) - (guide[at] ?? 0));
      const weight = near[level + (k >> 2) * 256 + apart] ?? 0;
      total += weight;
      sum += weight * (mean[place] ?? 0);
    });
    return ((sum + 8 * total) / (16 * total)) | 0;
  };

  /** The pixels of a row that have all their neighbours; written out, for it is most of the work. */
  const insideRow = (row: number, near: Uint16Array, out: Uint8Array): void => {
    const [up, down] = [row - width, row + width];
    const [farUp, farDown] = [up - width, down + width];
    for (let x = 2; x < width - 2; x += 1) {
      const at = row + x;
      const one = levelBy[memory[at] ?? 0] ?? 0;
      const [two, three] = [one + 256, one + 512];
      const middle = guide[at] ?? 0;
      let total = 256;
      let sum = 256 * (mean[at] ?? 0);
      let weight = near[one + Math.abs((guide[at - 1] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[at - 1] ?? 0);
      weight = near[one + Math.abs((guide[at + 1] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[at + 1] ?? 0);
      weight = near[one + Math.abs((guide[up + x] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[up + x] ?? 0);
      weight = near[one + Math.abs((guide[down + x] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[down + x] ?? 0);
      weight = near[two + Math.abs((guide[up + x - 1] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[up + x - 1] ?? 0);
      weight = near[two + Math.abs((guide[up + x + 1] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[up + x + 1] ?? 0);
      weight = near[two + Math.abs((guide[down + x - 1] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[down + x - 1] ?? 0);
      weight = near[two + Math.abs((guide[down + x + 1] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[down + x + 1] ?? 0);
      weight = near[three + Math.abs((guide[at - 2] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[at - 2] ?? 0);
      weight = near[three + Math.abs((guide[at + 2] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[at + 2] ?? 0);
      weight = near[three + Math.abs((guide[farUp + x] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[farUp + x] ?? 0);
      weight = near[three + Math.abs((guide[farDown + x] ?? 0) - middle)] ?? 0;
      total += weight;
      sum += weight * (mean[farDown + x] ?? 0);
      out[at] = ((sum + 8 * total) / (16 * total)) | 0;
    }
  };

  const inFrame = (near: Uint16Array): Uint8Array => {
    const out = new Uint8Array(count);
    for (let y = 0; y < height; y += 1) {
      const row = y * width;
      const isInside = y >= 2 && y < height - 2;
      if (isInside) insideRow(row, near, out);
      for (let x = 0; x < width; x += 1) {
        if (isInside && x === 2) x = Math.max(x, width - 2);
        if (x < width) out[row + x] = cleaned(x, y, near);
      }
    }
    return out;
  };

  return {
    next(data, tables, motion) {
      if (isFirst || motion.isCut) remembered.fill(0);
      isFirst = false;
      boxSums(data, width, height, sums, box);
      overTime(data, tables, motion);
      for (let at = 0; at < count; at += 1) bytes[at] = (mean[at] ?? 0) >> 4;
      smoothed(bytes, width, height, sums, guide);
      const out = inFrame(tables.near);
      boxSums(bytes, width, height, sums, boxBefore);
      [mean, before] = [before, mean];
      [memory, remembered] = [remembered, memory];
      return out;
    },
  };
}

/** Sums of 5 × 5 pixels; the edge is repeated outwards. */
export function boxSums(
  data: Uint8Array,
  width: number,
  height: number,
  lines: Uint16Array,
  out: Uint16Array,
): void {
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const last = width - 1;
    let sum =
      3 * (data[row] ?? 0) +
      (data[row + Math.min(1, last)] ?? 0) +
      (data[row + Math.min(2, last)] ?? 0);
    for (let x = 0; x < width; x += 1) {
      lines[row + x] = sum;
      sum += (data[row + Math.min(x + 3, last)] ?? 0) - (data[row + Math.max(x - 2, 0)] ?? 0);
    }
  }
  const last = (height - 1) * width;
  for (let x = 0; x < width; x += 1) {
    let sum =
      3 * (lines[x] ?? 0) +
      (lines[Math.min(width, last) + x] ?? 0) +
      (lines[Math.min(2 * width, last) + x] ?? 0);
    for (let row = 0; row <= last; row += width) {
      out[row + x] = sum;
      sum +=
        (lines[Math.min(row + 3 * width, last) + x] ?? 0) -
        (lines[Math.max(row - 2 * width, 0) + x] ?? 0);
    }
  }
}

/** Means of 3 × 3 pixels with the weights 1 2 1; the edge is repeated outwards. */
export function smoothed(
  data: Uint8Array,
  width: number,
  height: number,
  lines: Uint16Array,
  out: Uint8Array,
): void {
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const left = data[row + (x > 0 ? x - 1 : 0)] ?? 0;
      const right = data[row + (x < width - 1 ? x + 1 : x)] ?? 0;
      lines[row + x] = left + 2 * (data[row + x] ?? 0) + right;
    }
  }
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const above = (y > 0 ? y - 1 : 0) * width;
    const below = (y < height - 1 ? y + 1 : y) * width;
    for (let x = 0; x < width; x += 1) {
      const sum = (lines[above + x] ?? 0) + 2 * (lines[row + x] ?? 0) + (lines[below + x] ?? 0);
      out[row + x] = (sum + 8) >> 4;
    }
  }
}
