import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mediaFixture } from '../../../tests/fixtures/read.ts';

import { bytesOf, concat } from '../bytes.ts';

import { programFacts, transportFacts, transportHasPicture } from './facts.ts';
import { isProgramStream, packetsIn } from './program.ts';
import { picturesIn, sequenceIn } from './sequence.ts';
import { ac3Sound, adtsSound, mpegSound, privateSound } from './sound.ts';
import { isTransportStream, transportStreams } from './transport.ts';

const whole = (read: typeof programFacts, bytes: Uint8Array) => read(bytes, bytes);

/** A time stamp of 90,000 ticks a second in its five bytes, marked as the only one of its packet. */
const stamp = (seconds: number): Uint8Array => {
  const time = Math.round(seconds * 90_000) % 2 ** 33;
  const bits = (shift: number, count: number): number => Math.floor(time / 2 ** shift) % 2 ** count;
  return Uint8Array.of(
    0x21 | (bits(30, 3) << 1),
    bits(22, 8),
    (bits(15, 7) << 1) | 1,
    bits(7, 8),
    (bits(0, 7) << 1) | 1,
  );
};
const pack = bytesOf('\0\0\x01\xba\x44\0\x04\0\x04\0\0\0\0\xf8');
const oldPack = bytesOf('\0\0\x01\xba\x21\0\x01\0\x01\x80\0\x01');
const sized = (stream: number, data: Uint8Array): Uint8Array =>
  concat([Uint8Array.of(0, 0, 1, stream, data.length >> 8, data.length & 255), data]);
const packet = (stream: number, payload: Uint8Array, seconds?: number): Uint8Array =>
  sized(
    stream,
    seconds === undefined
      ? concat([Uint8Array.of(0x80, 0, 0), payload])
      : concat([Uint8Array.of(0x80, 0x80, 5), stamp(seconds), payload]),
  );
const oldPacket = (stream: number, payload: Uint8Array, seconds: number): Uint8Array =>
  sized(stream, concat([bytesOf('\xff\xff\x60\x20'), stamp(seconds), payload]));

const sequence = (
  width: number,
  height: number,
  shape: number,
  rate: number,
  more = '',
): Uint8Array =>
  concat([
    bytesOf('\0\0\x01\xb3'),
    Uint8Array.of(
      width >> 4,
      ((width & 15) << 4) | (height >> 8),
      height & 255,
      (shape << 4) | rate,
    ),
    bytesOf('\xff\xff\xe0\x18'),
    bytesOf(more),
  ]);
/** The extension that makes it MPEG-2: nothing added to size or rate. */
const second = '\0\0\x01\xb5\x14\x82\0\x01\0\0';
const picture = bytesOf('\0\0\x01\0\0\x0f\xff\xf8');
/** Layer II, 48 kHz, 192 kbit/s, stereo. */
const layerTwo = concat([bytesOf('\xff\xfd\xa4\0'), new Uint8Array(572)]);

