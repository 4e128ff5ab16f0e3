import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { guids } from './asf/objects.ts';
import { bytesOf, bytesOfU32, concat } from './bytes.ts';
import { sniff } from './sniff.ts';

const padded = (text: string, length = 600): Uint8Array => {
  const bytes = new Uint8Array(length);
  bytes.set(bytesOf(text));
  return bytes;
};
const iso = (...brands: string[]): Uint8Array =>
  padded(
    `\0\0\0${String.fromCharCode(12 + 4 * brands.length)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`,
  );
const utf16 = (text: string): Uint8Array =>
  concat([bytesOf('\xff\xfe'), ...Array.from(text, (character) => bytesOf(`${character}\0`))]);

/** A header of ASF that says its length, with one description of a stream in it. */
const asf = (stream: string, length?: number): Uint8Array => {
  const size = Array.from(bytesOfU32(length ?? 30 + stream.length, true), (byte) =>
    String.fromCharCode(byte),
  ).join('');
  return padded(`${guids.header}${size}\0\0\0\0\x01\0\0\0\x01\x02${stream}`);
};
const describedAs = (kind: string): string =>
  `${guids.streamProperties}\x78\0\0\0\0\0\0\0${kind}${'\0'.repeat(80)}`;
const wmvStream = describedAs(guids.video);
const wmaStream = describedAs(guids.audio);
/** Packets of a transport stream with so many bytes before each. */
const transport = (before: number): Uint8Array => {
  const bytes = new Uint8Array(1000);
  for (let at = before; at < bytes.length; at += 188 + before) bytes[at] = 0x47;
  return bytes;
};

const cases: readonly [string, Uint8Array, string, string][] = [
  ['a.png', padded('\x89PNG\r\n\x1a\n'), 'image', 'png'],
  ['a.JPE', padded('\xff\xd8\xff\xe0'), 'image', 'jpeg'],
  ['a.gif', padded('GIF89a'), 'image', 'gif'],
  ['a.bmp', padded(`BM${'\0'.repeat(12)}\x28\0\0\0`), 'image', 'bmp'],
  ['a.TIF', padded('II*\0'), 'image', 'tiff'],
  ['a.tiff', padded('MM\0*'), 'image', 'tiff'],
  ['a.tif', padded('II+\0'), 'image', 'tiff'],
  ['a.webp', padded('RIFF\0\0\0\0WEBPVP8X'), 'image', 'webp'],
  ['a.avif', iso('avif', 'mif1'), 'image', 'avif'],
  ['a.avif', iso('mif1', 'miaf', 'avif'), 'image', 'avif'],
  ['a.svg', bytesOf('<svg xmlns="x"/>'), 'image', 'svg'],
  ['a.svg', bytesOf('\xef\xbb\xbf<?xml version="1.0"?>\n<!-- > -->\n<SVG >'), 'image', 'svg'],
  ['a.svg', bytesOf('<!DOCTYPE svg [<!ENTITY a "]>">]><s:svg xmlns:s="">'), 'image', 'svg'],
  ['a.svg', utf16('<?xml version="1.0"?><svg/>'), 'image', 'svg'],
  ['a.wav', padded('RIFF\0\0\0\0WAVEfmt '), 'audio', 'wav'],
  ['a.mp3', padded('ID3\x04\0\0\0\0\0\x05-----\xff\xfb\x90\0'), 'audio', 'mp3'],
  ['a.mp3', padded('\xff\xf3\x90\0'), 'audio', 'mp3'],
  ['a.mp3', padded('ID3\x04\0\0\x7f\x7f\x7f\x7f'), 'audio', 'mp3'],
  ['a.flac', padded('fLaC'), 'audio', 'flac'],
  ['a.oga', padded('OggS\0\x02 ------------- \x01vorbis'), 'audio', 'ogg'],
  ['a.ogv', padded('OggS\0\x02 ------------- \x80theora'), 'video', 'ogg'],
  ['a.aac', padded('\xff\xf1\x50\x80'), 'audio', 'aac'],
  ['a.m4a', iso('M4A ', 'isom'), 'audio', 'm4a'],
  ['a.m4a', iso('isom'), 'audio', 'm4a'],
  ['a.m4v', iso('isom'), 'video', 'mp4'],
  ['a.MOV', iso('qt  '), 'video', 'mov'],
  ['a.mov', padded('\0\0\0\x08wide'), 'video', 'mov'],
  ['a.avi', padded('RIFF\0\0\0\0AVI LIST'), 'video', 'avi'],
  ['a.mkv', padded('\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska'), 'video', 'mkv'],
  ['a.mka', padded('\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska\x86\x86A_OPUS'), 'audio', 'mkv'],
  [
    'a.webm',
    padded('\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm\x86\x86A_OPUS\x86\x85V_VP9'),
    'video',
    'webm',
  ],
  ['a.flv', padded('FLV\x01\x05'), 'video', 'flv'],
  ['a.wmv', asf(wmvStream), 'video', 'wmv'],
  ['a.asf', asf(wmvStream), 'video', 'wmv'],
  ['a.wma', asf(wmaStream), 'audio', 'wma'],
  ['a.asf', asf(wmaStream), 'audio', 'wma'],
  ['a.wma', asf('', 90_000), 'audio', 'wma'],
  ['a.wmv', asf('', 90_000), 'video', 'wmv'],
  ['a.mpg', padded('\0\0\x01\xba\x21\0\x01\0\x01'), 'video', 'mpeg'],
  ['a.VOB', padded('\0\0\x01\xba\x44\0\x04\0\x04'), 'video', 'mpeg'],
  ['a.ts', transport(0), 'video', 'ts'],
  ['a.mts', transport(4), 'video', 'ts'],
];

