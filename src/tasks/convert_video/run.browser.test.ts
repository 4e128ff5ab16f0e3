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
} from 'mediabunny';
import { beforeAll, describe, expect, it } from 'vitest';

import { runFfmpeg } from '#media/ffmpeg/run.ts';
import { containerOf } from '#media/timed/containers.ts';
import { canWriteSound } from '#media/timed/encoders.ts';

import { run as runAudio } from '../convert_audio/run.ts';
import { convertAudio } from '../convert_audio/task.ts';
import { paramsOf, perform } from '../testing-run.ts';

import { run } from './run.ts';
import { convertVideo } from './task.ts';

const width = 96;
const height = 64;
const seconds = 3;
const fps = 20;

/** Three seconds, each of another colour, with a tone of 440 Hz. */
async function film(): Promise<Blob> {
  await canWriteSound('aac', 2, 48_000);
  const output = new Output({ format: containerOf('mp4'), target: new BufferTarget() });
  output.setMetadataTags({ title: 'Harbour' });
  const canvas = new OffscreenCanvas(width, height);
  const picture = new CanvasSource(canvas, {
    codec: 'avc',
    quality: new Quality({ bitrate: 400_000 }),
    keyFrameInterval: 1,
  });
  const sound = new AudioSampleSource({ codec: 'aac', quality: new Quality({ bitrate: 96_000 }) });
  output.addVideoTrack(picture, { frameRate: fps });
  output.addAudioTrack(sound);
  await output.start();
  const context = canvas.getContext('2d')!;
  for (let frame = 0; frame < seconds * fps; frame += 1) {
    context.fillStyle = ['#c02020', '#20c020', '#2020c0'][Math.floor(frame / fps)]!;
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#ffffff';
    context.fillRect(frame, 10, 8, 8);
    await picture.add(frame / fps, 1 / fps);
  }
  const data = Float32Array.from(
    { length: 2 * 48_000 * seconds },
    (_, at) => 0.3 * Math.sin((2 * Math.PI * 440 * (at % (48_000 * seconds))) / 48_000),
  );
  const shape = { format: 'f32-planar', numberOfChannels: 2, sampleRate: 48_000 } as const;
  await sound.add(new AudioSample({ data, ...shape, timestamp: 0 }));
  await output.finalize();
  return new Blob([output.target.buffer!], { type: 'video/mp4' });
}

let source: Blob;
beforeAll(async () => {
  source = await film();
});

const asset = { kind: 'video', format: 'mp4', name: 'film.mp4', duration_s: seconds } as const;
async function made(settings: object, blob = source, of: object = asset) {
  const { result, bytes } = await perform(run, paramsOf(convertVideo, settings), blob, of);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return { ...result.value, blob: new Blob([bytes]) };
}
const open = (blob: Blob) => new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
async function factsOf(blob: Blob) {
  const input = open(blob);
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  const facts = {
    codec: (await video?.getCodec()) ?? null,
    width: (await video?.getDisplayWidth()) ?? null,
    height: (await video?.getDisplayHeight()) ?? null,
    seconds: Math.round((await input.computeDuration()) * 10) / 10,
    frames: video ? (await video.computePacketStats()).packetCount : 0,
    sound: (await audio?.getCodec()) ?? null,
    title: (await input.getMetadataTags()).title,
  };
  input.dispose();
  return facts;
}
const packetsOf = async (blob: Blob): Promise<string> => {
  const packets: string[] = [];
  const track = (await open(blob).getPrimaryVideoTrack())!;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    packets.push(`${packet.timestamp.toFixed(3)} ${packet.data.length} ${packet.data[9]}`);
  }
  return packets.join('\n');
};

/** The packets of a track, as text. */
async function bytesOf(blob: Blob, kind: 'video' | 'audio'): Promise<string[]> {
  const input = open(blob);
  const track =
    kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
  const found: string[] = [];
  for await (const packet of new EncodedPacketSink(track!).packets())
    found.push(packet.data.join());
  input.dispose();
  return found;
}

