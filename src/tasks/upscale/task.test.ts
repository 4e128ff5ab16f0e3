import { describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { Sha256 } from '#domain/id.ts';
import { resultName, sizeRefusal, upscale } from './task.ts';

const source = (changes: Partial<AssetRow> = {}) =>
  ({
    name: 'Lantern street.jpg',
    state: 'ready',
    blob: 'a'.repeat(64) as Sha256,
    format: 'jpeg',
    width: 1200,
    height: 800,
    ...changes,
  }) as AssetRow;

describe('upscale', () => {
  it('takes settings with sensible ones left out, and refuses all others', () => {
    expect(upscale.parse({})).toEqual({
      ok: true,
      value: { scale: 2, method: 'crisp', format: 'png' },
    });
    for (const wrong of [
      { scale: 3 },
      { scale: '2' },
      { method: 'magic' },
      { format: 'gif' },
      { size: 2 },
      null,
    ]) {
      expect(upscale.parse(wrong)).toMatchObject({ ok: false, failure: { code: 'invalid_input' } });
    }
    expect(upscale.parse({ scale: 3 })).toMatchObject({ failure: { field: 'scale' } });
  });

  it('says before any work what the result will be', () => {
    const params = { scale: 4, method: 'crisp', format: 'same' } as const;
    expect(upscale.placeholder?.(source(), params)).toEqual({
      kind: 'image',
      name: 'Lantern street 4×.jpg',
      provenance: 'enhanced',
      width: 4800,
      height: 3200,
      format: 'jpeg',
      generation: {
        provider: 'local',
        model: 'inkreel-crisp-x4',
        params: { scale: 4, method: 'crisp', format: 'same' },
        model_license: 'MIT',
        commercial_use: true,
      },
    });
    const plain = upscale.placeholder?.(source({ format: 'gif', width: null }), {
      ...params,
      method: 'lanczos',
    });
    expect(plain).toMatchObject({ format: 'png', generation: { model: 'lanczos-3' } });
    expect(plain).not.toHaveProperty('width');
  });

  it('names results after their source', () => {
    expect(resultName('Lantern street.png', 2, 'png')).toBe('Lantern street 2×.png');
    expect(resultName('v1.2 final draft', 2, 'jpeg')).toBe('v1.2 final draft 2×.jpg');
    expect(resultName('.hidden', 4, 'webp')).toBe('.hidden 4×.webp');
    expect(resultName('Lantern street 2×.png', 4, 'png')).toBe('Lantern street 8×.png');
    expect(resultName('🏮'.repeat(300), 2, 'png')).toMatch(/🏮 2×\.png$/u);
    expect(Array.from(resultName('🏮'.repeat(300), 2, 'png'))).toHaveLength(255);
  });

  it('refuses what would be too large, and says the limit', () => {
    expect(sizeRefusal(10_000, 10_000, 2, 'png')).toBeNull();
    expect(sizeRefusal(10_001, 10_000, 2, 'png')).toContain('400 megapixels');
    expect(sizeRefusal(32_768, 100, 2, 'png')).toContain('65535 pixels a side');
    expect(sizeRefusal(6000, 4000, 2, 'jpeg')).toBeNull();
    expect(sizeRefusal(6000, 4000, 4, 'jpeg')).toContain('PNG can be larger');
    expect(sizeRefusal(16_384, 10, 1, 'webp')).toContain('16383');
  });

  it('refuses sources that have no pixels to enlarge', () => {
    const params = { scale: 2, method: 'crisp', format: 'png' } as const;
    expect(upscale.refuses?.(source(), params)).toBeNull();
    expect(upscale.refuses?.(source({ width: null }), params)).toBeNull();
    expect(upscale.refuses?.(source({ state: 'generating' }), params)).toContain('not ready');
    expect(upscale.refuses?.(source({ format: 'svg' }), params)).toContain('SVG');
    expect(upscale.refuses?.(source({ width: 40_000 }), params)).toContain('limit');
  });
});
