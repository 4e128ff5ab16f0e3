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
  VideoSampleSink,
  type VideoCodec,
} from 'mediabunny';
import { describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { MediaFormat } from '#formats/media-formats.ts';
import { containerOf } from '#media/timed/containers.ts';
import { canWriteSound } from '#media/timed/encoders.ts';

import type { TaskContext } from '../context.ts';

import { run } from './run.ts';
import { denoiseVideo } from './task.ts';

const frames = 14;

/** A drawing that pans, with or without grain, at times that are not even. */
async function film(
  format: MediaFormat,
  codec: VideoCodec,
  width: number,
  height: number,
  grain = 30,
) {
  const output = new Output({ format: containerOf(format), target: new BufferTarget() });
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const picture = new CanvasSource(canvas, { codec, quality: new Quality({ bitrate: 3_000_000 }) });
  output.addVideoTrack(picture);
  const soundCodec = format === 'webm' ? 'opus' : 'aac';
  await canWriteSound(soundCodec, 1, 48_000);
  const sound = new AudioSampleSource({
    codec: soundCodec,
    quality: new Quality({ bitrate: 64_000 }),
  });
  output.addAudioTrack(sound);
  await output.start();
  let state = 7;
  for (let n = 0; n < frames; n += 1) {
    const gradient = context.createLinearGradient(0, 0, width, height);
    gradient.addColorStop(0, '#405060');
    gradient.addColorStop(1, '#b09080');
    context.fillStyle = gradient;
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#d0c040';
    context.fillRect(10 + n, 8, width / 3, height / 2);
    const image = context.getImageData(0, 0, width, height);
    for (let at = 0; at < image.data.length; at += 4) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const value = ((state >>> 24) / 255 - 0.5) * 2 * grain;
      for (const channel of [0, 1, 2]) image.data[at + channel]! += value;
    }
    context.putImageData(image, 0, 0);
    await picture.add(n * 0.1 + (n % 3) * 0.02, 0.08);
  }
  const data = Float32Array.from({ length: 48_000 }, (_, at) => 0.2 * Math.sin(at / 20));
  await sound.add(
    new AudioSample({
      data,
      format: 'f32-planar',
      numberOfChannels: 1,
      sampleRate: 48_000,
      timestamp: 0,
    }),
  );
  await output.finalize();
  return new Blob([output.target.buffer!]);
}

const open = (blob: Blob) => new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
const timesOf = async (blob: Blob): Promise<string[]> => {
  const times: string[] = [];
  for await (const sample of new VideoSampleSink(
    (await open(blob).getPrimaryVideoTrack())!,
  ).samples()) {
    times.push(
      `${sample.timestamp.toFixed(3)} +${sample.duration.toFixed(3)} ${sample.displayWidth}×${sample.displayHeight}`,
    );
    sample.close();
  }
  return times;
};
const soundOf = async (blob: Blob): Promise<string[]> => {
  const packets: string[] = [];
  for await (const packet of new EncodedPacketSink(
    (await open(blob).getPrimaryAudioTrack())!,
  ).packets())
    packets.push(`${packet.timestamp.toFixed(4)} ${packet.data.join()}`);
  return packets;
};
/** Mean difference of neighbours in the lower, plain part of the last frame: its grain. */
const roughness = async (blob: Blob): Promise<number> => {
  const track = (await open(blob).getPrimaryVideoTrack())!;
  const sample = (await new VideoSampleSink(track).getSample(10))!;
  const canvas = new OffscreenCanvas(sample.displayWidth, sample.displayHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  sample.draw(context, 0, 0);
  sample.close();
  const { data } = context.getImageData(0, canvas.height - 12, canvas.width, 12);
  let sum = 0;
  for (let at = 0; at + 4 < data.length; at += 4) sum += Math.abs(data[at]! - data[at + 4]!);
  return sum / (data.length / 4);
};

async function perform(
  blob: Blob,
  format: MediaFormat,
  signal = new AbortController().signal,
  onProgress = () => undefined as void,
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
    source: { name: 'a', kind: 'video', blob: 'aa', format } as unknown as AssetRow,
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
    progress: onProgress,
    now: () => performance.now(),
  } as unknown as TaskContext;
  const params = denoiseVideo.parse({});
  if (!params.ok) throw new Error('wrong settings');
  return { result: await run(params.value, context), state, made: () => new Blob([bytes]) };
}

describe('denoising a film', () => {
  it.each([
    ['mp4', 'avc', 160, 96],
    ['webm', 'vp9', 161, 97],
    ['webm', 'vp8', 160, 96],
  ] as const)(
    'keeps frames, times, size and sound: %s with %s at %i × %i',
    async (format, codec, width, height) => {
      const source = await film(format, codec, width, height);
      const { result, made, state } = await perform(source, format);
      expect(result).toMatchObject({
        ok: true,
        value: { file: { facts: { format, width, height } }, result: { frames } },
      });
      expect(state.ended).toBe('closed');
      expect(await timesOf(made())).toEqual(await timesOf(source));
      expect(await soundOf(made())).toEqual(await soundOf(source));
      expect(await roughness(made())).toBeLessThan((await roughness(source)) * 0.4);
    },
  );

  it('says that a film without grain needs nothing', async () => {
    const { result, state } = await perform(await film('mp4', 'avc', 96, 64, 0), 'mp4');
    expect(result).toMatchObject({ ok: false, failure: { code: 'nothing_to_do' } });
    expect(state.ended).toBe('open');
  });

  it('leaves nothing when it is cancelled in the middle, and names broken files', async () => {
    const source = await film('mp4', 'avc', 160, 96);
    const stop = new AbortController();
    const { result, state } = await perform(source, 'mp4', stop.signal, () => stop.abort());
    expect(result).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(state.ended).toBe('aborted');
    for (const broken of [new Blob(['no film']), source.slice(0, source.size / 3)]) {
      const { result: told } = await perform(broken, 'mp4');
      expect(told).toMatchObject({ ok: false });
      if (!told.ok) expect(told.failure.code).not.toBe('internal');
    }
  });
});
