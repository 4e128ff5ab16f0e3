import { beforeAll, describe, expect, it } from 'vitest';

import type { AssetFacts, AssetRow } from '#domain/asset.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import { bytesOf, concat } from '#formats/bytes.ts';
import { exifOfOrientation } from '#formats/metadata/exif.ts';
import { writeMetadata } from '#formats/metadata/files.ts';
import { pngChunk, pngSignature } from '#formats/png/chunks.ts';
import { isEngineHere, removeEngine } from '#media/ffmpeg/engine.ts';

import type { TaskContext } from '../context.ts';

import { run } from './run.ts';

const fixture = async (name: string): Promise<Blob> =>
  (await fetch(new URL(`../../../tests/fixtures/media/${name}`, import.meta.url))).blob();

const never = new AbortController().signal;
const extract = async (blob: Blob, name: string, signal = never, engine = false) => {
  const context = {
    source: { name, blob: 'aa' } as unknown as AssetRow,
    signal,
    openBlob: async () => new File([blob], name),
    progress: () => undefined,
    now: () => 1234,
  } as unknown as TaskContext;
  return run({ engine }, context);
};

const output = async (
  blob: Blob,
  name: string,
  engine = false,
): Promise<TaskOutput & { facts: AssetFacts }> => {
  const result = await extract(blob, name, never, engine);
  if (!result.ok || !result.value.facts) throw new Error(JSON.stringify(result));
  return { ...result.value, facts: result.value.facts };
};

/** The colours of an encoded picture, by place. */
async function reader(bytes: Uint8Array | undefined) {
  if (!bytes) throw new Error('no picture');
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return (x: number, y: number) => context.getImageData(x, y, 1, 1).data;
}

const near = (given: Uint8ClampedArray, wanted: readonly number[]): boolean =>
  wanted.every((value, at) => Math.abs((given[at] ?? 0) - value) <= 12);

/** Figures of ffprobe, as the README of the fixtures records them. */
const video = { width: 64, height: 48, fps: 10 };
const timed: readonly [string, Partial<AssetFacts>, string?][] = [
  [
    'clip.mp4',
    { ...video, duration_s: 1.2, codec: 'h264', sample_rate_hz: 22050, channels: 1 },
    'aac',
  ],
  [
    'clip.mov',
    { ...video, duration_s: 1.2, codec: 'h264', sample_rate_hz: 22050, channels: 1 },
    'aac',
  ],
  [
    'clip.mkv',
    { ...video, duration_s: 1.212, codec: 'h264', sample_rate_hz: 22050, channels: 1 },
    'vorbis',
  ],
  [
    'clip.webm',
    { ...video, duration_s: 1.208, codec: 'vp9', sample_rate_hz: 48000, channels: 1 },
    'opus',
  ],
  [
    'clip.avi',
    { ...video, duration_s: 0.4, codec: 'mpeg4', sample_rate_hz: 8000, channels: 1 },
    'pcm',
  ],
  [
    'clip.flv',
    { ...video, duration_s: 1.25, codec: 'flv1', sample_rate_hz: 22050, channels: 1 },
    'mp3',
  ],
  [
    'clip.ogv',
    { ...video, duration_s: 1.2, codec: 'theora', sample_rate_hz: 22050, channels: 1 },
    'vorbis',
  ],
  [
    'clip.wmv',
    { ...video, duration_s: 1.246, codec: 'wmv2', sample_rate_hz: 22050, channels: 1 },
    'wmav2',
  ],
  [
    'clip.mpg',
    {
      ...video,
      fps: 25,
      duration_s: 1.211,
      codec: 'mpeg2video',
      sample_rate_hz: 44100,
      channels: 1,
    },
    'mp2',
  ],
  [
    'clip.vob',
    {
      ...video,
      fps: 25,
      duration_s: 1.216,
      codec: 'mpeg2video',
      sample_rate_hz: 48000,
      channels: 2,
    },
    'ac3',
  ],
  [
    'clip.m2t',
    { ...video, duration_s: 1.246, codec: 'h264', sample_rate_hz: 22050, channels: 1 },
    'aac',
  ],
  ['tone.wma', { duration_s: 1.207, codec: 'wmav2', sample_rate_hz: 22050, channels: 1 }],
  ['tone.wav', { duration_s: 1, codec: 'pcm-s16', sample_rate_hz: 8000, channels: 1 }],
  ['tone.mp3', { duration_s: 1.253878, codec: 'mp3', sample_rate_hz: 22050, channels: 2 }],
  ['tone.flac', { duration_s: 0.6, codec: 'flac', sample_rate_hz: 22050, channels: 1 }],
  ['tone.ogg', { duration_s: 1.2, codec: 'vorbis', sample_rate_hz: 22050, channels: 1 }],
  ['tone.opus', { duration_s: 1.2065, codec: 'opus', sample_rate_hz: 48000, channels: 1 }],
  ['tone.m4a', { duration_s: 1.2, codec: 'aac', sample_rate_hz: 22050, channels: 1 }],
  ['tone.aac', { duration_s: 1.253693, codec: 'aac', sample_rate_hz: 22050, channels: 1 }],
];

