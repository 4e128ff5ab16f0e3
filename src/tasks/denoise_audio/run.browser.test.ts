import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSource,
  BlobSource,
  BufferTarget,
  CanvasSource,
  EncodedPacketSink,
  Input,
  Output,
  Quality,
  type AudioCodec,
} from 'mediabunny';
import { describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { MediaFormat } from '#formats/media-formats.ts';
import { shapeOf, soundBlocks } from '#media/sound/read.ts';
import { atRatio, bestShift, siSdr, speechLike, whiteNoise } from '#media/sound/test-signals.ts';
import { containerOf } from '#media/timed/containers.ts';
import { canWriteSound } from '#media/timed/encoders.ts';

import type { TaskContext } from '../context.ts';

import { run } from './run.ts';
import { denoiseAudio } from './task.ts';

const rate = 48_000;
/** No whole number of packets of any codec. */
const length = rate * 4 + 777;
const speech = speechLike(length, rate, 5);
const noisy = atRatio(speech, whiteNoise(length, 9), 8);

/** A file with sound, and with a picture where it is a film. */
async function file(
  format: MediaFormat,
  codec: AudioCodec,
  channels: readonly Float32Array[],
  isFilm = false,
): Promise<Blob> {
  if (!codec.startsWith('pcm'))
    expect(await canWriteSound(codec, channels.length, rate)).toBe(true);
  const output = new Output({ format: containerOf(format), target: new BufferTarget() });
  output.setMetadataTags({ title: 'Harbour', artist: 'Ada' });
  const canvas = new OffscreenCanvas(64, 48);
  const picture = new CanvasSource(canvas, {
    codec: format === 'webm' ? 'vp8' : 'avc',
    quality: new Quality({ bitrate: 200_000 }),
  });
  if (isFilm) output.addVideoTrack(picture);
  const sound = new AudioSampleSource({ codec, quality: new Quality({ bitrate: 160_000 }) });
  output.addAudioTrack(sound);
  await output.start();
  const context = canvas.getContext('2d')!;
  for (let frame = 0; isFilm && frame < 20; frame += 1) {
    context.fillStyle = `hsl(${frame * 18} 80% 50%)`;
    context.fillRect(0, 0, 64, 48);
    // Frames that come at no steady rate.
    await picture.add(frame * 0.2 + (frame % 3) * 0.01, 0.2);
  }
  for (let at = 0; at < channels[0]!.length; at += 4800) {
    const parts = channels.map((samples) => samples.subarray(at, at + 4800));
    const data = new Float32Array(parts.length * parts[0]!.length);
    parts.forEach((part, channel) => data.set(part, channel * part.length));
    const sample = new AudioSample({
      data,
      format: 'f32-planar',
      numberOfChannels: channels.length,
      sampleRate: rate,
      timestamp: at / rate,
    });
    await sound.add(sample);
    sample.close();
  }
  await output.finalize();
  return new Blob([output.target.buffer!]);
}

const open = (blob: Blob) => new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });

async function heard(blob: Blob): Promise<Float32Array[]> {
  const input = open(blob);
  const track = (await input.getPrimaryAudioTrack())!;
  const shape = await shapeOf(track, blob);
  const parts: Float32Array[][] = [];
  for await (const block of soundBlocks(track, shape, new AbortController().signal))
    parts.push([...block]);
  input.dispose();
  return Array.from({ length: shape.channels }, (_, channel) =>
    Float32Array.from(parts.flatMap((part) => [...part[channel]!])),
  );
}

async function perform(
  blob: Blob,
  format: MediaFormat,
  settings: object = {},
  kind = 'audio',
  signal = new AbortController().signal,
) {
  let bytes = new Uint8Array(0);
  const state = { ended: 'open' };
  const writeAt = async (part: Uint8Array, at: number): Promise<void> => {
    if (at + part.length > bytes.length) {
      const grown = new Uint8Array(at + part.length);
      grown.set(bytes);
      bytes = grown;
    }
    bytes.set(part, at);
  };
  const context = {
    source: { name: 'a', kind, blob: 'aa', format } as unknown as AssetRow,
    signal,
    openBlob: async () => new File([blob], 'a'),
    createBlob: async () => ({
      write: (part: Uint8Array) => writeAt(part, bytes.length),
      writeAt,
      close: async () => {
        state.ended = 'closed';
        return { sha256: 'bb', size: bytes.length };
      },
      abort: async () => {
        state.ended = 'aborted';
      },
    }),
    progress: () => undefined,
  } as unknown as TaskContext;
  const params = denoiseAudio.parse(settings);
  if (!params.ok) throw new Error(JSON.stringify(params.failure));
  const result = await run(params.value, context);
  return { result, state, blob: new Blob([bytes]) };
}

