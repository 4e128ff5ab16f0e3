/** PNG: XMP in iTXt "XML:com.adobe.xmp" (XMP part 3, 1.1.5; W3C PNG, third edition, 11.3.3). */
import { ok } from '#domain/result.ts';

import { bytesOf, concat, isAt, latin1, u32 } from '../bytes.ts';
import { inflate } from '../deflate.ts';
import { exifFacts, exifOfOrientation } from '../metadata/exif.ts';
import { hasPlace, withoutPlace } from '../metadata/place.ts';
import { pngChunk } from '../png/chunks.ts';

import { bytesAt, packetText, textOf, utf8, wordsLimit, type Carrier } from './carrier.ts';
import { headReader } from './reader.ts';

const keyword = 'XML:com.adobe.xmp\0';
const mostChunks = 1_000_000;

interface Chunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly isXmp: boolean;
}

/** Chunks in order, as far as they are whole. */
async function chunksOf(file: Blob): Promise<readonly Chunk[]> {
  const read = headReader(file);
  const chunks: Chunk[] = [];
  for (let start = 8; start + 12 <= file.size && chunks.length < mostChunks;) {
    const head = await read(start, 8 + keyword.length);
    const end = start + 12 + u32(head, 0);
    if (!(end <= file.size)) break;
    const type = latin1(head, 4, 4);
    chunks.push({ type, start, end, isXmp: type === 'iTXt' && isAt(head, 8, keyword) });
    if (type === 'IEND') break;
    start = end;
  }
  return chunks;
}

/** The packet of a chunk, unpacked. */
async function packetOf(file: Blob, chunk: Chunk): Promise<Uint8Array | undefined> {
  if (chunk.end - chunk.start > wordsLimit) return undefined;
  const data = await bytesAt(file, chunk.start + 8, chunk.end - chunk.start - 12);
  const language = data.indexOf(0, keyword.length + 2);
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1);
  if (translated === -1) return undefined;
  const body = data.subarray(translated + 1);
  if (data[keyword.length] !== 1) return body;
  const unpacked = await inflate(body, wordsLimit);
  return unpacked.ok ? unpacked.value : undefined;
}

/** What says something beside the pixels, colours and density. */
const words: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

export const png: Carrier = {
  async read(file) {
    const found = (await chunksOf(file)).find(({ isXmp }) => isXmp);
    const xmp = found && textOf(await packetOf(file, found));
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const chunks = await chunksOf(file);
    const there = chunks.filter(({ isXmp }) => isXmp);
    const existing = packetText(there[0] && (await packetOf(file, there[0])));
    if (!existing.ok) return existing;
    const packet = payload.xmp(existing.value);
    if (!packet.ok) return packet;
    const chunk = pngChunk('iTXt', concat([bytesOf(`${keyword}\0\0\0\0`), utf8(packet.value)]));
    const [first] = chunks;
    const place = first?.end ?? 8;
    const parts: Blob[] = [file.slice(0, place), new Blob([chunk])];
    let from = place;
    for (const old of there) {
      parts.push(file.slice(from, old.start));
      from = old.end;
    }
    return ok(new Blob([...parts, file.slice(from)], { type: file.type }));
  },

  async strip(file) {
    const parts: Blob[] = [];
    let from = 0;
    const chunks = await chunksOf(file);
    // What some programs hang behind the picture is no part of it.
    const last = chunks.at(-1);
    const whole = last?.type === 'IEND' ? last.end : file.size;
    for (const { type, start, end } of chunks) {
      if (!words.has(type)) continue;
      parts.push(file.slice(from, start));
      from = end;
      if (type !== 'eXIf' || end - start > wordsLimit) continue;
      // Which side is up is no word about it.
      const { orientation = 1 } = exifFacts(await bytesAt(file, start + 8, end - start - 12));
      if (orientation !== 1) {
        parts.push(new Blob([pngChunk('eXIf', exifOfOrientation(orientation))]));
      }
    }
    return from === 0 && whole === file.size
      ? file
      : new Blob([...parts, file.slice(from, whole)], { type: file.type });
  },

  async withoutPlace(file) {
    const block = (await chunksOf(file)).find(({ type }) => type === 'eXIf');
    if (!block || block.end - block.start > wordsLimit) return file;
    const exif = await bytesAt(file, block.start + 8, block.end - block.start - 12);
    if (!hasPlace(exif)) return file;
    const chunk = new Blob([pngChunk('eXIf', withoutPlace(exif))]);
    return new Blob([file.slice(0, block.start), chunk, file.slice(block.end)], {
      type: file.type,
    });
  },
};