describe('facts of sound and video', () => {
  beforeAll(removeEngine);

  it.each(timed)('%s says what ffprobe says', async (name, wanted, sound) => {
    const blob = await fixture(name);
    const { facts, thumbnails } = await output(blob, name);
    for (const [fact, value] of Object.entries(wanted)) {
      const found = facts[fact as keyof AssetFacts];
      if (typeof value === 'number') {
        // Encoder delay is counted by some and not by others: a tenth of a second.
        const slack = fact === 'duration_s' ? 0.1 : value * 0.01;
        expect(
          Math.abs(Number(found) - value),
          `${fact} ${JSON.stringify(found)}`,
        ).toBeLessThanOrEqual(slack);
      } else expect(found, fact).toBe(value);
    }
    expect(facts.metadata.audio_codec).toBe(sound);
    expect(facts.metadata.misnamed_as).toBeUndefined();
    expect(facts.bitrate).toBeCloseTo((blob.size * 8) / (facts.duration_s ?? 0), -1);
    if (name === 'tone.wma') {
      expect(thumbnails).toBeUndefined();
      expect(facts.metadata.unread?.['peaks']).toMatch(/^needs_engine: /);
    } else if (name.startsWith('tone')) {
      const peaks = thumbnails?.[0]?.peaks ?? new Uint8Array(0);
      expect(peaks.length).toBe(2000);
      // A sine of ffmpeg has an amplitude of 1/8; no slot may be silent in the middle.
      for (let slot = 100; slot < 800; slot += 1) {
        expect(peaks[slot * 2]).not.toBe(peaks[slot * 2 + 1]);
      }
      expect(Math.max(...peaks)).toBeGreaterThan(136);
      expect(Math.max(...peaks)).toBeLessThan(170);
    } else if (/mp4|mov|mkv|webm/.test(name)) {
      expect(thumbnails?.[0]?.picture).toMatchObject({ mime: 'image/jpeg', width: 64, height: 48 });
      expect(facts.metadata.unread).toBeUndefined();
    } else {
      // The media engine is not here and nobody asked for it: no download starts by itself.
      expect(thumbnails).toBeUndefined();
      expect(facts.metadata.unread?.['thumbnail']).toMatch(/^needs_engine: /);
      expect(await isEngineHere()).toBe(false);
    }
  });

  it('keeps a file that ends in the middle of its header, and names what is missing', async () => {
    const blob = await fixture('clip.mp4');
    const { facts } = await output(blob.slice(0, 3000), 'clip.mp4');
    expect(facts).toMatchObject({ format: 'mp4' });
    expect(Object.keys(facts.metadata.unread ?? {})).toContain('duration_s');
    expect(facts.duration_s).toBeUndefined();
  });

  it('stops when cancelled', async () => {
    const signal = AbortSignal.abort();
    const result = await extract(await fixture('tone.mp3'), 'tone.mp3', signal);
    expect(result).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });
});

