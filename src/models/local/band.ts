/** A row of tiles on its way: the rows of the picture that it needs, and the pixels that come of them. */
import { visibleWindow } from '#media/enlarge/bleed.ts';
import { enlargeChannel, lanczosReach } from '#media/enlarge/lanczos.ts';
import type { PixelRows, RowWindow } from '#media/enlarge/rows.ts';
import { ok, type Result } from '#domain/result.ts';
import { sourceIndices, span, stretches, type Stretch, type TilePlan } from './tiles.ts';

/** A row of tiles that is being computed. */
export interface OpenBand {
  readonly kept: Stretch;
  /** Rows of the picture that its tiles show, as far as any of them is needed. */
  readonly rows: Int32Array;
  readonly window: RowWindow;
  /** Its own rows, and below them those that fade into the next band. */
  readonly pixels: Uint8ClampedArray;
  readonly below: number;
  readonly across: readonly Stretch[];
  /** Tiles that were begun. */
  begun: number;
}

/** What all bands of an enlargement have in common. */
export interface BandWay {
  readonly source: PixelRows;
  readonly scale: number;
  /** Whether tiles are faded into each other, and bands too. */
  readonly fades: boolean;
}

/** Reads what the band from row `start` on needs; its alpha, which no model sees, is there then. */
export async function openBand(
  { source, scale, fades }: BandWay,
  start: number,
  { margin, coreHeight, coreWidth, height }: TilePlan,
): Promise<Result<OpenBand>> {
  const kept: Stretch = { start, length: Math.min(coreHeight, source.height - start) };
  const rows = sourceIndices(kept, margin, height, source.height);
  const window = await readWindow(source, kept, rows, margin);
  if (!window.ok) return window;
  const below = fades ? Math.min(margin, source.height - start - kept.length) : 0;
  const pixels = new Uint8ClampedArray(source.width * (kept.length + below) * scale ** 2 * 4);
  if (source.hasAlpha) enlargeChannel(window.value, 3, kept.start, kept.length, scale, pixels);
  else fillAlpha(pixels);
  const across = stretches(source.width, coreWidth);
  return ok({ kept, rows, window: window.value, pixels, below, across, begun: 0 });
}

/** Rows for the model, and for the alpha channel beside it. */
function readWindow(
  source: PixelRows,
  kept: Stretch,
  rows: Int32Array,
  radius: number,
): Promise<Result<RowWindow>> {
  const { first, last } = span(rows);
  return visibleWindow(
    source,
    Math.min(first, kept.start - lanczosReach),
    Math.max(last, kept.start + kept.length - 1 + lanczosReach),
    // Visible output lies up to lanczosReach outside visible input, and sees `radius` farther.
    { reach: radius + lanczosReach },
  );
}

function fillAlpha(band: Uint8ClampedArray): void {
  for (let at = 3; at < band.length; at += 4) band[at] = 255;
}

/** Whether any pixel of some columns of a band can be seen at all. */
export function isVisible(
  band: Uint8ClampedArray,
  width: number,
  from: number,
  count: number,
): boolean {
  for (let line = 0; line < band.length; line += width * 4) {
    for (let column = from; column < from + count; column += 1) {
      if (band[line + column * 4 + 3] !== 0) return true;
    }
  }
  return false;
}
