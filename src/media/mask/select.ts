/** Masks made from what a picture shows: what can be seen through, what is bright, what has a colour. */
import type { Pixels } from '#media/image/pixels.ts';
import { settled } from './edit.ts';
import type { Step } from './filters.ts';
import {
  boxOfTile,
  columnsOf,
  emptyMask,
  rowsOf,
  tileBytes,
  tileSide,
  type Mask,
  type Tile,
} from './mask.ts';
import { distanceTo, type Rgb } from './colour.ts';

/** A picture whose straight RGBA pixels are fetched region by region. */
export interface PixelReader {
  readonly width: number;
  readonly height: number;
  readonly read: (x: number, y: number, w: number, h: number) => Promise<Pixels>;
}

/** What a pixel of the picture gives to the mask, 0 to 255. */
type Judge = (red: number, green: number, blue: number, alpha: number) => number;

/** Judges a part of a band of pixels as one tile. */
function judged(
  pixels: Pixels,
  stride: number,
  left: number,
  wide: number,
  high: number,
  judge: Judge,
): Tile | null {
  const tile: Tile = new Uint8Array(tileBytes);
  for (let row = 0; row < high; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const at = (row * stride + left + column) * 4;
      tile[row * tileSide + column] = judge(
        pixels[at] ?? 0,
        pixels[at + 1] ?? 0,
        pixels[at + 2] ?? 0,
        pixels[at + 3] ?? 0,
      );
    }
  }
  return settled(tile);
}

async function judgedTile(picture: PixelReader, index: number, judge: Judge): Promise<Tile | null> {
  const { left, top, right, bottom } = boxOfTile(picture, index);
  const [wide, high] = [right - left, bottom - top];
  return judged(await picture.read(left, top, wide, high), wide, 0, wide, high, judge);
}

/** Reads the picture in bands as high as a tile: pixels often come from another thread. */
async function everywhere(picture: PixelReader, judge: Judge, step?: Step): Promise<Mask> {
  const { width, height } = picture;
  const tiles: (Tile | null)[] = [];
  for (let top = 0; top < height; top += tileSide) {
    const high = Math.min(tileSide, height - top);
    const band = await picture.read(0, top, width, high);
    for (let left = 0; left < width; left += tileSide) {
      const wide = Math.min(tileSide, width - left);
      tiles.push(judged(band, width, left, wide, high, judge));
    }
    step?.((top + high) / height);
  }
  return { width, height, tiles };
}

/** Marks what can be seen through: the less opaque, the more. */
export const maskFromAlpha = (picture: PixelReader, step?: Step): Promise<Mask> =>
  everywhere(picture, (_red, _green, _blue, alpha) => 255 - alpha, step);

/** Relative luminance of sRGB as stored (Rec. 709 weights on the encoded values), 0 to 255. */
const lumaOf = (red: number, green: number, blue: number): number =>
  0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** Marks what is between two brightnesses, 0 to 1; the edge of the range is soft over a hundredth. */
export function maskFromBrightness(
  picture: PixelReader,
  from: number,
  to: number,
  step?: Step,
): Promise<Mask> {
  const soft = 2.55;
  return everywhere(
    picture,
    (red, green, blue, alpha) => {
      const luma = lumaOf(red, green, blue);
      const inside = Math.min(luma - from * 255, to * 255 - luma) / soft + 1;
      return Math.round(alpha * Math.min(1, Math.max(0, inside)));
    },
    step,
  );
}

/** A grey picture as it is, taken for a mask: white marks; what can be seen through does not. */
export const maskFromGrey = (picture: PixelReader, step?: Step): Promise<Mask> =>
  everywhere(
    picture,
    (red, green, blue, alpha) => Math.round((lumaOf(red, green, blue) * alpha) / 255),
    step,
  );

export interface ColourChoice {
  readonly colour: Rgb;
  /** 0 (this very colour) to 100 (any): the distance in OKLab, in hundredths. */
  readonly tolerance: number;
  /** Only what hangs together with this pixel; everywhere when not given. */
  readonly from?: { readonly x: number; readonly y: number };
}

/** Distances beyond the tolerance over which a selection runs out, so that edges are not jagged. */
const runOut = 2;

/** Marks what has about a colour. What cannot be seen has none. */
export function maskFromColour(
  picture: PixelReader,
  { colour, tolerance, from }: ColourChoice,
  step?: Step,
): Promise<Mask> {
  const distance = distanceTo(colour);
  const judge: Judge = (red, green, blue, alpha) => {
    if (alpha < 8) return 0;
    const beyond = distance(red, green, blue) - tolerance;
    if (beyond <= 0) return 255;
    return beyond >= runOut ? 0 : Math.round(255 * (1 - beyond / runOut));
  };
  return from ? flooded(picture, judge, from, step) : everywhere(picture, judge, step);
}

/**
 * Takes what is connected with a pixel by its four sides through what the judge lets pass. It runs
 * tile by tile: a tile is read when the flood reaches it, and again entered from each neighbour.
 */
async function flooded(
  picture: PixelReader,
  judge: Judge,
  from: { readonly x: number; readonly y: number },
  step?: Step,
): Promise<Mask> {
  const { width, height } = picture;
  const empty = emptyMask(width, height);
  const columns = columnsOf(empty);
  const count = columns * rowsOf(empty);
  /** What could be taken, and what was, by tile. */
  const open = new Map<number, Tile | null>();
  const taken = new Map<number, Tile>();
  /** Pixels through which the flood enters a tile, by tile. */
  const entries = new Map<number, number[]>();
  const enter = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const index = Math.floor(y / tileSide) * columns + Math.floor(x / tileSide);
    const place = (y % tileSide) * tileSide + (x % tileSide);
    const known = entries.get(index);
    if (known) known.push(place);
    else entries.set(index, [place]);
  };
  enter(Math.floor(from.x), Math.floor(from.y));
  for (;;) {
    const next = entries.entries().next();
    if (next.done) break;
    const [index, places] = next.value;
    entries.delete(index);
    let passable = open.get(index);
    if (passable === undefined) {
      passable = await judgedTile(picture, index, judge);
      open.set(index, passable);
      step?.(open.size / count);
    }
    if (passable === null) continue;
    const mine = taken.get(index) ?? new Uint8Array(tileBytes);
    taken.set(index, mine);
    const { left, top, right, bottom } = boxOfTile(empty, index);
    const [wide, high] = [right - left, bottom - top];
    const waiting = places;
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const value = passable[place] ?? 0;
      if (value === 0 || (mine[place] ?? 0) > 0) continue;
      mine[place] = value;
      const [x, y] = [place % tileSide, Math.floor(place / tileSide)];
      if (x > 0) waiting.push(place - 1);
      else enter(left - 1, top + y);
      if (x + 1 < wide) waiting.push(place + 1);
      else enter(right, top + y);
      if (y > 0) waiting.push(place - tileSide);
      else enter(left + x, top - 1);
      if (y + 1 < high) waiting.push(place + tileSide);
      else enter(left + x, bottom);
    }
  }
  const tiles = empty.tiles.map((_, index) => {
    const tile = taken.get(index);
    return tile ? settled(tile) : null;
  });
  return { width, height, tiles };
}
