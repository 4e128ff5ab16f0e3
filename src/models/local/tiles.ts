/**
 * How a picture is cut into tiles of one shape. Pure: numbers in, numbers out.
 *
 * Each tile computes `core` pixels that are kept and `margin` pixels on each side that are cut
 * away. Where the margin is at least the radius that the model sees, the kept pixels are those of
 * the whole picture, bit for bit, and no seam exists that would have to be blended.
 */

/** The one shape of tile of a run, in pixels of the input. */
export interface TilePlan {
  readonly margin: number;
  readonly coreWidth: number;
  readonly coreHeight: number;
  /** Width of what the model is given: core and margins, rounded up to what the model can take. */
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
}

/** A stretch of pixels that a tile keeps. */
export interface Stretch {
  readonly start: number;
  readonly length: number;
}

const roundUp = (value: number, step: number): number => Math.ceil(value / step) * step;

/** How one side of a picture is shared out: so many cores, each of which takes so long a tile. */
interface Side {
  readonly core: number;
  readonly length: number;
  readonly count: number;
}

/** A side in at most so many parts of one length. */
function inParts(side: number, parts: number, margin: number, multipleOf: number): Side {
  const core = Math.ceil(side / parts);
  const length = roundUp(core + 2 * margin, multipleOf);
  return { core, length, count: Math.ceil(side / core) };
}

/** A side in as few parts as a tile of this length allows. */
function divide(side: number, tile: number, margin: number, multipleOf: number): Side {
  const largest = Math.floor(tile / multipleOf) * multipleOf - 2 * margin;
  return inParts(side, Math.ceil(side / Math.max(1, largest)), margin, multipleOf);
}

/** What a plan keeps to, and what is best for it. */
export interface TileWish {
  /** The side of a square of as many pixels as a tile may have, margins included. */
  readonly tile: number;
  /** Pixels around each core; at least the model's radius for a seamless result. */
  readonly margin: number;
  readonly multipleOf?: number;
  /** How many tiles are computed at once. */
  readonly lanes?: number;
}

/** Longest side of a tile, in sides of the square that has as many pixels. */
const longest = 1.5;
/** What packing a pixel costs, in terms of computing it. */
const packing = 1 / 8;

/**
 * Plans the tiles of a picture so that it takes least time: little is computed twice, no lane is
 * left without a tile at the end, and the last row of tiles, whose packing nothing overlaps, is low.
 */
export function planTiles(
  picture: { readonly width: number; readonly height: number },
  { tile, margin, multipleOf = 1, lanes = 1 }: TileWish,
): TilePlan {
  const plan = (across: Side, down: Side): TilePlan => ({
    margin,
    coreWidth: across.core,
    coreHeight: down.core,
    width: across.length,
    height: down.length,
    columns: across.count,
    rows: down.count,
  });
  const cost = ({ width, height, columns, rows, coreHeight }: TilePlan): number =>
    width * height * Math.ceil((columns * rows) / lanes) + packing * picture.width * coreHeight;
  const square = divide(picture.width, tile, margin, multipleOf);
  let best = plan(square, divide(picture.height, tile, margin, multipleOf));
  const most = longest * tile;
  for (let count = 1; count <= 2 * square.count; count += 1) {
    const across = inParts(picture.width, count, margin, multipleOf);
    const room = Math.min(most, (tile * tile) / across.length);
    if (across.length > most || room < 2 * margin + multipleOf) continue;
    const least = divide(picture.height, room, margin, multipleOf).count;
    for (let rows = least; rows <= 2 * least + lanes; rows += 1) {
      const tried = plan(across, inParts(picture.height, rows, margin, multipleOf));
      if (cost(tried) < cost(best)) best = tried;
    }
  }
  return best;
}

/** Plans tiles for a network that takes one size only; margins are what is left around the core. */
export function planFixedTiles(
  picture: { readonly width: number; readonly height: number },
  fixed: { readonly width: number; readonly height: number },
  margin: number,
): TilePlan {
  const least = Math.min(fixed.width, fixed.height);
  const around = Math.max(0, Math.min(margin, Math.floor((least - 8) / 2)));
  const coreWidth = fixed.width - 2 * around;
  const coreHeight = fixed.height - 2 * around;
  return {
    margin: around,
    coreWidth,
    coreHeight,
    width: fixed.width,
    height: fixed.height,
    columns: Math.ceil(picture.width / coreWidth),
    rows: Math.ceil(picture.height / coreHeight),
  };
}

/** The stretches of one side that the tiles keep, in order; the last may be shorter. */
export function stretches(side: number, core: number): readonly Stretch[] {
  const list: Stretch[] = [];
  for (let start = 0; start < side; start += core) {
    list.push({ start, length: Math.min(core, side - start) });
  }
  return list;
}

/** Mirrors an index into 0 … side − 1 without repeating the border pixel: −1 is 1, side is side − 2. */
export function reflect(index: number, side: number): number {
  if (side === 1) return 0;
  const period = 2 * (side - 1);
  const turn = ((index % period) + period) % period;
  return turn < side ? turn : period - turn;
}

/**
 * For each of `length` pixels of a tile's side, the pixel of the picture that it shows. Beyond the
 * border the picture is mirrored; beyond what a short last tile needs, its last pixel is repeated.
 */
export function sourceIndices(
  kept: Stretch,
  margin: number,
  length: number,
  side: number,
): Int32Array {
  const needed = kept.length + 2 * margin;
  return Int32Array.from({ length }, (_, offset) =>
    reflect(kept.start - margin + Math.min(offset, needed - 1), side),
  );
}

/** The first and last of the picture's rows that a list of indices touches. */
export function span(indices: Int32Array): { readonly first: number; readonly last: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const index of indices) {
    if (index < first) first = index;
    if (index > last) last = index;
  }
  return { first, last };
}

/** Half of a tile, for when memory ran out; null when it would be smaller than is any use. */
export function smallerTile(tile: number, margin: number): number | null {
  const half = Math.floor(tile / 2);
  return half >= Math.max(32, 4 * margin) ? half : null;
}
