import { describe, expect, it } from 'vitest';

import { bytesOf, concat } from '../bytes.ts';

import { mp3FrameAt } from './frame.ts';
import { crc16, id3Bytes, infoTagBytes, readInfoTag, writeInfoTag } from './info-tag.ts';

/** Headers of frames: MPEG 1 at 44.1 kHz in stereo, MPEG 2 at 22.05 kHz in mono, MPEG 2.5 at 8 kHz. */
const headers = {
  stereo: [0xff, 0xfb, 0x90, 0x64],
  mono: [0xff, 0xf3, 0x60, 0xc4],
  telephone: [0xff, 0xe3, 0x48, 0xc4],
} as const;

const frameOf = (header: readonly number[]) => {
  const frame = mp3FrameAt(Uint8Array.from(header), 0);
  if (!frame) throw new Error('no frame');
  return frame;
};

describe('frames of MP3', () => {
  it('reads what a header says', () => {
    expect(frameOf(headers.stereo)).toMatchObject({
      rate: 44_100,
      samples: 1152,
      size: 417,
      isMono: false,
      bitrate: 128_000,
    });
    expect(frameOf(headers.mono)).toMatchObject({ rate: 22_050, samples: 576, isMono: true });
    expect(frameOf(headers.telephone)).toMatchObject({ rate: 8000, bitrate: 32_000 });
  });

  it.each([
    ['too short', [0xff, 0xfb, 0x90]],
    ['layer II', [0xff, 0xfd, 0x90, 0x64]],
    ['a version that there is not', [0xff, 0xeb, 0x90, 0x64]],
    ['no bit rate', [0xff, 0xfb, 0xf0, 0x64]],
    ['no rate', [0xff, 0xfb, 0x9c, 0x64]],
  ])('knows what is none: %s', (_why, bytes) => {
    expect(mp3FrameAt(Uint8Array.from(bytes), 0)).toBeNull();
  });
});

describe('the first frame of an MP3', () => {
  const write = (header: readonly number[], delay: number, samples: number, frames: number) =>
    writeInfoTag({
      like: frameOf(header),
      sizes: Array.from({ length: frames }, (_, at) => 400 + (at % 2)),
      check: 0x1234,
      delay,
      samples,
    });

  it.each(Object.entries(headers))('is read as it was written: %s', (_name, header) => {
    const { samples: length } = frameOf(header);
    const tag = write(header, 576, 100 * length - 576 - 700, 100);
    expect(tag.length).toBe(infoTagBytes(frameOf(header)));
    expect(mp3FrameAt(tag, 0)?.size).toBe(tag.length);
    expect(readInfoTag(tag)).toEqual({ lead: 1105, frames: 100 * length - 1276 });
  });

  it('keeps to the fields of LAME, byte by byte', () => {
    const tag = write(headers.stereo, 576, 10_000, 11);
    const place = 36;
    expect(new TextDecoder('latin1').decode(tag.subarray(place, place + 4))).toBe('Info');
    expect([...tag.subarray(place + 4, place + 12)]).toEqual([0, 0, 0, 15, 0, 0, 0, 11]);
    const places = tag.subarray(place + 16, place + 116);
    expect(places.every((value, at) => at === 0 || value >= places[at - 1]!)).toBe(true);
    const lame = place + 120;
    // 576 samples before, 11 × 1152 − 576 − 10,000 = 2,096 behind, as two numbers of 12 bits.
    expect([...tag.subarray(lame + 21, lame + 24)]).toEqual([0x24, 0x08, 0x30]);
    expect([...tag.subarray(lame + 32, lame + 34)]).toEqual([0x12, 0x34]);
    const check = crc16(tag.subarray(0, lame + 34));
    expect([...tag.subarray(lame + 34, lame + 36)]).toEqual([check >> 8, check & 0xff]);
  });

  it('takes the check sum that all name CRC-16/ARC', () => {
    expect(crc16(bytesOf('123456789'))).toBe(0xbb3d);
    expect(crc16(bytesOf('6789'), crc16(bytesOf('12345')))).toBe(0xbb3d);
  });

  it('is found behind a little that is no sound, and is not seen where there is none', () => {
    const tag = write(headers.stereo, 576, 10_000, 11);
    expect(readInfoTag(concat([new Uint8Array(100), tag]))?.lead).toBe(1105);
    expect(readInfoTag(new Uint8Array(5000))).toBeNull();
    expect(readInfoTag(new Uint8Array(5000).fill(0xff))).toBeNull();
    const bare = new Uint8Array(417);
    bare.set(headers.stereo);
    expect(readInfoTag(bare)).toBeNull();
    // Another encoder wrote it, or it was cut in the middle.
    const other = tag.slice();
    other.set(bytesOf('Xyzw'), 156);
    expect(readInfoTag(other)).toBeNull();
    expect(readInfoTag(tag.subarray(0, 170))).toBeNull();
  });

  it('is behind the tags of ID3', () => {
    expect(id3Bytes(concat([bytesOf('ID3'), Uint8Array.of(4, 0, 0, 0, 0, 1, 2)]))).toBe(140);
    expect(id3Bytes(concat([bytesOf('ID3'), Uint8Array.of(4, 0, 0x10, 0, 0, 0, 5)]))).toBe(25);
    expect(id3Bytes(concat([bytesOf('ID3'), Uint8Array.of(4, 0, 0, 0, 0, 0x80, 2)]))).toBe(0);
    expect(id3Bytes(Uint8Array.from(headers.stereo))).toBe(0);
  });
});
