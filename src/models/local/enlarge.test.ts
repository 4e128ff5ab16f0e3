import { readFile } from 'node:fs/promises';

import fc from 'fast-check';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';

import { fail, ok } from '#domain/result.ts';
import { rowsOfPixels, rowsOfStream, type BandStream } from '#media/enlarge/rows.ts';
import { crisp } from './crisp/manifest.ts';
import { enlargeStream, type EnlargeOptions, type TileState } from './enlarge.ts';
import type { LocalModelManifest } from './manifest.ts';
import type { SessionOpener } from './session.ts';
import { openSessionOn } from './tile-session.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';
const bytes = new Uint8Array(await readFile(`public/${crisp.file}`));
const sessions: SessionOpener = {
  backend: async () => 'wasm',
  open: (manifest, model, shape) =>
    openSessionOn({ ort, backend: 'wasm', threads: 1 }, manifest, model, shape),
};
const never = new AbortController().signal;

let tests = 0;
/** The shipped model under a fresh name, so that no test remembers another's tile. */
const withTile = (tile: number): LocalModelManifest => ({
  ...crisp,
  id: `test-${(tests += 1)}`,
  tile: { webgpu: tile, wasm: tile },
});

const options = (tile: number, more: Partial<EnlargeOptions> = {}): EnlargeOptions => ({
  manifest: withTile(tile),
  bytes,
  sessions,
  signal: never,
  ...more,
});

/** A busy picture: hard edges, noise, gradients. */
function picture(
  width: number,
  height: number,
  seed: number,
  alpha?: (x: number, y: number) => number,
) {
  const pixels = new Uint8ClampedArray(width * height * 4);
  let state = seed * 2654435761 + 1;
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const edge = (x >> 3) + (y >> 2) + seed > 9 && ((x ^ y) & 4) !== 0 ? 200 : 20;
    pixels.set([edge, (x * 5) & 255, state >>> 24, alpha ? alpha(x, y) : 255], at * 4);
  }
  return rowsOfPixels({ width, height, hasAlpha: alpha !== undefined }, pixels);
}

async function collect(stream: BandStream): Promise<Uint8ClampedArray> {
  const whole = new Uint8ClampedArray(stream.width * stream.height * 4);
  for (let y = 0; ;) {
    const band = await stream.next();
    if (!band.ok) throw new Error(JSON.stringify(band.failure));
    if (!band.value) {
      expect(y).toBe(stream.height);
      break;
    }
    expect(band.value.y).toBe(y);
    whole.set(band.value.pixels, y * stream.width * 4);
    y += band.value.height;
  }
  await stream.close();
  return whole;
}

const same = (a: Uint8ClampedArray, b: Uint8ClampedArray) =>
  a.length === b.length && a.every((v, i) => v === b[i]);