describe('cleaning a sound', () => {
  it.each([
    ['wav', 'pcm-s16', 'wav'],
    ['wav', 'pcm-s24', 'wav'],
    ['flac', 'flac', 'flac'],
    ['mp3', 'mp3', 'mp3'],
    ['m4a', 'aac', 'm4a'],
    ['ogg', 'opus', 'ogg'],
  ] as const)(
    '%s of %s stays what it is, as long and in its place',
    async (format, codec, becomes) => {
      const source = await file(format, codec, [noisy]);
      const { result, blob, state } = await perform(source, format);
      expect(result).toMatchObject({ ok: true, value: { file: { facts: { format: becomes } } } });
      expect(state.ended).toBe('closed');
      const [before, after] = [(await heard(source))[0]!, (await heard(blob))[0]!];
      expect(after.length).toBe(before.length);
      const part = (of: Float32Array) => of.subarray(rate, rate + 20_000);
      expect(bestShift(part(before), part(after), 1300)).toBe(0);
      if (codec.startsWith('pcm') || codec === 'flac') {
        expect(after.length).toBe(length);
        expect(siSdr(speech, after)).toBeGreaterThan(siSdr(speech, before) + 4);
      }
      expect(await open(blob).getMetadataTags()).toMatchObject({ title: 'Harbour', artist: 'Ada' });
    },
  );

  it('changes a WAVE file by at most one step where nothing is taken, and sets its loudness', async () => {
    const source = await file('wav', 'pcm-s16', [noisy]);
    const { result, blob } = await perform(source, 'wav', { strength: 0, loudness: '-23' });
    expect(result).toMatchObject({ ok: true, value: { result: { loudness_lufs: -23 } } });
    const [before, after] = [(await heard(source))[0]!, (await heard(blob))[0]!];
    const gain = after[rate * 2]! / before[rate * 2]!;
    expect(after.every((value, at) => Math.abs(value - gain * before[at]!) < 2 / 32_768)).toBe(
      true,
    );
  });

  it('keeps peaks under −1 dBTP however loud it shall be', async () => {
    const { result } = await perform(await file('wav', 'pcm-s16', [speech]), 'wav', {
      loudness: '-14',
    });
    if (!result.ok) throw new Error('failed');
    expect(result.value.result!['noise']).toContain('nothing to take away');
    expect(result.value.result!['true_peak_dbtp']).toBeLessThanOrEqual(-0.9);
  });

  it('says that it found nothing to do, and makes nothing', async () => {
    const { result, state } = await perform(await file('wav', 'pcm-s16', [speech]), 'wav');
    expect(result).toMatchObject({ ok: false, failure: { code: 'nothing_to_do' } });
    expect(state.ended).toBe('open');
  });

  it.each([
    ['mp4', 'aac'],
    ['webm', 'opus'],
  ] as const)('keeps the picture of a film untouched: %s', async (format, codec) => {
    const source = await file(format, codec, [noisy, noisy], true);
    const { result, blob } = await perform(source, format, {}, 'video');
    expect(result).toMatchObject({ ok: true, value: { file: { facts: { format, channels: 2 } } } });
    const packetsOf = async (of: Blob) => {
      const track = (await open(of).getPrimaryVideoTrack())!;
      const found: string[] = [];
      for await (const packet of new EncodedPacketSink(track).packets())
        found.push(`${packet.timestamp.toFixed(3)} ${packet.type} ${packet.data.join()}`);
      return found;
    };
    expect(await packetsOf(blob)).toEqual(await packetsOf(source));
    const [before, after] = [(await heard(source))[0]!, (await heard(blob))[0]!];
    const part = (of: Float32Array) => of.subarray(rate, rate + 20_000);
    expect(bestShift(part(before), part(after), 1300)).toBe(0);
  });

  it.each([
    ['tone.wma', 'wma', 'audio', 'flac'],
    ['clip.avi', 'avi', 'video', 'mp4'],
  ] as const)('takes %s through the media engine', async (name, format, kind, becomes) => {
    const address = new URL(`../../../tests/fixtures/media/${name}`, import.meta.url);
    const source = await (await fetch(address)).blob();
    const { result, blob } = await perform(source, format, { loudness: '-16' }, kind);
    expect(result).toMatchObject({
      ok: true,
      value: { file: { facts: { format: becomes } }, result: { read_by: 'media engine' } },
    });
    const input = open(blob);
    expect((await input.getPrimaryVideoTrack()) !== null).toBe(kind === 'video');
    const audio = (await input.getPrimaryAudioTrack())!;
    expect(await audio.computeDuration()).toBeGreaterThan(0.3);
    input.dispose();
  });

  it('takes eight channels', async () => {
    const channels = Array.from({ length: 8 }, (_, at) => noisy.map((value) => value / (at + 1)));
    const source = await file('wav', 'pcm-s16', channels);
    const { result, blob } = await perform(source, 'wav');
    expect(result).toMatchObject({ ok: true, value: { file: { facts: { channels: 8 } } } });
    expect((await heard(blob)).map((samples) => samples.length)).toEqual(Array(8).fill(length));
  });

  it('gives the same bytes each time', async () => {
    const source = await file('flac', 'flac', [noisy]);
    const [one, two] = [await perform(source, 'flac'), await perform(source, 'flac')];
    expect(await one.blob.arrayBuffer()).toEqual(await two.blob.arrayBuffer());
  });

  it('leaves nothing when it is cancelled, and names broken files', async () => {
    const source = await file('wav', 'pcm-s16', [noisy]);
    const stopped = await perform(source, 'wav', {}, 'audio', AbortSignal.abort());
    expect(stopped.result).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(stopped.state.ended).not.toBe('closed');
    for (const broken of [new Blob(['no sound']), source.slice(0, 30), source.slice(0, 44)]) {
      const { result } = await perform(broken, 'wav');
      expect(result).toMatchObject({ ok: false });
      if (!result.ok) expect(result.failure.code).not.toBe('internal');
    }
    const cut = await file('mp3', 'mp3', [noisy]);
    const { result } = await perform(cut.slice(0, cut.size / 2), 'mp3');
    expect(result.ok).toBe(true);
  });
});
