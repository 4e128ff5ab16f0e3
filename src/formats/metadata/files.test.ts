import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mediaFixture } from '../../../tests/fixtures/read.ts';

import { aviFacts } from '../avi/facts.ts';
import { bytesOf, bytesOfU32, concat } from '../bytes.ts';
import { flvFacts } from '../flv/facts.ts';
import { isPictureFormat, type PictureFormat } from '../media-formats.ts';
import { theoraFacts } from '../ogg/theora.ts';
import { readPictureHeader } from '../pictures/header.ts';
import { sniff } from '../sniff.ts';

import { exifFacts, exifOfOrientation, withUprightOrientation } from './exif.ts';
import { readMetadata, writeMetadata } from './files.ts';
import { iccName } from './icc.ts';
import { uprightMetadata } from './upright.ts';

/** A little-endian EXIF block with orientation, camera and date, written by hand. */
const exif = (() => {
  const bytes = new Uint8Array(140);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('II*\0'));
  view.setUint32(4, 8, true);
  const entries: [number, number, number, number][] = [
    [0x010f, 2, 6, 80],
    [0x0110, 2, 10, 86],
    [0x0112, 3, 1, 6],
    [0x8769, 4, 1, 98],
  ];
  view.setUint16(8, entries.length, true);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    view.setUint32(at + 8, value, true);
  }
  bytes.set(bytesOf('Canon\0Canon R5\0\0'), 80);
  view.setUint16(98, 1, true);
  view.setUint16(100, 0x9003, true);
  view.setUint16(102, 2, true);
  view.setUint32(104, 20, true);
  view.setUint32(108, 118, true);
  bytes.set(bytesOf('2024:05:31 18:04:05\0'), 118);
  return bytes;
})();

/** An ICC profile with nothing but a name, of the given size. */
const icc = (size: number, space = 'RGB '): Uint8Array => {
  const bytes = new Uint8Array(size).map((_, index) => (index > 400 ? index * 7 : 0));
  bytes.set(bytesOf(space), 16);
  bytes.set(bytesOf('acsp'), 36);
  bytes.set(concat([bytesOfU32(1), bytesOf('desc'), bytesOfU32(144), bytesOfU32(40)]), 128);
  bytes.set(concat([bytesOf('desc\0\0\0\0'), bytesOfU32(12), bytesOf('My profile!\0')]), 144);
  return bytes;
};

const xmp = new TextEncoder().encode('<x:xmpmeta xmlns:x="adobe:ns:meta/">é</x:xmpmeta>');

describe('metadata of pictures', () => {
  const files: [string, PictureFormat][] = [
    ['picture.png', 'png'],
    ['picture.jpg', 'jpeg'],
    ['picture.webp', 'webp'],
    ['frames.webp', 'webp'],
    ['picture.avif', 'avif'],
  ];
  it.each(files)('go into %s and come out again', async (name, format) => {
    const before = mediaFixture(name);
    const given = { exif, xmp, icc: icc(format === 'avif' ? 900 : 150_000) };
    const written = await writeMetadata(before, format, given);
    if (!written.ok) throw new Error(JSON.stringify(written.failure));
    expect(written.value.leftOut).toEqual([]);
    const found = await readMetadata(written.value.bytes, format);
    expect(found.exif).toEqual(given.exif);
    expect(found.xmp).toEqual(given.xmp);
    expect(found.icc).toEqual(given.icc);
    expect(found).toMatchObject({
      camera: 'Canon R5',
      takenAt: '2024-05-31T18:04:05',
      profileName: 'My profile!',
      // In AVIF the file's own turn counts.
      orientation: format === 'avif' ? 1 : 6,
    });
    expect(readPictureHeader(written.value.bytes, format)).toMatchObject({
      ok: true,
      value: { width: 60, height: 40 },
    });
    const again = await writeMetadata(written.value.bytes, format, {});
    if (again.ok && format !== 'avif') {
      expect(await readMetadata(again.value.bytes, format)).toEqual({});
    }
  });

  it('names what has no room in JPEG', async () => {
    const written = await writeMetadata(mediaFixture('picture.jpg'), 'jpeg', {
      exif: new Uint8Array(70_000),
      xmp,
    });
    expect(written).toMatchObject({ ok: true, value: { leftOut: ['EXIF'] } });
  });

  it('say upright when the pixels were turned, and drop a profile that no longer fits', () => {
    const turned = uprightMetadata({ exif, xmp, icc: icc(500), orientation: 6, camera: 'x' });
    expect(exifFacts(turned.exif ?? exif)).toMatchObject({ orientation: 1, camera: 'Canon R5' });
    expect(turned).toMatchObject({ orientation: 1, camera: 'x', xmp, icc: icc(500) });
    expect(exifFacts(exif).orientation).toBe(6);
    expect(uprightMetadata({ icc: icc(500, 'CMYK'), profileName: 'x' })).toEqual({});
    expect(exifFacts(withUprightOrientation(exifOfOrientation(8)))).toEqual({ orientation: 1 });
  });

  it('reads TIFF, and names of profiles of both kinds', async () => {
    expect(await readMetadata(mediaFixture('picture.tif'), 'tiff')).not.toHaveProperty('camera');
    const modern = icc(500);
    modern.set(
      concat([
        bytesOf('mluc\0\0\0\0'),
        bytesOfU32(1),
        bytesOfU32(12),
        bytesOf('enUS'),
        bytesOfU32(4),
        bytesOfU32(28),
        bytesOf('\0P\0\xe9'),
      ]),
      144,
    );
    expect(iccName(modern)).toBe('Pé');
  });
});

