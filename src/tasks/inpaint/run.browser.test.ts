import { describe, expect, it } from 'vitest';

import type { TaskContext } from '../context.ts';
import {
  contextOver,
  drawnPng,
  exifTurned,
  pixelsOf,
  type Draw,
  type Held,
} from '../testing-context.ts';
import { run } from './run.ts';
import { inpaint, type InpaintParams } from './task.ts';

const striped: Draw = (x, y) => [
  (x * 3) % 256,
  Math.floor(x / 8) % 2 ? 200 : 40,
  (y * 2) % 256,
  255,
];
/** The same with a blot that is to go. */
const blotted: Draw = (x, y) => (isBlot(x, y) ? [255, 0, 255, 255] : striped(x, y));
const isBlot = (x: number, y: number) => Math.hypot(x - 60, y - 40) < 9;
const overBlot: Draw = (x, y) => {
  const grey = isBlot(x, y) ? 255 : 0;
  return [grey, grey, grey, 255];
};

const held = async (id: string, width: number, height: number, draw: Draw): Promise<Held> => ({
  id,
  blob: await drawnPng(width, height, draw),
  format: 'png',
});

const params = (more: Partial<InpaintParams> = {}): InpaintParams => ({
  mask: 'mask',
  method: 'patchmatch',
  grow: 2,
  feather: 3,
  seed: 1,
  format: 'png',
  ...more,
});

async function made(context: TaskContext, given: InpaintParams) {
  const done = await run(given, context);
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  return done.value;
}

