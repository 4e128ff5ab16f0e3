import { describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import { fail, ok } from '#domain/result.ts';
import type { AssetId, Sha256, TaskId } from '#domain/id.ts';
import { readMetadata } from '#formats/metadata/files.ts';
import { openPngEncoder } from '#formats/png/encoder.ts';
import { decodeImage } from '#media/image/decode.ts';
import { crisp } from '#models/local/crisp/manifest.ts';
import { sessionOpener, type SessionOpener } from '#models/local/session.ts';
import type { BlobWriter, TaskContext } from '../context.ts';
import { run, upscaleOn } from './run.ts';
import type { UpscaleParams } from './task.ts';

interface Made {
  bytes: Uint8Array<ArrayBuffer>;
  largestWrite: number;
  state: 'open' | 'closed' | 'aborted';
}

/** A context over memory that remembers what was written and said. */
function fakeContext(source: Blob, format: string, more: Partial<TaskContext> = {}) {
  const made: Made[] = [];
  const said: [number, string | undefined][] = [];
  const asset = {
    id: 'source' as AssetId,
    name: `test.${format}`,
    state: 'ready',
    blob: 'b'.repeat(64) as Sha256,
    format,
  } as AssetRow;
  const context: TaskContext = {
    task: 'task' as TaskId,
    attempt: 1,
    signal: new AbortController().signal,
    source: asset,
    target: null,
    openBlob: async () => new File([source], 'test'),
    createBlob: async (): Promise<BlobWriter> => {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      const entry: Made = { bytes: new Uint8Array(0), largestWrite: 0, state: 'open' };
      made.push(entry);
      return {
        write: async (bytes) => {
          entry.largestWrite = Math.max(entry.largestWrite, bytes.length);
          parts.push(new Uint8Array(bytes));
        },
        writeAt: () => Promise.reject(new Error('not in order')),
        close: async () => {
          entry.state = 'closed';
          entry.bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
          return { sha256: 'c'.repeat(64) as Sha256, size: entry.bytes.length };
        },
        abort: async () => {
          entry.state = 'aborted';
        },
      };
    },
    progress: (fraction, note) => said.push([fraction, note]),
    query: async () => {
      throw new Error('no query expected');
    },
    appFile: async (path) => new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer()),
    now: () => performance.now(),
    ...more,
  };
  return { context, made, said };
}

async function png(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number, number],
  metadata: Parameters<typeof openPngEncoder>[0]['metadata'] = {},
) {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const encoder = openPngEncoder(
    { width, height, hasAlpha: true, metadata },
    (bytes) => void parts.push(bytes),
  );
  for (let y = 0; y < height; y += 1) {
    const row = new Uint8Array(width * 4);
    for (let x = 0; x < width; x += 1) row.set(colour(x, y), x * 4);
    await encoder.write(row);
  }
  await encoder.close();
  return new Blob(parts, { type: 'image/png' });
}

async function pixelsOf(bytes: Uint8Array<ArrayBuffer>, format: 'png' | 'jpeg' | 'webp') {
  const image = await decodeImage(new Blob([bytes]), format);
  if (!image.ok) throw new Error(JSON.stringify(image.failure));
  const { width, height, hasAlpha } = image.value;
  const pixels = image.value.read(0, 0, width, height);
  image.value.close();
  return { width, height, hasAlpha, pixels };
}

const params = (more: Partial<UpscaleParams> = {}): UpscaleParams => ({
  scale: 2,
  method: 'crisp',
  format: 'png',
  ...more,
});

const chequered = (x: number, y: number) =>
  (((x >> 3) ^ (y >> 3)) & 1 ? [230, 40, 30, 255] : [20, 30, 60, 255]) as [
    number,
    number,
    number,
    number,
  ];

/** A little-endian TIFF structure with one tag: orientation 6, a quarter turn. */
const exifTurned = Uint8Array.from([
  0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
]);

