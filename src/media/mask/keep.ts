/** Masks as values that can be stored or sent: full tiles by name, so that they stay shared. */
import { fullTile, type Mask, type Tile } from './mask.ts';

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