describe('0.09 inpaint', () => {
  it('fills what the mask marks, and leaves every other pixel as it was, bit for bit', async () => {
    for (const method of ['patchmatch', 'smooth']) {
      const source = await held('source', 140, 90, blotted);
      const { context, written, said } = contextOver(source, [
        await held('mask', 140, 90, overBlot),
      ]);
      const value = await made(context, params({ method }));
      expect(value.references).toEqual(['mask']);
      expect(value.generation).toEqual({
        provider: 'inkreel',
        model: method === 'smooth' ? 'smooth 1' : 'patchmatch 1',
        params: params({ method }),
        seed: 1,
      });
      expect(value.result).toEqual({ areas: 1 });
      expect(written.map(({ state }) => state)).toEqual(['closed']);
      expect(said.every((fraction, at) => fraction >= (said[at - 1] ?? 0))).toBe(true);
      const { pixels, hasAlpha } = await pixelsOf(written[0]?.bytes ?? new Uint8Array(0), 'png');
      expect(hasAlpha).toBe(false);
      let [worst, touched] = [0, 0];
      for (let y = 0; y < 90; y += 1) {
        for (let x = 0; x < 140; x += 1) {
          const at = (y * 140 + x) * 4;
          const before = blotted(x, y);
          const truth = striped(x, y);
          const far = Math.hypot(x - 60, y - 40) >= 9 + 2 + 3 + 1.5;
          for (let channel = 0; channel < 4; channel += 1) {
            if (far && pixels[at + channel] !== before[channel]) touched += 1;
            worst = Math.max(worst, Math.abs((pixels[at + channel] ?? 0) - (truth[channel] ?? 0)));
          }
        }
      }
      expect(touched).toBe(0);
      if (method === 'patchmatch') expect(worst).toBeLessThan(60);
    }
  });

  it('gives the same bytes again, alone or after another, and others with another seed', async () => {
    const mask = await held('mask', 140, 90, overBlot);
    const noise: Draw = (x, y) =>
      [...blotted(x, y).slice(0, 2), (x * 37 + y * 91) % 97, 255] as never;
    const bytesWith = async (seed: number) => {
      const { context, written } = contextOver(await held('source', 140, 90, noise), [mask]);
      await made(context, params({ seed }));
      return written[0]?.bytes;
    };
    const alone = await bytesWith(1);
    const other = contextOver(await held('other', 64, 64, striped), [
      await held('mask', 64, 64, overBlot),
    ]);
    await made(other.context, params());
    expect(await bytesWith(1)).toEqual(alone);
    expect(await bytesWith(2)).not.toEqual(alone);
  });

  it('brings a mask of another size to the picture, and says when it was stretched', async () => {
    const source = await held('source', 140, 90, blotted);
    const half: Draw = (x, y) => overBlot(x * 2 + 0.5, y * 2 + 0.5);
    const { context, written } = contextOver(source, [await held('mask', 70, 45, half)]);
    expect((await made(context, params())).result).toEqual({ areas: 1 });
    const { pixels } = await pixelsOf(written[0]?.bytes ?? new Uint8Array(0), 'png');
    expect(pixels[(40 * 140 + 60) * 4 + 1]).not.toBe(0);
    const tall = contextOver(source, [await held('mask', 70, 90, (x, y) => overBlot(x * 2, y))]);
    expect((await made(tall.context, params())).result).toEqual({ areas: 1, mask_stretched: true });
  });

  it('works in upright coordinates of a turned photo, keeps alpha and metadata', async () => {
    // Stored lying: 90 wide, 140 high. Turned by a quarter, x, y shows blotted(139 − x, 89 − y).
    const lying: Draw = (x, y) => [...blotted(y, 89 - x).slice(0, 3), 200] as never;
    const blob = await drawnPng(90, 140, lying, { hasAlpha: true, metadata: { exif: exifTurned } });
    const { context, written } = contextOver({ id: 'source', blob, format: 'png' }, [
      await held('mask', 140, 90, (x, y) => overBlot(139 - x, 89 - y)),
    ]);
    const value = await made(context, params());
    expect(value.file?.facts).toMatchObject({
      width: 140,
      height: 90,
      metadata: { has_alpha: true },
    });
    const { width, pixels } = await pixelsOf(written[0]?.bytes ?? new Uint8Array(0), 'png');
    expect(width).toBe(140);
    let [otherAlpha, pink] = [0, 0];
    for (let at = 0; at < pixels.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha] = pixels.subarray(at, at + 4);
      if (alpha !== 200) otherAlpha += 1;
      if (red > 240 && green < 15 && blue > 240) pink += 1;
    }
    expect({ otherAlpha, pink }).toEqual({ otherAlpha: 0, pink: 0 });
  });

  it.each([
    ['an empty mask', [0, 0, 0, 255], 'empty'],
    ['a mask over everything', [255, 255, 255, 255], 'nothing is left'],
  ] as const)('refuses %s with words', async (_, colour, words) => {
    const source = await held('source', 60, 50, striped);
    const { context, written } = contextOver(source, [await held('mask', 60, 50, () => colour)]);
    const done = await run(params(), context);
    expect(done).toMatchObject({ ok: false, failure: { code: 'invalid_input', field: 'mask' } });
    expect(JSON.stringify(done)).toContain(words);
    expect(written).toEqual([]);
  });

  it('refuses a mask that is gone, trashed, or no picture, and a picture of one pixel', async () => {
    const source = await held('source', 60, 50, striped);
    const gone = await run(params(), contextOver(source).context);
    expect(JSON.stringify(gone)).toContain('not in the library');
    const mask = { ...(await held('mask', 60, 50, overBlot)), trashed: true };
    expect(JSON.stringify(await run(params(), contextOver(source, [mask]).context))).toContain(
      'trash',
    );
    const text = { id: 'mask', blob: new Blob(['no picture at all']), format: 'txt' };
    expect(await run(params(), contextOver(source, [text]).context)).toMatchObject({ ok: false });
    const dot = await held('source', 1, 1, striped);
    const one = contextOver(dot, [await held('mask', 1, 1, () => [255, 255, 255, 255])]);
    expect(await run(params(), one.context)).toMatchObject({
      ok: false,
      failure: { field: 'mask' },
    });
  });

  it('stops when it is cancelled, and leaves nothing', async () => {
    const big: Draw = (x, y) => [(x * 7 + y * 3) % 256, (x * y) % 256, (x ^ y) & 255, 255];
    const { context, written, stop } = contextOver(await held('source', 600, 600, big), [
      await held('mask', 600, 600, (x, y) =>
        Math.hypot(x - 300, y - 300) < 180 ? [255, 255, 255, 255] : [0, 0, 0, 255],
      ),
    ]);
    setTimeout(() => stop.abort(), 300);
    const done = await run(params(), context);
    expect(done).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(written.every(({ state }) => state === 'aborted')).toBe(true);
  });

  it('is refused before it is queued where that can be known', () => {
    expect(inpaint.parse({})).toMatchObject({ ok: false, failure: { field: 'mask' } });
    expect(inpaint.parse({ mask: 'm', grow: -1 })).toMatchObject({ failure: { field: 'grow' } });
    expect(inpaint.parse({ mask: 'm' })).toEqual({
      ok: true,
      value: { mask: 'm', method: 'patchmatch', grow: 4, feather: 4, seed: 1, format: 'png' },
    });
    const library = { model: () => null };
    expect(inpaint.complete?.(params({ method: 'nonsense' }), library)).toMatchObject({
      ok: false,
    });
    expect(inpaint.complete?.(params(), library)).toMatchObject({ ok: true });
  });
});
