/** Films and sounds made on the spot, with clicks to be found again, and what a file holds. */
import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSink,
  AudioSampleSource,
  BlobSource,
  BufferTarget,
  CanvasSink,
  CanvasSource,
  EncodedPacketSink,
  Input,
  Output,
  Quality,
  type AudioCodec,
  type VideoCodec,
} from 'mediabunny';

import type { MediaFormat } from '#formats/media-formats.ts';
import { containerOf } from '#media/timed/containers.ts';
import { canWriteSound } from '#media/timed/encoders.ts';

/** What a test knows to be there. */
function the<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('it is not there');
  return value;
}

/** A film to be made. */
interface Made {
  readonly colour: string;
  readonly format?: MediaFormat;
  readonly codec?: VideoCodec;
  readonly width?: number;
  readonly height?: number;
  /** Times of the frames, in seconds, and the end of the last one. */
  readonly times?: readonly number[];
  readonly sound?: {
    readonly codec: AudioCodec;
    readonly rate: number;
    readonly channels: number;
  } | null;
  /** Seconds at which there is a click. */
  readonly click?: number;
}

export const even = (fps: number, seconds: number): readonly number[] =>
  Array.from({ length: Math.round(fps * seconds) + 1 }, (_, at) => at / fps);
export const aac = { codec: 'aac', rate: 48_000, channels: 2 } as const;

/** A film of one colour, a tenth of which moves, and a click in silence. */
export async function film({
  colour,
  format = 'mp4',
  codec = 'avc',
  width = 96,
  height = 64,
  times = even(25, 2),
  sound = aac,
  click = 0.5,
}: Made): Promise<Blob> {
  const output = new Output({ format: containerOf(format), target: new BufferTarget() });
  const canvas = new OffscreenCanvas(width, height);
  const picture = new CanvasSource(canvas, {
    codec,
    quality: new Quality({ bitrate: 300_000 }),
    keyFrameInterval: 1,
  });
  output.addVideoTrack(picture);
  const heard = sound && (await soundSource(sound));
  if (heard) output.addAudioTrack(heard);
  await output.start();
  const context = the(canvas.getContext('2d'));
  for (const [at, time] of times.slice(0, -1).entries()) {
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#808080';
    context.fillRect(at % width, 0, 4, 4);
    await picture.add(time, the(times[at + 1]) - time);
  }
  if (heard && sound) await hear(heard, clicks(sound, the(times.at(-1)), click));
  await output.finalize();
  return new Blob([the(output.target.buffer)]);
}

async function soundSource({ codec, rate, channels }: NonNullable<Made['sound']>) {
  await canWriteSound(codec, channels, rate);
  const quality =
    codec.startsWith('pcm') || codec === 'flac'
      ? {}
      : { quality: new Quality({ bitrate: 96_000 }) };
  return new AudioSampleSource({ codec, ...quality });
}

async function hear(source: AudioSampleSource, sample: AudioSample): Promise<void> {
  await source.add(sample);
  sample.close();
}

/** Silence with one click: a short burst whose middle is at `click`. */
function clicks(
  { rate, channels }: NonNullable<Made['sound']>,
  seconds: number,
  click: number,
): AudioSample {
  const count = Math.round(seconds * rate);
  const data = new Float32Array(count * channels);
  for (let channel = 0; channel < channels; channel += 1) {
    for (let n = -40; n <= 40; n += 1) {
      const at = Math.round(click * rate) + n;
      if (at >= 0 && at < count)
        data[channel * count + at] = 0.8 * Math.cos((n * Math.PI) / 8) * Math.exp(-(n * n) / 300);
    }
  }
  const shape = { format: 'f32-planar', numberOfChannels: channels, sampleRate: rate } as const;
  return new AudioSample({ data, ...shape, timestamp: 0 });
}

export async function sound(
  format: MediaFormat,
  shape: NonNullable<Made['sound']>,
  seconds = 2,
  click = 0.5,
): Promise<Blob> {
  const output = new Output({ format: containerOf(format), target: new BufferTarget() });
  const source = await soundSource(shape);
  output.addAudioTrack(source);
  await output.start();
  await hear(source, clicks(shape, seconds, click));
  await output.finalize();
  return new Blob([the(output.target.buffer)]);
}

const open = (blob: Blob) => new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });

/** Every packet of the picture as time, length and a byte of it. */
export async function pictures(blob: Blob) {
  const input = open(blob);
  const track = the(await input.getPrimaryVideoTrack());
  const found: { at: number; duration: number; print: string }[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const { timestamp: at, duration, data } = packet;
    found.push({ at, duration, print: `${data.length} ${data.at(-1)} ${data.at(-9)}` });
  }
  input.dispose();
  return found;
}

/** Times of packets of the sound, and of its clicks (the middle of each, seconds). */
export async function heard(blob: Blob) {
  const input = open(blob);
  const track = the(await input.getPrimaryAudioTrack());
  const packets: { at: number; duration: number }[] = [];
  for await (const { timestamp: at, duration } of new EncodedPacketSink(track).packets()) {
    packets.push({ at, duration });
  }
  const rate = await track.getSampleRate();
  const level: number[] = [];
  for await (const sample of new AudioSampleSink(track).samples()) {
    const data = new Float32Array(sample.numberOfFrames);
    sample.copyTo(data, { planeIndex: 0, format: 'f32-planar' });
    const from = Math.round(sample.timestamp * rate);
    data.forEach((value, n) => {
      if (from + n >= 0) level[from + n] = Math.abs(value);
    });
    sample.close();
  }
  const peaks: number[] = [];
  for (let at = 0; at < level.length; at += 1) {
    if ((level[at] ?? 0) < 0.3) continue;
    let best = at;
    for (let near = at; near < at + 200; near += 1) {
      if ((level[near] ?? 0) > (level[best] ?? 0)) best = near;
    }
    peaks.push(best / rate);
    at = best + 200;
  }
  const [channels, codec] = [await track.getNumberOfChannels(), await track.getCodec()];
  const seconds = await track.computeDuration();
  input.dispose();
  return { packets, peaks, rate, channels, codec, seconds };
}

export async function colourAt(blob: Blob, time: number, x = 0.5, y = 0.5) {
  const input = open(blob);
  const sink = new CanvasSink(the(await input.getPrimaryVideoTrack()));
  const { canvas } = the(await sink.getCanvas(time));
  const context = the((canvas as OffscreenCanvas).getContext('2d'));
  const [red, green, blue] = context.getImageData(canvas.width * x, canvas.height * y, 1, 1).data;
  input.dispose();
  return {
    red: the(red),
    green: the(green),
    blue: the(blue),
    width: canvas.width,
    height: canvas.height,
  };
}

export const gaps = (packets: readonly { at: number; duration: number }[]): number =>
  Math.max(
    ...packets
      .slice(1)
      .map(({ at }, n) => Math.abs(at - the(packets[n]).at - the(packets[n]).duration)),
  );
