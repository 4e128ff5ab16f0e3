/**
 * Enlarges a picture with a local model, one row of tiles at a time. The laws: tiles leave no
 * trace (see tiles.ts), memory holds one band, a tile that does not fit is tried at half the
 * size, and cancelling takes effect between two tiles.
 *
 * Where it is not known how far a model sees, tiles overlap and are faded into each other: each
 * tile also computes a zone right of and below its core, and its neighbour takes over in there
 * along half a cosine. At the first pixel of the zone both are far from their borders, at its end
 * the one that ends there no longer counts.
 */
import { lanczosReach, enlargeChannel } from '#media/enlarge/lanczos.ts';
import { clearUnseen, visibleWindow } from '#media/enlarge/bleed.ts';
import type { BandStream, PixelRows, RowWindow } from '#media/enlarge/rows.ts';
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Backend } from './backend.ts';
import type { RunnableModel } from './manifest.ts';
import { fadeRows, fillPlanes, writeColours } from './planes.ts';
import type { ModelSession, SessionOpener } from './session.ts';
import { planFixedTiles, planTiles, smallerTile, sourceIndices, span, stretches } from './tiles.ts';
import type { Stretch, TilePlan } from './tiles.ts';

export interface EnlargeOptions {
  readonly manifest: RunnableModel;
  readonly bytes: Uint8Array;
  readonly sessions: SessionOpener;
  readonly signal: AbortSignal;
  /** How often the starting tile is halved, because earlier attempts ran out of memory. */
  readonly halvings?: number;
  /** Pixels around each tile; less than the model's radius shows seams. For tests. */
  readonly margin?: number;
  /** Called after every tile. */
  onTile?(state: TileState): void;
}

export interface TileState {
  readonly backend: Backend;
  readonly threads: number;
  /** Longest side of a tile in use, in input pixels. */
  readonly tile: number;
  readonly tilesDone: number;
  readonly tiles: number;
  /** Share of the picture that is done, 0 to 1. */
  readonly fraction: number;
}

/** Largest tile that is known to fit, by model and backend, while this worker lives. */
const tileThatFits = new Map<string, number>();

