/**
 * Finds the content credentials in a file of any size, and which of its bytes they take
 * (C2PA specification 2.2, appendix A). Only heads are read of everything else.
 */
import { concat, isAt, latin1, u16, u32, u8 } from '../bytes.ts';
import type { MediaFormat } from '../media-formats.ts';
import { tiffDirectory } from '../tiff/directory.ts';

import { boxHeads } from './iso-boxes.ts';
import { reading, type Reading } from './reading.ts';

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
const mostSteps = 200_000;
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

/** The credentials of a file; undefined for most, and where they are beyond the limit. */
export const findStore = async (
  file: Blob,
  format: MediaFormat,
): Promise<FoundStore | undefined> => {
  const found = await finders[format]?.(reading(file), file);
  return found && found.store.length > 0 && found.store.length <= storeLimit ? found : undefined;
};

/** A copy of bytes that lie in one piece. */
const piece = async (file: Reading, start: number, length: number) =>
  length > storeLimit ? undefined : (await file.at(start, length)).slice();

async function inPng(file: Reading): Promise<FoundStore | undefined> {
  if (!isAt(await file.at(0, 8), 0, '\x89PNG')) return undefined;
  for (let [at, steps] = [8, 0]; at + 12 <= file.size && steps < mostSteps; steps += 1) {
    const head = await file.at(at, 8);
    const length = u32(head, 0);
    if (latin1(head, 4, 4) === 'caBX') {
      const store = await piece(file, at + 8, length);
      return store?.length === length
        ? { store, ranges: [{ start: at, length: length + 12 }] }
        : undefined;
    }
    at += length + 12;
  }
  return undefined;
}

/** Parts of one box over APP11 segments (ISO 19566-5, annex D): each repeats the head of the box. */
async function inJpeg(file: Reading): Promise<FoundStore | undefined> {
  const parts: Uint8Array[] = [];
  const ranges: Range[] = [];
  let [instance, size] = [-1, 0];
  if (!isAt(await file.at(0, 2), 0, '\xff\xd8')) return undefined;
  for (let [at, steps] = [2, 0]; at + 4 <= file.size && steps < mostSteps; steps += 1) {
    const head = await file.at(at, 32);
    const marker = u8(head, 1);
    if (head[0] !== 0xff || marker === 0xda || marker === 0xd9) break;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = 2 + u16(head, 2);
    const isPart = marker === 0xeb && isAt(head, 4, 'JP') && latin1(head, 16, 4) === 'jumb';
    if (isPart && (instance === -1 || u16(head, 6) === instance)) {
      instance = u16(head, 6);
      const skip = parts.length === 0 ? 12 : u32(head, 12) === 1 ? 28 : 20;
      const part = (await file.at(at + skip, Math.max(0, length - skip))).slice();
      size += part.length;
      if (size > storeLimit) return undefined;
      parts.push(part);
      const last = ranges.at(-1);
      if (last && last.start + last.length === at)
        ranges[ranges.length - 1] = { start: last.start, length: last.length + length };
      else ranges.push({ start: at, length });
    }
    at += Math.max(2, length);
  }
  return parts.length === 0 ? undefined : { store: concat(parts), ranges };
}

async function inRiff(file: Reading): Promise<FoundStore | undefined> {
  if (!isAt(await file.at(0, 4), 0, 'RIFF')) return undefined;
  for (let [at, steps] = [12, 0]; at + 8 <= file.size && steps < mostSteps; steps += 1) {
    const head = await file.at(at, 8);
    const length = u32(head, 4, true);
    const padded = length + (length & 1);
    if (latin1(head, 0, 4) === 'C2PA') {
      const store = await piece(file, at + 8, length);
      const taken = Math.min(padded + 8, file.size - at);
      return store?.length === length
        ? { store, ranges: [{ start: at, length: taken }] }
        : undefined;
    }
    at += padded + 8;
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
    for (let size = 0; ;) {
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

const syncsafe = (bytes: Uint8Array, at: number): number =>
  ((u8(bytes, at) * 128 + u8(bytes, at + 1)) * 128 + u8(bytes, at + 2)) * 128 + u8(bytes, at + 3);

/** A GEOB frame of ID3v2.3 or 2.4 that says that it holds credentials. */
async function inId3(file: Reading): Promise<FoundStore | undefined> {
  const head = (await file.at(0, 10)).slice();
  const version = u8(head, 3);
  if (!isAt(head, 0, 'ID3') || (version !== 3 && version !== 4)) return undefined;
  const end = Math.min(file.size, 10 + syncsafe(head, 6));
  let at = 10;
  if (u8(head, 5) & 0x40) {
    const extended = await file.at(10, 4);
    at += version === 4 ? syncsafe(extended, 0) : 4 + u32(extended, 0);
  }
  while (at + 10 <= end) {
    const frame = await file.at(at, 100);
    const length = version === 4 ? syncsafe(frame, 4) : u32(frame, 4);
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
