/** What is called stripped says nothing; where nobody can tell, that is said, and nothing is lost. */
import { describe, expect, it, test } from 'vitest';

import { bytesIn, mediaFixture } from '../../../tests/fixtures/read.ts';

import { bytesOf, bytesOfU32, concat, find, u32 } from '../bytes.ts';
import { payloadOf } from '../recipe/write.ts';

import { carrierOf } from './carriers.ts';
import { element } from './ebml.ts';

const strip = async (format: string, ...parts: readonly BlobPart[]): Promise<Blob | null> =>
  (await carrierOf(format)?.strip?.(new Blob([...parts]))) ?? null;
const stripped = async (format: string, ...parts: readonly BlobPart[]) => {
  const bare = await strip(format, ...parts);
  if (!bare) throw new Error(`${format} was not stripped`);
  return bytesIn(bare);
};
const box = (type: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const body = concat(parts);
  return concat([bytesOfU32(8 + body.length), bytesOf(type), body]);
};
/** Takes a box's place, byte for byte. */
const overwritten = (bytes: Uint8Array<ArrayBuffer>, at: number, by: Uint8Array) => {
  const made = bytes.slice();
  made.set(by, at);
  return made;
};

describe('D1 a file of which nobody can tell what it says', () => {
  it.each([
    ['frames.gif', 'gif', 0.7],
    ['picture.png', 'png', 0.8],
    ['picture.webp', 'webp', 0.7],
    ['tone.wav', 'wav', 0.6],
    ['clip.mp4', 'mp4', 0.9],
    ['clip.webm', 'webm', 0.9],
  ] as const)('%s, cut off, is not called stripped', async (name, format, share) => {
    const bytes = mediaFixture(name);
    expect(await strip(format, bytes.slice(0, bytes.length * share))).toBeNull();
  });

  it('is one with other beginnings: ID3 before FLAC, a WAV beyond 4 GB, two streams in Ogg', async () => {
    expect(
      await strip('flac', bytesOf('ID3\x04\0\0\0\0\0\0'), mediaFixture('tone.flac')),
    ).toBeNull();
    expect(await strip('wav', bytesOf('RF64'), mediaFixture('tone.wav').slice(4))).toBeNull();
    expect(
      await strip('ogg', mediaFixture('tone.ogg').slice(0, 58), mediaFixture('tone.opus')),
    ).toBeNull();
  });

  it('is an MP3 whose tag is longer than the file; nothing of it is lost', async () => {
    const tag = concat([bytesOf('ID3\x03\0\0\x7f\x7f\x7f\x7f'), new Uint8Array(2_000)]);
    expect(await strip('mp3', tag)).toBeNull();
  });

  it('is a film with boxes in boxes without end, or more than can be', async () => {
    let deep: Uint8Array = box('udta', bytesOf('secret'));
    for (let depth = 0; depth < 3_000; depth += 1) deep = box('moov', deep);
    const film = [box('ftyp', bytesOf('isom')), new Uint8Array(deep)];
    expect(await strip('mp4', ...film)).toBeNull();
    const words = concat(Array.from({ length: 80_000 }, () => box('udta')));
    const tracks = [1, 2, 3].map(() => box('trak', words));
    expect(await strip('mp4', box('ftyp', bytesOf('isom')), box('moov', ...tracks))).toBeNull();
  });
});

