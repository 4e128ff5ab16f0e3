import { describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';

import { derivedName } from '../derived-name.ts';
import { enhance } from '../enhance/task.ts';
import { extractMetadata } from '../extract_metadata/task.ts';

import { convert, resultSize } from './task.ts';

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

describe('convert as data', () => {
  it('has fields whose initial values are its settings', () => {
    for (const kind of [convert, enhance]) {
      const initial = Object.fromEntries(kind.fields.map((field) => [field.name, field.initial]));
      expect(kind.parse(initial)).toEqual(kind.parse({}));
      expect(kind.parse(initial)).toMatchObject({ ok: true, value: initial });
    }
  });

  it.each([
    [{ quality: 0 }, 'quality'],
    [{ format: 'gif' }, 'format'],
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
    expect(extractMetadata.parse({})).toEqual({ ok: true, value: {} });
  });

  it('sizes the result and never enlarges unasked', () => {
    const size = { width: 4000, height: 3000 };
    expect(resultSize(size, params({ long_side: 2048 }))).toEqual({ width: 2048, height: 1536 });
    expect(resultSize(size, params({ percent: 50 }))).toEqual({ width: 2000, height: 1500 });
    expect(resultSize(size, params({ percent: 200 }))).toEqual(size);
    expect(resultSize(size, params({ percent: 200, enlarge: true }))).toEqual({
      width: 8000,
      height: 6000,
    });
    expect(resultSize({ width: 1, height: 9000 }, params({ long_side: 10 }))).toEqual({
      width: 1,
      height: 10,
    });
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
      generation: { provider: 'inkreel', model: 'enhance 1' },
    });
    const nothing = { ...parsed.value, levels: 0, denoise: 0, sharpen: 0 };
    expect(enhance.refuses?.(source(), nothing)).toContain('nothing to do');
  });
});
