/**
 * Where content credentials go into an ISO media file: a box behind `ftyp`, so that a reader finds
 * them first. Everything behind it moves on, and with it the places that are told in `stco`, `co64`
 * and `iloc` (ISO/IEC 14496-12, sections 8.7.5 and 8.11.3). Where places are told that are not known
 * here (films in fragments), the box goes to the end, which moves nothing.
 */
import { bytesOf, bytesOfU32, concat, u16, u32, u64, u8 } from '../bytes.ts';

import { isoBoxes } from '../avif/boxes.ts';
import { boxHeads } from '../heads/iso.ts';
import type { Patch, Placement } from './placement.ts';
import type { Reading } from '../heads/reading.ts';
import { boxPurpose, boxUuid } from './stores.ts';

/** Largest head (`moov`, `meta`) whose places are moved on. */
const headLimit = 64 * 1024 * 1024;
const most32 = 0xffffffff;

/** Version and flags, what it is for, and no place of hashes of parts. */
const boxHead = bytesOf(`${boxUuid}\0\0\0\0${boxPurpose}`);

const wrap = (store: Uint8Array): Uint8Array<ArrayBuffer> => {
  const length = 8 + boxHead.length + 8 + store.length;
  return concat([bytesOfU32(length), bytesOf('uuid'), boxHead, new Uint8Array(8), store]);
};

export async function isoPlacement(file: Reading): Promise<Placement | undefined> {
  const top = await boxHeads(file);
  const [first, second] = top ?? [];
  if (!top || first?.type !== 'ftyp' || !second) return undefined;
  const atEnd: Placement = { binding: 'boxes', at: file.size, wrap, patches: () => [] };
  const known = new Set(['ftyp', 'moov', 'mdat', 'meta', 'free', 'skip', 'wide', 'uuid', 'udta']);
  if (!top.every(({ type }) => known.has(type))) return top.some(isOpen) ? undefined : atEnd;
  const heads: { readonly at: number; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (const { type, start, end } of top) {
    if (type !== 'moov' && type !== 'meta') continue;
    if (end - start > headLimit) return top.some(isOpen) ? undefined : atEnd;
    heads.push({ at: start, bytes: (await file.at(start, end - start)).slice() });
  }
  const places = heads.flatMap(({ at, bytes }) => placesIn(bytes)?.map(moved(at)) ?? [null]);
  const isKnown = places.every((place) => place !== null && place.value <= most32 - headLimit);
  if (!isKnown) return top.some(isOpen) ? undefined : atEnd;
  const patches = (grown: number): readonly Patch[] =>
    places
      .flatMap((place) => (place && place.value >= first.end ? [place] : []))
      .map(({ at, size, value }) => ({ at, bytes: number(value + grown, size) }));
  return { binding: 'boxes', at: first.end, wrap, patches };
}

const isOpen = (box: { readonly isOpen: boolean }): boolean => box.isOpen;

/** A place that is told: where it stands, in how many bytes, and what it is. */
interface Told {
  readonly at: number;
  readonly size: number;
  readonly value: number;
}

const moved =
  (by: number) =>
  ({ at, ...rest }: Told): Told => ({ at: at + by, ...rest });

function number(value: number, size: number): Uint8Array<ArrayBuffer> {
  const low = bytesOfU32(value % 0x100000000);
  return size === 4 ? low : concat([bytesOfU32(Math.floor(value / 0x100000000)), low]);
}

const containers: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

/** The places in a `moov` or `meta` box; undefined where one cannot be moved on. */
function placesIn(bytes: Uint8Array): readonly Told[] | undefined {
  const found: Told[] = [];
  let isKnown = true;
  const walk = (from: number, to: number, depth: number): void => {
    for (const { type, body, end } of isoBoxes(bytes, from, to)) {
      if (containers.has(type) && depth < 8) walk(body, end, depth + 1);
      else if (type === 'meta' && depth === 0) walk(body + 4, end, depth + 1);
      else if (type === 'stco' || type === 'co64') {
        const size = type === 'stco' ? 4 : 8;
        const count = Math.min(u32(bytes, body + 4), Math.floor((end - body - 8) / size));
        for (let index = 0; index < count; index += 1) {
          const at = body + 8 + index * size;
          found.push({ at, size, value: size === 4 ? u32(bytes, at) : u64(bytes, at) });
        }
      } else if (type === 'iloc') {
        const items = itemPlaces(bytes, body, end);
        if (items) found.push(...items);
        else isKnown = false;
      } else if (type === 'mvex') isKnown = false;
    }
  };
  walk(0, bytes.length, 0);
  found.sort((one, other) => one.at - other.at);
  return isKnown ? found : undefined;
}

/** Places of items: each is a base and extents from there; whichever is told from the file's start moves. */
function itemPlaces(bytes: Uint8Array, body: number, end: number): readonly Told[] | undefined {
  const version = u8(bytes, body);
  const sizes = u16(bytes, body + 4);
  const [offsetSize, lengthSize] = [sizes >> 12, (sizes >> 8) & 15];
  const [baseSize, indexSize] = [(sizes >> 4) & 15, version > 0 ? sizes & 15 : 0];
  const isFair = (size: number): boolean => size === 0 || size === 4 || size === 8;
  if (version > 2 || ![offsetSize, lengthSize, baseSize, indexSize].every(isFair)) return undefined;
  const read = (at: number, size: number): number =>
    size === 0 ? 0 : size === 4 ? u32(bytes, at) : u64(bytes, at);
  const wide = version === 2 ? 4 : 2;
  const id = (at: number): number => (wide === 4 ? u32(bytes, at) : u16(bytes, at));
  const found: Told[] = [];
  const count = id(body + 6);
  let at = body + 6 + wide;
  for (let item = 0; item < count; item += 1) {
    at += wide;
    const method = version > 0 ? u16(bytes, at) & 15 : 0;
    at += version > 0 ? 4 : 2;
    const base = read(at, baseSize);
    if (method === 0 && baseSize > 0 && base > 0) found.push({ at, size: baseSize, value: base });
    at += baseSize;
    const extents = u16(bytes, at);
    at += 2;
    for (let index = 0; index < extents; index += 1) {
      at += indexSize;
      const offset = read(at, offsetSize);
      if (method === 0 && base === 0 && offsetSize > 0)
        found.push({ at, size: offsetSize, value: offset });
      at += offsetSize + lengthSize;
      if (!(at <= end) || found.length > 100_000) return undefined;
    }
  }
  return found;
}