describe('headers of all fixtures', () => {
  it.each([
    [
      'clip.avi',
      {
        width: 64,
        height: 48,
        fps: 10,
        duration_s: 0.4,
        codec: 'mpeg4',
        audio_codec: 'pcm',
        sample_rate_hz: 8000,
        channels: 1,
      },
    ],
    [
      'clip.flv',
      {
        width: 64,
        height: 48,
        fps: 10,
        codec: 'flv1',
        audio_codec: 'mp3',
        sample_rate_hz: 22050,
        channels: 1,
      },
    ],
    [
      'clip.ogv',
      {
        width: 64,
        height: 48,
        fps: 10,
        codec: 'theora',
        audio_codec: 'vorbis',
        sample_rate_hz: 22050,
        channels: 1,
      },
    ],
  ])('%s', (name, wanted) => {
    const bytes = mediaFixture(name);
    const read = { avi: aviFacts, flv: flvFacts, ogv: (b: Uint8Array) => theoraFacts(b, b) };
    expect(read[name.slice(-3) as 'avi'](bytes)).toMatchObject(wanted);
  });

  it('finds the length of an FLV without onMetaData in its last tag', () => {
    const tag = (time: number) =>
      concat([
        bytesOf(`\x08\0\0\x02\0${String.fromCharCode(time >> 8, time & 255)}\0\0\0\0\x2e\0`),
        bytesOfU32(13),
      ]);
    const bytes = concat([bytesOf('FLV\x01\x04\0\0\0\x09\0\0\0\0'), tag(0), tag(2500)]);
    expect(flvFacts(bytes, bytes)).toEqual({
      duration_s: 2.5,
      codec: 'mp3',
      sample_rate_hz: 44100,
      channels: 1,
    });
  });
});

describe('damaged and hostile bytes', () => {
  const names =
    'picture.jpg picture.png picture.tif picture.bmp picture.webp picture.avif frames.gif frames.webp clip.avi clip.flv clip.ogv clip.mp4 tone.mp3'.split(
      ' ',
    );
  const seeds = names.map(mediaFixture);

  it('never throw and never loop, cut or changed anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(1 << 16), fc.nat(255)), { maxLength: 30 }),
        fc.nat(1 << 15),
        async (seed, changes, cut) => {
          const bytes = seed.slice(0, cut % 3 === 0 ? cut : undefined);
          for (const [at, value] of changes) bytes[at % Math.min(bytes.length || 1, 2000)] = value;
          const sniffed = sniff(bytes, 'a');
          for (const format of [
            'png',
            'jpeg',
            'gif',
            'bmp',
            'tiff',
            'webp',
            'avif',
            'svg',
          ] as const) {
            if (sniffed.ok && isPictureFormat(sniffed.format) && sniffed.format !== format)
              continue;
            readPictureHeader(bytes, format);
            await readMetadata(bytes, format);
            await writeMetadata(bytes, format, { exif, xmp, icc: icc(500) });
          }
          aviFacts(bytes);
          flvFacts(bytes, bytes);
          theoraFacts(bytes, bytes);
          exifFacts(bytes);
          iccName(bytes);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('ends a TIFF whose directories run in a circle', () => {
    const loop = concat([
      bytesOf('II*\0\x08\0\0\0\x02\0'),
      new Uint8Array(24),
      bytesOf('\x08\0\0\0'),
    ]);
    loop.set([0, 1, 3, 0, 1, 0, 0, 0, 5, 0, 0, 0], 10);
    loop.set([1, 1, 3, 0, 1, 0, 0, 0, 5, 0, 0, 0], 22);
    expect(readPictureHeader(loop, 'tiff')).toMatchObject({ value: { width: 5, height: 5 } });
  });

  it('gives no more of a packed block than the limit', async () => {
    const { deflate, inflate } = await import('../deflate.ts');
    const packed = await deflate(new Uint8Array(10_000_000));
    expect(await inflate(packed, 1_000_000)).toMatchObject({ failure: { code: 'too_large' } });
    expect(await inflate(packed.subarray(0, 100), 1_000)).toMatchObject({ ok: false });
  });

  it.each([
    ['<svg width="10" height="20"/>', { width: 10, height: 20 }],
    ['<svg viewBox="0 0 30,15" width="60"/>', { width: 60, height: 30 }],
    ['<svg width="1in" height="50%" viewBox="0 0 2 1"/>', { width: 96, height: 48 }],
    ['<svg viewBox="0 0 30 15">', { width: 30, height: 15 }],
  ])('measures %s', (text, size) => {
    expect(readPictureHeader(bytesOf(text), 'svg')).toMatchObject({ ok: true, value: size });
  });

  it.each([
    '<svg/>',
    '<svg width="1e9" height="1e9"/>',
    '<svg width="-5" height="0"/>',
    `<svg ${'a'.repeat(300_000)}`,
  ])('gives no size for an SVG that has none in reason', (text) => {
    const start = Date.now();
    expect(readPictureHeader(bytesOf(text), 'svg').ok).toBe(false);
    // Generous: a busy machine is slow, not wrong.
    expect(Date.now() - start).toBeLessThan(10_000);
  });
});