describe('D1 what is stripped', () => {
  it('of a film are boxes of any length, in no memory', async () => {
    const gigabyte = 1024 * 1024 * 1024;
    const piece = new Blob([new Uint8Array(16 * 1024 * 1024).fill(65)]);
    const words = Array.from({ length: 64 }, () => piece);
    const head = concat([bytesOfU32(gigabyte + 8), bytesOf('meta')]);
    const parts = [box('ftyp', bytesOf('isom')), head, ...words, box('mdat', bytesOf('film'))];
    const whole = new Blob(parts);
    const bare = await strip('mp4', whole);
    expect(bare?.size).toBe(whole.size);
    expect(await bare?.slice(16, 20).text()).toBe('free');
    expect([...(await bytesIn(bare?.slice(gigabyte, gigabyte + 9) ?? new Blob()))]).toEqual(
      Array.from({ length: 9 }, () => 0),
    );
    expect(await bare?.slice(-4).text()).toBe('film');
  });

  it('of a film is also when it was made, and what cameras keep in boxes of their own', async () => {
    const film = mediaFixture('clip.mp4');
    const times = find(film, 'mvhd') + 8;
    const dated = overwritten(film, times, bytesOfU32(0xe0000000));
    const camera = box('uuid', bytesOf('USMTcamera of Maria Muster 47.37'));
    const bare = await stripped('mp4', dated, camera);
    expect(u32(bare, times)).toBe(0);
    expect(find(bare, 'Maria')).toBe(-1);
    expect(bare.length).toBe(film.length + camera.length);
    expect(bare.subarray(find(bare, 'mdat'), find(bare, 'mdat') + 500)).toEqual(
      film.subarray(find(film, 'mdat'), find(film, 'mdat') + 500),
    );
  });

  it('of Matroska are its title, its date and what is attached', async () => {
    const info = element(
      0x1549a966,
      element(0x7ba9, bytesOf('Holiday of Maria')),
      element(0x4461, bytesOf('12345678')),
      element(0x2ad7b1, bytesOf('\x0f\x42\x40')),
    );
    const attached = element(0x1941a469, bytesOf('letter.pdf '.repeat(40)));
    const film = element(0x18538067, info, attached);
    const whole = concat([element(0x1a45dfa3, bytesOf('x')), film]);
    const bare = await stripped('mkv', whole);
    expect(bare.length).toBe(whole.length);
    for (const word of ['Maria', '12345678', 'letter']) expect(find(bare, word)).toBe(-1);
    expect(find(bare, '\x2a\xd7\xb1')).toBe(find(whole, '\x2a\xd7\xb1'));
  });

  it('of an MP3 are tags at both ends, several of them', async () => {
    const sound = await stripped('mp3', mediaFixture('tone.mp3'));
    const id3 = concat([bytesOf('ID3\x03\0\0\0\0\0\x20'), new Uint8Array(32).fill(88)]);
    const item = bytesOf('\x05\0\0\0\0\0\0\0Title\0Maria');
    const ape = concat([
      item,
      bytesOf('APETAGEX'),
      bytesOfU32(2000, true),
      bytesOfU32(item.length + 32, true),
      bytesOfU32(1, true),
      new Uint8Array(12),
    ]);
    const id3v1 = concat([bytesOf('TAGMaria'), new Uint8Array(120)]);
    const lyrics = bytesOf('LYRICSBEGININD0000210000021LYRICS200');
    expect(await stripped('mp3', id3, id3, sound, lyrics, ape, id3v1)).toEqual(sound);
  });

  it('of a GIF is what applications keep, and what hangs behind it', async () => {
    const plain = mediaFixture('frames.gif');
    const bare = await stripped('gif', plain);
    const table = 13 + 3 * 2 ** (((plain[10] ?? 0) & 7) + 1);
    const photoshop = bytesOf('!\xff\x0bMGK8BIM0000\x05Maria\0');
    const more = [plain.slice(0, table), photoshop, plain.slice(table), bytesOf('Maria')];
    expect(await stripped('gif', ...more)).toEqual(bare);
    expect(find(bare, 'NETSCAPE2.0')).toBeGreaterThan(0);
  });

  it('of pictures and sound is every block that is not known to be needed', async () => {
    const png = mediaFixture('picture.png');
    const chunk = concat([bytesOfU32(5), bytesOf('prVW'), bytesOf('Maria'), new Uint8Array(4)]);
    expect(find(await stripped('png', png.slice(0, 33), chunk, png.slice(33)), 'Maria')).toBe(-1);
    const jpeg = mediaFixture('picture.jpg');
    const small = bytesOf('\xff\xe0\0\x0cJFXX\0Maria');
    const bare = await stripped('jpeg', jpeg.slice(0, 20), small, jpeg.slice(20));
    expect(find(bare, 'Maria')).toBe(-1);
    expect(find(bare, 'JFIF')).toBe(6);
    const wav = mediaFixture('tone.wav');
    const said = concat([bytesOf('SMED'), bytesOfU32(6, true), bytesOf('Maria!')]);
    expect(find(await stripped('wav', wav, said), 'Maria')).toBe(-1);
  });
});

const payload = payloadOf({
  recipe: { format: 'inkreel-recipe', version: 1, provenance: 'enhanced', sources: [] },
  made: null,
});

test('D1 what cannot be read is not written over', async () => {
  const png = mediaFixture('picture.png');
  const broken = concat([bytesOf('XML:com.adobe.xmp\0\x01\0\0\0'), bytesOf('no deflate')]);
  const chunk = concat([bytesOfU32(broken.length), bytesOf('iTXt'), broken, new Uint8Array(4)]);
  const packed = new Blob([png.slice(0, 33), chunk, png.slice(33)]);
  expect(await carrierOf('png')?.write(packed, payload)).toMatchObject({ ok: false });
  const long = concat([bytesOf('XMP '), bytesOfU32(9_000_000, true), new Uint8Array(9_000_000)]);
  const webp = new Blob([mediaFixture('picture.webp'), long]);
  expect(await carrierOf('webp')?.write(webp, payload)).toMatchObject({ ok: false });
  const noPng = new Blob([bytesOf('this is no picture')]);
  expect(await carrierOf('png')?.write(noPng, payload)).toMatchObject({ ok: false });
  expect(await carrierOf('jpeg')?.write(noPng, payload)).toMatchObject({ ok: false });
});

test('D1 a cover in a tag whose lengths are of another make is not lost', async () => {
  // A version of iTunes wrote ID3v2.4 with lengths of eight bits a byte.
  const cover = concat([
    bytesOf('APIC'),
    bytesOfU32(300),
    new Uint8Array(2),
    new Uint8Array(300).fill(200),
  ]);
  const title = concat([bytesOf('TIT2'), bytesOfU32(5), new Uint8Array(2), bytesOf('\x03Fox!')]);
  const size = cover.length + title.length;
  const head = concat([bytesOf('ID3\x04\0\0\0\0'), Uint8Array.of(size >> 7, size & 127)]);
  const file = new Blob([head, cover, title, mediaFixture('tone.mp3')]);
  expect(await carrierOf('mp3')?.write(file, payload)).toMatchObject({ ok: false });
});

test('D1 an AVIF whose camera facts begin behind their end has no place taken out, and says so', async () => {
  const plain = mediaFixture('picture.avif');
  const { writeMetadata } = await import('../metadata/files.ts');
  const exif = concat([bytesOf('MM\0*'), bytesOfU32(8), new Uint8Array(6)]);
  const made = await writeMetadata(plain, 'avif', { exif });
  if (!made.ok) throw new Error('not written');
  const at = find(made.value.bytes, 'MM\0*');
  const hostile = overwritten(new Uint8Array(made.value.bytes), at - 4, bytesOfU32(0x7fffffff));
  expect(await carrierOf('avif')?.withoutPlace?.(new Blob([hostile]))).toBeNull();
});
