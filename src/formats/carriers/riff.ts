/** RIFF: WebP (RFC 9649) keeps XMP in "XMP " behind a VP8X, WAV in "_PMX" (XMP part 3, 1.2.9). */
import { ok, type Result } from '#domain/result.ts';

import { bytesOf, bytesOfU32, concat, isAt, latin1, u32 } from '../bytes.ts';
import { exifFacts, exifOfOrientation } from '../metadata/exif.ts';
import { withoutPlace } from '../metadata/place.ts';
import { readPictureHeader } from '../pictures/header.ts';

import { bytesAt, noRoom, packetText, textOf, utf8, wordsLimit, type Carrier } from './carrier.ts';
import { headReader } from './reader.ts';

const mostChunks = 100_000;

interface Chunk {
  readonly type: string;
  readonly start: number;
  /** Behind the data, before a pad byte. */
  readonly dataEnd: number;
  readonly end: number;
}

/** Whole chunks; null where one is cut off or says no length, so that nothing can follow it. */
async function chunksOf(file: Blob): Promise<readonly Chunk[] | null> {
  const read = headReader(file);
  const chunks: Chunk[] = [];
  if (!isAt(await read(0, 4), 0, 'RIFF')) return null;
  for (let start = 12; start + 8 <= file.size && chunks.length < mostChunks;) {
    const head = await read(start, 8);
    const dataEnd = start + 8 + u32(head, 4, true);
    if (!(dataEnd <= file.size)) return null;
    const end = Math.min(file.size, dataEnd + ((dataEnd - start) & 1));
    chunks.push({ type: latin1(head, 0, 4), start, dataEnd, end });
    start = end;
  }
  return chunks;
}

const dataOf = async (file: Blob, { start, dataEnd }: Chunk): Promise<Uint8Array | undefined> =>
  dataEnd - start > wordsLimit ? undefined : bytesAt(file, start + 8, dataEnd - start - 8);

const chunk = (type: string, data: Uint8Array): Blob =>
  new Blob([
    concat([bytesOf(type), bytesOfU32(data.length, true), data, new Uint8Array(data.length & 1)]),
  ]);

/** The file out of its chunks; each padded, the length in the head true. */
function whole(file: Blob, form: string, parts: readonly Blob[]): Blob {
  const size = parts.reduce((sum, part) => sum + part.size, 4);
  return new Blob([concat([bytesOf('RIFF'), bytesOfU32(size, true), bytesOf(form)]), ...parts], {
    type: file.type,
  });
}

/** A chunk as it stands; one at the end of a file may lack its pad byte. */
const kept = (file: Blob, { start, end, dataEnd }: Chunk): Blob =>
  end - start === dataEnd - start + ((dataEnd - start) & 1)
    ? file.slice(start, end)
    : new Blob([file.slice(start, end), new Uint8Array(1)]);

const flags = { xmp: 0x04, exif: 0x08, alpha: 0x10 } as const;

/** The head of an extended WebP with other flags, or a new one for a simple file. */
async function extended(
  file: Blob,
  chunks: readonly Chunk[],
  set: number,
  clear: number,
): Promise<Blob | null> {
  const head = chunks.find(({ type }) => type === 'VP8X');
  if (head) {
    const data = new Uint8Array(await bytesAt(file, head.start + 8, 10));
    data[0] = ((data[0] ?? 0) & ~clear) | set;
    return chunk('VP8X', data);
  }
  const header = readPictureHeader(await bytesAt(file, 0, 4096), 'webp');
  if (!header.ok) return null;
  const { width, height, hasAlpha } = header.value;
  const side = (value: number): Uint8Array => bytesOfU32(value - 1, true).subarray(0, 3);
  return chunk(
    'VP8X',
    concat([Uint8Array.of(set | (hasAlpha ? flags.alpha : 0), 0, 0, 0), side(width), side(height)]),
  );
}

