/**
 * What ties a statement to a file: a hash of its bytes but for some that are left out, told by place
 * (c2pa.hash.data, C2PA 2.2 section 9.2) or, in ISO media, by box (c2pa.hash.bmff, section 9.3).
 */
import { isAt } from '../bytes.ts';
import { boxHeads, type BoxHead } from '../heads/iso.ts';
import { reading, type Reading } from '../heads/reading.ts';

import { isMap, type Cbor } from './cbor.ts';
import { isSame, type Hashed } from './digest.ts';
import { listOf } from './store.ts';
import { boxUuid, type Range } from './stores.ts';

type Keyed = { readonly [key: string]: Cbor };
const mostExclusions = 2_000;
/** Each goes over all boxes of a level. */
const mostPaths = 200;
/** Boxes that are looked at because an exclusion names them. */
const mostMatches = 50_000;
const isPlace = (value: Cbor | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** The ranges that a hash of data leaves out, in order and apart; undefined when they are damaged. */
export function dataExclusions(assertion: Keyed): readonly Range[] | undefined {
  const given = listOf(assertion['exclusions']);
  if (given.length > mostExclusions) return undefined;
  const ranges: Range[] = [];
  for (const one of given) {
    if (!isMap(one)) return undefined;
    const { start, length } = one;
    if (!isPlace(start) || !isPlace(length)) return undefined;
    ranges.push({ start, length });
  }
  ranges.sort((one, other) => one.start - other.start);
  const isApart = ranges.every(({ start }, index) => {
    const before = ranges[index - 1];
    return !before || before.start + before.length <= start;
  });
  return isApart ? ranges : undefined;
}

/** What is left of a file without some ranges, which stand in order. */
export function without(size: number, ranges: readonly Range[]): readonly Range[] {
  const left: Range[] = [];
  let at = 0;
  for (const { start, length } of ranges) {
    if (start > at) left.push({ start: at, length: Math.min(start, size) - at });
    at = Math.max(at, start + length);
  }
  if (at < size) left.push({ start: at, length: size - at });
  return left;
}

/** So many bytes of some ranges lie outside some others. */
export const outside = (ranges: readonly Range[], others: readonly Range[]): number =>
  ranges.reduce((sum, { start, length }) => {
    const covered = others.reduce((most, other) => {
      const from = Math.max(start, other.start);
      return most + Math.max(0, Math.min(start + length, other.start + other.length) - from);
    }, 0);
    return sum + Math.max(0, length - covered);
  }, 0);

/** A file in the order in which a hash by boxes takes it. */
export interface BoxOrder {
  readonly parts: readonly Hashed[];
  /** What is left out. */
  readonly ranges: readonly Range[];
  /** What of that is neither credentials nor free nor made anew by whoever moves a file's parts. */
  readonly unchecked: readonly Range[];
}

/** Boxes that say where others lie, what kind of file it is, or nothing; an `mdat` with trees has those. */
const harmless = /^\/(ftyp|mfra|free|skip|pdin|.*\/(stco|co64|iloc|saio|tfhd|trun))(\/|\[|$)/;

/** Eight bytes of a place, which stand before each box at the top from the second version on. */
export function placeBytes(place: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(place));
  return bytes;
}

/** How a hash by boxes goes over a file; undefined when the file or what is left out is damaged. */
export async function boxOrder(
  blob: Blob,
  assertion: Keyed,
  version: number,
): Promise<BoxOrder | undefined> {
  const file = reading(blob);
  const top = await boxHeads(file);
  const exclusions = listOf(assertion['exclusions']);
  if (!top || exclusions.length > mostPaths) return undefined;
  const boxesAt = boxFinder(file, top);
  const hasTrees = listOf(assertion['merkle']).length > 0;
  const ranges: Range[] = [];
  const unchecked: Range[] = [];
  const gone = new Set<BoxHead>();
  let matches = 0;
  for (const exclusion of exclusions) {
    if (!isMap(exclusion) || typeof exclusion['xpath'] !== 'string') return undefined;
    const { xpath, subset } = exclusion;
    const isHarmless = harmless.test(xpath) || (hasTrees && xpath === '/mdat');
    for (const box of await boxesAt(xpath)) {
      matches += 1;
      if (matches > mostMatches) return undefined;
      if (!(await isMeant(file, box, exclusion))) continue;
      const left = rangesIn(box, subset);
      if (!left) return undefined;
      ranges.push(...left);
      const isOwn = isAt(await file.at(box.body, boxUuid.length), 0, boxUuid);
      if (!isHarmless && !isOwn) unchecked.push(...left);
      if (subset === undefined || subset === null) gone.add(box);
    }
  }
  ranges.sort((one, other) => one.start - other.start);
  if (version < 2) return { parts: without(blob.size, ranges), ranges, unchecked };
  const parts: Hashed[] = [];
  const places = top.filter((box) => !gone.has(box)).map(({ start }) => start);
  let next = 0;
  for (const range of without(blob.size, ranges)) {
    let at = range.start;
    const end = range.start + range.length;
    for (; next < places.length; next += 1) {
      const place = places[next] ?? end;
      if (place >= end) break;
      if (place < range.start) continue;
      if (place > at) parts.push({ start: at, length: place - at });
      parts.push(placeBytes(place));
      at = place;
    }
    if (end > at) parts.push({ start: at, length: end - at });
  }
  return { parts, ranges, unchecked };
}

/** What of a box an exclusion leaves out: all of it, or parts; undefined where those are damaged. */
function rangesIn({ start, end }: BoxHead, subset: Cbor | undefined): readonly Range[] | undefined {
  const whole = end - start;
  if (subset === undefined || subset === null) return [{ start, length: whole }];
  const parts = listOf(subset);
  if (parts.length > mostExclusions) return undefined;
  const ranges: Range[] = [];
  for (const part of parts) {
    if (!isMap(part) || !isPlace(part['offset']) || !isPlace(part['length'])) return undefined;
    const from = Math.min(part['offset'], whole);
    // A length of nought reaches to the end of the box.
    const many = part['length'] === 0 ? whole : part['length'];
    ranges.push({ start: start + from, length: Math.min(many, whole - from) });
  }
  return ranges;
}

/** Boxes before which four bytes of version and flags stand. */
const withVersion: ReadonlySet<string> = new Set(['meta', 'iref', 'iinf', 'stsd', 'dref']);

/** Finds the boxes that a path leads to: "/moov/trak[2]/mdia". What is in a box is read once. */
function boxFinder(file: Reading, top: readonly BoxHead[]) {
  const known = new Map<BoxHead, readonly BoxHead[]>();
  const inside = async (box: BoxHead): Promise<readonly BoxHead[]> => {
    const from = box.body + (withVersion.has(box.type) ? 4 : 0);
    const found = known.get(box) ?? (await boxHeads(file, from, box.end)) ?? [];
    known.set(box, found);
    return found;
  };
  return async (path: string): Promise<readonly BoxHead[]> => {
    let level: readonly (readonly BoxHead[])[] = [top];
    let found: readonly BoxHead[] = [];
    const names = path.split('/').slice(1);
    for (const [depth, step] of names.entries()) {
      const asked = /^(.{1,4})(?:\[(\d{1,4})\])?$/.exec(step);
      if (!asked || depth > 8) return [];
      const [, name = '', place] = asked;
      found = level.flatMap((boxes) => {
        const named = boxes.filter(({ type }) => type.trimEnd() === name.trimEnd());
        return place === undefined ? named : named.slice(Number(place) - 1, Number(place));
      });
      if (depth === names.length - 1) break;
      const inner: (readonly BoxHead[])[] = [];
      for (const box of found) inner.push(await inside(box));
      level = inner;
    }
    return found;
  };
}

/** Whether a box is as an exclusion describes it: its length, version, flags and bytes. */
async function isMeant(file: Reading, box: BoxHead, exclusion: Keyed): Promise<boolean> {
  const { length, version, flags, exact, data } = exclusion;
  if (isPlace(length) && length !== box.end - box.start) return false;
  if (isPlace(version) || flags instanceof Uint8Array) {
    const head = (await file.at(box.body, 4)).slice();
    if (isPlace(version) && head[0] !== version) return false;
    if (flags instanceof Uint8Array) {
      const told = head.subarray(1);
      const isFit =
        exact === false
          ? flags.every((byte, index) => ((told[index] ?? 0) & byte) === byte)
          : isSame(flags, told);
      if (!isFit) return false;
    }
  }
  for (const one of listOf(data)) {
    if (!isMap(one)) return false;
    const { offset, value } = one;
    if (!isPlace(offset) || !(value instanceof Uint8Array)) return false;
    if (box.start + offset + value.length > box.end) return false;
    if (!isSame(value, await file.at(box.start + offset, value.length))) return false;
  }
  return true;
}
