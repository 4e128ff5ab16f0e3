/**
 * Enlarges a picture with a local model, one row of tiles at a time. The laws: tiles leave no
 * trace (see tiles.ts), memory holds one band (and the next, where several tiles are computed at
 * once), a tile that does not fit is tried at half the size, and cancelling takes effect between two
 * tiles.
 *
 * Where it is not known how far a model sees, tiles overlap and are faded into each other: each
 * tile also computes a zone right of and below its core, and its neighbour takes over in there
 * along half a cosine. At the first pixel of the zone both are far from their borders, at its end
 * the one that ends there no longer counts.
 */
import { clearUnseen } from '#media/enlarge/bleed.ts';
import type { Band, BandStream, PixelRows } from '#media/enlarge/rows.ts';
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Backend } from './backend.ts';
import { isVisible, openBand, type OpenBand } from './band.ts';
import type { RunnableModel } from './manifest.ts';
import { fadeRows, fillPlanes, writeColours } from './planes.ts';
import type { SessionOpener } from './session.ts';
import type { ModelSession } from './tile-session.ts';
import { planFixedTiles, planTiles, smallerTile, sourceIndices } from './tiles.ts';
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

/** A tile that is being computed, or waits for it. */
interface OpenTile {
  readonly band: OpenBand;
  readonly across: Stretch;
  /** Nothing where no pixel of it can be seen. */
  readonly output: Promise<Result<Float32Array>> | null;
}

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
  /** The row at which the next finished band begins, and the one at which the next is begun. */
  let [y, top] = [0, 0];
  let tilesDone = 0;
  let newest: OpenBand | null = null;
  /** Oldest first. */
  let begun: OpenTile[] = [];
  /** Rows that the last band left to be faded into the next. */
  let left: Uint8ClampedArray | null = null;

  const close = async () => {
    const session = open?.session;
    open = null;
    begun = [];
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

  /** Halves the tile after memory ran out, and begins again where the last band ended; whether that was possible. */
  const halve = async (): Promise<boolean> => {
    await close();
    // A network of one size cannot be given a smaller tile, and rows that were left behind are gone.
    const isAhead = newest !== null && newest.kept.start > y;
    const half = manifest.fixed || isAhead ? null : smallerTile(tile, around);
    if (half === null) return false;
    tile = half;
    tileThatFits.set(await memoryKey(), half);
    top = y;
    newest = null;
    return true;
  };

  const openSession = async (): Promise<Result<{ session: ModelSession; plan: TilePlan }>> => {
    tile ||= await firstTile();
    const lanes = (await sessions.lanes?.(bytes, source.width * source.height)) ?? 1;
    const plan = manifest.fixed
      ? planFixedTiles(source, manifest.fixed, around)
      : planTiles(source, {
          // All lanes together take no more memory than two of them would with tiles of full size.
          tile: Math.floor(tile * Math.sqrt(Math.min(1, 2 / lanes))),
          margin: around,
          multipleOf: manifest.multipleOf,
          lanes,
        });
    const size = { width: plan.width, height: plan.height };
    const session = await sessions.open(manifest, bytes, size, lanes);
    return session.ok ? ok({ session: session.value, plan }) : session;
  };

  /** Columns that a tile computes right of its core, to be faded into its neighbour. */
  const besides = ({ start, length }: Stretch, { margin }: TilePlan): number =>
    fades ? Math.min(margin, source.width - start - length) : 0;

  /** Begins the next tile, and its band before that; null when there is none left. */
  const beginTile = async (session: ModelSession, plan: TilePlan) => {
    if (!newest || newest.begun === newest.across.length) {
      if (top >= source.height) return ok(null);
      const fresh = await openBand({ source, scale, fades }, top, plan);
      if (!fresh.ok) return fresh;
      newest = fresh.value;
      top += newest.kept.length;
    }
    const band = newest;
    const across = band?.across[band.begun];
    if (!band || !across) return ok(null);
    band.begun += 1;
    const width = (across.length + besides(across, plan)) * scale;
    const isSeen =
      !source.hasAlpha || fades || isVisible(band.pixels, shape.width, across.start * scale, width);
    let output: OpenTile['output'] = null;
    if (isSeen) {
      const columns = sourceIndices(across, plan.margin, plan.width, source.width);
      const planes = new Float32Array(3 * plan.width * plan.height);
      fillPlanes(planes, band.window, columns, band.rows, manifest.range);
      output = session.run(planes);
    }
    begun.push({ band, across, output });
    return ok(null);
  };

  const writeTile = ({ band, across }: OpenTile, output: Float32Array, plan: TilePlan): void => {
    const { margin } = plan;
    const cut = {
      left: margin * scale,
      top: margin * scale,
      width: (across.length + besides(across, plan)) * scale,
      height: (band.kept.length + band.below) * scale,
      toColumn: across.start * scale,
    };
    const fade = fades && across.start > 0 ? Math.min(margin, across.length) * scale : 0;
    const range = manifest.outputRange;
    writeColours(band.pixels, shape.width, output, plan.width * scale, cut, range, fade);
  };

  const finishBand = ({ kept, below, pixels: band }: OpenBand): Band => {
    const whole = kept.length * scale * shape.width * 4;
    if (left) fadeRows(band, left.subarray(0, Math.min(left.length, whole)), shape.width);
    left = below > 0 ? band.slice(whole) : null;
    const pixels = below > 0 ? band.subarray(0, whole) : band;
    if (source.hasAlpha) clearUnseen(pixels);
    y += kept.length;
    return { y: kept.start * scale, height: kept.length * scale, pixels };
  };

  const tell = (session: ModelSession, plan: TilePlan, { band, across }: OpenTile): void => {
    tilesDone += 1;
    const { start, length } = band.kept;
    const bandsLeft = Math.ceil((source.height - start) / plan.coreHeight);
    const done = band.across.indexOf(across) + 1;
    const area = start * source.width + length * (across.start + across.length);
    options.onTile?.({
      backend: session.backend,
      threads: session.threads,
      tile: Math.max(plan.width, plan.height),
      tilesDone,
      tiles: tilesDone - done + bandsLeft * plan.columns,
      fraction: area / (source.width * source.height),
    });
  };

  /** Computes until a band is whole; each lane has a tile at work and one that waits for it. */
  const nextBand = async (session: ModelSession, plan: TilePlan): Promise<Result<Band>> => {
    const { lanes = 1 } = session;
    const ahead = lanes === 1 ? 1 : 2 * lanes;
    for (;;) {
      for (let before = -1; begun.length < ahead && before !== begun.length;) {
        if (signal.aborted) return fail({ code: 'cancelled' });
        before = begun.length;
        const began = await beginTile(session, plan);
        if (!began.ok) return began;
      }
      const oldest = begun[0];
      if (!oldest) return fail({ code: 'internal', reason: 'no tile is left for a band' });
      const output = await oldest.output;
      if (output && !output.ok) return output;
      begun.shift();
      if (output) writeTile(oldest, output.value, plan);
      // WebAssembly computes without pause: only a turn of the event loop lets a cancel through.
      await nextTurn();
      tell(session, plan, oldest);
      if (oldest.across === oldest.band.across.at(-1)) return ok(finishBand(oldest.band));
      if (signal.aborted) return fail({ code: 'cancelled' });
    }
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
        const band = ready.ok ? await nextBand(ready.value.session, ready.value.plan) : ready;
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
