import { describe, expect, it } from 'vitest';

import type { MediaFormat } from '#formats/media-formats.ts';

import { performWith } from '../testing-run.ts';

import { run } from './run.ts';
import { joinMedia } from './task.ts';
import { colourAt, even, film, gaps, heard, pictures, sound } from './testing-media.ts';

const rows = (kind: 'video' | 'audio', format: MediaFormat, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `part-${at}`,
    name: `${'abcdefgh'[at]}.${format}`,
    kind,
    format,
    duration_s: null,
    deleted_at: null,
  }));

async function joined(
  blobs: readonly Blob[],
  kind: 'video' | 'audio' = 'video',
  settings: object = {},
  format: MediaFormat = 'mp4',
) {
  const assets = rows(kind, format, blobs.length);
  const parsed = joinMedia.parse({ following: assets.slice(1).map(({ id }) => id), ...settings });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  return performWith(run, parsed.value, blobs, assets);
}

async function made(...given: Parameters<typeof joined>) {
  const { result, bytes, state } = await joined(...given);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  expect(state).toEqual({ closed: true, aborted: false });
  return { ...result.value, blob: new Blob([bytes]) };
}

describe('joining films', () => {
  it('copies packets that agree, in the order asked for, without gap or overlap', async () => {
    const parts = [
      await film({ colour: '#c02020', click: 1.9 }),
      await film({ colour: '#20c020', click: 0.01 }),
      await film({ colour: '#2020c0', click: 1 }),
    ];
    const { blob, result, file, generation } = await made(parts);
    expect(result).toMatchObject({ parts: 3, frames: 150, picture: 'copied', sound: 'copied' });
    expect(result).not.toHaveProperty('because');
    expect(generation?.params).toMatchObject({ following: ['part-1', 'part-2'] });
    const all = await pictures(blob);
    const own = await Promise.all(parts.map(pictures));
    expect(all.map(({ print }) => print)).toEqual(own.flat().map(({ print }) => print));
    expect(gaps(all)).toBeLessThan(20e-6);
    const { packets, peaks } = await heard(blob);
    expect(gaps(packets), 'one unbroken row of sound').toBeLessThan(1e-6);
    const starts = (result as { begins_at_s: number[] }).begins_at_s;
    for (const [at, start] of starts.entries()) {
      expect(
        Math.abs(start - 2 * at),
        'half a packet at most, and it does not add up',
      ).toBeLessThan(0.0108);
      expect(Math.abs(all[50 * at]!.at - start)).toBeLessThan(20e-6);
    }
    // Sound lies to picture as it lay in each part, across both seams.
    const alone = await Promise.all(parts.map(async (part) => (await heard(part)).peaks[0]!));
    alone.forEach((click, at) => {
      expect(Math.abs(peaks[at]! - starts[at]! - click)).toBeLessThan(2 / 48_000);
    });
    expect(peaks).toHaveLength(3);
    expect(file?.facts).toMatchObject({ width: 96, height: 64, codec: 'h264', format: 'mp4' });
    expect(Math.abs((file?.facts.duration_s ?? 0) - 6)).toBeLessThan(0.0108);
    const again = await joined(parts);
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(again.bytes);
    expect((await colourAt(blob, 3)).green).toBeGreaterThan(120);
  });

  it('fits other sizes into the first, keeps uneven times, gives silence, and is exact at the seams', async () => {
    const uneven = [0, 0.05, 0.2, 0.24, 0.9, 1.31, 1.5];
    const parts = [
      await film({ colour: '#c02020', click: 1.95 }),
      await film({ colour: '#20c020', width: 64, height: 96, times: uneven, sound: null }),
      await film({
        colour: '#2020c0',
        width: 97,
        height: 65,
        codec: 'vp9',
        format: 'webm',
        sound: { codec: 'opus', rate: 48_000, channels: 1 },
        click: 0.02,
      }),
      await film({
        colour: '#c0c020',
        sound: { codec: 'aac', rate: 44_100, channels: 1 },
        click: 0.02,
      }),
    ];
    const alone = await Promise.all(
      [0, 2, 3].map(async (at) => (await heard(parts[at]!)).peaks[0]!),
    );
    const { blob, result } = await made(parts);
    expect(result).toMatchObject({ frames: 156, picture: 'made again', sound: 'made again' });
    expect(JSON.stringify(result)).toContain('“b.mp4” has 64 × 96 pixels, the first 96 × 64');
    expect(JSON.stringify(result)).toContain('“b.mp4” has no sound');
    const times = (await pictures(blob)).map(({ at }) => at);
    const wanted = [
      ...even(25, 2).slice(0, -1),
      ...uneven.slice(0, -1).map((at) => at + 2),
      ...even(25, 2)
        .slice(0, -1)
        .map((at) => at + 3.5),
      ...even(25, 2)
        .slice(0, -1)
        .map((at) => at + 5.5),
    ];
    times.forEach((at, n) => expect(Math.abs(at - wanted[n]!), `frame ${n}`).toBeLessThan(0.0011));
    const { peaks, rate, channels, seconds } = await heard(blob);
    expect({ rate, channels }).toEqual({ rate: 48_000, channels: 2 });
    expect(Math.abs(seconds - 7.5)).toBeLessThan(0.0005);
    [0, 3.5, 5.5].forEach((start, n) => {
      expect(Math.abs(peaks[n]! - start - alone[n]!)).toBeLessThan(0.0003);
    });
    const beside = await colourAt(blob, 2.5, 0.1);
    expect(beside).toMatchObject({ width: 96, height: 64 });
    expect(beside.red + beside.green + beside.blue, 'black beside an upright film').toBeLessThan(
      60,
    );
    expect((await colourAt(blob, 2.5)).green).toBeGreaterThan(120);
    expect((await colourAt(blob, 6)).red).toBeGreaterThan(120);
  });

  it('makes only the sound again where only the sound differs', async () => {
    const parts = [
      await film({ colour: '#c02020' }),
      await film({ colour: '#20c020', sound: { codec: 'aac', rate: 44_100, channels: 2 } }),
    ];
    const { blob, result } = await made(parts);
    expect(result).toMatchObject({ picture: 'copied', sound: 'made again', begins_at_s: [0, 2] });
    expect(await pictures(blob)).toHaveLength(100);
    const [{ peaks }, alone] = [await heard(blob), await heard(parts[1]!)];
    expect(Math.abs(peaks[1]! - 2 - alone.peaks[0]!)).toBeLessThan(0.0003);
  });

  it('joins the pictures of WebM as they are; Opus is never copied, for it would be too loud', async () => {
    const opus = { codec: 'opus', rate: 48_000, channels: 2 } as const;
    const webm = (colour: string) => film({ colour, codec: 'vp9', format: 'webm', sound: opus });
    const { blob, result } = await made(
      [await webm('#c02020'), await webm('#20c020')],
      'video',
      {},
      'webm',
    );
    expect(result).toMatchObject({ frames: 100, picture: 'copied', sound: 'made again' });
    const { peaks } = await heard(blob);
    const [, second] = (result as { begins_at_s: number[] }).begins_at_s;
    expect(Math.abs(peaks[1]! - peaks[0]! - second!)).toBeLessThan(0.0015);
  });

  it('refuses what is no film, and leaves nothing when it is cancelled', async () => {
    const whole = await film({ colour: '#c02020' });
    for (const broken of [new Blob([new Uint8Array(5000).fill(7)]), whole.slice(0, 2000)]) {
      const { result, state } = await joined([whole, broken]);
      expect(result.ok).toBe(false);
      expect(state.closed).toBe(false);
    }
    const assets = rows('video', 'mp4', 2);
    const parsed = joinMedia.parse({ following: ['part-1'] });
    if (!parsed.ok) throw new Error('no settings');
    const stop = new AbortController();
    const { result, state } = await performWith(run, parsed.value, [whole, whole], assets, {
      signal: stop.signal,
      onProgress: (fraction) => {
        if (fraction > 0.3) stop.abort();
      },
    });
    expect(result).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(state).toEqual({ closed: false, aborted: true });
  });
});

