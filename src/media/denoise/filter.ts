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
import { levelOf, levels, mostFrames, rings, type Tables } from './tables.ts';

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

/** Means over time of one plane: they stay as they are until the next frame. */
export interface Means {
  /** Steps × 16. */
  readonly mean: Uint16Array;
  /** Frames × 16 that each place remembers. */
  readonly memory: Uint8Array;
}

/** Both steps, one after the other. */
export function planeFilter(width: number, height: number): PlaneFilter {
  const overTime = timeFilter(width, height);
  const inFrame = spaceFilter(width, height);
  return { next: (data, tables, motion) => inFrame(overTime(data, tables, motion), tables.near) };
}

/** The first step, which remembers: frames come in their order. */
export function timeFilter(
  width: number,
  height: number,
): (data: Uint8Array, tables: Tables, motion: Motion) => Means {
  const count = width * height;
  let mean = new Uint16Array(count);
  let before = new Uint16Array(count);
  let memory = new Uint8Array(count);
  let remembered = new Uint8Array(count);
  const box = new Uint16Array(count);
  const boxBefore = new Uint16Array(count);
  const bytes = new Uint8Array(count);
  const sums = new Uint16Array(count);
  let isFirst = true;

  /** Means over time into `mean` (× 16), `bytes` (whole steps) and `memory`. */
  const overTime = (data: Uint8Array, { agree, memory: most }: Tables, motion: Motion): void => {
    const { shiftX, shiftY } = motion;
    const [first, last] = [Math.max(0, shiftX), Math.min(width, width + shiftX)];
    for (let y = 0; y < height; y += 1) {
      const row = y * width;
      const from = y - shiftY;
      const isInside = from >= 0 && from < height;
      const [begin, end] = isInside ? [row + first, row + last] : [row, row];
      const back = (from - y) * width - shiftX;
      // Where nothing was before, a place begins anew.
      for (let at = row; at < begin; at += 1) anew(at, data, most);
      for (let at = begin; at < end; at += 1) {
        const then = at + back;
        const apart = (box[at] ?? 0) - (boxBefore[then] ?? 0);
        const difference = ((apart < 0 ? -apart : apart) * 41) >> 10;
        const past = ((remembered[then] ?? 0) * (agree[difference] ?? 0)) >> 8;
        const weight = past + 16;
        const sum = (before[then] ?? 0) * past + (data[at] ?? 0) * 256 + (weight >> 1);
        const value = (sum / weight) | 0;
        mean[at] = value;
        bytes[at] = value >> 4;
        memory[at] = weight < most ? weight : most;
      }
      for (let at = end; at < row + width; at += 1) anew(at, data, most);
    }
  };
  const anew = (at: number, data: Uint8Array, most: number): void => {
    const value = data[at] ?? 0;
    mean[at] = value << 4;
    bytes[at] = value;
    memory[at] = 16 < most ? 16 : most;
  };

  return (data, tables, motion) => {
    // What was new is now the past; the arrays of the frame before it are written anew.
    if (!isFirst) {
      boxSums(bytes, width, height, sums, boxBefore);
      [mean, before] = [before, mean];
      [memory, remembered] = [remembered, memory];
      if (motion.isCut) remembered.fill(0);
    }
    isFirst = false;
    boxSums(data, width, height, sums, box);
    overTime(data, tables, motion);
    return { mean, memory };
  };
}

