import { expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';

import { denoiseVideo, resultFormat } from './task.ts';

it('takes films that can be read and written, and keeps their container', () => {
  const parsed = denoiseVideo.parse({});
  if (!parsed.ok) throw new Error('no settings for all');
  const refuses = (facts: object) =>
    denoiseVideo.refuses?.(
      {
        state: 'ready',
        blob: 'aa',
        format: 'mp4',
        width: 1280,
        height: 720,
        ...facts,
      } as unknown as AssetRow,
      parsed.value,
    );
  expect(refuses({})).toBeNull();
  for (const format of ['avi', 'wmv', 'mpeg', 'ts']) {
    expect(refuses({ format })).toBeNull();
  }
  expect(refuses({ width: 8000, height: 5000 })).toMatch(/too large/);
  expect(refuses({ blob: null })).toMatch(/not ready/);
  expect(['mp4', 'webm', 'mkv', 'mov', 'ogg', null].map(resultFormat)).toEqual([
    'mp4',
    'webm',
    'mkv',
    'mov',
    'mp4',
    'mp4',
  ]);
  expect(denoiseVideo.parse({ strength: 101 })).toMatchObject({ ok: false });
});
