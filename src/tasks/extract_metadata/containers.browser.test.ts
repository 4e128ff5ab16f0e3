/**
 * Files of every container, made on the spot by ffmpeg with known figures, and read as an import
 * reads them: the facts must be those that they were made with. Among them what is odd.
 */
import { describe, expect, it } from 'vitest';

import type { AssetFacts, AssetRow } from '#domain/asset.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import { runFfmpeg } from '#media/ffmpeg/run.ts';

import type { TaskContext } from '../context.ts';

import { run } from './run.ts';

const never = new AbortController().signal;

/** Makes a file with ffmpeg. */
async function made(name: string, how: string): Promise<Blob> {
  const result = await runFfmpeg({
    inputs: [],
    arguments: [...how.split(' '), `/out/${name}`],
    outputs: [name],
    signal: never,
    engine: { fetch: true },
  });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  const bytes = await result.value.outputs[0]!.arrayBuffer();
  await result.value.release();
  expect(bytes.byteLength).toBeGreaterThan(100);
  return new Blob([bytes]);
}

async function read(file: Blob, name: string): Promise<TaskOutput & { facts: AssetFacts }> {
  const context = {
    source: { name, blob: 'aa' } as unknown as AssetRow,
    signal: never,
    openBlob: async () => new File([file], name),
    progress: () => undefined,
    now: () => 1234,
  } as unknown as TaskContext;
  const result = await run({ engine: true }, context);
  if (!result.ok || !result.value.facts) throw new Error(JSON.stringify(result));
  return { ...result.value, facts: result.value.facts };
}

const picture = '-f lavfi -i testsrc2=size=96x64:rate=12.5:duration=2';
const tone = '-f lavfi -i sine=frequency=440:sample_rate=32000:duration=2';
const sound44 = '-f lavfi -i sine=frequency=440:sample_rate=44100:duration=2';
const film = { width: 96, height: 64, fps: 12.5, duration_s: 2, sample_rate_hz: 32_000 };

const films: readonly [string, string, Partial<AssetFacts>, string][] = [
  [
    'a.mp4',
    `${picture} ${tone} -c:v libx264 -pix_fmt yuv420p -c:a aac`,
    { ...film, codec: 'h264' },
    'aac',
  ],
  [
    'a.mov',
    `${picture} ${tone} -c:v libx264 -pix_fmt yuv420p -c:a aac`,
    { ...film, codec: 'h264' },
    'aac',
  ],
  [
    'a.mkv',
    `${picture} ${tone} -c:v libx264 -pix_fmt yuv420p -c:a flac`,
    { ...film, codec: 'h264' },
    'flac',
  ],
  [
    'a.webm',
    `${picture} ${tone} -c:v libvpx -b:v 300k -c:a libopus`,
    { ...film, codec: 'vp8', sample_rate_hz: 48_000 },
    'opus',
  ],
  [
    'a.avi',
    `${picture} ${tone} -c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le`,
    { ...film, codec: 'mjpeg' },
    'pcm',
  ],
  [
    'a.flv',
    `${picture} ${sound44} -c:v flv -c:a libmp3lame`,
    { ...film, codec: 'flv1', sample_rate_hz: 44_100 },
    'mp3',
  ],
  [
    'a.wmv',
    `${picture} ${sound44} -c:v wmv1 -c:a wmav1`,
    { ...film, codec: 'wmv1', sample_rate_hz: 44_100 },
    'wmav1',
  ],
  [
    'a.mpg',
    `${picture} ${sound44} -r 25 -c:v mpeg1video -c:a mp2`,
    { ...film, fps: 25, codec: 'mpeg1video', sample_rate_hz: 44_100 },
    'mp2',
  ],
  [
    'a.vob',
    `${picture} ${sound44} -r 25 -c:v mpeg2video -c:a ac3 -ar 48000`,
    { ...film, fps: 25, codec: 'mpeg2video', sample_rate_hz: 48_000 },
    'ac3',
  ],
  [
    'a.ts',
    `${picture} ${tone} -r 25 -c:v mpeg2video -c:a aac`,
    { ...film, fps: 25, codec: 'mpeg2video' },
    'aac',
  ],
];
const sounds: readonly [string, string, Partial<AssetFacts>][] = [
  ['a.wma', '-c:a wmav2', { codec: 'wmav2' }],
  ['a.wav', '-c:a pcm_s24le', { codec: 'pcm-s24' }],
  ['a.mp3', '-c:a libmp3lame', { codec: 'mp3' }],
  ['a.flac', '-c:a flac', { codec: 'flac' }],
  ['a.ogg', '-c:a libvorbis', { codec: 'vorbis' }],
  ['a.m4a', '-c:a aac', { codec: 'aac' }],
  ['a.aac', '-c:a aac', { codec: 'aac' }],
];