async function readPacket(file: Blob, type: string): Promise<string | undefined> {
  const found = (await chunksOf(file))?.find((one) => one.type === type);
  return found && textOf(await dataOf(file, found));
}

async function newPacket(
  file: Blob,
  chunks: readonly Chunk[],
  type: string,
  make: (existing: string | undefined) => Result<string>,
): Promise<Result<Blob>> {
  const there = chunks.find((one) => one.type === type);
  const existing = packetText(there && (await dataOf(file, there)));
  if (!existing.ok) return existing;
  const packet = make(existing.value);
  return packet.ok ? ok(chunk(type, utf8(packet.value))) : packet;
}

export const webp: Carrier = {
  async read(file) {
    const xmp = await readPacket(file, 'XMP ');
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const chunks = await chunksOf(file);
    if (!chunks) return noRoom('it is cut off');
    const packet = await newPacket(file, chunks, 'XMP ', payload.xmp);
    if (!packet.ok) return packet;
    const head = await extended(file, chunks, flags.xmp, 0);
    if (!head) return noRoom('its head cannot be read');
    const rest = chunks.filter(({ type }) => type !== 'VP8X' && type !== 'XMP ');
    return ok(whole(file, 'WEBP', [head, ...rest.map((one) => kept(file, one)), packet.value]));
  },

  async strip(file) {
    const chunks = await chunksOf(file);
    const exif = chunks?.find(({ type }) => type === 'EXIF');
    if (!chunks || !chunks.some(({ type }) => type === 'EXIF' || type === 'XMP ')) return file;
    const block = exif && (await dataOf(file, exif));
    const { orientation = 1 } = block
      ? exifFacts(isAt(block, 0, 'Exif\0\0') ? block.subarray(6) : block)
      : {};
    const turned = orientation !== 1 ? [chunk('EXIF', exifOfOrientation(orientation))] : [];
    const head = await extended(
      file,
      chunks,
      turned.length > 0 ? flags.exif : 0,
      flags.exif | flags.xmp,
    );
    if (!head) return file;
    const rest = chunks.filter(({ type }) => !/^(VP8X|EXIF|XMP )$/.test(type));
    return whole(file, 'WEBP', [head, ...rest.map((one) => kept(file, one)), ...turned]);
  },

  async withoutPlace(file) {
    const found = (await chunksOf(file))?.find(({ type }) => type === 'EXIF');
    const block = found && (await dataOf(file, found));
    if (!found || !block) return file;
    const named = isAt(block, 0, 'Exif\0\0') ? 6 : 0;
    const bare = concat([block.subarray(0, named), withoutPlace(block.subarray(named))]);
    return new Blob([file.slice(0, found.start + 8), bare, file.slice(found.dataEnd)], {
      type: file.type,
    });
  },
};

/** What a recording's file says of itself: broadcast facts, lists of tags, ID3. */
const isWaveWord = (type: string): boolean =>
  /^(LIST|_PMX|bext|iXML|axml|id3 |ID3 |DISP|cart)$/.test(type);

export const wav: Carrier = {
  async read(file) {
    const xmp = await readPacket(file, '_PMX');
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const chunks = await chunksOf(file);
    if (!chunks) return noRoom('its length is not known, so nothing can stand behind the sound');
    const packet = await newPacket(file, chunks, '_PMX', payload.xmp);
    if (!packet.ok) return packet;
    const rest = chunks.filter(({ type }) => type !== '_PMX').map((one) => kept(file, one));
    const made = whole(file, 'WAVE', [...rest, packet.value]);
    return made.size > 0xffff_fff0 ? noRoom('a WAV ends at 4 GB') : ok(made);
  },

  async strip(file) {
    const chunks = await chunksOf(file);
    if (!chunks?.some(({ type }) => isWaveWord(type))) return file;
    const rest = chunks.filter(({ type }) => !isWaveWord(type));
    return whole(
      file,
      'WAVE',
      rest.map((one) => kept(file, one)),
    );
  },
};
