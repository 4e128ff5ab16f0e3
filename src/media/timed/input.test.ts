import { readdirSync, readFileSync } from 'node:fs';

import { EncodedPacketSink } from 'mediabunny';
import { expect, test } from 'vitest';

import { openInput } from './input.ts';

const film = new Uint8Array(
  readFileSync(new URL('../../../tests/fixtures/media/clip.mkv', import.meta.url)),
);

/** The film with the size of the element of this id turned into none; its seek head names it before. */
function withoutSize(id: readonly number[]): Blob {
  const bytes = film.slice();
  const isThere = (_byte: number, from: number): boolean =>
    id.every((byte, next) => bytes[from + next] === byte);
  const at = bytes.findLastIndex(isThere);
  expect(at).toBeGreaterThan(0);
  bytes[at + id.length] = 0;
  return new Blob([bytes]);
}

test('a Matroska file whose list of tracks has no size is given up instead of read for ever', async () => {
  const input = openInput(withoutSize([0x16, 0x54, 0xae, 0x6b]));
  await expect(input.getPrimaryVideoTrack()).rejects.toMatchObject({ code: 'corrupt' });
  input.dispose();
});

test('a FLAC file that was cut off before its first frame is given up as well', async () => {
  const whole = readFileSync(new URL('../../../tests/fixtures/media/tone.flac', import.meta.url));
  const input = openInput(new Blob([new Uint8Array(whole).slice(0, whole.length >> 1)]));
  await expect(input.computeDuration()).rejects.toMatchObject({ code: 'corrupt' });
  input.dispose();
});

test('a whole file is read to its end, also by who asks for the same packet many times', async () => {
  const input = openInput(new Blob([film]));
  const video = await input.getPrimaryVideoTrack();
  if (!video) throw new Error('no picture');
  const sink = new EncodedPacketSink(video);
  let packets = 0;
  for await (const _packet of sink.packets()) packets += 1;
  expect(packets).toBe(12);
  for (let time = 0; time < 200; time += 1) expect(await sink.getPacket(0.5)).not.toBeNull();
  input.dispose();
});

const folder = new URL('../../../tests/fixtures/media/', import.meta.url);
const timed = readdirSync(folder).filter((name) => /^(clip|tone)\./.test(name));

/** A third of the bytes behind the first quarter are others. */
function noisy(bytes: Uint8Array<ArrayBuffer>, seed: number): Uint8Array<ArrayBuffer> {
  const damaged = bytes.slice();
  let state = seed;
  for (let at = bytes.length >> 2; at < bytes.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    if (state % 3 === 0) damaged[at] = state >>> 24;
  }
  return damaged;
}

/** Reads all that is read of a film or a sound; how many tracks there were. */
async function readWhole(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const input = openInput(new Blob([bytes]));
  try {
    const tracks = await input.getTracks();
    for (const track of tracks) {
      for await (const _packet of new EncodedPacketSink(track).packets()) continue;
      await track.computePacketStats(240);
    }
    await input.computeDuration();
    return tracks.length;
  } finally {
    input.dispose();
  }
}

test.each(timed)('%s comes to an end, whole and damaged', { timeout: 20_000 }, async (name) => {
  const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
  const damaged = [
    bytes.slice(0, bytes.length >> 1),
    bytes.slice(0, 64),
    ...[7, 8, 9, 10].map((seed) => noisy(bytes, seed)),
  ];
  for (const one of damaged) {
    // An error is as good an end as none.
    expect(await readWhole(one).catch(() => 'refused')).toBeDefined();
  }
  if (!/\.(avi|flv|wm[av]|mpg|vob)$/.test(name)) expect(await readWhole(bytes)).toBeGreaterThan(0);
});
