import { describe, expect, it } from 'vitest';

import { overlap, testCutout } from '#media/matting/testing-cutouts.ts';
import { contextOver, drawnPng, pixelsOf, type Draw, type Held } from '../testing-context.ts';
import { run } from './run.ts';
import { removeBackground, type CutOutParams } from './task.ts';

const figure = testCutout('figure', 21, 220);
const disc = testCutout('disc', 4, 900);

const drawing =
  ({ width, pixels }: { readonly width: number; readonly pixels: Uint8ClampedArray }): Draw =>
  (x, y) => {
    const at = (y * width + x) * 4;
    return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0, 255];
  };

const held = async (id: string, width: number, height: number, draw: Draw): Promise<Held> => ({
  id,
  blob: await drawnPng(width, height, draw),
  format: 'png',
});

const params = (more: Partial<CutOutParams> = {}): CutOutParams => ({
  box: null,
  hints: null,
  method: 'strokes',
  feather: 0,
  output: 'png',
  colour: '#ffffff',
  ...more,
});

async function made(source: Held, given: CutOutParams, others: readonly Held[] = []) {
  const { context, written } = contextOver(source, others);
  const done = await run(given, context);
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  return { value: done.value, bytes: written[0]?.bytes ?? new Uint8Array(0) };
}

describe('remove_background', () => {
  it('cuts out to transparency, the same bytes each time, and says that it guessed', async () => {
    const source = await held('source', 220, 220, drawing(figure));
    const { value, bytes } = await made(source, params());
    expect(value.result).toMatchObject({ guessed: true });
    expect(value.generation).toMatchObject({ provider: 'inkreel', model: 'grabcut 1' });
    const { pixels, hasAlpha } = await pixelsOf(bytes, 'png');
    expect(hasAlpha).toBe(true);
    expect(overlap(figure.alpha, pixels)).toBeGreaterThan(0.97);
    expect([...pixels.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect((await made(source, params())).bytes).toEqual(bytes);
  });

  it('refines the edge of what was found small at full size', async () => {
    const box = { left: 0.1, top: 0.1, right: 0.9, bottom: 0.9 };
    const source = await held('source', 900, 900, drawing(disc));
    const { value, bytes } = await made(source, params({ box }));
    expect(value.result).not.toHaveProperty('guessed');
    const { pixels } = await pixelsOf(bytes, 'png');
    expect(overlap(disc.alpha, pixels)).toBeGreaterThan(0.99);
  });

  it('writes a mask as grey PNG, WebP, and the subject on a colour', async () => {
    const source = await held('source', 220, 220, drawing(figure));
    const mask = await made(source, params({ output: 'mask' }));
    expect([mask.bytes[24], mask.bytes[25]]).toEqual([8, 0]);
    const grey = await pixelsOf(mask.bytes, 'png');
    expect(grey.pixels[(130 * 220 + 110) * 4]).toBe(255);
    expect(grey.pixels[0]).toBe(0);
    const webp = await made(source, params({ output: 'webp' }));
    expect(webp.value.file?.facts).toMatchObject({ format: 'webp', metadata: { has_alpha: true } });
    const colour = await made(source, params({ output: 'colour', colour: '#00ff00' }));
    const onGreen = await pixelsOf(colour.bytes, 'png');
    expect(onGreen.hasAlpha).toBe(false);
    expect([...onGreen.pixels.subarray(0, 4)]).toEqual([0, 255, 0, 255]);
  });

  it('takes strokes, names them as reference, and knows when they are gone', async () => {
    const source = await held('source', 220, 220, drawing(figure));
    const strokes: Draw = (x, y) => {
      const grey = Math.abs(x - 110) < 4 && y > 100 && y < 170 ? 255 : x < 6 || x > 213 ? 0 : 128;
      return [grey, grey, grey, 255];
    };
    const hints = await held('hints', 220, 220, strokes);
    const { value, bytes } = await made(source, params({ hints: 'hints' }), [hints]);
    expect(value.references).toEqual(['hints']);
    expect(overlap(figure.alpha, (await pixelsOf(bytes, 'png')).pixels)).toBeGreaterThan(0.95);
    const gone = await run(params({ hints: 'hints' }), contextOver(source).context);
    expect(gone).toMatchObject({ ok: false, failure: { code: 'invalid_input', field: 'hints' } });
  });

  it('says so when there is nothing to tell apart', async () => {
    for (const side of [1, 40]) {
      const flat = await held('source', side, side, () => [0, 0, 0, 255]);
      const done = await run(params(), contextOver(flat).context);
      if (side === 1) expect(done.ok).toBe(false);
      else expect(done.ok || done.failure.code === 'invalid_input').toBe(true);
    }
  });

  it('makes a mask asset when a mask is asked for', () => {
    const row = { name: 'a.jpg', width: 4, height: 3 } as never;
    expect(removeBackground.placeholder?.(row, params({ output: 'mask' }))).toMatchObject({
      kind: 'mask',
      name: 'a (mask).png',
    });
    expect(removeBackground.parse({ box: { left: 1, top: 0, right: 0, bottom: 1 } })).toMatchObject(
      {
        ok: false,
        failure: { field: 'box' },
      },
    );
  });
});
