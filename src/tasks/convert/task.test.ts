import { describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';

import { derivedName } from '../derived-name.ts';
import { enhance } from '../enhance/task.ts';
import { extractMetadata } from '../extract_metadata/task.ts';

import { planSize } from './size.ts';
import { convert, printRefusal } from './task.ts';

const source = (changes: Partial<AssetRow> = {}): AssetRow =>
  ({
    name: 'photo.JPG',
    state: 'ready',
    blob: 'aa',
    format: 'jpeg',
    width: 4000,
    height: 3000,
    provenance: 'user_provided',
    ...changes,
  }) as AssetRow;

const params = (settings: object = {}) => {
  const parsed = convert.parse(settings);
  if (!parsed.ok) throw new Error('wrong');
  return parsed.value;
};

const sizeOf = (...given: Parameters<typeof planSize>) => planSize(...given).result;

describe('convert as data', () => {
  it('has fields whose initial values are its settings', () => {
    for (const kind of [convert, enhance]) {
      const initial = Object.fromEntries(kind.fields.map((field) => [field.name, field.initial]));
      expect(kind.parse(initial)).toMatchObject(kind.parse({}));
      expect(kind.parse(initial)).toMatchObject({ ok: true, value: initial });
    }
  });

  it.each([
    [{ quality: 0 }, 'quality'],
    [{ format: 'tiff' }, 'format'],
    [{ print: 'tattoo' }, 'print'],
    [{ at_most_kb: 0 }, 'at_most_kb'],
    [{ rotate: 45 }, 'rotate'],
    [{ long_side: 1.5 }, 'long_side'],
    [{ background: 'red' }, 'background'],
    [{ percent: 0 }, 'percent'],
  ])('refuses %o by field', (settings, field) => {
    expect(convert.parse(settings)).toMatchObject({
      ok: false,
      failure: { code: 'invalid_input', field },
    });
  });

  it('refuses unknown settings', () => {
    expect(convert.parse({ speed: 1 }).ok).toBe(false);
    expect(enhance.parse({ speed: 1 }).ok).toBe(false);
    expect(extractMetadata.parse({ speed: 1 }).ok).toBe(false);
    expect(extractMetadata.parse({})).toEqual({ ok: true, value: { engine: false } });
  });

  it('sizes the result and never enlarges unasked', () => {
    const size = { width: 4000, height: 3000 };
    expect(sizeOf(size, params({ long_side: 2048 }))).toEqual({ width: 2048, height: 1536 });
    expect(sizeOf(size, params({ percent: 50 }))).toEqual({ width: 2000, height: 1500 });
    expect(sizeOf(size, params({ percent: 200 }))).toEqual(size);
    expect(sizeOf(size, params({ percent: 200, enlarge: true }))).toEqual({
      width: 8000,
      height: 6000,
    });
    expect(sizeOf({ width: 1, height: 9000 }, params({ long_side: 10 }))).toEqual({
      width: 1,
      height: 10,
    });
  });

  it.each([
    [{ width: 1000 }, [1000, 750], [0, 0]],
    [{ height: 300 }, [400, 300], [0, 0]],
    [{ width: 1000, height: 1000 }, [1000, 750], [0, 0]],
    [{ width: 1000, height: 1000, fit: 'stretch' }, [1000, 1000], [0, 0]],
    [{ width: 600, height: 600, fit: 'cover' }, [600, 600], [100, 0]],
    [{ width: 600, height: 600, fit: 'cover', anchor: 'right' }, [600, 600], [200, 0]],
    [{ width: 600, height: 600, fit: 'pad' }, [600, 600], [0, -75]],
    [{ width: 600, height: 600, fit: 'pad', anchor: 'top' }, [600, 600], [0, 0]],
    // Never enlarged: the box shrinks to what is there, but a ground may be as large as wished.
    [{ width: 9000, height: 9000, fit: 'cover' }, [3000, 3000], [500, 0]],
    [{ width: 9000, height: 9000, fit: 'pad' }, [9000, 9000], [-2500, -3000]],
    [{ width: 9000, height: 9000 }, [4000, 3000], [0, 0]],
    [{ width: 9000, height: 9000, enlarge: true }, [9000, 6750], [0, 0]],
    [{ width: 300, height: 600, rotate: 90, fit: 'cover' }, [300, 600], [75, 0]],
  ])('meets a box: %o', (settings, [width, height], [left, top]) => {
    const plan = planSize({ width: 4000, height: 3000 }, params({ size: 'box', ...settings }));
    expect(plan.result).toEqual({ width, height });
    expect([plan.left, plan.top]).toEqual([left, top]);
  });

  it('says the dots per inch that a print really has, and makes none up', () => {
    const print = (settings: object) => params({ size: 'print', format: 'png', ...settings });
    const large = { width: 6000, height: 6000 };
    expect(planSize(large, print({ fit: 'cover' }))).toMatchObject({
      result: { width: 4500, height: 5400 },
      dpi: 300,
    });
    // 15 × 18 inches: 3,000 pixels across are 200 to the inch.
    const small = planSize({ width: 3000, height: 3600 }, print({ fit: 'cover' }));
    expect(small).toMatchObject({ result: { width: 3000, height: 3600 }, dpi: 200 });
    // Lying pictures are printed lying.
    expect(planSize({ width: 7016, height: 4961 }, print({ print: 'a3' })).dpi).toBeCloseTo(
      300,
      -1,
    );
    expect(printRefusal({ width: 3000, height: 3600 }, print({}))).toBeNull();
    expect(printRefusal({ width: 1500, height: 1800 }, print({}))).toContain('Upscale it ×2');
    expect(printRefusal({ width: 600, height: 700 }, print({ enlarge: true }))).toContain('×4');
    expect(convert.refuses?.(source({ width: 900, height: 1000 }), print({}))).toContain('Shirt');
  });

  it('names the placeholder after what is done', () => {
    const name = (settings: object, of = source()) =>
      convert.placeholder?.(of, params(settings)).name;
    expect(name({ long_side: 2048 })).toBe('photo (2048 px).webp');
    expect(name({})).toBe('photo.webp');
    expect(name({ format: 'jpeg' }, source({ name: 'photo.jpg' }))).toBe('photo (converted).jpg');
    expect(name({ long_side: 9000 })).toBe('photo.webp');
    expect(derivedName(`${'🦊'.repeat(300)}.png`, 'x', 'png').endsWith(' (x).png')).toBe(true);
    expect(derivedName('v1.2 final', '', 'png')).toBe('v1.2 final.png');
  });

  it('says why a picture cannot be taken', () => {
    expect(convert.refuses?.(source(), params())).toBeNull();
    expect(convert.refuses?.(source({ format: 'svg' }), params())).toContain('SVG');
    expect(convert.refuses?.(source({ state: 'missing' }), params())).toContain('ready');
    expect(convert.refuses?.(source({ width: 20_000 }), params())).toContain('too large');
    expect(convert.refuses?.(source({ width: 20_000 }), params({ format: 'png' }))).toBeNull();
  });
});

describe('enhance as data', () => {
  it('marks its results as enhanced and refuses to do nothing', () => {
    const parsed = enhance.parse({ format: 'same' });
    if (!parsed.ok) throw new Error('wrong');
    expect(enhance.placeholder?.(source(), parsed.value)).toMatchObject({
      name: 'photo (enhanced).jpg',
      provenance: 'enhanced',
      format: 'jpeg',
      generation: { provider: 'inkreel', model: 'enhance 2' },
    });
    const nothing = { ...parsed.value, levels: 0, denoise: 0, sharpen: 0 };
    expect(enhance.refuses?.(source(), nothing)).toContain('nothing to do');
  });
});
