/**
 * Where content credentials go into a file (C2PA 2.2, appendix A), and which other bytes of it
 * change by that. A format or a file that is not listed has them beside it.
 */
import { bytesOf, bytesOfU28, bytesOfU32, concat, isAt, latin1, u28, u32, u8 } from '../bytes.ts';
import type { MediaFormat } from '../media-formats.ts';
import { changed, type Change } from '../pieces.ts';
import { pngChunk } from '../png/chunks.ts';

import { jpegHeads } from '../heads/jpeg.ts';
import { isoPlacement } from './iso-placement.ts';
import { reading, type Reading } from '../heads/reading.ts';

/** Bytes that are put over those of the original from a place on. */
export interface Patch {
  readonly at: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Placement {
  /** How the file is tied to them: by places of bytes, or by boxes. */
  readonly binding: 'data' | 'boxes';
  /** Where they are put in, in the original. */
  readonly at: number;
  /** So many bytes of the wrapping, before the statements, count as bytes of the file. */
  readonly lead?: number;
  /** The store in the clothes of the format; its length follows from that of the store alone. */
  wrap(store: Uint8Array): Uint8Array<ArrayBuffer>;
  /** What else changes when the file grows by so many bytes, in order. */
  patches(grown: number): readonly Patch[];
}

const finders: Partial<
  Record<MediaFormat, (file: Reading, blob: Blob) => Promise<Placement | undefined>>
> = {
  png: inPng,
  jpeg: inJpeg,
  webp: inRiff,
  wav: inRiff,
  gif: inGif,
  mp3: inId3,
  mp4: (file) => isoPlacement(file),
  mov: (file) => isoPlacement(file),
  m4a: (file) => isoPlacement(file),
  avif: (file) => isoPlacement(file),
};

/** Where they go; undefined where the file cannot take them. */
export const placementIn = async (
  file: Blob,
  format: MediaFormat,
): Promise<Placement | undefined> => finders[format]?.(reading(file), file);

/** The file with its credentials in it: made of pieces, nothing is copied. */
export function composed(file: Blob, place: Placement, store: Uint8Array): Blob {
  const wrapped = place.wrap(store);
  const patches = place
    .patches(wrapped.length)
    .map(({ at, bytes }): Change => ({ start: at, end: at + bytes.length, by: bytes }));
  const before = patches.filter(({ start }) => start < place.at);
  const put: Change = { start: place.at, end: place.at, by: wrapped };
  return changed(file, [...before, put, ...patches.slice(before.length)]);
}

const none = (): readonly Patch[] => [];

async function inPng(file: Reading): Promise<Placement | undefined> {
  const head = await file.at(0, 33);
  if (!isAt(head, 0, '\x89PNG') || !isAt(head, 12, 'IHDR')) return undefined;
  const wrap = (store: Uint8Array) => pngChunk('caBX', store);
  return { binding: 'data', at: 33, wrap, patches: none };
}

/** Behind the segments that must come first: JFIF, EXIF and XMP. */
async function inJpeg(file: Reading): Promise<Placement | undefined> {
  if (!isAt(await file.at(0, 2), 0, '\xff\xd8')) return undefined;
  let at = 2;
  for await (const { marker, end } of jpegHeads(file)) {
    if (marker !== 0xe0 && marker !== 0xe1) break;
    at = end;
  }
  return { binding: 'data', at, wrap: jpegSegments, patches: none };
}

/** Bytes of a store that one APP11 segment takes. */
const segmentRoom = 65_535 - 18;

/** The store in APP11 segments (ISO 19566-5, annex D): each repeats the head of the box. */
function jpegSegments(store: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = store.subarray(0, 8);
  const parts: Uint8Array[] = [];
  for (let [at, packet] = [8, 1]; at < store.length; packet += 1) {
    const piece = store.subarray(at, at + segmentRoom);
    const length = piece.length + 18;
    parts.push(
      Uint8Array.of(0xff, 0xeb, length >> 8, length & 255),
      bytesOf('JP\0\x01'),
      bytesOfU32(packet),
      head,
      piece,
    );
    at += piece.length;
  }
  return concat(parts);
}

const largestRiff = 0xffffffff;

/** A last chunk; the length of the whole stands at the beginning. */
async function inRiff(file: Reading): Promise<Placement | undefined> {
  const head = (await file.at(0, 12)).slice();
  const told = u32(head, 4, true) + 8;
  if (!isAt(head, 0, 'RIFF') || told + (told & 1) !== file.size + (file.size & 1)) return undefined;
  const isOdd = (file.size & 1) === 1;
  return {
    binding: 'data',
    at: file.size,
    lead: isOdd ? 1 : 0,
    wrap: (store) =>
      concat([
        new Uint8Array(isOdd ? 1 : 0),
        bytesOf('C2PA'),
        bytesOfU32(store.length, true),
        store,
        new Uint8Array(store.length & 1),
      ]),
    patches: (grown) => [
      {
        at: 4,
        bytes: bytesOfU32(Math.min(largestRiff, file.size + grown - 8), true),
      },
    ],
  };
}

/** An application extension behind the colours; only GIF89a has them. */
async function inGif(file: Reading): Promise<Placement | undefined> {
  const head = await file.at(0, 13);
  if (latin1(head, 0, 6) !== 'GIF89a') return undefined;
  const flags = u8(head, 10);
  const wrap = (store: Uint8Array): Uint8Array<ArrayBuffer> => {
    const parts: Uint8Array[] = [bytesOf('!\xff\x0bC2PA_GIF\x01\0\0')];
    for (let at = 0; at < store.length; at += 255) {
      const piece = store.subarray(at, at + 255);
      parts.push(Uint8Array.of(piece.length), piece);
    }
    return concat([...parts, new Uint8Array(1)]);
  };
  const at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  return { binding: 'data', at, wrap, patches: none };
}

/** Of a GEOB frame: encoding, type, name and description. */
const frameFields = bytesOf('\0application/c2pa\0c2pa\0c2pa manifest store\0');

/** The first frame of the tag at the beginning, which is made where there is none. */
async function inId3(file: Reading): Promise<Placement | undefined> {
  const head = (await file.at(0, 10)).slice();
  const hasTag = isAt(head, 0, 'ID3');
  const version = hasTag ? u8(head, 3) : 4;
  // Unsynchronised, extended or footed tags stay as they are.
  if (version < 3 || version > 4 || (hasTag && u8(head, 5) !== 0)) return undefined;
  const size = u28(head, 6);
  const frame = (store: Uint8Array): Uint8Array => {
    const length = frameFields.length + store.length;
    return concat([
      bytesOf('GEOB'),
      version === 4 ? bytesOfU28(length) : bytesOfU32(length),
      new Uint8Array(2),
      frameFields,
      store,
    ]);
  };
  return {
    binding: 'data',
    at: hasTag ? 10 : 0,
    // Of a tag, readers leave out nothing but the statements.
    lead: (hasTag ? 10 : 20) + frameFields.length,
    wrap: (store) => {
      const one = frame(store);
      return concat(hasTag ? [one] : [bytesOf('ID3\x04\0\0'), bytesOfU28(one.length), one]);
    },
    patches: (grown) => (hasTag ? [{ at: 6, bytes: bytesOfU28(size + grown) }] : []),
  };
}