describe('joining sounds', () => {
  const pcm = { codec: 'pcm-s16', rate: 48_000, channels: 2 } as const;

  it('keeps every sample of WAVE files', async () => {
    const parts = [await sound('wav', pcm, 2, 1.999), await sound('wav', pcm, 1.5, 0.01)];
    const { blob, result } = await made(parts, 'audio', {}, 'wav');
    expect(result).toMatchObject({ parts: 2, sound: 'without loss' });
    const { peaks, seconds, codec } = await heard(blob);
    expect({ seconds, codec }).toEqual({ seconds: 3.5, codec: 'pcm-s16' });
    expect(blob.size).toBe(parts[0]!.size + parts[1]!.size - 44);
    expect(peaks.map((at) => Math.round(at * 48_000))).toEqual([95_952, 96_480]);
  });

  it('copies packets of MP3 and AAC', async () => {
    for (const [format, codec] of [
      ['mp3', 'mp3'],
      ['m4a', 'aac'],
    ] as const) {
      const shape = { codec, rate: 44_100, channels: 2 } as const;
      const part = await sound(format, shape);
      const { blob, result } = await made([part, part], 'audio', {}, format);
      expect(result).toMatchObject({ sound: 'copied' });
      const [one, both] = [await heard(part), await heard(blob)];
      expect(gaps(both.packets)).toBeLessThan(1e-6);
      const [, second] = (result as { begins_at_s: number[] }).begins_at_s;
      expect(Math.abs(both.peaks[1]! - one.peaks[0]! - second!)).toBeLessThan(2 / 44_100);
    }
  });

  it('fades one into the next, and brings rates and channels together', async () => {
    const parts = [
      await sound('wav', pcm, 2, 0.5),
      await sound('wav', { codec: 'pcm-s16', rate: 22_050, channels: 1 }, 2, 1.5),
    ];
    const { blob, result } = await made(parts, 'audio', { fade: 0.5 }, 'wav');
    expect(result).toMatchObject({ sound: 'made again', begins_at_s: [0, 1.5] });
    const { peaks, seconds, channels } = await heard(blob);
    expect({ seconds, channels }).toEqual({ seconds: 3.5, channels: 2 });
    expect(Math.abs(peaks[1]! - 3)).toBeLessThan(0.0001);
    const refused = await joined(parts, 'audio', { fade: 1.5 }, 'wav');
    expect(refused.result).toMatchObject({ ok: false, failure: { field: 'fade' } });
  });
});
