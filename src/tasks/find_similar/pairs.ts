/**
 * Every pair of prints within a distance, by multi-index hashing (Norouzi, Punjani, Fleet: "Fast
 * Search in Hamming Space with Multi-Index Hashing", CVPR 2012): two prints that differ in at most
 * 9 bits agree, in at least one of five parts, up to one bit. So each part has a table of its own,
 * in which only the equal entry and those one bit away are looked at.
 */

/** Bits of the five parts: 13 + 13 + 13 + 13 + 12 = 64. */
const parts = [13, 13, 13, 13, 12] as const;
/** The largest distance for which nothing is missed. */
export const farthest = 2 * parts.length - 1;

export interface FoundPairs {
  /** Indices of the prints, three numbers a pair: first, second (larger), distance. */
  readonly found: Uint32Array;
  /** false: the limit was reached, there are more. */
  readonly whole: boolean;
}

/** How many bits of a 32-bit number are set. */
function bitsOf(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Prints as two columns of 32 bits. */
function columnsOf(prints: readonly string[]): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(prints.length);
  const low = new Uint32Array(prints.length);
  for (const [at, print] of prints.entries()) {
    high[at] = Number.parseInt(print.slice(0, 8), 16);
    low[at] = Number.parseInt(print.slice(8), 16);
  }
  return { high, low };
}

/** One part of every print as small numbers. */
function keysOf(high: Uint32Array, low: Uint32Array, part: number): Uint16Array {
  const from = part * 13;
  const mask = 2 ** (parts[part] ?? 0) - 1;
  const keys = new Uint16Array(high.length);
  for (let at = 0; at < keys.length; at += 1) {
    const [h, l] = [high[at] ?? 0, low[at] ?? 0];
    const bits =
      from >= 32 ? h >>> (from - 32) : from === 0 ? l : ((l >>> from) | (h << (32 - from))) >>> 0;
    keys[at] = bits & mask;
  }
  return keys;
}

/** Prints by one of their parts: `rows` from `starts[key]` to `starts[key + 1]`, in ascending order. */
function tableOf(keys: Uint16Array, part: number): { starts: Uint32Array; rows: Uint32Array } {
  const starts = new Uint32Array(2 ** (parts[part] ?? 0) + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let key = 1; key < starts.length; key += 1) {
    starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  }
  const next = starts.slice();
  const rows = new Uint32Array(keys.length);
  for (const [at, key] of keys.entries()) {
    const place = next[key] ?? 0;
    rows[place] = at;
    next[key] = place + 1;
  }
  return { starts, rows };
}

/** Distance in bits of two prints of 16 hexadecimal digits. */
export function distanceOf(one: string, other: string): number {
  const { high, low } = columnsOf([one, other]);
  return bitsOf((high[0] ?? 0) ^ (high[1] ?? 0)) + bitsOf((low[0] ?? 0) ^ (low[1] ?? 0));
}

/**
 * Every pair of prints at most `distance` bits apart, each once; exact up to `farthest`. Stops at
 * `limit` pairs. Gives way (one `yield` of the fraction done) after each few thousand prints.
 */
export function* pairsWithin(
  prints: readonly string[],
  distance: number,
  limit: number,
): Generator<number, FoundPairs> {
  if (distance > farthest) throw new RangeError(`at most ${farthest} bits`);
  const { high, low } = columnsOf(prints);
  const found: number[] = [];
  const earlier: Uint16Array[] = [];
  for (const [part, width] of parts.entries()) {
    const keys = keysOf(high, low, part);
    const { starts, rows } = tableOf(keys, part);
    for (let at = 0; at < prints.length; at += 1) {
      const [h, l, key] = [high[at] ?? 0, low[at] ?? 0, keys[at] ?? 0];
      for (let bit = -1; bit < width; bit += 1) {
        const wanted = bit < 0 ? key : key ^ (1 << bit);
        const start = starts[wanted] ?? 0;
        // Rows ascend: the larger ones stand at the end, each pair is met from its smaller side.
        for (let place = (starts[wanted + 1] ?? 0) - 1; place >= start; place -= 1) {
          const other = rows[place] ?? 0;
          if (other <= at) break;
          const apart = bitsOf(h ^ (high[other] ?? 0)) + bitsOf(l ^ (low[other] ?? 0));
          if (apart > distance) continue;
          if (earlier.some((part_) => bitsOf((part_[at] ?? 0) ^ (part_[other] ?? 0)) <= 1))
            continue;
          if (found.length >= limit * 3) return { found: Uint32Array.from(found), whole: false };
          found.push(at, other, apart);
        }
      }
      if (at % 4096 === 4095) yield (part + at / prints.length) / parts.length;
    }
    earlier.push(keys);
  }
  return { found: Uint32Array.from(found), whole: true };
}