function agree(facts: AssetFacts, wanted: Partial<AssetFacts>): void {
  for (const [fact, value] of Object.entries(wanted)) {
    const found = facts[fact as keyof AssetFacts];
    if (typeof value !== 'number') expect(found, fact).toBe(value);
    // Encoder delay and the frame that a container rounds up to: an eighth of a second.
    else if (fact === 'duration_s') expect(Math.abs(Number(found) - value)).toBeLessThan(0.125);
    else expect(Math.abs(Number(found) / value - 1), fact).toBeLessThan(0.01);
  }
}

describe('0.04 1.11 3.02 facts are those that a file was made with', () => {
  it.each(films)('%s', async (name, how, wanted, sound) => {
    const { facts, thumbnails } = await read(await made(name, how), name);
    agree(facts, wanted);
    expect(facts.metadata.audio_codec).toBe(sound);
    expect(facts.metadata.unread).toBeUndefined();
    expect(facts.metadata.variable_frame_rate).toBeUndefined();
    expect(thumbnails?.[0]?.picture).toMatchObject({ width: 96, height: 64 });
    expect(facts.metadata.scenes?.[0]?.at).toBe(0);
  });

  it.each(sounds)('%s', async (name, how, wanted) => {
    const { facts, thumbnails } = await read(await made(name, `${tone} -ac 2 ${how}`), name);
    agree(facts, { duration_s: 2, sample_rate_hz: 32_000, channels: 2, ...wanted });
    expect(facts.metadata.unread).toBeUndefined();
    expect(Math.max(...(thumbnails?.[0]?.peaks ?? []))).toBeGreaterThan(136);
  });
});

describe('what is odd', () => {
  const odd: readonly [string, string, string, Partial<AssetFacts>][] = [
    ['ProRes, 10 bit', 'a.mov', `${picture} -c:v prores_ks`, { width: 96, height: 64, fps: 12.5 }],
    [
      'H.264, odd sides, 4:4:4',
      'a.mkv',
      '-f lavfi -i testsrc=size=97x63:rate=10:duration=1 -c:v libx264 -pix_fmt yuv444p',
      { width: 97, height: 63, codec: 'h264' },
    ],
  ];
  it.each(odd)('%s has facts and a picture', async (_what, name, how, wanted) => {
    const { facts, thumbnails } = await read(await made(name, how), name);
    agree(facts, wanted);
    const picture = thumbnails?.[0]?.picture;
    expect(picture && picture.width / picture.height).toBeCloseTo(
      wanted.width! / wanted.height!,
      1,
    );
  });

  it.each([
    ['a.wav', 'pcm_s16le'],
    ['a.flac', 'flac'],
    ['a.m4a', 'aac'],
  ])('eight channels in %s are counted and drawn', async (name, codec) => {
    const how = `-f lavfi -i sine=sample_rate=48000:duration=1 -af pan=7.1|c0=c0|c7=c0 -c:a ${codec}`;
    const { facts, thumbnails } = await read(await made(name, how), name);
    agree(facts, { channels: 8, duration_s: 1 });
    expect(Math.max(...(thumbnails?.[0]?.peaks ?? []))).toBeGreaterThan(136);
  });

  it('a variable frame rate is named as such', async () => {
    const how = `-f lavfi -i testsrc2=size=96x64:rate=30:duration=3 -vf select=not(mod(n\\,5))+not(mod(n\\,7)) -vsync vfr -c:v libx264 -pix_fmt yuv420p`;
    const { facts } = await read(await made('a.mkv', how), 'a.mkv');
    expect(facts.metadata.variable_frame_rate).toBe(true);
  });

  it('a film finds its cuts, to a few frames', async () => {
    const scene = (colour: string): string =>
      `-f lavfi -i color=${colour}:size=96x64:rate=10:duration=2`;
    const how = `${['red', 'blue', 'lime', 'white', 'black'].map(scene).join(' ')} -filter_complex concat=n=5 -c:v libx264 -pix_fmt yuv420p`;
    const { facts } = await read(await made('a.mp4', how), 'a.mp4');
    const { scenes = [] } = facts.metadata;
    expect(scenes.map(({ cut }) => cut)).toEqual([false, true, true, true, true]);
    for (const [at, scene] of scenes.entries()) {
      expect(Math.abs(scene.at - at * 2)).toBeLessThan(0.15);
    }
  });

  it.each(['a.mp4', 'a.avi', 'a.mkv', 'a.flv'])(
    'a film without a frame in %s ends with reasons, at once',
    async (name) => {
      const empty = await made(
        name,
        `${tone} ${picture} -t 0.001 -c:v ${name === 'a.flv' ? 'flv -ar 44100' : 'mpeg4'}`,
      );
      const { facts } = await read(empty.slice(0, 300), name);
      expect(Object.keys(facts.metadata.unread ?? {}).length).toBeGreaterThan(0);
    },
  );
});