describe('with the media engine, once somebody asked for it', () => {
  it.each(timed.filter(([name]) => /avi|flv|ogv|wmv|mpg|vob|m2t/.test(name)))(
    '%s has a picture, a strip of scenes and the facts of ffprobe',
    async (name, wanted) => {
      const { facts, thumbnails } = await output(await fixture(name), name, true);
      expect(facts).toMatchObject({ width: 64, height: 48, codec: wanted.codec });
      expect(facts.duration_s).toBeCloseTo(wanted.duration_s ?? 0, 1);
      expect(facts.fps).toBeCloseTo(wanted.fps ?? 0, 1);
      const [thumbnail] = thumbnails ?? [];
      expect(thumbnail?.picture).toMatchObject({ mime: 'image/jpeg', width: 64, height: 48 });
      // The test picture is colourful: a frame that was not decoded would be one grey.
      const colourAt = await reader(thumbnail?.picture?.bytes);
      const seen = new Set([8, 20, 32, 44, 56].map((x) => colourAt(x, 12).join()));
      expect(seen.size).toBeGreaterThan(2);
      expect(facts.metadata.scenes?.length).toBeGreaterThan(2);
      const sheet = await createImageBitmap(new Blob([new Uint8Array(thumbnail!.strip!.bytes)]));
      expect(sheet.width / (facts.metadata.scenes?.length ?? 0)).toBe(160);
      expect(facts.metadata.unread).toBeUndefined();
      expect(await isEngineHere()).toBe(true);
    },
  );

  it('an engine that is here is used without asking again', async () => {
    const { thumbnails } = await output(await fixture('clip.flv'), 'clip.flv');
    expect(thumbnails?.[0]?.picture).toBeDefined();
  });

  it('a WMA has the peaks of its sound', async () => {
    const { facts, thumbnails } = await output(await fixture('tone.wma'), 'tone.wma', true);
    expect(facts.metadata.unread).toBeUndefined();
    expect(facts).toMatchObject({ format: 'wma', mime: 'audio/x-ms-wma', codec: 'wmav2' });
    const peaks = thumbnails?.[0]?.peaks ?? new Uint8Array(0);
    expect(Math.max(...peaks.slice(200, 1600))).toBeGreaterThan(136);
  });

  it.each(
    'clip.avi clip.flv clip.ogv clip.wmv clip.mpg clip.m2t clip.mp4 clip.mkv clip.webm tone.mp3 tone.wma'.split(
      ' ',
    ),
  )(
    '%s that ends too early, or is damaged in the middle, ends well and says what is missing',
    async (name) => {
      const bytes = new Uint8Array(await (await fixture(name)).arrayBuffer());
      for (const share of [0.02, 0.3, 0.9]) {
        const cut = await extract(new Blob([bytes.slice(0, bytes.length * share)]), name);
        expect(String(cut.ok || cut.failure.code), `${name} ${share}`).toMatch(
          /true|unsupported|corrupt/,
        );
      }
      const broken = bytes.slice();
      let state = 7;
      for (let at = 200; at < broken.length; at += 1) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        if (state >>> 28 === 0) broken[at] = state >>> 16;
      }
      expect((await extract(new Blob([broken]), name)).ok, name).toBe(true);
    },
  );
});

