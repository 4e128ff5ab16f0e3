/** Masks as values that can be stored or sent: full tiles by name, so that they stay shared. */
import { columnsOf, fullTile, rowsOf, tileBytes, type Mask, type Tile } from './mask.ts';

export interface KeptMask {
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly (Tile | 'full' | null)[];
}

export const keptOf = ({ width, height, tiles }: Mask): KeptMask => ({
  width,
  height,
  tiles: tiles.map((tile) => (tile === fullTile ? 'full' : tile)),
});

export const maskOfKept = ({ width, height, tiles }: KeptMask): Mask => ({
  width,
  height,
  tiles: tiles.map((tile) => (tile === 'full' ? fullTile : tile)),
});

/** Whether something that was stored is a mask of this size; drafts of another build are not. */
export function isKeptMask(value: unknown, width: number, height: number): value is KeptMask {
  if (typeof value !== 'object' || value === null) return false;
  const { width: wide, height: high, tiles } = value as Partial<KeptMask>;
  return (
    wide === width &&
    high === height &&
    Array.isArray(tiles) &&
    tiles.length === columnsOf({ width }) * rowsOf({ height }) &&
    tiles.every(
      (tile) =>
        tile === null ||
        tile === 'full' ||
        (tile instanceof Uint8Array && tile.length === tileBytes),
    )
  );
}
