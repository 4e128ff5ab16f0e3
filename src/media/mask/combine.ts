/** Masks put together, turned round and brought to another size. */
import { settled } from './edit.ts';
import {
  boxOfTile,
  columnsOf,
  emptyMask,
  fullTile,
  readBlock,
  rowsOf,
  sourceOf,
  tileBytes,
  tileSide,
  type Mask,
  type Tile,
} from './mask.ts';

export const joins = ['replace', 'add', 'take', 'keep'] as const;
/** How a new selection meets the mask: instead of it, added, taken away, or only where both are. */
export type Join = (typeof joins)[number];

const invertTile = (tile: Tile | null): Tile | null => {
  if (tile === null) return fullTile;
  return tile === fullTile ? null : tile.map((value) => 255 - value);
};

function joinTiles(
  under: Tile | null,
  over: Tile | null,
  join: Exclude<Join, 'replace'>,
): Tile | null {
  if (join === 'add') {
    if (over === null || under === fullTile) return under;
    if (under === null || over === fullTile) return over;
    return settled(under.map((value, at) => Math.max(value, over[at] ?? 0)));
  }
  const kept = join === 'take' ? invertTile(over) : over;
  if (under === null || kept === null) return null;
  if (kept === fullTile) return under;
  if (under === fullTile) return kept;
  return settled(under.map((value, at) => Math.min(value, kept[at] ?? 0)));
}

/** Both masks as one; a programming error when their sizes differ. Tiles that do not change are shared. */
export function joinMasks(under: Mask, over: Mask, join: Join): Mask {
  if (under.width !== over.width || under.height !== over.height) {
    throw new RangeError('masks of different sizes');
  }
  if (join === 'replace') return over;
  const { width, height } = under;
  const tiles = under.tiles.map((tile, index) => joinTiles(tile, over.tiles[index] ?? null, join));
  return { width, height, tiles };
}

/** What was marked is left alone and the other way round. */
export const invertMask = ({ width, height, tiles }: Mask): Mask => ({
  width,
  height,
  tiles: tiles.map((tile) => {
    const turned = invertTile(tile);
    return turned === null ? null : settled(turned);
  }),
});

/**
 * The mask at another size, for a picture other than the one that it was drawn on: the mean of what
 * falls together when it becomes smaller, between neighbours when it becomes larger.
 */
export function resizeMask(mask: Mask, width: number, height: number): Mask {
  if (mask.width === width && mask.height === height) return mask;
  const target = emptyMask(width, height);
  const tiles: (Tile | null)[] = [...target.tiles];
  const [scaleX, scaleY] = [mask.width / width, mask.height / height];
  for (let index = 0; index < columnsOf(target) * rowsOf(target); index += 1) {
    const box = boxOfTile(target, index);
    const left = Math.floor(box.left * scaleX) - 1;
    const top = Math.floor(box.top * scaleY) - 1;
    const wide = Math.ceil(box.right * scaleX) + 2 - left;
    const high = Math.ceil(box.bottom * scaleY) + 2 - top;
    const block = readBlock(sourceOf(mask), left, top, wide, high);
    const uniform = block.every((value) => value === block[0]) ? block[0] : undefined;
    if (uniform === 0) continue;
    if (uniform === 255) {
      tiles[index] = fullTile;
      continue;
    }
    const tile: Tile = new Uint8Array(tileBytes);
    const across = weightsOf(box.left, box.right, scaleX, left, wide);
    const down = weightsOf(box.top, box.bottom, scaleY, top, high);
    for (const [row, vertical] of down.entries()) {
      for (const [column, horizontal] of across.entries()) {
        let sum = 0;
        for (const [fromY, weightY] of vertical) {
          for (const [fromX, weightX] of horizontal) {
            sum += (block[fromY * wide + fromX] ?? 0) * weightX * weightY;
          }
        }
        tile[row * tileSide + column] = Math.round(sum);
      }
    }
    tiles[index] = settled(tile);
  }
  return { width, height, tiles };
}

type Weights = readonly (readonly [from: number, weight: number])[];

/** For each pixel of one side: which pixels of the block it is made of, and their shares. */
function weightsOf(
  first: number,
  last: number,
  scale: number,
  start: number,
  length: number,
): readonly Weights[] {
  const support = Math.max(1, scale);
  return Array.from({ length: last - first }, (_, index) => {
    const middle = (first + index + 0.5) * scale - 0.5 - start;
    const found: [number, number][] = [];
    let sum = 0;
    const lowest = Math.max(0, Math.ceil(middle - support));
    const highest = Math.min(length - 1, Math.floor(middle + support));
    for (let at = lowest; at <= highest; at += 1) {
      const weight = 1 - Math.abs(at - middle) / support;
      if (weight <= 0) continue;
      found.push([at, weight]);
      sum += weight;
    }
    return found.map(([at, weight]) => [at, weight / sum] as const);
  });
}