describe('upscale', () => {
  it('0.10 1.20 doubles a picture and says what really made it', async () => {
    const { context, made, said } = fakeContext(await png(64, 40, chequered), 'png');
    const done = await run(params(), context);
    if (!done.ok) throw new Error(JSON.stringify(done.failure));
    expect(done.value.file).toMatchObject({
      size: made[0]?.bytes.length,
      facts: { mime: 'image/png', format: 'png', width: 128, height: 80 },
    });
    expect(done.value.generation).toMatchObject({
      provider: 'local',
      model: crisp.id,
      model_license: 'MIT',
      commercial_use: true,
      params: { scale: 2, method: 'crisp', backend: 'wasm' },
    });
    expect(made).toHaveLength(1);
    expect(made[0]?.state).toBe('closed');
    expect(said.at(-1)).toEqual([1, 'tile 1 of 1, WASM']);
    const result = await pixelsOf(made[0]?.bytes ?? new Uint8Array(0), 'png');
    expect([result.width, result.height, result.hasAlpha]).toEqual([128, 80, false]);
    const at = (x: number, y: number) => result.pixels[(y * 128 + x) * 4] ?? 0;
    expect(at(8, 8)).toBeLessThan(40);
    expect(at(24, 8)).toBeGreaterThan(210);
    // A hard edge stays hard: no wider than two pixels.
    expect(at(13, 8)).toBeLessThan(60);
    expect(at(18, 8)).toBeGreaterThan(190);
  });

  it('makes ×4 that equals ×2 done twice where no model is made for it, byte for byte', async () => {
    const twoPasses = upscaleOn(sessionOpener(), [crisp]);
    const source = await png(48, 32, chequered);
    const once = fakeContext(source, 'png');
    expect((await run(params(), once.context)).ok).toBe(true);
    const twice = fakeContext(new Blob([once.made[0]?.bytes ?? new Uint8Array(0)]), 'png');
    expect((await run(params(), twice.context)).ok).toBe(true);
    const fourfold = fakeContext(source, 'png');
    expect((await twoPasses(params({ scale: 4 }), fourfold.context)).ok).toBe(true);
    expect(fourfold.made[0]?.bytes).toEqual(twice.made[0]?.bytes);
    expect(fourfold.said.map(([fraction]) => fraction)).toEqual(
      fourfold.said.map(([fraction]) => fraction).toSorted((a, b) => a - b),
    );
    expect(fourfold.said.at(-1)?.[1]).toContain('pass 2');
  });

  it('draws no halo round a red disc on transparent white', async () => {
    const disc = await png(40, 40, (x, y) =>
      (x - 20) ** 2 + (y - 20) ** 2 < 150 ? [210, 25, 20, 255] : [255, 255, 255, 0],
    );
    for (const method of ['crisp', 'lanczos'] as const) {
      for (const format of ['png', 'webp'] as const) {
        const { context, made } = fakeContext(disc, 'png');
        expect((await run(params({ method, format }), context)).ok).toBe(true);
        const result = await pixelsOf(made[0]?.bytes ?? new Uint8Array(0), format);
        expect(result.pixels[3]).toBe(0);
        expect(result.pixels[(40 * 80 + 40) * 4 + 3]).toBe(255);
        let visible = 0;
        // A white halo would lift green and blue; lossy WebP is allowed its noise where it is faint.
        const [least, most] = format === 'png' ? [1, 40] : [128, 70];
        for (let at = 0; at < result.pixels.length; at += 4) {
          if ((result.pixels[at + 3] ?? 0) < least) continue;
          visible += 1;
          expect(result.pixels[at + 1]).toBeLessThan(most);
        }
        expect(visible).toBeGreaterThan(1500);
      }
    }
  });

  it('carries EXIF, XMP and colour profile over, and stands upright', async () => {
    const icc = new Uint8Array(200).map((_, at) => at);
    icc.set(new TextEncoder().encode('RGB '), 16);
    const xmp = new TextEncoder().encode('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    const turned = await png(40, 24, chequered, { exif: exifTurned, xmp, icc });
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const { context, made } = fakeContext(turned, 'png');
      const done = await run(params({ format }), context);
      expect(done).toMatchObject({
        ok: true,
        value: { file: { facts: { width: 48, height: 80 } } },
      });
      const bytes = made[0]?.bytes ?? new Uint8Array(0);
      const result = await pixelsOf(bytes, format);
      expect([result.width, result.height]).toEqual([48, 80]);
      const metadata = await readMetadata(bytes, format);
      expect(metadata.orientation).toBe(1);
      expect(metadata.xmp).toEqual(xmp);
      expect(metadata.icc).toEqual(icc);
    }
  });

  it('lays transparency on white for JPEG', async () => {
    const faint = await png(24, 24, () => [0, 0, 0, 128]);
    const { context, made } = fakeContext(faint, 'png');
    expect((await run(params({ format: 'jpeg', method: 'lanczos' }), context)).ok).toBe(true);
    const { pixels } = await pixelsOf(made[0]?.bytes ?? new Uint8Array(0), 'jpeg');
    expect(Math.abs((pixels[0] ?? 0) - 127)).toBeLessThan(4);
  });

  it('leaves nothing behind when cancelled, out of memory, or given rubbish', async () => {
    const source = await png(300, 300, chequered);
    const cancel = new AbortController();
    const cancelled = fakeContext(source, 'png', {
      signal: cancel.signal,
      progress: () => cancel.abort(),
    });
    expect(await run(params(), cancelled.context)).toEqual(fail({ code: 'cancelled' }));
    expect(cancelled.made.map(({ state }) => state)).toEqual(['aborted']);

    const hopeless: SessionOpener = {
      backend: async () => 'wasm',
      open: async () => fail({ code: 'out_of_memory', what: 'test' }),
    };
    const short = fakeContext(source, 'png');
    expect(await upscaleOn(hopeless)(params(), short.context)).toMatchObject({
      failure: { code: 'out_of_memory' },
    });
    expect(short.made.map(({ state }) => state)).toEqual(['aborted']);

    const rubbish = fakeContext(new Blob(['not a picture']), 'png');
    expect(await run(params(), rubbish.context)).toMatchObject({ ok: false });
    expect(rubbish.made).toEqual([]);

    const full = fakeContext(source, 'png', {
      createBlob: async () => ({
        write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
        writeAt: () => Promise.reject(new Error('not in order')),
        close: () => Promise.reject(new Error('closed')),
        abort: async () => undefined,
      }),
    });
    expect(await run(params({ method: 'lanczos' }), full.context)).toEqual(
      fail({ code: 'storage_full' }),
    );
  });

  it('goes on with a smaller tile where memory is short, and starts smaller after a lost worker', async () => {
    const source = await png(200, 120, chequered);
    const plain = fakeContext(source, 'png');
    expect((await run(params(), plain.context)).ok).toBe(true);
    const sides: number[] = [];
    const real = sessionOpener();
    const tight: SessionOpener = {
      backend: () => real.backend(),
      open: async (manifest, bytes, shape) => {
        const side = Math.max(shape.width, shape.height);
        sides.push(side);
        const session = await real.open(manifest, bytes, shape);
        if (!session.ok || side <= 100) return session;
        return ok({
          ...session.value,
          run: async () => fail({ code: 'out_of_memory', what: 'test' } as const),
        });
      },
    };
    const short = fakeContext(source, 'png');
    expect((await upscaleOn(tight)(params(), short.context)).ok).toBe(true);
    expect(short.made[0]?.bytes).toEqual(plain.made[0]?.bytes);
    expect(sides.at(-1)).toBeLessThanOrEqual(100);

    const asked: string[] = [];
    const again = fakeContext(source, 'png', {
      attempt: 3,
      query: async (name) => {
        asked.push(name);
        return [
          { attempt: 1, status: 'failed', failure: '{"code":"out_of_memory","what":"x"}' },
          { attempt: 2, status: 'lost', failure: null },
        ] as never;
      },
    });
    expect((await run(params(), again.context)).ok).toBe(true);
    expect(asked).toEqual(['attempts']);
  });
});