describe('enlargeStream', () => {
  it('makes the same bytes with tiles as in one piece', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 70 }),
        fc.constantFrom(32, 40, 48, 64),
        fc.integer({ min: 0, max: 5 }),
        fc.boolean(),
        async (width, height, tile, seed, transparent) => {
          const alpha = (x: number, y: number) => Math.max(0, 255 - ((x * x + y * y) >> 3));
          const source = picture(width, height, seed, transparent ? alpha : undefined);
          const tiled = await collect(enlargeStream(source, options(tile)));
          const whole = await collect(enlargeStream(source, options(4096)));
          expect(same(tiled, whole)).toBe(true);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('shows seams as soon as tiles do not overlap, so that the test above can fail', async () => {
    const source = picture(90, 70, 1);
    const whole = await collect(enlargeStream(source, options(4096)));
    const seams = await collect(enlargeStream(source, options(32, { margin: 0 })));
    const short = await collect(enlargeStream(source, options(64, { margin: 3 })));
    expect(same(seams, whole)).toBe(false);
    expect(same(short, whole)).toBe(false);
  });

  it('makes the same bytes where several tiles are computed at once and end in any order', async () => {
    const three: SessionOpener = {
      ...sessions,
      lanes: async () => 3,
      open: async (manifest, model, shape) => {
        const session = await sessions.open(manifest, model, shape);
        if (!session.ok) return session;
        let turn: Promise<unknown> = Promise.resolve();
        let runs = 0;
        const run = (planes: Float32Array) => {
          const before = turn;
          const late = (runs += 1) % 3;
          const ran = (async () => {
            await before;
            return session.value.run(planes);
          })();
          turn = ran;
          return ran.then(async (result) => {
            for (let wait = 0; wait < late * 3; wait += 1) await new Promise(setImmediate);
            return result;
          });
        };
        return ok({ ...session.value, lanes: 3, run });
      },
    };
    for (const alpha of [undefined, (x: number) => (x > 60 ? 0 : 255)]) {
      const source = picture(150, 110, 4, alpha);
      const whole = await collect(enlargeStream(source, options(4096)));
      const states: TileState[] = [];
      const onTile = (state: TileState) => states.push(state);
      const made = await collect(enlargeStream(source, options(64, { sessions: three, onTile })));
      expect(same(made, whole)).toBe(true);
      expect(states.length).toBeGreaterThan(6);
      expect(states.at(-1)).toMatchObject({ fraction: 1, tiles: states.length });
      const streamed = rowsOfStream(enlargeStream(source, options(64, { sessions: three })));
      const twice = await collect(enlargeStream(streamed, options(96, { sessions: three })));
      const once = rowsOfPixels({ width: 300, height: 220, hasAlpha: source.hasAlpha }, whole);
      expect(same(twice, await collect(enlargeStream(once, options(4096))))).toBe(true);
    }
  });

  it('gives ×4 as a stream that equals enlarging twice in one piece', async () => {
    for (const alpha of [undefined, (x: number) => (x > 20 ? 0 : 255)]) {
      const source = picture(41, 37, 3, alpha);
      const streamed = await collect(
        enlargeStream(rowsOfStream(enlargeStream(source, options(32))), options(40)),
      );
      const once = await collect(enlargeStream(source, options(4096)));
      const shape = { width: 82, height: 74, hasAlpha: alpha !== undefined };
      const twice = await collect(enlargeStream(rowsOfPixels(shape, once), options(4096)));
      expect(same(streamed, twice)).toBe(true);
    }
  });

  it('does not draw hidden colour into a visible edge', async () => {
    const side = 48;
    const inside = (x: number, y: number) => (x - 24) ** 2 + (y - 24) ** 2 < 15 ** 2;
    const results = [];
    for (const hidden of [255, 0]) {
      const pixels = new Uint8ClampedArray(side * side * 4);
      for (let at = 0; at < side * side; at += 1) {
        const isInside = inside(at % side, Math.floor(at / side));
        pixels.set(isInside ? [220, 30, 20, 255] : [hidden, hidden, hidden, 0], at * 4);
      }
      const source = rowsOfPixels({ width: side, height: side, hasAlpha: true }, pixels);
      results.push(await collect(enlargeStream(source, options(32))));
    }
    const [onWhite, onBlack] = results;
    if (!onWhite || !onBlack) throw new Error('two results expected');
    // What was hidden makes no difference at all, and every visible pixel is the disc's red.
    expect(same(onWhite, onBlack)).toBe(true);
    for (let at = 0; at < onWhite.length; at += 4) {
      if (onWhite[at + 3] === 0) continue;
      expect(Math.abs((onWhite[at] ?? 0) - 220)).toBeLessThanOrEqual(4);
      expect(Math.abs((onWhite[at + 1] ?? 0) - 30)).toBeLessThanOrEqual(4);
    }
    expect(onWhite[3]).toBe(0);
    expect(onWhite[(48 * 96 + 48) * 4 + 3]).toBe(255);
  });

  it('halves the tile when memory runs out, goes on where it was, and remembers', async () => {
    const source = picture(200, 150, 2);
    const manifest = withTile(128);
    const opened: number[] = [];
    const tight: SessionOpener = {
      ...sessions,
      open: async (model, file, shape) => {
        opened.push(Math.sqrt(shape.width * shape.height));
        const session = await sessions.open(model, file, shape);
        if (!session.ok) return session;
        let runs = 0;
        return ok({
          ...session.value,
          run: async (planes: Float32Array) =>
            shape.width * shape.height > 64 ** 2 && (runs += 1) > 2
              ? fail({ code: 'out_of_memory', what: 'test' } as const)
              : session.value.run(planes),
        });
      },
    };
    const states: TileState[] = [];
    const onTile = (state: TileState) => states.push(state);
    const first = await collect(
      enlargeStream(source, options(0, { manifest, sessions: tight, onTile })),
    );
    expect(same(first, await collect(enlargeStream(source, options(4096))))).toBe(true);
    expect(opened).toHaveLength(2);
    expect(opened[0]).toBeGreaterThan(64);
    expect(opened[1]).toBeLessThanOrEqual(64);
    expect(states.at(-1)).toMatchObject({ fraction: 1, backend: 'wasm' });
    expect(states.at(-1)?.tilesDone).toBe(states.at(-1)?.tiles);

    await collect(enlargeStream(source, options(0, { manifest, sessions: tight })));
    expect(opened).toHaveLength(3);
    expect(opened[2]).toBeLessThanOrEqual(64);
  });

  it('fails with out_of_memory when even the smallest tile does not fit', async () => {
    const hopeless: SessionOpener = {
      ...sessions,
      open: async () => fail({ code: 'out_of_memory', what: 'test' }),
    };
    const stream = enlargeStream(picture(200, 150, 2), options(128, { sessions: hopeless }));
    expect(await stream.next()).toMatchObject({ ok: false, failure: { code: 'out_of_memory' } });
  });

  it('starts smaller after earlier attempts, and stops between tiles when cancelled', async () => {
    const cancel = new AbortController();
    const states: TileState[] = [];
    const stream = enlargeStream(
      picture(200, 150, 2),
      options(128, {
        halvings: 1,
        signal: cancel.signal,
        onTile: (state) => {
          states.push(state);
          if (states.length === 2) cancel.abort();
        },
      }),
    );
    expect(await stream.next()).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(states).toHaveLength(2);
    expect(states[0]?.tile).toBeLessThanOrEqual(1.5 * 64);
    await stream.close();
  });
});

describe('openSessionOn', () => {
  it('refuses a file that is no model, and a model that is not as its manifest says', async () => {
    const broken = await sessions.open(crisp, bytes.slice(0, 4000), { width: 32, height: 32 });
    expect(broken).toMatchObject({ ok: false, failure: { code: 'model_failed' } });
    const wrong = await sessions.open({ ...crisp, scale: 4 }, bytes, { width: 32, height: 32 });
    if (!wrong.ok) throw new Error('should open');
    expect(await wrong.value.run(new Float32Array(3 * 32 * 32))).toMatchObject({
      ok: false,
      failure: { code: 'model_failed' },
    });
  });
});
