/**
 * Masks: one byte a pixel of a picture seen upright, 255 = to be changed, 0 = to be left alone.
 *
 * A mask is a value that never changes. It lies in tiles of 256 × 256, of which the empty and the
 * full ones cost nothing, so that a mask of 200 megapixels with a few strokes takes a few hundred
 * kilobytes, and masks that differ in one tile share all others: that is what makes undo cheap.
 */
export const tileSide = 256;
export const tileBytes = tileSide * tileSide;

/** Row by row; what lies beyond the right or lower edge of the picture has no meaning. */
export type Tile = Uint8Array<ArrayBuffer>;

export interface Mask {
  readonly width: number;
  readonly height: number;
  /** Row by row; null is a tile of zeros, `fullTile` one of 255. */
  readonly tiles: readonly (Tile | null)[];
}

/** Pixels from left and top up to, not including, right and bottom. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The one tile that is 255 everywhere. Never written to. */
export const fullTile: Tile = new Uint8Array(tileBytes).fill(255);

export const columnsOf = ({ width }: { readonly width: number }): number =>
  Math.ceil(width / tileSide);
export const rowsOf = ({ height }: { readonly height: number }): number =>
  Math.ceil(height / tileSide);

/** A mask that is the same everywhere. */
const uniformMask = (width: number, height: number, tile: Tile | null): Mask => ({
  width,
  height,
  tiles: Array.from({ length: columnsOf({ width }) * rowsOf({ height }) }, () => tile),
});

export const emptyMask = (width: number, height: number): Mask => uniformMask(width, height, null);
export const fullMask = (width: number, height: number): Mask =>
  uniformMask(width, height, fullTile);

/** Whether no pixel is marked. Only tiles at the edge of the picture need a look: no other is kept for zeros. */
export const isEmpty = (mask: Mask): boolean =>
  mask.tiles.every((tile, index) => {
    if (tile === null) return true;
    const { left, top, right, bottom } = boxOfTile(mask, index);
    const [wide, high] = [right - left, bottom - top];
    if (tile === fullTile || (wide === tileSide && high === tileSide)) return false;
    for (let row = 0; row < high; row += 1) {
      const start = row * tileSide;
      if (tile.subarray(start, start + wide).some((value) => value > 0)) return false;
    }
    return true;
  });

/** The part of the picture that a tile covers. */
export function boxOfTile(mask: { width: number; height: number }, index: number): Box {
  const columns = columnsOf(mask);
  const left = (index % columns) * tileSide;
  const top = Math.floor(index / columns) * tileSide;
  return {
    left,
    top,
    right: Math.min(mask.width, left + tileSide),
    bottom: Math.min(mask.height, top + tileSide),
  };
}

/** The part of a box that lies in the picture, on whole pixels; null when nothing does. */
export function clipped(box: Box, picture: { width: number; height: number }): Box | null {
  const left = Math.max(0, Math.floor(box.left));
  const top = Math.max(0, Math.floor(box.top));
  const right = Math.min(picture.width, Math.ceil(box.right));
  const bottom = Math.min(picture.height, Math.ceil(box.bottom));
  return left < right && top < bottom ? { left, top, right, bottom } : null;
}

/** The smallest box round both. */
export const joined = (one: Box | null, other: Box | null): Box | null =>
  one && other
    ? {
        left: Math.min(one.left, other.left),
        top: Math.min(one.top, other.top),
        right: Math.max(one.right, other.right),
        bottom: Math.max(one.bottom, other.bottom),
      }
    : (one ?? other);

/** The numbers of the tiles that a box touches. */
export function tilesIn(picture: { width: number; height: number }, box: Box): readonly number[] {
  const inside = clipped(box, picture);
  if (!inside) return [];
  const columns = columnsOf(picture);
  const found: number[] = [];
  const lastRow = Math.floor((inside.bottom - 1) / tileSide);
  const lastColumn = Math.floor((inside.right - 1) / tileSide);
  for (let row = Math.floor(inside.top / tileSide); row <= lastRow; row += 1) {
    for (let column = Math.floor(inside.left / tileSide); column <= lastColumn; column += 1) {
      found.push(row * columns + column);
    }
  }
  return found;
}

/** What can be looked at by tile: a mask, or one that is being changed. */
export interface TileSource {
  readonly width: number;
  readonly height: number;
  readonly tile: (index: number) => Tile | null;
}

export const sourceOf = (mask: Mask): TileSource => ({
  width: mask.width,
  height: mask.height,
  tile: (index) => mask.tiles[index] ?? null,
});

/**
 * The bytes of a region, which may reach beyond the picture: there the nearest pixel of its edge is
 * repeated, so that what touches the edge does not end there for a filter.
 */
export function readBlock(source: TileSource, x: number, y: number, w: number, h: number): Tile {
  const block = new Uint8Array(w * h);
  const columns = columnsOf(source);
  const left = Math.min(Math.max(0, -x), w);
  const right = Math.min(w, source.width - x);
  for (let row = 0; row < h; row += 1) {
    const fromY = Math.min(Math.max(y + row, 0), source.height - 1);
    const tileRow = Math.floor(fromY / tileSide) * columns;
    const rowInTile = (fromY % tileSide) * tileSide;
    const start = row * w;
    for (let column = left; column < right;) {
      const fromX = x + column;
      const inTile = fromX % tileSide;
      const many = Math.min(tileSide - inTile, right - column);
      const tile = source.tile(tileRow + Math.floor(fromX / tileSide));
      if (tile === fullTile) block.fill(255, start + column, start + column + many);
      else if (tile) {
        block.set(tile.subarray(rowInTile + inTile, rowInTile + inTile + many), start + column);
      }
      column += many;
    }
    if (left > 0) block.fill(edgeByte(source, 0, fromY), start, start + left);
    if (right < w) {
      block.fill(edgeByte(source, source.width - 1, fromY), start + Math.max(right, 0), start + w);
    }
  }
  return block;
}

const edgeByte = (source: TileSource, x: number, y: number): number => valueAt(source, x, y);

/** The byte of one pixel inside the picture. */
export function valueAt(source: TileSource, x: number, y: number): number {
  const index = Math.floor(y / tileSide) * columnsOf(source) + Math.floor(x / tileSide);
  return source.tile(index)?.[(y % tileSide) * tileSide + (x % tileSide)] ?? 0;
}

/** Bytes of memory of the tiles that only these masks hold, each counted once. */
export function bytesOfMasks(masks: Iterable<Mask>): number {
  const seen = new Set<Tile>();
  for (const { tiles } of masks) {
    for (const tile of tiles) if (tile !== null && tile !== fullTile) seen.add(tile);
  }
  return seen.size * tileBytes;
}
