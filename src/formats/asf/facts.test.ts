import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mediaFixture } from '../../../tests/fixtures/read.ts';

import { bytesOf, bytesOfU32, concat } from '../bytes.ts';

import { asfFactBytes, asfFacts, asfHasPicture, asfIsUneven } from './facts.ts';
import { guids } from './objects.ts';

const u16 = (value: number): Uint8Array => bytesOfU32(value, true).subarray(0, 2);
const u32 = (value: number): Uint8Array => bytesOfU32(value, true);
const u64 = (value: number): Uint8Array =>
  concat([u32(value % 2 ** 32), u32(Math.floor(value / 2 ** 32))]);
const none = (length: number): Uint8Array => new Uint8Array(length);

const object = (guid: string, ...parts: Uint8Array[]): Uint8Array => {
  const data = concat(parts);
  return concat([bytesOf(guid), u64(24 + data.length), data]);
};
const header = (...objects: Uint8Array[]): Uint8Array =>
  object(guids.header, u32(objects.length), bytesOf('\x01\x02'), ...objects);
const file = (seconds: number, preroll: number, flags = 2, packet = 64): Uint8Array =>
  object(
    guids.fileProperties,
    none(16 + 8 + 8 + 8),
    u64((seconds + preroll) * 1e7),
    none(8),
    u64(preroll * 1000),
    u32(flags),
    u32(packet),
    u32(packet),
    none(4),
  );
const stream = (kind: string, number: number, data: Uint8Array): Uint8Array =>
  object(
    guids.streamProperties,
    bytesOf(kind),
    none(16 + 8),
    u32(data.length),
    none(4),
    u16(number),
    none(4),
    data,
  );
const film = (fourCc: string, width = 320, height = 240, number = 1): Uint8Array => {
  const size = concat([u32(width), u32(height)]);
  return stream(
    guids.video,
    number,
    concat([size, bytesOf('\x02'), u16(40), u32(40), size, none(4), bytesOf(fourCc), none(20)]),
  );
};
const sound = (tag: number, channels = 2, rate = 44_100, more = none(10)): Uint8Array =>
  stream(guids.audio, 2, concat([u16(tag), u16(channels), u32(rate), more]));
const extension = (...objects: Uint8Array[]): Uint8Array =>
  object(
    guids.headerExtension,
    none(18),
    u32(objects.reduce((sum, { length }) => sum + length, 0)),
    ...objects,
  );
const extended = (frame: number, ...rest: Uint8Array[]): Uint8Array =>
  object(
    guids.extendedStreamProperties,
    none(48),
    u16(1),
    none(2),
    u64(frame),
    u16(rest.length > 0 ? 1 : 0),
    u16(rest.length > 0 ? 1 : 0),
    ...(rest.length > 0 ? [u16(0), u16(6), none(6), none(18), u32(5), none(5), ...rest] : []),
  );
const ratio = (x: number, y: number, number = 1): Uint8Array => {
  const entry = (name: string, value: number): Uint8Array => {
    const wide = bytesOf(Array.from(`${name}\0`, (letter) => `${letter}\0`).join(''));
    return concat([none(2), u16(number), u16(wide.length), u16(3), u32(4), wide, u32(value)]);
  };
  return object(guids.metadata, u16(2), entry('AspectRatioX', x), entry('AspectRatioY', y));
};
/** A data packet of one stream with one frame at a time in ms, as encoders write it. */
const packet = (time: number, number = 1): Uint8Array => {
  const parts = [
    bytesOf('\x82\0\0\x08\x5d'),
    bytesOf('\0'),
    none(6),
    bytesOf(String.fromCharCode(number)),
  ];
  const body = concat([...parts, bytesOf('\x01'), u32(0), bytesOf('\x08'), u32(9), u32(time)]);
  return concat([body, none(64 - body.length)]);
};
const data = (...packets: Uint8Array[]): Uint8Array => object(guids.data, none(26), ...packets);