describe('0.04 1.02 1.11 3.02 facts of pictures', () => {
  it.each([
    ['picture.jpg', 'jpeg', {}],
    ['picture.png', 'png', { bit_depth: 8, has_alpha: false, frames: 1 }],
    ['picture.tif', 'tiff', { bit_depth: 8, frames: 1 }],
    ['picture.bmp', 'bmp', { bit_depth: 8 }],
    ['picture.webp', 'webp', { has_alpha: false, frames: 1 }],
    ['picture.avif', 'avif', { bit_depth: 8, has_alpha: false }],
    ['frames.gif', 'gif', { frames: 5 }],
    // The encoder joined frames: the file has three.
    ['frames.webp', 'webp', { frames: 3 }],
  ])('%s', async (name, format, metadata) => {
    const { facts, thumbnails } = await output(await fixture(name), name);
    expect(facts).toMatchObject({ format, width: 60, height: 40, metadata });
    expect(facts.metadata.unread).toBeUndefined();
    expect(thumbnails?.[0]?.picture).toMatchObject({ mime: 'image/jpeg', width: 60, height: 40 });
  });

  it('gives the size as seen and a thumbnail that stands upright', async () => {
    const plain = new Uint8Array(await (await fixture('picture.jpg')).arrayBuffer());
    const turned = await writeMetadata(plain, 'jpeg', { exif: exifOfOrientation(6) });
    if (!turned.ok) throw new Error('not written');
    const { facts, thumbnails } = await output(new Blob([turned.value.bytes]), 'a.png');
    expect(facts).toMatchObject({ width: 40, height: 60 });
    expect(facts.metadata).toMatchObject({ orientation: 6, misnamed_as: 'png' });
    expect(thumbnails?.[0]?.picture).toMatchObject({ width: 40, height: 60 });
  });

  it.each([
    [1, 512, 384],
    [6, 384, 512],
  ])('shrinks a big JPEG of orientation %i to the same picture, upright', async (turn, w, h) => {
    const canvas = new OffscreenCanvas(1600, 1200);
    const paint = canvas.getContext('2d');
    if (!paint) throw new Error('no canvas');
    paint.fillStyle = 'rgb(200 40 40)';
    paint.fillRect(0, 0, 1600, 1200);
    paint.fillStyle = 'rgb(20 60 180)';
    paint.fillRect(0, 0, 400, 300);
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
    const turned = await writeMetadata(new Uint8Array(await jpeg.arrayBuffer()), 'jpeg', {
      exif: exifOfOrientation(turn),
    });
    if (!turned.ok) throw new Error('not written');
    const { thumbnails } = await output(new Blob([turned.value.bytes]), 'big.jpg');
    const picture = thumbnails?.[0]?.picture;
    expect(picture).toMatchObject({ mime: 'image/jpeg', width: w, height: h });
    const colourAt = await reader(picture?.bytes);
    // The corner that was painted at the top left: turned by 90° it is at the top right.
    const [x, far] = turn === 1 ? [20, w - 20] : [w - 20, 20];
    expect(near(colourAt(x, 20), [20, 60, 180])).toBe(true);
    expect(near(colourAt(far, 20), [200, 40, 40])).toBe(true);
    expect(near(colourAt(x, h - 20), [200, 40, 40])).toBe(true);
  });

  it('reads content credentials as the standard’s own library writes them, and takes their word for nothing', async () => {
    const { facts, claims } = await output(await fixture('credentials.png'), 'credentials.png');
    expect(facts.metadata?.content_credentials).toMatchObject({
      made_by: 'Real Maker 3.2',
      signed_by: 'Beispiel Atelier',
      tool: 'Real Model 4',
      actions: ['created'],
      source_type: 'trainedAlgorithmicMedia',
      ai: true,
      statements: 1,
      // Its signature is one that no reader takes: it was made to be read only.
      checked: { state: 'signature', why: 'signature' },
    });
    expect(claims).toEqual({
      ai: true,
      generation: { provider: 'Beispiel Atelier', model: 'Real Model 4', params: {} },
    });
  });

  it('keeps what can be seen through in the thumbnail', async () => {
    const canvas = new OffscreenCanvas(700, 350);
    const paint = canvas.getContext('2d');
    if (!paint) throw new Error('no canvas');
    paint.fillStyle = 'rgb(10 200 30)';
    paint.fillRect(0, 0, 350, 350);
    const { thumbnails } = await output(await canvas.convertToBlob(), 'a.png');
    const picture = thumbnails?.[0]?.picture;
    expect(picture).toMatchObject({ mime: 'image/webp', width: 512, height: 256 });
    const colourAt = await reader(picture?.bytes);
    expect(colourAt(400, 100)[3]).toBe(0);
    expect(near(colourAt(100, 100), [10, 200, 30])).toBe(true);
  });

  it('shows what there is of a truncated JPEG and says so', async () => {
    const blob = await fixture('picture.jpg');
    const { facts, thumbnails } = await output(blob.slice(0, blob.size - 500), 'a.jpg');
    expect(facts).toMatchObject({ width: 60, height: 40 });
    expect(facts.metadata.unread).toHaveProperty('pixels');
    expect(thumbnails?.[0]?.picture?.bytes.length).toBeGreaterThan(100);
  });

  it('never decodes a bomb', async () => {
    const head = new Uint8Array(13);
    new DataView(head.buffer).setUint32(0, 30_000);
    new DataView(head.buffer).setUint32(4, 30_000);
    head.set([8, 6, 0, 0, 0], 8);
    const bomb = concat([
      pngSignature,
      pngChunk('IHDR', head),
      pngChunk('IDAT', new Uint8Array(100)),
      pngChunk('IEND', new Uint8Array(0)),
    ]);
    const { facts } = await output(new Blob([bomb]), 'bomb.png');
    expect(facts).toMatchObject({ width: 30_000, height: 30_000 });
    expect(facts.metadata.unread?.['thumbnail']).toMatch(/^too_large/);
  });

  it('counts ten thousand frames of a GIF in no time', async () => {
    const frame = bytesOf('\x21\xf9\x04\0\x02\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0');
    const gif = [bytesOf('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff')];
    for (let index = 0; index < 10_000; index += 1) gif.push(frame);
    gif.push(bytesOf(';'));
    const start = performance.now();
    const { facts, thumbnails } = await output(new Blob([concat(gif)]), 'a.gif');
    expect(facts.metadata).toMatchObject({ frames: 10_000 });
    expect(facts.duration_s).toBeCloseTo(200);
    expect(thumbnails?.[0]?.picture).toMatchObject({ width: 1, height: 1 });
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('measures an SVG and expands nothing', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${'<!ENTITY b "&a;&a;&a;">'.repeat(50)}]><svg width="12cm" viewBox="0 0 40 20">&b;</svg>`;
    const { facts } = await output(new Blob([bomb]), 'a.svg');
    expect(facts).toMatchObject({ width: 454, height: 227 });
    expect(facts.metadata.unread).toHaveProperty('thumbnail');
  });
});