describe('convert video', () => {
  it.each([
    ['mp4', 'avc', 'aac'],
    ['webm', 'vp9', 'opus'],
    ['mkv', 'avc', 'aac'],
    ['mov', 'avc', 'aac'],
  ] as const)(
    'writes %s with its frames, its sound and its title',
    async (format, codec, sound) => {
      const { blob, file } = await made({ format });
      expect(await factsOf(blob)).toMatchObject({
        codec,
        sound,
        width,
        height,
        seconds,
        frames: seconds * fps,
        title: 'Harbour',
      });
      expect(file?.facts).toMatchObject({ format, width, height });
    },
  );

  it('copies packets where nothing changes', async () => {
    const { blob, result } = await made({ format: 'mkv', codec: 'keep' });
    expect(result).toMatchObject({ copied: true });
    expect(await packetsOf(blob)).toBe(await packetsOf(source));
  });

  it('copies sound that begins before its film, and a part that begins between key frames', async () => {
    // Encoded here: what the encoder puts before the sound lies before time 0.
    const { blob: film } = await made({ end: 2.9 });
    const all = [await bytesOf(film, 'video'), await bytesOf(film, 'audio')];
    for (const settings of [{}, { start: 1.3, end: 2.5 }]) {
      const { blob, result } = await made({ format: 'mkv', codec: 'keep', ...settings }, film);
      expect(result).toMatchObject({ copied: true });
      const copied = [await bytesOf(blob, 'video'), await bytesOf(blob, 'audio')];
      copied.forEach((packets, at) => {
        const first = all[at]!.indexOf(packets[0]!);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(packets).toEqual(all[at]!.slice(first, first + packets.length));
      });
      if (!('start' in settings))
        expect(copied.map(({ length }) => length)).toEqual(all.map(({ length }) => length));
    }
  });

  it('cuts to the frame, turns, crops and scales to even sides, at another pace, without sound', async () => {
    const { blob } = await made({ start: 1, end: 2, fps: 10, sound: 'none' });
    expect(await factsOf(blob)).toMatchObject({ seconds: 1, frames: 10, sound: null });
    const turned = await made({ rotate: 90, crop_left: 4, crop_top: 10, width: 45 });
    expect(await factsOf(turned.blob)).toMatchObject({ width: 46, height: 66 });
    const input = open(blob);
    const { CanvasSink } = await import('mediabunny');
    const frame = await new CanvasSink((await input.getPrimaryVideoTrack())!).getCanvas(0);
    const pixel = (frame!.canvas as OffscreenCanvas)
      .getContext('2d')!
      .getImageData(4, 50, 1, 1).data;
    expect(pixel[1]! - pixel[0]!, 'the second second is green').toBeGreaterThan(100);
    input.dispose();
  });

  it('keeps to a size', async () => {
    const { blob, result } = await made({ at_most_kb: 60 });
    expect(blob.size).toBeLessThanOrEqual(60_000);
    expect(result).toHaveProperty('bitrate');
    const params = paramsOf(convertVideo, { at_most_kb: 20 });
    const refused = await perform(run, params, source, asset);
    if (!refused.result.ok) expect(refused.result.failure).toMatchObject({ code: 'too_large' });
    else expect(refused.bytes.length).toBeLessThanOrEqual(20_000);
  });

  it('uses the room that a size leaves, where there is something to use it for', async () => {
    const output = new Output({ format: containerOf('webm'), target: new BufferTarget() });
    const canvas = new OffscreenCanvas(160, 96);
    const codec = { codec: 'vp9', quality: new Quality({ bitrate: 2_000_000 }) } as const;
    const picture = new CanvasSource(canvas, codec);
    output.addVideoTrack(picture, { frameRate: fps });
    await output.start();
    const context = canvas.getContext('2d')!;
    let state = 7;
    for (let frame = 0; frame < 3 * fps; frame += 1) {
      const image = context.createImageData(160, 96);
      for (let at = 0; at < image.data.length; at += 1) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        image.data[at] = at % 4 === 3 ? 255 : state >>> 24;
      }
      context.putImageData(image, 0, 0);
      await picture.add(frame / fps, 1 / fps);
    }
    await output.finalize();
    const grain = new Blob([output.target.buffer!]);
    for (const at_most_kb of [200, 400]) {
      const params = paramsOf(convertVideo, { format: 'webm', at_most_kb });
      const { result, bytes, state: ended } = await perform(run, params, grain, asset);
      if (!result.ok) throw new Error(JSON.stringify(result.failure));
      // Noise takes all that it is given; how near that comes is the encoder's affair.
      expect(bytes.length).toBeGreaterThan(at_most_kb * 500);
      expect(bytes.length).toBeLessThanOrEqual(at_most_kb * 1000);
      expect(ended.closed).toBe(true);
    }
  });

  it.each(['gif', 'webp'] as const)('makes an animated %s', async (format) => {
    const { blob, file, result } = await made({ format, end: 2, width: 48 });
    expect(file?.facts).toMatchObject({ mime: `image/${format}`, width: 48, height: 32 });
    expect(result).toMatchObject({ frames: 30 });
    const decoder = new ImageDecoder({ data: blob.stream(), type: `image/${format}` });
    await decoder.completed;
    const track = decoder.tracks.selectedTrack!;
    expect(track.frameCount).toBe(30);
    let shown = 0;
    for (let frameIndex = 0; frameIndex < 30; frameIndex += 1) {
      const { image } = await decoder.decode({ frameIndex });
      shown += image.duration ?? 0;
      if (frameIndex === 20) {
        const context = new OffscreenCanvas(48, 32).getContext('2d')!;
        context.drawImage(image, 0, 0);
        const pixel = context.getImageData(40, 28, 1, 1).data;
        expect(pixel[1]! - pixel[0]!).toBeGreaterThan(100);
      }
      image.close();
    }
    expect(shown / 1e6).toBeCloseTo(2, 1);
    decoder.close();
  });

  it('reads through the media engine what the browser cannot', async () => {
    const ran = await runFfmpeg({
      inputs: [],
      arguments: [
        ...'-f lavfi -i testsrc2=size=64x48:rate=10:duration=1 -f lavfi -i sine=duration=1'.split(
          ' ',
        ),
        ...'-c:v mpeg4 -c:a libmp3lame /out/old.avi'.split(' '),
      ],
      outputs: ['old.avi'],
      signal: new AbortController().signal,
      engine: { fetch: true },
    });
    if (!ran.ok) throw new Error(JSON.stringify(ran.failure));
    const avi = new Blob([await ran.value.outputs[0]!.arrayBuffer()]);
    await ran.value.release();
    const { blob, result } = await made({}, avi, { ...asset, format: 'avi' });
    expect(result).toMatchObject({ read_by: 'media engine' });
    expect(await factsOf(blob)).toMatchObject({
      codec: 'avc',
      sound: 'aac',
      width: 64,
      frames: 10,
    });
  });

  it.each([
    ['clip.wmv', 'wmv', { frames: 12, width: 64 }],
    ['clip.mpg', 'mpeg', { frames: 30, width: 64 }],
    ['clip.vob', 'mpeg', { frames: 30, width: 64 }],
    ['clip.m2t', 'ts', { frames: 12, width: 64 }],
  ])(
    'makes an MP4 with picture and sound of %s, from its beginning on',
    async (name, format, wanted) => {
      const address = new URL(`../../../tests/fixtures/media/${name}`, import.meta.url);
      const { blob, result } = await made({}, await (await fetch(address)).blob(), {
        ...asset,
        format,
      });
      expect(result).toMatchObject({ read_by: 'media engine' });
      const facts = await factsOf(blob);
      expect(facts).toMatchObject({ codec: 'avc', sound: 'aac', ...wanted });
      expect(Math.abs(facts.seconds - 1.2)).toBeLessThan(0.15);
    },
  );

  it('moves the packets of a transport stream into an MP4 without loss', async () => {
    const address = new URL('../../../tests/fixtures/media/clip.m2t', import.meta.url);
    const stream = await (await fetch(address)).blob();
    const kept = { ...asset, format: 'ts' };
    const { blob, result } = await made({ format: 'mp4', codec: 'keep' }, stream, kept);
    expect(result).toMatchObject({ copied: true, read_by: 'media engine' });
    expect(await factsOf(blob)).toMatchObject({ codec: 'avc', sound: 'aac', frames: 12 });
    const { CanvasSink } = await import('mediabunny');
    const picture = (await open(blob).getPrimaryVideoTrack())!;
    let drawn = 0;
    for await (const _frame of new CanvasSink(picture).canvases()) drawn += 1;
    expect(drawn).toBe(12);
  });

  it('makes an MP3 of a WMA', async () => {
    const address = new URL('../../../tests/fixtures/media/tone.wma', import.meta.url);
    const params = paramsOf(convertAudio, { format: 'mp3' });
    const wma = await (await fetch(address)).blob();
    const { result } = await perform(runAudio, params, wma, {
      ...asset,
      format: 'wma',
      kind: 'audio',
    });
    expect(result).toMatchObject({ ok: true, value: { result: { read_by: 'media engine' } } });
    if (!result.ok) return;
    const { codec, sample_rate_hz: rate, duration_s: length = 0 } = result.value.file?.facts ?? {};
    expect([codec, rate]).toEqual(['mp3', 22_050]);
    expect(Math.abs((length ?? 0) - 1.2)).toBeLessThan(0.1);
  });

  it('refuses what is no film, and leaves nothing when cancelled', async () => {
    const params = paramsOf(convertVideo, {});
    const broken = await perform(run, params, new Blob([new Uint8Array(5000).fill(7)]), asset);
    expect(broken.result).toMatchObject({ ok: false });
    expect(broken.state.closed).toBe(false);
    const cut = await perform(run, params, source.slice(0, 3000), asset);
    expect(cut.result.ok).toBe(false);
    const cancelled = await perform(run, params, source, asset, AbortSignal.abort());
    expect(cancelled.result).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(cancelled.state.closed).toBe(false);
  });
});