/** The second step, which knows nothing of other frames: any of them may come at any time. */
export function spaceFilter(
  width: number,
  height: number,
): (means: Means, near: Uint16Array) => Uint8Array<ArrayBuffer> {
  const count = width * height;
  const guide = new Uint8Array(count);
  const bytes = new Uint8Array(count);
  const sums = new Uint16Array(count);
  const levelBy = Uint16Array.from({ length: mostFrames * 16 + 1 }, (_, at) =>
    at < 16 ? 0 : levelOf(at) * rings * 512,
  );

  /** Weights by difference from −256 to 255: so that no sign need be looked at. */
  const weights = new Uint16Array(levels * rings * 512);
  const spread = (near: Uint16Array): void => {
    for (let at = 0; at < near.length; at += 1) {
      const [middle, apart] = [(at >> 8) * 512 + 256, at & 255];
      weights[middle + apart] = near[at] ?? 0;
      weights[middle - apart] = near[at] ?? 0;
    }
  };

  /** One pixel anywhere: neighbours beyond the edge are those on it. */
  const cleaned = ({ mean, memory }: Means, x: number, y: number): number => {
    const at = y * width + x;
    const level = (levelBy[memory[at] ?? 0] ?? 0) + 256 - (guide[at] ?? 0);
    let total = 256;
    let sum = 256 * (mean[at] ?? 0);
    neighbours.forEach(([dx, dy], k) => {
      const column = Math.min(width - 1, Math.max(0, x + dx));
      const place = Math.min(height - 1, Math.max(0, y + dy)) * width + column;
      const weight = weights[level + (k >> 2) * 512 + (guide[place] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[place] ?? 0);
    });
    return ((sum + 8 * total) / (16 * total)) | 0;
  };

  /** The pixels of a row that have all their neighbours; written out, for it is most of the work. */
  const insideRow = ({ mean, memory }: Means, row: number, out: Uint8Array): void => {
    const [up, down] = [row - width, row + width];
    const [farUp, farDown] = [up - width, down + width];
    for (let x = 2; x < width - 2; x += 1) {
      const at = row + x;
      const one = (levelBy[memory[at] ?? 0] ?? 0) + 256 - (guide[at] ?? 0);
      const [two, three] = [one + 512, one + 1024];
      let total = 256;
      let sum = 256 * (mean[at] ?? 0);
      let weight = weights[one + (guide[at - 1] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[at - 1] ?? 0);
      weight = weights[one + (guide[at + 1] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[at + 1] ?? 0);
      weight = weights[one + (guide[up + x] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[up + x] ?? 0);
      weight = weights[one + (guide[down + x] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[down + x] ?? 0);
      weight = weights[two + (guide[up + x - 1] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[up + x - 1] ?? 0);
      weight = weights[two + (guide[up + x + 1] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[up + x + 1] ?? 0);
      weight = weights[two + (guide[down + x - 1] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[down + x - 1] ?? 0);
      weight = weights[two + (guide[down + x + 1] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[down + x + 1] ?? 0);
      weight = weights[three + (guide[at - 2] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[at - 2] ?? 0);
      weight = weights[three + (guide[at + 2] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[at + 2] ?? 0);
      weight = weights[three + (guide[farUp + x] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[farUp + x] ?? 0);
      weight = weights[three + (guide[farDown + x] ?? 0)] ?? 0;
      total += weight;
      sum += weight * (mean[farDown + x] ?? 0);
      out[at] = ((sum + 8 * total) / (16 * total)) | 0;
    }
  };

  return (means, near) => {
    for (let at = 0; at < count; at += 1) bytes[at] = (means.mean[at] ?? 0) >> 4;
    smoothed(bytes, width, height, sums, guide);
    spread(near);
    const out = new Uint8Array(count);
    for (let y = 0; y < height; y += 1) {
      const row = y * width;
      const isInside = y >= 2 && y < height - 2;
      if (isInside) insideRow(means, row, out);
      for (let x = 0; x < width; x += 1) {
        if (isInside && x === 2) x = Math.max(x, width - 2);
        if (x < width) out[row + x] = cleaned(means, x, y);
      }
    }
    return out;
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
  const last = width - 1;
  for (let row = 0; row < width * height; row += width) {
    let sum =
      3 * (data[row] ?? 0) +
      (data[row + Math.min(1, last)] ?? 0) +
      (data[row + Math.min(2, last)] ?? 0);
    const inside = row + Math.max(2, width - 3);
    for (let at = row; at < row + 2; at += 1) {
      if (at > row + last) break;
      lines[at] = sum;
      sum += (data[Math.min(at + 3, row + last)] ?? 0) - (data[row] ?? 0);
    }
    for (let at = row + 2; at < inside; at += 1) {
      lines[at] = sum;
      sum += (data[at + 3] ?? 0) - (data[at - 2] ?? 0);
    }
    for (let at = inside; at <= row + last; at += 1) {
      lines[at] = sum;
      sum += (data[row + last] ?? 0) - (data[at - 2] ?? 0);
    }
  }
  // Row by row, with a running sum for each column: what lies side by side is read together.
  const bottom = (height - 1) * width;
  const columns = new Uint16Array(width);
  for (let x = 0; x < width; x += 1) {
    columns[x] =
      3 * (lines[x] ?? 0) +
      (lines[Math.min(width, bottom) + x] ?? 0) +
      (lines[Math.min(2 * width, bottom) + x] ?? 0);
  }
  for (let row = 0; row <= bottom; row += width) {
    const next = Math.min(row + 3 * width, bottom);
    const gone = Math.max(row - 2 * width, 0);
    for (let x = 0; x < width; x += 1) {
      const sum = columns[x] ?? 0;
      out[row + x] = sum;
      columns[x] = sum + (lines[next + x] ?? 0) - (lines[gone + x] ?? 0);
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
  const last = width - 1;
  for (let row = 0; row < width * height; row += width) {
    let before = data[row] ?? 0;
    let value = before;
    for (let at = row; at < row + last; at += 1) {
      const next = data[at + 1] ?? 0;
      lines[at] = before + 2 * value + next;
      before = value;
      value = next;
    }
    lines[row + last] = before + 3 * value;
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