/** Enlarges by the model's scale. Opens its session at the first band; `close` releases it. */
export function enlargeStream(source: PixelRows, options: EnlargeOptions): BandStream {
  const { manifest, bytes, sessions, signal } = options;
  const around = options.margin ?? manifest.radius ?? manifest.overlap;
  const scale = manifest.scale;
  /** Whether tiles have to be faded into each other. */
  const fades = manifest.radius === null && options.margin === undefined;
  const shape = { width: source.width * scale, height: source.height * scale };
  let open: { readonly session: ModelSession; readonly plan: TilePlan } | null = null;
  let tile = 0;
  let y = 0;
  let tilesDone = 0;
  /** Rows that the last band left to be faded into the next. */
  let left: Uint8ClampedArray | null = null;

  const close = async () => {
    const session = open?.session;
    open = null;
    await session?.release();
  };

  const memoryKey = async () => `${manifest.id}:${await sessions.backend()}`;

  const firstTile = async (): Promise<number> => {
    const known = tileThatFits.get(await memoryKey());
    if (known) return known;
    let size = manifest.tile[await sessions.backend()];
    for (let times = options.halvings ?? 0; times > 0; times -= 1) {
      size = smallerTile(size, around) ?? size;
    }
    return size;
  };

  /** Halves the tile after memory ran out; says whether that was possible. */
  const halve = async (): Promise<boolean> => {
    await close();
    // A network of one size cannot be given a smaller tile.
    const half = manifest.fixed ? null : smallerTile(tile, around);
    if (half === null) return false;
    tile = half;
    tileThatFits.set(await memoryKey(), half);
    return true;
  };

  const openSession = async (): Promise<Result<{ session: ModelSession; plan: TilePlan }>> => {
    tile ||= await firstTile();
    const plan = manifest.fixed
      ? planFixedTiles(source, manifest.fixed, around)
      : planTiles(source, tile, around, manifest.multipleOf);
    const session = await sessions.open(manifest, bytes, {
      width: plan.width,
      height: plan.height,
    });
    return session.ok ? ok({ session: session.value, plan }) : session;
  };

  const enlargeBand = async (session: ModelSession, plan: TilePlan) => {
    const { margin } = plan;
    const kept: Stretch = { start: y, length: Math.min(plan.coreHeight, source.height - y) };
    const rows = sourceIndices(kept, margin, plan.height, source.height);
    const window = await readWindow(source, kept, rows, margin);
    if (!window.ok) return window;
    const zone = fades ? margin : 0;
    const below = Math.min(zone, source.height - y - kept.length);
    const band = new Uint8ClampedArray(shape.width * (kept.length + below) * scale * 4);
    if (source.hasAlpha) enlargeChannel(window.value, 3, kept.start, kept.length, scale, band);
    else fillAlpha(band);

    const planes = new Float32Array(3 * plan.width * plan.height);
    const bandsLeft = Math.ceil((source.height - y) / plan.coreHeight);
    const tiles = tilesDone + bandsLeft * plan.columns;
    for (const across of stretches(source.width, plan.coreWidth)) {
      if (signal.aborted) return fail({ code: 'cancelled' } as const);
      const toColumn = across.start * scale;
      const beside = Math.min(zone, source.width - across.start - across.length);
      const cut = {
        left: margin * scale,
        top: margin * scale,
        width: (across.length + beside) * scale,
        height: (kept.length + below) * scale,
        toColumn,
      };
      if (!source.hasAlpha || fades || isVisible(band, shape.width, toColumn, cut.width)) {
        const columns = sourceIndices(across, margin, plan.width, source.width);
        fillPlanes(planes, window.value, columns, rows, manifest.range);
        const output = await session.run(planes);
        if (!output.ok) return output;
        const fade = across.start === 0 ? 0 : Math.min(zone, across.length) * scale;
        const range = manifest.outputRange;
        writeColours(band, shape.width, output.value, plan.width * scale, cut, range, fade);
      }
      // WebAssembly computes without pause: only a turn of the event loop lets a cancel through.
      await nextTurn();
      tilesDone += 1;
      const area = y * source.width + kept.length * (across.start + across.length);
      options.onTile?.({
        backend: session.backend,
        threads: session.threads,
        tile: Math.max(plan.width, plan.height),
        tilesDone,
        tiles,
        fraction: area / (source.width * source.height),
      });
    }
    const whole = kept.length * scale * shape.width * 4;
    if (left) fadeRows(band, left.subarray(0, Math.min(left.length, whole)), shape.width);
    left = below > 0 ? band.slice(whole) : null;
    const pixels = below > 0 ? band.subarray(0, whole) : band;
    if (source.hasAlpha) clearUnseen(pixels);
    y += kept.length;
    return ok({ y: kept.start * scale, height: kept.length * scale, pixels });
  };

  return {
    ...shape,
    hasAlpha: source.hasAlpha,
    close,
    next: async () => {
      while (y < source.height) {
        if (signal.aborted) return fail({ code: 'cancelled' });
        const ready = open ? ok(open) : await openSession();
        const before = tilesDone;
        if (ready.ok) open = ready.value;
        const band = ready.ok ? await enlargeBand(ready.value.session, ready.value.plan) : ready;
        if (band.ok) return band;
        if (!isMemory(band.failure) || !(await halve())) return band;
        tilesDone = before;
      }
      return ok(null);
    },
  };
}

/** Lets waiting messages be handled; setTimeout would cost 4 ms each time. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

const isMemory = (failure: Failure): boolean => failure.code === 'out_of_memory';

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
function isVisible(band: Uint8ClampedArray, width: number, from: number, count: number): boolean {
  for (let line = 0; line < band.length; line += width * 4) {
    for (let column = from; column < from + count; column += 1) {
      if (band[line + column * 4 + 3] !== 0) return true;
    }
  }
  return false;
}