describe('convert sound', () => {
  const sound = async (settings: object, blob = source) => {
    const params = paramsOf(convertAudio, settings);
    const { result, bytes } = await perform(runAudio, params, blob, asset);
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    const input = open(new Blob([bytes]));
    const audio = (await input.getPrimaryAudioTrack())!;
    const facts = {
      codec: await audio.getCodec(),
      rate: await audio.getSampleRate(),
      channels: await audio.getNumberOfChannels(),
      seconds: Math.round((await input.computeDuration()) * 10) / 10,
    };
    input.dispose();
    return { ...facts, size: bytes.length, said: result.value.result, file: result.value.file };
  };

  it.each([
    ['mp3', 'mp3'],
    ['m4a', 'aac'],
    ['ogg', 'opus'],
    ['flac', 'flac'],
    ['wav', 'pcm-s16'],
  ] as const)('takes the sound of a film as %s', async (format, codec) => {
    const { seconds: lasts, ...facts } = await sound({ format });
    // Codecs of whole packets begin or end a little outside.
    expect(Math.abs(lasts - seconds)).toBeLessThan(0.11);
    expect(facts).toMatchObject({
      codec,
      rate: 48_000,
      channels: 2,
      file: { facts: { format, mime: expect.stringContaining('audio/') } },
    });
  });

  it('cuts, mixes down and changes the rate', async () => {
    const short = await sound({
      format: 'wav',
      start: 0.5,
      end: 1.5,
      channels: 'mono',
      rate: 22_050,
    });
    expect(short).toMatchObject({ channels: 1, rate: 22_050, seconds: 1 });
    expect(short.said).toMatchObject({ mixed_down: '2 channels to 1' });
    const low = await sound({ format: 'mp3', bitrate: 64 });
    const high = await sound({ format: 'mp3', bitrate: 256 });
    expect(high.size).toBeGreaterThan(low.size * 2);
  });

  it('takes eight channels', async () => {
    const output = new Output({ format: containerOf('wav'), target: new BufferTarget() });
    const track = new AudioSampleSource({ codec: 'pcm-s16' });
    output.addAudioTrack(track);
    await output.start();
    const shape = { format: 'f32-planar', numberOfChannels: 8, sampleRate: 48_000 } as const;
    const data = new Float32Array(8 * 48_000).fill(0.1);
    await track.add(new AudioSample({ data, ...shape, timestamp: 0 }));
    await output.finalize();
    const eight = new Blob([output.target.buffer!]);
    expect(await sound({ format: 'mp3' }, eight)).toMatchObject({ channels: 2 });
    expect(await sound({ format: 'flac' }, eight)).toMatchObject({ channels: 8, seconds: 1 });
  });
});
