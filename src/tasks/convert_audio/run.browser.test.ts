import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSource,
  BlobSource,
  BufferTarget,
  CanvasSource,
  Input,
  Output,
  Quality,
} from 'mediabunny';
import { describe, expect, it } from 'vitest';

import type { Block } from '#media/sound/overlap-add.ts';
import { shapeOf, soundBlocks } from '#media/sound/read.ts';
import { bestShift, speechLike } from '#media/sound/test-signals.ts';
import { containerOf } from '#media/timed/containers.ts';

import { run as runFilm } from '../convert_video/run.ts';
import { convertVideo } from '../convert_video/task.ts';
import { paramsOf, perform } from '../testing-run.ts';

import { run } from './run.ts';
import { convertAudio } from './task.ts';

const asset = { kind: 'audio', format: 'wav', name: 'talk.wav' } as const;

const open = (blob: Blob) => new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });

/** A WAV of 16 bits. */
async function wave(channels: readonly Float32Array[], sampleRate: number): Promise<Blob> {
  const output = new Output({ format: containerOf('wav'), target: new BufferTarget() });
  const track = new AudioSampleSource({ codec: 'pcm-s16' });
  output.addAudioTrack(track);
  await output.start();
  const length = channels[0]!.length;
  const data = new Int16Array(length * channels.length);
  channels.forEach((samples, channel) => {
    for (let at = 0; at < length; at += 1) {
      data[channel * length + at] = Math.round(samples[at]! * 32_768);
    }
  });
  const shape = { format: 's16-planar', numberOfChannels: channels.length, sampleRate } as const;
  const sample = new AudioSample({ data, ...shape, timestamp: 0 });
  await track.add(sample);
  sample.close();
  await output.finalize();
  return new Blob([output.target.buffer!]);
}

/** All samples of a sound, one array a channel. */
async function samplesOf(blob: Blob): Promise<Float32Array[]> {
  const input = open(blob);
  const track = (await input.getPrimaryAudioTrack())!;
  const shape = await shapeOf(track, blob);
  const blocks: Block[] = [];
  for await (const block of soundBlocks(track, shape, new AbortController().signal)) {
    blocks.push(block);
  }
  input.dispose();
  return Array.from({ length: shape.channels }, (_, channel) =>
    Float32Array.from(blocks.flatMap((block) => [...block[channel]!])),
  );
}

/** Two seconds of grey with this sound, as WebM. */
async function filmWith(samples: Float32Array, sampleRate: number): Promise<Blob> {
  const output = new Output({ format: containerOf('webm'), target: new BufferTarget() });
  const canvas = new OffscreenCanvas(64, 48);
  canvas.getContext('2d')!.fillRect(0, 0, 64, 48);
  const picture = new CanvasSource(canvas, {
    codec: 'vp8',
    quality: new Quality({ bitrate: 200_000 }),
  });
  const sound = new AudioSampleSource({
    codec: 'opus',
    quality: new Quality({ bitrate: 160_000 }),
  });
  output.addVideoTrack(picture);
  output.addAudioTrack(sound);
  await output.start();
  for (let frame = 0; frame < 20; frame += 1) await picture.add(frame / 10, 0.1);
  const shape = { format: 'f32-planar', numberOfChannels: 1, sampleRate } as const;
  const sample = new AudioSample({ data: samples, ...shape, timestamp: 0 });
  await sound.add(sample);
  sample.close();
  await output.finalize();
  return new Blob([output.target.buffer!]);
}

describe('convert sound, to the sample', () => {
  it.each(['mp3', 'm4a', 'ogg'] as const)(
    'is as long as its source to the sample, and in its place: WAV to %s to WAV',
    async (format) => {
      // No whole number of packets of any codec, at a rate that all three take.
      const [rate, length] = [48_000, 48_000 * 2 + 777];
      const spoken = speechLike(length, rate, 11);
      const there = await perform(
        run,
        paramsOf(convertAudio, { format, bitrate: 256 }),
        await wave([spoken], rate),
        asset,
      );
      expect(there.result).toMatchObject({
        ok: true,
        value: { file: { facts: { duration_s: length / rate } } },
      });
      const back = await perform(
        run,
        paramsOf(convertAudio, { format: 'wav' }),
        new Blob([there.bytes]),
        asset,
      );
      const [heard = new Float32Array(0)] = await samplesOf(new Blob([back.bytes]));
      expect(heard.length).toBe(length);
      const part = (of: Float32Array) => of.subarray(rate * 0.6, rate * 1.5);
      expect(bestShift(part(spoken), part(heard), 2000)).toBe(0);
      // The last syllables are there too, not silence in their place.
      const end = (of: Float32Array) => of.subarray(length - 20_000);
      expect(bestShift(end(spoken), end(heard), 1500)).toBe(0);
    },
  );

  it('gives back the very samples of a WAV through FLAC, and of a part of it', async () => {
    const [rate, length] = [44_100, 44_100 + 123];
    const spoken = speechLike(length, rate, 3).map((value) => Math.round(value * 32_767) / 32_768);
    const source16 = await wave([spoken], rate);
    const flac = await perform(run, paramsOf(convertAudio, { format: 'flac' }), source16, asset);
    const settings = { format: 'wav', start: 0.25, end: 0.75 };
    const back = await perform(
      run,
      paramsOf(convertAudio, settings),
      new Blob([flac.bytes]),
      asset,
    );
    const [heard = new Float32Array(0)] = await samplesOf(new Blob([back.bytes]));
    const from = Math.round(0.25 * rate);
    expect([...heard]).toEqual([...spoken.subarray(from, Math.round(0.75 * rate))]);
  });

  it('keeps the sound of a film in step with its picture where it is encoded again', async () => {
    const [rate, length] = [48_000, 48_000 * 2];
    const spoken = speechLike(length, rate, 17);
    const film = await filmWith(spoken, rate);
    const asset = { kind: 'video', format: 'webm', name: 'film.webm', duration_s: 2 };
    const params = paramsOf(convertVideo, { format: 'mp4', quality: 'best' });
    const { result, bytes } = await perform(runFilm, params, film, asset);
    expect(result).toMatchObject({ ok: true });
    const [heard = new Float32Array(0)] = await samplesOf(new Blob([bytes]));
    const part = (of: Float32Array) => of.subarray(rate * 0.6, rate * 1.5);
    expect(Math.abs(bestShift(part(spoken), part(heard), 2000))).toBeLessThanOrEqual(1);
  });
});