describe('facts of Windows Media', () => {
  it('are those of ffprobe', () => {
    expect(asfFacts(mediaFixture('clip.wmv'))).toEqual({
      width: 64,
      height: 48,
      duration_s: 1.246,
      fps: 10,
      codec: 'wmv2',
      audio_codec: 'wmav2',
      sample_rate_hz: 22_050,
      channels: 1,
    });
    expect(asfFacts(mediaFixture('tone.wma'))).toEqual({
      duration_s: 1.207,
      codec: 'wmav2',
      sample_rate_hz: 22_050,
      channels: 1,
    });
    expect(asfIsUneven(mediaFixture('clip.wmv'))).toBe(false);
  });

  it('name every codec that Windows Media has, and others by their four letters', () => {
    const pictures = 'WMV1 WMV2 WMV3 WVC1 WMVA MP43 MSS2 ABCD'.split(' ');
    expect(pictures.map((name) => asfFacts(header(film(name))).codec)).toEqual(
      'wmv1 wmv2 wmv3 vc1 vc1 msmpeg4v3 mss2 abcd'.split(' '),
    );
    const tags = [0x160, 0x161, 0x162, 0x163, 0x0a, 0x55, 0x4711];
    expect(tags.map((tag) => asfFacts(header(sound(tag))).codec)).toEqual([
      ...'wmav1 wmav2 wmapro wmalossless wmavoice mp3'.split(' '),
      undefined,
    ]);
    const inside = concat([none(8), u16(22), none(6), u16(0x162), none(14)]);
    expect(asfFacts(header(sound(0xfffe, 6, 48_000, inside)))).toMatchObject({
      codec: 'wmapro',
      channels: 6,
    });
  });

  it('take the preroll from the length, and no length from a broadcast', () => {
    expect(asfFacts(header(file(61.5, 3.1), sound(0x161))).duration_s).toBe(61.5);
    expect(asfFacts(header(file(61.5, 3.1, 1), sound(0x161))).duration_s).toBeUndefined();
    expect(asfFacts(header(file(-2, 3), sound(0x161))).duration_s).toBeUndefined();
  });

  it('have the rate that is stated, also by a stream that is described in the extension', () => {
    expect(asfFacts(header(film('WMV3'), extension(extended(333_667)))).fps).toBe(29.97);
    const inner = extension(extended(400_000, film('WVC1', 1920, 1080)));
    expect(asfFacts(header(inner))).toEqual({ width: 1920, height: 1080, fps: 25, codec: 'vc1' });
  });

  it('have the size as it is seen, for one stream or for the whole file', () => {
    const wide = header(film('WMV3', 720, 576), extension(ratio(16, 15)));
    expect(asfFacts(wide)).toMatchObject({ width: 768, height: 576 });
    expect(asfFacts(header(film('WMV3', 720, 576), extension(ratio(16, 15, 0)))).width).toBe(768);
    expect(asfFacts(header(film('WMV3', 720, 576), extension(ratio(16, 0)))).width).toBe(720);
  });

  it('measure a rate that is not stated, and see that it changes', () => {
    const head = header(file(1, 0), film('WMV3'));
    const times = (list: readonly number[]) =>
      concat([head, data(...list.map((time) => packet(3000 + time)))]);
    const even = times(Array.from({ length: 40 }, (_, at) => Math.round((at * 1001) / 30)));
    expect(asfFacts(even).fps).toBe(29.97);
    expect(asfIsUneven(even)).toBe(false);
    const uneven = times(Array.from({ length: 40 }, (_, at) => at * 40 + (at % 3) * 17));
    expect(asfFacts(uneven).fps).toBeGreaterThan(20);
    expect(asfIsUneven(uneven)).toBe(true);
    expect(asfFacts(times([0, 40])).fps).toBeUndefined();
    const other = concat([head, data(packet(0, 3), packet(40, 3), packet(80, 3))]);
    expect(asfFacts(other).fps).toBeUndefined();
  });

  it('tell a sound from a film, and nothing of a header that goes on out of sight', () => {
    expect(asfHasPicture(header(sound(0x161)))).toBe(false);
    expect(asfHasPicture(header(sound(0x161), film('WMV3')))).toBe(true);
    expect(asfHasPicture(header(sound(0x161), none(500)).subarray(0, 300))).toBeNull();
    expect(asfHasPicture(header())).toBeNull();
  });
});

describe('bytes that mean harm', () => {
  it('ask for no more than some megabytes, whatever length a header claims', () => {
    const claims = (size: number): number =>
      asfFactBytes(concat([bytesOf(guids.header), u64(size)]));
    expect(claims(5_000)).toBe(5_000 + 1024 * 1024);
    expect(claims(2 ** 52)).toBe(5 * 1024 * 1024);
    expect(asfFactBytes(none(3))).toBe(5 * 1024 * 1024);
  });

  it('objects without a size, larger than the file, and extensions within extensions end the walk', () => {
    const endless = concat([bytesOf(guids.header), u64(1e6), none(6), none(1e6)]);
    expect(asfFacts(endless)).toEqual({});
    const large = concat([bytesOf(guids.metadata), u64(2 ** 52), u16(0xffff), none(40)]);
    expect(asfFacts(header(film('WMV3'), large, sound(0x161)))).toMatchObject({ codec: 'wmv3' });
    let nested = film('WMV3');
    for (let depth = 0; depth < 2_000; depth += 1) nested = extension(nested);
    expect(asfFacts(header(nested))).toEqual({});
  });

  it('names and values of any length end soon', () => {
    const entry = concat([none(4), u16(0xffff), u16(3), u32(0xffff_ffff)]);
    const many = object(guids.metadata, u16(0xffff), ...Array<Uint8Array>(3_000).fill(entry));
    const names = object(
      guids.extendedStreamProperties,
      none(60),
      u16(0xffff),
      u16(0xffff),
      none(4),
    );
    const began = performance.now();
    expect(asfFacts(header(extension(many, names), film('WMV3'))).codec).toBe('wmv3');
    // Generous: a busy machine is slow, not wrong.
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('cut anywhere and changed anywhere give facts or none, and never throw', () => {
    const seeds = [
      mediaFixture('clip.wmv'),
      mediaFixture('tone.wma'),
      concat([
        header(file(1, 0), extension(ratio(4, 3), extended(400_000, film('WMV3')))),
        data(packet(1)),
      ]),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(1 << 16), fc.nat(255)), { maxLength: 30 }),
        fc.nat(1 << 14),
        (seed, changes, cut) => {
          const bytes = seed.slice(0, cut % 2 === 0 ? cut : undefined);
          for (const [at, value] of changes) bytes[at % Math.min(bytes.length || 1, 1500)] = value;
          for (const value of Object.values(asfFacts(bytes))) {
            expect(typeof value === 'string' || value > 0).toBe(true);
          }
          expect([true, false, null]).toContain(asfHasPicture(bytes));
          expect(typeof asfIsUneven(bytes)).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
    const whole = mediaFixture('clip.wmv');
    for (let cut = 0; cut < 800; cut += 1) asfFacts(whole.subarray(0, cut));
  });
});
