/** PNG: XMP in iTXt "XML:com.adobe.xmp" (XMP part 3, 1.1.5; W3C PNG, third edition, 11.3.3). */
import { ok } from '#domain/result.ts';

import { bytesOf, concat, isAt } from '../bytes.ts';
import { inflate } from '../deflate.ts';
import { pngHeads, type PngHead } from '../heads/png.ts';
import { bytesAt, reading } from '../heads/reading.ts';
import { exifFacts, exifOfOrientation } from '../metadata/exif.ts';
import { hasPlace, withoutPlace } from '../metadata/place.ts';
import { changed, type Change } from '../pieces.ts';
import { pngChunk } from '../png/chunks.ts';

import { nextPacket, noRoom, textOf, wordsLimit, type Carrier } from './carrier.ts';

const keyword = 'XML:com.adobe.xmp\0';
interface Chunk extends PngHead {
  readonly isXmp: boolean;
}

async function chunksOf(file: Blob): Promise<readonly Chunk[]> {
  const heads = reading(file);
  const chunks: Chunk[] = [];
  for await (const head of pngHeads(heads)) {
    const isXmp =
      head.type === 'iTXt' && isAt(await heads.at(head.start + 8, keyword.length), 0, keyword);
    chunks.push({ ...head, isXmp });
  }
  return chunks;
}

/** The packet of a chunk, unpacked. */
async function packetOf(file: Blob, chunk: Chunk): Promise<Uint8Array | null> {
  if (chunk.end - chunk.start > wordsLimit) return null;
  const data = await bytesAt(file, chunk.start + 8, chunk.end - chunk.start - 12);
  const language = data.indexOf(0, keyword.length + 2);
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1);
  if (translated === -1) return null;
  const body = data.subarray(translated + 1);
  if (data[keyword.length] !== 1) return body;
  const unpacked = await inflate(body, wordsLimit);
  return unpacked.ok ? unpacked.value : null;
}

/** What belongs to pixels, colours, density and frames, beside all that is critical (capitals). */
const needed: ReadonlySet<string> = new Set(
  'tRNS gAMA cHRM sRGB iCCP sBIT cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '),
);
const isNeeded = (type: string): boolean => /^[A-Z]/.test(type) || needed.has(type);

export const png: Carrier = {
  async read(file) {
    const found = (await chunksOf(file)).find(({ isXmp }) => isXmp);
    const xmp = found && textOf((await packetOf(file, found)) ?? undefined);
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const chunks = await chunksOf(file);
    if (chunks.length === 0) return noRoom('it is no whole PNG');
    const there = chunks.filter(({ isXmp }) => isXmp);
    const packet = nextPacket(payload, there[0] && (await packetOf(file, there[0])));
    if (!packet.ok) return packet;
    const chunk = pngChunk('iTXt', concat([bytesOf(`${keyword}\0\0\0\0`), packet.value]));
    const place = chunks[0]?.end ?? 8;
    return ok(changed(file, [{ start: place, end: place, by: chunk }, ...there]));
  },

  async strip(file) {
    const chunks = await chunksOf(file);
    const last = chunks.at(-1);
    // What is cut off may go on in any way.
    if (last?.type !== 'IEND') return null;
    const changes: Change[] = [];
    for (const { type, start, end } of chunks) {
      if (isNeeded(type)) continue;
      // Which side is up is no word about it.
      const isTurn = type === 'eXIf' && end - start <= wordsLimit;
      const { orientation = 1 } = isTurn
        ? exifFacts(await bytesAt(file, start + 8, end - start - 12))
        : {};
      const by = orientation === 1 ? undefined : pngChunk('eXIf', exifOfOrientation(orientation));
      changes.push({ start, end, ...(by && { by }) });
    }
    // What some programs hang behind the picture is no part of it.
    return changed(file, changes, last.end);
  },

  async withoutPlace(file) {
    const block = (await chunksOf(file)).find(({ type }) => type === 'eXIf');
    if (!block || block.end - block.start > wordsLimit) return file;
    const { start, end } = block;
    const exif = await bytesAt(file, start + 8, end - start - 12);
    if (!hasPlace(exif)) return file;
    return changed(file, [{ start, end, by: pngChunk('eXIf', withoutPlace(exif)) }]);
  },
};
