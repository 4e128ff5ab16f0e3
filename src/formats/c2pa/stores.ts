/**
 * Finds the content credentials in a file of any size, and which of its bytes they take
 * (C2PA specification 2.2, appendix A). Only heads are read of everything else.
 */
import { concat, isAt, latin1, u16, u28, u32, u8 } from '../bytes.ts';
import type { MediaFormat } from '../media-formats.ts';
import { tiffDirectory } from '../tiff/directory.ts';

import { boxHeads } from '../heads/iso.ts';
import { jpegHeads } from '../heads/jpeg.ts';
import { pngHeads } from '../heads/png.ts';
import { reading, type Reading } from '../heads/reading.ts';
import { riffHeads } from '../heads/riff.ts';

/** Bytes of a file: where they begin and how many they are. */
export interface Range {
  readonly start: number;
  readonly length: number;
}

export interface FoundStore {
  /** JUMBF. */
  readonly store: Uint8Array<ArrayBuffer>;
  /** What it takes of the file, its wrapping included, in order. */
  readonly ranges: readonly Range[];
}

/** Most bytes of credentials that are looked at; pictures in them can be many. */
export const storeLimit = 16 * 1024 * 1024;
/** Blocks of a GIF, and parts of them, that are gone over. */
const mostSteps = 10_000_000;
/** Bytes of a TIFF that are searched for its directory. */
const tiffLimit = 256 * 1024 * 1024;

/** What a UUID box with credentials begins with. */
export const boxUuid = '\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81';
export const boxPurpose = 'manifest\0';

/** Formats whose credentials are found inside the file. */
const finders: Partial<
  Record<MediaFormat, (file: Reading, blob: Blob) => Promise<FoundStore | undefined>>
> = {
  png: inPng,
  jpeg: inJpeg,
  webp: inRiff,
  wav: inRiff,
  avi: inRiff,
  gif: inGif,
  mp3: inId3,
  flac: inId3,
  tiff: inTiff,
  avif: inIso,
  mp4: inIso,
  mov: inIso,
  m4a: inIso,
};

/**
 * The credentials of a file; undefined for most, and where they are beyond the limit. What is in
 * memory already, from the first byte on, is not read again.
 */
export const findStore = async (
  file: Blob,
  format: MediaFormat,
  known?: Uint8Array<ArrayBuffer>,
): Promise<FoundStore | undefined> => {
  const found = await finders[format]?.(reading(file, undefined, known), file);
  return found && found.store.length > 0 && found.store.length <= storeLimit ? found : undefined;
};

/** A copy of bytes that lie in one piece. */
const piece = async (file: Reading, start: number, length: number) =>
  length > storeLimit ? undefined : (await file.at(start, length)).slice();

async function inPng(file: Reading): Promise<FoundStore | undefined> {
  for await (const { type, start, end } of pngHeads(file)) {
    if (type !== 'caBX') continue;
    const store = await piece(file, start + 8, end - start - 12);
    return store && { store, ranges: [{ start, length: end - start }] };
  }
  return undefined;
}

/** Parts of one box over APP11 segments (ISO 19566-5, annex D): each repeats the head of the box. */
async function inJpeg(file: Reading): Promise<FoundStore | undefined> {
  const parts: Uint8Array[] = [];
  const ranges: Range[] = [];
  let [instance, size] = [-1, 0];
  for await (const { marker, data, start, end } of jpegHeads(file)) {
    const isPart = marker === 0xeb && isAt(data, 0, 'JP') && latin1(data, 12, 4) === 'jumb';
    if (!isPart || (instance !== -1 && u16(data, 2) !== instance)) continue;
    instance = u16(data, 2);
    const skip = parts.length === 0 ? 12 : u32(data, 8) === 1 ? 28 : 20;
    const part = (await file.at(start + skip, Math.max(0, end - start - skip))).slice();
    size += part.length;
    if (size > storeLimit) return undefined;
    parts.push(part);
    const last = ranges.at(-1);
    if (last && last.start + last.length === start) {
      ranges[ranges.length - 1] = { start: last.start, length: end - last.start };
    } else ranges.push({ start, length: end - start });
  }
  return parts.length === 0 ? undefined : { store: concat(parts), ranges };
}

