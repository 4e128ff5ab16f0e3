/** Light and colour of a picture: one table a channel, then saturation. */
import type { Pixels, PixelSource } from '../image/pixels.ts';

import { curveThrough } from './curve.ts';
import {
  type Channel,
  colourOf,
  type LevelsOfChannel,
  type PictureEdits,
  sameEdits,
  noEdits,
} from './edits.ts';

/** Edits ready to be applied. A tone of the same edits gives the same bytes on every machine. */
export interface Tone {
  /** 3 × 256 values, 0–255 with fractions: red, green, blue. */
  readonly tables: Float32Array<ArrayBuffer>;
  /** The tables rounded, for pictures whose saturation stays. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Share of the colour that stays: 0 grey, 1 as it is, 2 twice as far from grey. */
  readonly saturation: number;
  readonly changesNothing: boolean;
}

/** Where a tone stops: what levels start from, what curves start from, or the whole of it. */
export type ToneStage = 'light' | 'levels' | 'all';

/** IEC 61966-2-1 (sRGB), 0–1 to linear light and back. */
const toLinear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const fromLinear = (v: number): number =>
  v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055;
const clamped = (v: number): number => Math.min(1, Math.max(0, v));

/** Rec. 709 shares of the brightness. */
const shares = [0.2126, 0.7152, 0.0722] as const;

/** Gains of red, green and blue in linear light; white keeps its brightness when only made warmer. */
function gainsOf({ exposure, temperature }: PictureEdits): readonly number[] {
  const lean = temperature / 200;
  const raw = [2 ** lean, 1, 2 ** -lean];
  const brightness = raw.reduce((sum, gain, at) => sum + gain * (shares[at] ?? 0), 0);
  return raw.map((gain) => (gain / brightness) * 2 ** exposure);
}

const levelled = (v: number, { black, white, gamma }: LevelsOfChannel): number =>
  clamped((v * 255 - black) / (white - black)) ** (1 / gamma);

/** An S about the middle grey: slope 2 there at +100, ½ at −100; black, white and middle stay. */
function contrasted(v: number, contrast: number): number {
  const power = 2 ** (contrast / 100);
  return v < 0.5 ? 0.5 * (2 * v) ** power : 1 - 0.5 * (2 - 2 * v) ** power;
}

const names: readonly Exclude<Channel, 'all'>[] = ['red', 'green', 'blue'];

/** Makes the tables of the edits; their shape (crop, turn) is of no concern here. */
export function toneOf(edits: PictureEdits, until: ToneStage = 'all'): Tone {
  const tables = new Float32Array(3 * 256);
  const gains = gainsOf(edits);
  const allCurve = curveThrough(edits.curves.all);
  for (const [channel, name] of names.entries()) {
    const ownCurve = curveThrough(edits.curves[name]);
    const gain = gains[channel] ?? 1;
    for (let value = 0; value < 256; value += 1) {
      let v = value / 255;
      if (gain !== 1) v = clamped(fromLinear(toLinear(v) * gain));
      if (until !== 'light') {
        v = levelled(levelled(v, edits.levels[name]), edits.levels.all);
        if (edits.contrast !== 0) v = contrasted(v, edits.contrast);
      }
      v *= 255;
      if (until === 'all') v = allCurve(Math.min(255, Math.max(0, ownCurve(v))));
      tables[channel * 256 + value] = Math.min(255, Math.max(0, v));
    }
  }
  const saturation = until === 'all' ? 1 + edits.saturation / 100 : 1;
  return {
    tables,
    bytes: new Uint8Array(new Uint8ClampedArray(tables)),
    saturation,
    changesNothing: until === 'all' && sameEdits(colourOf(edits), noEdits),
  };
}

/** Applies a tone in place. Alpha stays. */
export function applyTone(
  pixels: Pixels,
  { tables, bytes, saturation, changesNothing }: Tone,
): void {
  if (changesNothing) return;
  if (saturation === 1) {
    for (let at = 0; at < pixels.length; at += 4) {
      pixels[at] = bytes[pixels[at] ?? 0] ?? 0;
      pixels[at + 1] = bytes[256 + (pixels[at + 1] ?? 0)] ?? 0;
      pixels[at + 2] = bytes[512 + (pixels[at + 2] ?? 0)] ?? 0;
    }
    return;
  }
  for (let at = 0; at < pixels.length; at += 4) {
    const red = tables[pixels[at] ?? 0] ?? 0;
    const green = tables[256 + (pixels[at + 1] ?? 0)] ?? 0;
    const blue = tables[512 + (pixels[at + 2] ?? 0)] ?? 0;
    const grey = red * shares[0] + green * shares[1] + blue * shares[2];
    pixels[at] = grey + (red - grey) * saturation;
    pixels[at + 1] = grey + (green - grey) * saturation;
    pixels[at + 2] = grey + (blue - grey) * saturation;
  }
}

/** A picture in another light; only what is read is computed. */
export function toned(source: PixelSource, tone: Tone): PixelSource {
  if (tone.changesNothing) return source;
  return {
    width: source.width,
    height: source.height,
    read(x, y, w, h) {
      const pixels = source.read(x, y, w, h);
      applyTone(pixels, tone);
      return pixels;
    },
  };
}
