/** Changing a mask: tiles are copied when they are first written to, the mask before stays as it was. */
import {
  columnsOf,
  fullTile,
  rowsOf,
  tileBytes,
  type Mask,
  type Tile,
  type TileSource,
} from './mask.ts';

export interface MaskEdit extends TileSource {
  /** A tile of this edit's own, to be written to. */
  own(index: number): Tile;
  /** Puts a whole tile in place; it must not be written to any more. */
  put(index: number, tile: Tile | null): void;
  /** The mask with what was changed so far. The edit may go on. */
  done(): Mask;
}

/** A tile as a mask keeps it: nothing for zeros, the one full tile for 255. */
export function settled(tile: Tile): Tile | null {
  const words = new Uint32Array(tile.buffer, tile.byteOffset, tileBytes / 4);
  const [first = 0] = words;
  if (first !== 0 && first !== 0xffffffff) return tile;
  for (const word of words) if (word !== first) return tile;
  return first === 0 ? null : fullTile;
}

/** Begins a change of a mask. */
export function editMask(mask: Mask): MaskEdit {
  const tiles = [...mask.tiles];
  if (tiles.length !== columnsOf(mask) * rowsOf(mask)) throw new RangeError('tiles are missing');
  let owned = new Set<number>();
  return {
    width: mask.width,
    height: mask.height,
    tile: (index) => tiles[index] ?? null,
    own(index) {
      const there = tiles[index] ?? null;
      if (there !== null && owned.has(index)) return there;
      const copy = there === null ? new Uint8Array(tileBytes) : there.slice();
      tiles[index] = copy;
      owned.add(index);
      return copy;
    },
    put(index, tile) {
      tiles[index] = tile;
      owned.delete(index);
    },
    done() {
      for (const index of owned) {
        const tile = tiles[index];
        if (tile) tiles[index] = settled(tile);
      }
      // What was given away is no longer ours to write to.
      owned = new Set();
      return { width: mask.width, height: mask.height, tiles: [...tiles] };
    },
  };
}