describe('a file is judged by its bytes', () => {
  it.each(cases)('%s %#', (name, bytes, kind, format) => {
    const found = sniff(bytes, name);
    expect(found).toMatchObject({ ok: true, kind, format });
    expect(found).not.toHaveProperty('misnamed_as');
  });

  it('flags an ending that claims another format, and no other', () => {
    const png = padded('\x89PNG\r\n\x1a\n');
    expect(sniff(png, 'Foto.JPG')).toMatchObject({ format: 'png', misnamed_as: 'jpg' });
    expect(sniff(png, 'Foto.pdf')).toMatchObject({ format: 'png', misnamed_as: 'pdf' });
    expect(sniff(asf(wmvStream), 'Film.wma')).toMatchObject({ format: 'wmv', misnamed_as: 'wma' });
    expect(sniff(transport(0), 'Film.mpg')).toMatchObject({ format: 'ts', misnamed_as: 'mpg' });
    for (const name of ['Foto', 'Foto.v2', '..', '', 'a\0b', '🦊.PNG', `${'x'.repeat(255)}`]) {
      expect(sniff(png, name)).not.toHaveProperty('misnamed_as');
    }
  });

  it('gives types that fit the kind', () => {
    expect(sniff(padded('OggS\x80theora'), 'a')).toMatchObject({ mime: 'video/ogg' });
    expect(sniff(iso('M4A '), 'a')).toMatchObject({ mime: 'audio/mp4' });
    expect(sniff(padded('\x1a\x45\xdf\xa3webm\x86\x86A_OPUS'), 'a')).toMatchObject({
      mime: 'audio/webm',
    });
  });

  it('finds that an MP4 holds sound alone only when its whole index is in sight', () => {
    const index = bytesOf('----hdlr\0\0\0\0\0\0\0\0soun');
    const box = (size: number) =>
      concat([iso('isom').subarray(0, 16), bytesOfU32(size), bytesOf('moov'), index]);
    expect(sniff(box(8 + index.length), 'x')).toMatchObject({ kind: 'audio' });
    expect(sniff(box(80_000), 'x')).toMatchObject({ kind: 'video' });
  });

  it.each([
    ['HEIC', iso('heic', 'mif1')],
    ['HEIC', iso('mif1', 'heic')],
    ['JPEG XL', padded('\xff\x0a')],
    ['PDF', padded('%PDF-1.7')],
    ['ZIP', padded('PK\x03\x04')],
    ['MPEG audio layer I or II', padded('\xff\xfd\x90\0')],
    ['MPEG video', padded('\0\0\x01\xb3')],
    ['this file', bytesOf('<html><svg></svg></html>')],
    ['this file', bytesOf('hello')],
    ['this file', new Uint8Array(4096)],
  ])('refuses %s by its name', (what, bytes) => {
    expect(sniff(bytes, 'a.png')).toMatchObject({
      ok: false,
      failure: { code: 'unsupported', what },
    });
  });

  it('takes two packets and a half for no transport stream, and a GIF for a GIF', () => {
    expect(sniff(transport(0).subarray(0, 376), 'a.ts').ok).toBe(false);
    expect(sniff(concat([bytesOf('GIF89a'), transport(0).subarray(6)]), 'a')).toMatchObject({
      format: 'gif',
    });
  });

  it('says that an empty file is empty', () => {
    expect(sniff(new Uint8Array(0), 'a.png')).toMatchObject({
      ok: false,
      failure: { code: 'corrupt', reason: 'the file is empty' },
    });
  });

  it('answers for any bytes, cut anywhere', () => {
    const seeds = cases.map(([, bytes]) => bytes);
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.uint8Array({ maxLength: 700 }),
        fc.nat(700),
        (seed, noise, cut) => {
          expect(typeof sniff(concat([seed.subarray(0, cut), noise]), 'a.png').ok).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });
});
