/**
 * Every tool over every kind of bad and odd file: each ends soon, in a file that is what it says or
 * in a failure that is about the input (never `internal`), and leaves nothing open behind.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { runFfmpeg } from '#media/ffmpeg/run.ts';
import { canWriteSound } from '#media/timed/encoders.ts';

import { cmykJpeg, noisy, pngOf } from './testing-bad-files.ts';
import { drawnPng, type Held } from './testing-context.ts';
import { everyTool, type Ended } from './testing-every-tool.ts';

let further: readonly Held[] = [];
beforeAll(async () => {
  const mask = await drawnPng(60, 40, (x) =>
    x > 20 && x < 30 ? [255, 255, 255, 255] : [0, 0, 0, 255],
  );
  const other = await drawnPng(60, 40, (x, y) => [x * 4, y * 6, 100, 255]);
  further = [
    { id: 'mask', blob: mask, format: 'png' },
    { id: 'face', blob: other, format: 'png' },
  ];
  // Encoders that come with the app are made known once.
  await canWriteSound('mp3', 2, 48_000);
});

afterAll(async () => {
  const root = await navigator.storage.getDirectory();
  const scratch = await root.getDirectoryHandle('inkreel-scratch').catch(() => null);
  const left: string[] = [];
  if (scratch) for await (const name of scratch.keys()) left.push(name);
  expect(left, 'nothing of the media engine is left').toEqual([]);
});

/** Runs all tools for the kind of a file; fails with the words of every one that ended badly. */
async function survives(
  file: Blob | Uint8Array<ArrayBuffer>,
  name: string,
  as?: 'image' | 'audio' | 'video',
): Promise<readonly Ended[]> {
  const blob = file instanceof Blob ? file : new Blob([file]);
  const ends = await everyTool(blob, name, further, as);
  expect(ends.length).toBeGreaterThan(0);
  expect(ends.flatMap(({ fault }) => fault ?? [])).toEqual([]);
  return ends;
}
const endOf = (ends: readonly Ended[], tool: string) =>
  ends.find((end) => end.tool === tool)?.failure;
/** Tools that took the file; facts are read of anything that is media at all. */
const taken = (ends: readonly Ended[]): readonly string[] =>
  ends
    .filter(({ failure, tool }) => failure === null && tool !== 'extract_metadata')
    .map(({ tool }) => tool);

const fixture = async (name: string): Promise<Uint8Array<ArrayBuffer>> => {
  const answer = await fetch(new URL(`../../tests/fixtures/media/${name}`, import.meta.url));
  return new Uint8Array(await answer.arrayBuffer());
};

const formats = [
  ...['avif', 'bmp', 'jpg', 'png', 'tif', 'webp'].map((format) => `picture.${format}`),
  ...['gif', 'webp'].map((format) => `frames.${format}`),
  ...['aac', 'flac', 'm4a', 'mp3', 'ogg', 'opus', 'wav'].map((format) => `tone.${format}`),
  ...['avi', 'flv', 'mkv', 'mov', 'mp4', 'mpg', 'ogv', 'm2t', 'webm', 'wmv'].map(
    (format) => `clip.${format}`,
  ),
];

describe('damaged files of every format', () => {
  it.each(formats)('%s: its first half, its first 64 bytes, full of wrong bytes', async (name) => {
    const bytes = await fixture(name);
    const damaged = [bytes.slice(0, bytes.length >> 1), bytes.slice(0, 64), noisy(bytes)];
    // Side by side, as in the queue: each mostly waits for a worker of its own.
    await Promise.all(damaged.map((file) => survives(file, name)));
  });

  it.each(['png', 'wav', 'mp4'])(
    'a %s without any bytes is refused by every tool',
    async (kind) => {
      const ends = await survives(new Uint8Array(), `empty.${kind}`);
      expect(taken(ends)).toEqual([]);
    },
  );

  it('a file that is another than its name says, and one that is nothing', async () => {
    expect(taken(await survives(await fixture('tone.wav'), 'not-a.png', 'image'))).toEqual([]);
    await survives(await fixture('picture.png'), 'not-a.mp3', 'audio');
    await survives(await fixture('picture.jpg'), 'not-a.mp4', 'video');
    const words = new TextEncoder().encode('nothing of the kind '.repeat(900));
    expect(taken(await survives(words, 'words.mp4', 'video'))).toEqual([]);
  });
});

