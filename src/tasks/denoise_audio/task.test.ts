import { describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';

import { denoiseAudio, type DenoiseAudioParams } from './task.ts';

const asset = (facts: Partial<AssetRow>): AssetRow =>
  ({
    name: 'talk.mp3',
    kind: 'audio',
    state: 'ready',
    blob: 'aa',
    format: 'mp3',
    duration_s: 60,
    width: null,
    height: null,
    ...facts,
  }) as unknown as AssetRow;
const params = (settings: object = {}): DenoiseAudioParams => {
  const parsed = denoiseAudio.parse(settings);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  return parsed.value;
};

describe('the settings of cleaning sound', () => {
  it('has settings for all, and refuses what is none', () => {
    expect(params()).toMatchObject({ strength: 60, mix: 100, passage: 'found', loudness: 'keep' });
    expect(denoiseAudio.parse({ strength: 120 })).toMatchObject({ ok: false });
    expect(denoiseAudio.parse({ loudness: '-99' })).toMatchObject({ ok: false });
    expect(denoiseAudio.parse({ other: 1 })).toMatchObject({ ok: false });
  });

  it('refuses what would change nothing, and a passage beyond the end', () => {
    const refuses = (settings: object, facts: Partial<AssetRow> = {}) =>
      denoiseAudio.refuses?.(asset(facts), params(settings));
    expect(refuses({})).toBeNull();
    expect(refuses({ strength: 0 })).toMatch(/nothing to do/);
    expect(refuses({ strength: 0, loudness: '-16' })).toBeNull();
    expect(refuses({ passage: 'chosen', start: 59.8, length: 0.5 })).toMatch(/beyond the end/);
    expect(refuses({}, { state: 'pending' as AssetRow['state'] })).toMatch(/not ready/);
    expect(refuses({}, { format: 'wma' })).toBeNull();
  });

  it('names the result by what it will be', () => {
    const made = (facts: Partial<AssetRow>) => {
      const placeholder = denoiseAudio.placeholder?.(asset(facts), params());
      return [placeholder?.kind, placeholder?.name];
    };
    expect(made({})).toEqual(['audio', 'talk (cleaned).mp3']);
    expect(made({ name: 'a.aac', format: 'aac' })).toEqual(['audio', 'a (cleaned).m4a']);
    expect(made({ name: 'a.wma', format: 'wma' })).toEqual(['audio', 'a (cleaned).flac']);
    expect(made({ name: 'a.avi', format: 'avi', kind: 'video' })).toEqual([
      'video',
      'a (cleaned).mp4',
    ]);
    expect(made({ name: 'a.webm', format: 'webm', kind: 'video' })).toEqual([
      'video',
      'a (cleaned).webm',
    ]);
  });
});
