import { expect, test } from 'vitest';
import type { AssetRow } from '#domain/asset.ts';
import { factsOf, isUnread } from './facts.ts';

/** A row as the database gives it, of which only what matters here is filled in. */
const row = (more: Partial<Record<keyof AssetRow, unknown>>): AssetRow => {
  const known = {
    kind: 'image',
    blob: 'a'.repeat(64),
    metadata: '{"extracted_at":1}',
    created_at: 1_700_000_000_000,
  };
  const nothing = Object.fromEntries(
    'format size width height duration_s fps codec sample_rate_hz channels bitrate'
      .split(' ')
      .map((column) => [column, null]),
  );
  return { ...nothing, ...known, ...more } as unknown as AssetRow;
};
const said = (asset: AssetRow): Readonly<Record<string, string | null>> =>
  Object.fromEntries(factsOf(asset).map(({ key, value }) => [key, value]));

test('3.02 a picture, a film and a sound each show what is known of their kind', () => {
  expect(said(row({ format: 'png', width: 640, height: 480, size: 1234 }))).toMatchObject({
    format: 'PNG',
    pixels: expect.stringMatching(/640.*480/),
    size: expect.stringMatching(/1/),
  });
  const film = row({
    kind: 'video',
    format: 'mp4',
    width: 64,
    height: 48,
    duration_s: 1.2,
    fps: 23.976,
    codec: 'h264',
  });
  expect(said(film)).toMatchObject({ fps: '23.976', codec: 'h264', format: 'MP4' });
  const sound = row({
    kind: 'audio',
    format: 'flac',
    duration_s: 61,
    codec: 'flac',
    sample_rate_hz: 48_000,
    channels: 2,
    bitrate: 1_411_000,
  });
  const facts = said(sound);
  expect(facts).toMatchObject({ format: 'FLAC', channels: '2', codec: 'flac' });
  expect(facts['sample_rate_hz']).toMatch(/48/);
  expect(facts['bitrate']).toMatch(/^1.4 Mbit\/s$/);
  expect(said(row({ kind: 'audio', bitrate: 128_400 }))['bitrate']).toBe('128 kbit/s');
  expect(facts['duration_s']).toMatch(/1:01/);
});

test('1.11 what is not read is empty with its reason, never 0', () => {
  const waiting = row({ kind: 'audio', metadata: '{}' });
  expect(isUnread(waiting)).toBe(true);
  const failed = row({
    kind: 'video',
    metadata: '{"extracted_at":1,"unread":{"duration_s":"the file is cut off"}}',
  });
  expect(isUnread(failed)).toBe(false);
  const facts = factsOf(failed);
  const duration = facts.find(({ key }) => key === 'duration_s');
  expect(duration).toMatchObject({ value: null, why: expect.stringContaining('cut off') });
  for (const key of ['pixels', 'fps', 'codec']) {
    expect(
      facts.find((fact) => fact.key === key),
      key,
    ).toMatchObject({ value: null });
  }
  expect(facts.map(({ value }) => value)).not.toContain('0');
});