describe('odd pictures', () => {
  it('CMYK, 16 bits, one pixel and many frames are taken', async () => {
    const plain = ['convert png', 'convert gif', 'convert webp', 'edit_picture', 'upscale'];
    expect(taken(await survives(cmykJpeg(), 'cmyk.jpg'))).toEqual(expect.arrayContaining(plain));
    const deep = await pngOf({ width: 60, height: 40, depth: 16 });
    const ends = await survives(deep, 'deep.png');
    expect(taken(ends)).toEqual(expect.arrayContaining(plain));
    for (const tool of plain) {
      const { result } = ends.find((end) => end.tool === tool)!;
      expect(result, `${tool} says what became of 16 bits`).toMatchObject({ depth_reduced: 16 });
    }
    const pixel = await survives(await pngOf({ width: 1, height: 1, depth: 8 }), 'pixel.png');
    expect(endOf(pixel, 'convert png')).toBeNull();
    expect(endOf(pixel, 'upscale')).toBeNull();
    for (const frames of ['frames.gif', 'frames.webp']) {
      expect(endOf(await survives(await fixture(frames), frames), 'convert png')).toBeNull();
    }
  });

  it('one without pixels, one beyond all limits, and one that cannot be seen are refused', async () => {
    await survives(await pngOf({ width: 0, height: 0, depth: 8 }), 'none.png');
    const size = { width: 60_000, height: 60_000, depth: 8 };
    const huge = await survives(await pngOf(size, 0), 'huge.png');
    const codes = huge.map(({ failure }) => failure?.code ?? 'done');
    // Its facts stand in its head; nothing else of it is touched.
    expect(codes.toSorted().join(' ')).toBe(`done${' too_large'.repeat(9)}`);
    const clear = await drawnPng(61, 41, () => [9, 9, 9, 0], { hasAlpha: true });
    expect(endOf(await survives(clear, 'clear.png'), 'inpaint')?.code).toBe('nothing_to_do');
  });
});

/** Makes a file with the app's own media engine. */
async function made(name: string, how: string): Promise<Blob> {
  const result = await runFfmpeg({
    inputs: [],
    arguments: [...how.split(' '), `/out/${name}`],
    outputs: [name],
    signal: new AbortController().signal,
    engine: { fetch: true },
  });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  const bytes = await result.value.outputs[0]!.arrayBuffer();
  await result.value.release();
  return new Blob([bytes]);
}

const picture = '-f lavfi -i testsrc2=size=96x64:rate=12:duration=1';
const tone = '-f lavfi -i sine=frequency=440:duration=1';
const eight = `${tone} -af pan=7.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0|c6=c0|c7=c0`;
const h264 = '-c:v libx264 -pix_fmt yuv420p';

describe('odd sound and film', () => {
  it.each([
    ['8 channels', 'eight.wav', eight, 'convert_audio mp3'],
    ['8 channels', 'eight.flac', `${eight} -c:a flac`, 'convert_audio mp3'],
    ['8 channels', 'eight.m4a', `${eight} -c:a aac`, 'convert_audio mp3'],
    ['no length', 'none.wav', `${tone} -t 0`, null],
    ['7,000 Hz, 8 bits', 'low.wav', `${tone} -ar 7000 -c:a pcm_u8`, 'convert_audio wav'],
    ['192,000 Hz, 24 bits', 'high.wav', `${tone} -ar 192000 -c:a pcm_s24le`, 'convert_audio mp3'],
    [
      '10 bits, transparent',
      'alpha.mov',
      `${picture} -c:v prores_ks -pix_fmt yuva444p10le`,
      'convert_video mp4',
    ],
    [
      'transparent',
      'alpha.webm',
      `${picture} -vf format=yuva420p,colorchannelmixer=aa=0.5 -c:v libvpx -auto-alt-ref 0`,
      'convert_video mp4',
    ],
    [
      'odd sides',
      'odd.mkv',
      '-f lavfi -i testsrc=size=97x63:rate=10:duration=1 -c:v libx264 -pix_fmt yuv444p',
      'convert_video mp4',
    ],
    [
      'a changing rate',
      'vfr.mp4',
      `${picture} -vf select=not(mod(n\\,5))+lt(n\\,6) -vsync vfr ${h264}`,
      'convert_video mp4',
    ],
    ['one frame', 'one.mp4', `${picture} -frames:v 1 ${h264}`, 'convert_video mp4'],
    ['two pixels', 'tiny.mp4', `-f lavfi -i color=red:size=2x2:rate=10:duration=1 ${h264}`, null],
    ['no sound', 'silent.mp4', `${picture} ${h264}`, 'convert_video mp4'],
  ])('%s (%s)', async (_what, name, how, takenBy) => {
    const ends = await survives(await made(name, how), name);
    if (takenBy !== null) expect(endOf(ends, takenBy)).toBeNull();
  });

  it('a film whose tracks hold nothing', async () => {
    const fragmented = `${picture} ${h264} -movflags frag_keyframe+empty_moov`;
    const film = new Uint8Array(await (await made('tracks.mp4', fragmented)).arrayBuffer());
    const text = new TextDecoder('latin1').decode(film);
    const ends = await survives(film.slice(0, text.indexOf('moof') - 4), 'tracks.mp4');
    expect(endOf(ends, 'convert_video mp4')).not.toBeNull();
  });
});
