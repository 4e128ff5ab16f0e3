/** What a mask covers, in numbers. */
import {
  boxOfTile,
  columnsOf,
  fullTile,
  joined,
  readBlock,
  sourceOf,
  tileSide,
  type Box,
  type Mask,
} from './mask.ts';

/** A pixel belongs to a part from here on. */
const marked = 128;

/** The smallest box round everything that is marked at all; null for an empty mask. */
export function boundsOf(mask: Mask): Box | null {
  let found: Box | null = null;
  for (const [index, tile] of mask.tiles.entries()) {
    if (tile === null) continue;
    const box = boxOfTile(mask, index);
    if (tile === fullTile) {
      found = joined(found, box);
      continue;
    }
    for (let y = box.top; y < box.bottom; y += 1) {
      const row = (y - box.top) * tileSide;
      let [first, last] = [-1, -1];
      for (let at = 0; at < box.right - box.left; at += 1) {
        if ((tile[row + at] ?? 0) === 0) continue;
        if (first < 0) first = at;
        last = at;
      }
      if (first < 0) continue;
      const line = { left: box.left + first, top: y, right: box.left + last + 1, bottom: y + 1 };
      found = joined(found, line);
    }
  }
  return found;
}

/** How much is marked, in pixels; a pixel marked by half counts half. */
export function areaOf(mask: Mask): number {
  let sum = 0;
  for (const [index, tile] of mask.tiles.entries()) {
    if (tile === null) continue;
    const { left, top, right, bottom } = boxOfTile(mask, index);
    const [wide, high] = [right - left, bottom - top];
    if (tile === fullTile) {
      sum += wide * high * 255;
      continue;
    }
    for (let row = 0; row < high; row += 1) {
      for (let at = row * tileSide; at < row * tileSide + wide; at += 1) sum += tile[at] ?? 0;
    }
  }
  return sum / 255;
}

export interface MaskFacts {
  readonly bounds: Box | null;
  /** Pixels. */
  readonly area: number;
  /** Of the picture, 0 to 1. */
  readonly share: number;
  /** Pieces that do not touch each other, not even by a corner. */
  readonly parts: number;
}

export function factsOf(mask: Mask): MaskFacts {
  const area = areaOf(mask);
  return {
    bounds: boundsOf(mask),
    area,
    share: area / (mask.width * mask.height),
    parts: partsOf(mask),
  };
}

/**
 * Counts the pieces by the runs of each row, joined with those above them (union-find). One row of
 * runs is held at a time, so that size costs time only.
 */
export function partsOf(mask: Mask): number {
  const bounds = boundsOf(mask);
  if (!bounds) return 0;
  const parents: number[] = [];
  const rootOf = (run: number): number => {
    let root = run;
    while (parents[root] !== root) root = parents[root] ?? root;
    for (let at = run; at !== root;) {
      const next = parents[at] ?? root;
      parents[at] = root;
      at = next;
    }
    return root;
  };
  let pieces = 0;
  let above: readonly Run[] = [];
  const wide = bounds.right - bounds.left;
  const rowsAtOnce = Math.max(1, Math.floor((1 << 20) / wide));
  for (let top = bounds.top; top < bounds.bottom; top += rowsAtOnce) {
    const high = Math.min(rowsAtOnce, bounds.bottom - top);
    const block = readBlock(sourceOf(mask), bounds.left, top, wide, high);
    for (let row = 0; row < high; row += 1) {
      const runs = runsIn(block, row * wide, wide, parents.length);
      let at = 0;
      for (const run of runs) {
        parents.push(run.id);
        pieces += 1;
        while ((above[at]?.to ?? Infinity) < run.from) at += 1;
        for (let touching = at; (above[touching]?.from ?? Infinity) <= run.to; touching += 1) {
          const [one, other] = [rootOf(above[touching]?.id ?? run.id), rootOf(run.id)];
          if (one === other) continue;
          parents[other] = one;
          pieces -= 1;
        }
      }
      above = runs;
    }
  }
  return pieces;
}

interface Run {
  readonly id: number;
  readonly from: number;
  /** The pixel behind the last. */
  readonly to: number;
}

function runsIn(block: Uint8Array, start: number, wide: number, firstId: number): readonly Run[] {
  const runs: Run[] = [];
  let from = -1;
  for (let at = 0; at <= wide; at += 1) {
    const isIn = at < wide && (block[start + at] ?? 0) >= marked;
    if (isIn && from < 0) from = at;
    if (!isIn && from >= 0) {
      runs.push({ id: firstId + runs.length, from, to: at });
      from = -1;
    }
  }
  return runs;
}

/** The tiles in which two masks differ, for drawing only those again. */
export function differingTiles(one: Mask, other: Mask): readonly number[] {
  const found: number[] = [];
  const count = columnsOf(one) * Math.ceil(one.height / tileSide);
  for (let index = 0; index < count; index += 1) {
    if (one.tiles[index] !== other.tiles[index]) found.push(index);
  }
  return found;
}