describe('facts of program streams', () => {
  it('are those of ffprobe', () => {
    expect(whole(programFacts, mediaFixture('clip.mpg'))).toEqual({
      width: 64,
      height: 48,
      duration_s: 1.211278,
      fps: 25,
      codec: 'mpeg2video',
      audio_codec: 'mp2',
      sample_rate_hz: 44_100,
      channels: 1,
    });
    const dvd = whole(programFacts, mediaFixture('clip.vob'));
    expect(dvd).toMatchObject({ width: 64, height: 48, fps: 25, codec: 'mpeg2video' });
    expect(dvd).toMatchObject({ audio_codec: 'ac3', sample_rate_hz: 48_000, channels: 2 });
    expect(Math.abs((dvd.duration_s ?? 0) - 1.216)).toBeLessThan(0.02);
  });

  it('of MPEG-1, whose packets and pixels are of another form', () => {
    const film = concat([
      oldPack,
      oldPacket(0xe0, concat([sequence(352, 288, 8, 3), picture]), 1),
      oldPacket(0xc0, layerTwo, 1.01),
      oldPack,
      oldPacket(0xe0, concat([picture, picture]), 1.4),
    ]);
    expect(whole(programFacts, film)).toEqual({
      width: 384,
      height: 288,
      duration_s: 0.48,
      fps: 25,
      codec: 'mpeg1video',
      audio_codec: 'mp2',
      sample_rate_hz: 48_000,
      channels: 2,
    });
  });

  it('count over the place where time stamps begin at 0 again, and from wherever they begin', () => {
    const at = 2 ** 33 / 90_000 - 0.5;
    const film = concat([
      pack,
      packet(0xe0, concat([sequence(720, 576, 3, 3, second), picture]), at),
      packet(0xe0, picture, at + 2),
    ]);
    expect(whole(programFacts, film)).toMatchObject({ width: 1024, height: 576, duration_s: 2.04 });
  });

  it('give no length where the stamps were set anew, or where there are none', () => {
    const film = (...last: Uint8Array[]) =>
      concat([
        pack,
        packet(0xe0, concat([sequence(720, 576, 1, 3, second), picture]), 500),
        ...last,
      ]);
    const tail = concat([pack, packet(0xe0, picture, 20)]);
    expect(programFacts(film(tail), tail)).not.toHaveProperty('duration_s');
    const silent = concat([pack, packet(0xe0, sequence(720, 576, 1, 3, second))]);
    expect(whole(programFacts, silent)).toEqual({
      width: 720,
      height: 576,
      fps: 25,
      codec: 'mpeg2video',
    });
  });

  it('go on behind what is damaged', () => {
    const film = concat([
      pack,
      bytesOf('\0\0\x01\x03nonsense'),
      pack,
      packet(0xe0, sequence(352, 240, 2, 4, second), 3),
      new Uint8Array(300).fill(0xff),
      pack,
      packet(0xe0, picture, 4),
    ]);
    expect([...packetsIn(film)].map(({ stream, time }) => [stream, time])).toEqual([
      [0xe0, 270_000],
      [0xe0, 360_000],
    ]);
    expect(whole(programFacts, film)).toMatchObject({ width: 320, height: 240, fps: 29.97 });
    expect(isProgramStream(film)).toBe(true);
    expect(isProgramStream(bytesOf('\0\0\x01\xba\xff'))).toBe(false);
  });
});

describe('pictures and sounds', () => {
  it('MPEG-2 says how wide the whole is; larger sizes and other rates stand in its extension', () => {
    expect(sequenceIn(sequence(720, 480, 2, 4, second))).toMatchObject({ width: 640, fps: 29.97 });
    expect(sequenceIn(sequence(720, 480, 1, 4, second))).toMatchObject({ width: 720 });
    // 2 bits of the width, 2 of the height, and twice the rate.
    const large = '\0\0\x01\xb5\x14\x82\xa0\x01\0\x20';
    expect(sequenceIn(sequence(0, 0, 1, 3, large))).toMatchObject({
      width: 4096,
      height: 4096,
      fps: 50,
    });
    expect(sequenceIn(sequence(720, 480, 1, 15, second))?.fps).toBeNaN();
    expect(sequenceIn(bytesOf('\0\0\x01\xb3\x01'))).toBeNull();
    expect(picturesIn(concat([picture, picture, sequence(9, 9, 1, 3)]))).toBe(2);
  });

  it('layers I to III of MPEG sound', () => {
    expect(mpegSound(layerTwo)).toMatchObject({ codec: 'mp2', rate: 48_000, channels: 2 });
    expect(mpegSound(layerTwo)?.lasts(layerTwo)).toBeCloseTo(0.024, 6);
    expect(mpegSound(bytesOf('\xff\xfb\x90\xc0'))).toMatchObject({ codec: 'mp3', channels: 1 });
    expect(mpegSound(bytesOf('\xff\xf5\x80\0'))).toMatchObject({ codec: 'mp2', rate: 22_050 });
    expect(mpegSound(new Uint8Array(100).fill(0xff))).toBeNull();
  });

  it('AC-3 counts the channel for the lowest tones, in every arrangement', () => {
    const frame = (mode: number, low: number): Uint8Array => {
      const before = [0, 0, 2, 2, 2, 4, 2, 4][mode] ?? 0;
      const bits = (mode << 13) | (low << (12 - before));
      return Uint8Array.of(0x0b, 0x77, 0, 0, 0x14, 0x40, bits >> 8, bits & 255, 0);
    };
    const counted = [0, 1, 2, 3, 4, 5, 6, 7].map((mode) => [
      ac3Sound(frame(mode, 0))?.channels,
      ac3Sound(frame(mode, 1))?.channels,
    ]);
    expect(counted).toEqual([2, 1, 2, 3, 3, 4, 4, 5].map((channels) => [channels, channels + 1]));
    expect(ac3Sound(frame(7, 1))).toMatchObject({ codec: 'ac3', rate: 48_000 });
    const later = Uint8Array.of(0x0b, 0x77, 0x01, 0xff, 0x3f, 0x80, 0, 0);
    expect(ac3Sound(later)).toMatchObject({ codec: 'eac3', rate: 48_000, channels: 6 });
  });

  it('a private stream tells its sound, and subtitles are none', () => {
    expect(privateSound(bytesOf('\xa0\x07\0\x04\0\x01\x80'))).toMatchObject({
      codec: 'pcm',
      rate: 48_000,
      channels: 2,
    });
    expect(privateSound(bytesOf('\x88\0\0\0\0\0\0\0'))).toMatchObject({ codec: 'dts' });
    expect(privateSound(bytesOf('\x20\0\0\0\0\0\0\0'))).toBeNull();
  });

  it('AAC lasts as long as its frames', () => {
    const frame = concat([bytesOf('\xff\xf1\x5c\x40\x01\x7f\xfc'), new Uint8Array(4)]);
    const three = concat([frame, frame, frame]);
    const sound = adtsSound(three);
    expect(sound).toMatchObject({ codec: 'aac', rate: 22_050, channels: 1 });
    expect(sound?.lasts(three)).toBeCloseTo(3072 / 22_050, 6);
  });
});

