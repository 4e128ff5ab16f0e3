/** RIFF: WebP (RFC 9649) keeps XMP in "XMP " behind a VP8X, WAV in "_PMX" (XMP part 3, 1.2.9). */
import { ok, type Result } from '#domain/result.ts';

import { bytesOf, bytesOfU32, concat, isAt } from '../bytes.ts';
import { bytesAt, reading } from '../heads/reading.ts';
import { riffHeads, type RiffHead } from '../heads/riff.ts';
import { exifFacts, exifOfOrientation } from '../metadata/exif.ts';
import { withoutPlace } from '../metadata/place.ts';
import { readPictureHeader } from '../pictures/header.ts';
import { changed } from '../pieces.ts';

import { nextPacket, noRoom, textOf, wordsLimit, type Carrier, type Payload } from './carrier.ts';

/** The sound of a WAV and the picture of a WebP are one large chunk. */
const window = 4096;

/** Whole chunks; null where one is cut off or says no length, so that nothing can follow it. */
async function chunksOf(file: Blob): Promise<readonly RiffHead[] | null> {
  const chunks: RiffHead[] = [];
  for await (const chunk of riffHeads(reading(file, window))) {
    if (chunk.dataEnd > file.size) return null;
    chunks.push(chunk);
  }
  return chunks.length === 0 ? null : chunks;
}

const dataOf = async (file: Blob, { start, dataEnd }: RiffHead): Promise<Uint8Array | null> =>
  dataEnd - start > wordsLimit ? null : bytesAt(file, start + 8, dataEnd - start - 8);

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
const kept = (file: Blob, { start, end, dataEnd }: RiffHead): Blob =>
  end === dataEnd + ((dataEnd - start) & 1)
    ? file.slice(start, end)
    : new Blob([file.slice(start, end), new Uint8Array(1)]);

const flags = { xmp: 0x04, exif: 0x08, alpha: 0x10 } as const;

/** The head of an extended WebP with other flags, or a new one for a simple file. */
async function extended(
  file: Blob,
  chunks: readonly RiffHead[],
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
  return found && textOf((await dataOf(file, found)) ?? undefined);
}

async function newPacket(
  file: Blob,
  chunks: readonly RiffHead[],
  type: string,
  payload: Payload,
): Promise<Result<Blob>> {
  const there = chunks.find((one) => one.type === type);
  const packet = nextPacket(payload, there && (await dataOf(file, there)));
  return packet.ok ? ok(chunk(type, packet.value)) : packet;
}

/** Pixels, frames and colours. */
const isPicture = (type: string): boolean => /^(VP8[ LX]|ALPH|ANIM|ANMF|ICCP)$/.test(type);

export const webp: Carrier = {
  async read(file) {
    const xmp = await readPacket(file, 'XMP ');
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const chunks = await chunksOf(file);
    if (!chunks) return noRoom('it is cut off');
    const packet = await newPacket(file, chunks, 'XMP ', payload);
    if (!packet.ok) return packet;
    const head = await extended(file, chunks, flags.xmp, 0);
    if (!head) return noRoom('its head cannot be read');
    const rest = chunks.filter(({ type }) => type !== 'VP8X' && type !== 'XMP ');
    return ok(whole(file, 'WEBP', [head, ...rest.map((one) => kept(file, one)), packet.value]));
  },

  async strip(file) {
    const chunks = await chunksOf(file);
    if (!chunks) return null;
    if (chunks.every(({ type }) => isPicture(type))) return file;
    const exif = chunks.find(({ type }) => type === 'EXIF');
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
    if (!head) return null;
    const rest = chunks.filter(({ type }) => type !== 'VP8X' && isPicture(type));
    return whole(file, 'WEBP', [head, ...rest.map((one) => kept(file, one)), ...turned]);
  },

  async withoutPlace(file) {
    const chunks = await chunksOf(file);
    if (!chunks) return null;
    const found = chunks.find(({ type }) => type === 'EXIF');
    if (!found) return file;
    const block = await dataOf(file, found);
    if (!block) return null;
    const named = isAt(block, 0, 'Exif\0\0') ? 6 : 0;
    const bare = concat([block.subarray(0, named), withoutPlace(block.subarray(named))]);
    return changed(file, [{ start: found.start + 8, end: found.dataEnd, by: bare }]);
  },
};

/** What sound needs, and where in it something begins; all else is said of it. */
const isSound = (type: string): boolean => /^(fmt |data|fact|cue |smpl|inst|plst|PEAK)$/.test(type);

export const wav: Carrier = {
  async read(file) {
    const xmp = await readPacket(file, '_PMX');
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const chunks = await chunksOf(file);
    if (!chunks) return noRoom('its length is not known, so nothing can stand behind the sound');
    const packet = await newPacket(file, chunks, '_PMX', payload);
    if (!packet.ok) return packet;
    const rest = chunks.filter(({ type }) => type !== '_PMX').map((one) => kept(file, one));
    const made = whole(file, 'WAVE', [...rest, packet.value]);
    return made.size > 0xffff_fff0 ? noRoom('a WAV ends at 4 GB') : ok(made);
  },

  async strip(file) {
    const chunks = await chunksOf(file);
    if (!chunks) return null;
    const rest = chunks.filter(({ type }) => isSound(type));
    if (rest.length === chunks.length) return file;
    return whole(
      file,
      'WAVE',
      rest.map((one) => kept(file, one)),
    );
  },
};