async function inRiff(file: Reading): Promise<FoundStore | undefined> {
  for await (const { type, start, dataEnd, end } of riffHeads(file)) {
    if (type !== 'C2PA') continue;
    const store =
      dataEnd <= file.size ? await piece(file, start + 8, dataEnd - start - 8) : undefined;
    return store && { store, ranges: [{ start, length: end - start }] };
  }
  return undefined;
}

/** An application extension "C2PA_GIF" whose parts are at most 255 bytes long. */
async function inGif(file: Reading): Promise<FoundStore | undefined> {
  const head = await file.at(0, 13);
  if (!isAt(head, 0, 'GIF8')) return undefined;
  const table = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + table(u8(head, 10));
  for (let steps = 0; at < file.size && steps < mostSteps; steps += 1) {
    const block = await file.at(at, 16);
    const isExtension = block[0] === 0x21;
    const isOurs = isExtension && block[1] === 0xff && isAt(block, 3, 'C2PA_GIF\x01\0\0');
    if (!isExtension && block[0] !== 0x2c) return undefined;
    const from = at;
    at += isExtension ? 2 : 11 + table(u8(block, 9));
    if (isOurs) at += 12;
    const parts: Uint8Array[] = [];
    for (let size = 0; ; steps += 1) {
      if (steps > mostSteps) return undefined;
      const length = u8(await file.at(at, 1), 0);
      if (!(length >= 0)) return undefined;
      if (isOurs) parts.push((await file.at(at + 1, length)).slice());
      at += length + 1;
      size += length;
      if (length === 0) break;
      if (isOurs && size > storeLimit) return undefined;
    }
    if (isOurs) return { store: concat(parts), ranges: [{ start: from, length: at - from }] };
  }
  return undefined;
}

/** A GEOB frame of ID3v2.3 or 2.4 that says that it holds credentials. */
async function inId3(file: Reading): Promise<FoundStore | undefined> {
  const head = (await file.at(0, 10)).slice();
  const version = u8(head, 3);
  if (!isAt(head, 0, 'ID3') || (version !== 3 && version !== 4)) return undefined;
  const end = Math.min(file.size, 10 + u28(head, 6));
  let at = 10;
  if (u8(head, 5) & 0x40) {
    const extended = await file.at(10, 4);
    at += version === 4 ? u28(extended, 0) : 4 + u32(extended, 0);
  }
  while (at + 10 <= end) {
    const frame = await file.at(at, 100);
    const length = version === 4 ? u28(frame, 4) : u32(frame, 4);
    if (!(length > 0 && at + 10 + length <= end)) return undefined;
    const mime = /^[ -~]*/.exec(latin1(frame, 11, 60))?.[0] ?? '';
    if (isAt(frame, 0, 'GEOB') && /^application\/(x-)?c2pa/.test(mime)) {
      const whole = await piece(file, at + 10, length);
      // Encoding, type, file name, description; then the bytes.
      let begin = 1;
      for (let texts = 0; whole && texts < 3; texts += 1) begin = whole.indexOf(0, begin) + 1;
      const store = whole?.subarray(begin);
      return store && { store, ranges: [{ start: at, length: length + 10 }] };
    }
    at += 10 + length;
  }
  return undefined;
}

async function inTiff(_: Reading, blob: Blob): Promise<FoundStore | undefined> {
  const bytes = new Uint8Array(await blob.slice(0, tiffLimit).arrayBuffer());
  const entry = tiffDirectory(bytes)?.entries.get(0xcd41);
  if (!entry || !(entry.at + entry.count <= bytes.length)) return undefined;
  const { at: start, count: length } = entry;
  return { store: bytes.slice(start, start + length), ranges: [{ start, length }] };
}

async function inIso(file: Reading): Promise<FoundStore | undefined> {
  for (const box of (await boxHeads(file)) ?? []) {
    if (box.type !== 'uuid') continue;
    const head = await file.at(box.body, 64);
    // Behind the UUID: version and flags, what it is for, and the place of hashes of parts.
    if (!isAt(head, 0, boxUuid) || !isAt(head, 20, boxPurpose)) continue;
    const start = box.body + 20 + boxPurpose.length + 8;
    const store = start < box.end ? await piece(file, start, box.end - start) : undefined;
    return store && { store, ranges: [{ start: box.start, length: box.end - box.start }] };
  }
  return undefined;
}