describe('transport streams', () => {
  const clip = mediaFixture('clip.m2t');
  /** The same with four bytes of time before each packet, as camcorders write it. */
  const timed = concat(
    Array.from({ length: clip.length / 188 }, (_, at) => [
      Uint8Array.of(0xff, 0xfb, 0x90, at & 255),
      clip.subarray(at * 188, at * 188 + 188),
    ]).flat(),
  );

  it('say what they hold and how long it lasts, with and without times before their packets', () => {
    for (const bytes of [clip, timed]) {
      expect(isTransportStream(bytes)).toBe(true);
      expect(transportStreams(bytes)).toMatchObject([
        { kind: 'video', codec: 'h264' },
        { kind: 'audio', codec: 'aac' },
      ]);
      const facts = transportFacts(bytes, bytes.subarray(-6_007));
      expect(facts).toMatchObject({
        codec: 'h264',
        audio_codec: 'aac',
        sample_rate_hz: 22_050,
        channels: 1,
      });
      expect(Math.abs((facts.duration_s ?? 0) - 1.246)).toBeLessThan(0.02);
    }
  });

  it('are films where their map is not in sight', () => {
    const unmapped = clip.slice();
    for (let at = 0; at < unmapped.length; at += 188) {
      if (((unmapped[at + 1] ?? 0) & 0x1f) === 0x10) unmapped[at + 2] = 0x77;
    }
    expect(transportStreams(unmapped)).toEqual([]);
    expect(transportHasPicture(unmapped)).toBe(true);
    expect(transportFacts(unmapped, unmapped)).toEqual({});
  });
});

it('bytes cut anywhere and changed anywhere give facts or none, soon, and never throw', () => {
  const names = ['clip.mpg', 'clip.vob', 'clip.m2t'];
  const seeds = names.map((name) => mediaFixture(name));
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(1 << 16), fc.nat(255)), { maxLength: 60 }),
      fc.nat(1 << 15),
      (seed, changes, cut) => {
        const bytes = seed.slice(0, cut % 2 === 0 ? cut : undefined);
        for (const [at, value] of changes) bytes[at % Math.min(bytes.length || 1, 4000)] = value;
        for (const read of [programFacts, transportFacts]) {
          for (const value of Object.values(read(bytes, bytes.subarray(-9_000)))) {
            expect(typeof value === 'string' || (value > 0 && value < 1e9)).toBe(true);
          }
        }
        expect(typeof transportHasPicture(bytes)).toBe('boolean');
      },
    ),
    { numRuns: 300 },
  );
});

it('a megabyte of the smallest packets, and of starts of packs, ends soon', () => {
  const began = performance.now();
  const small = concat([pack, ...Array<Uint8Array>(120_000).fill(bytesOf('\0\0\x01\xbe\0\0'))]);
  const many = concat([
    pack,
    ...Array<Uint8Array>(100_000).fill(bytesOf('\0\0\x01\xc1\0\x03\x80\0\0')),
  ]);
  const starts = concat(Array<Uint8Array>(200_000).fill(bytesOf('\0\0\x01\xba\0')));
  for (const bytes of [small, many, starts]) expect(whole(programFacts, bytes)).toEqual({});
  const sync = new Uint8Array(1 << 20).fill(0x47);
  expect(whole(transportFacts, sync)).toEqual({});
  // Generous: a busy machine is slow, not wrong.
  expect(performance.now() - began).toBeLessThan(10_000);
});
