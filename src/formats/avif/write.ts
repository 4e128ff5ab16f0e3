/**
 * Adds EXIF, XMP and ICC to an AVIF still as written by libavif: new items in `iinf`, `iloc` and
 * `iref`, a `colr` property for the profile, and all places in `iloc` moved on by what the `meta`
 * box grew (ISO/IEC 14496-12, section 8.11; ISO/IEC 23008-12, annex A).
 */
import type { Result } from '#domain/result.ts';

import { bytesOf, bytesOfU32, concat, isAt, u16, u32, u8 } from '../bytes.ts';
import type { PictureMetadata } from '../metadata/metadata.ts';

import { isoBoxAt, isoBoxes, type IsoBox } from './boxes.ts';

const bytesOfU16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 255);

const box = (type: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = concat(parts);
  return concat([bytesOfU32(8 + body.length), bytesOf(type), body]);
};

interface Item {
  readonly id: number;
  readonly type: 'Exif' | 'mime';
  readonly data: Uint8Array;
}

const unsupported = (reason: string): Result<never> => ({
  ok: false,
  failure: { code: 'unsupported', what: 'metadata in AVIF', reason },
});

/** An AVIF with the given blocks added; `unsupported` when its boxes are of another make. */
export function writeAvifBlocks(
  bytes: Uint8Array,
  metadata: PictureMetadata,
): Result<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly leftOut: readonly string[] }> {
  const meta = isoBoxAt(bytes, ['meta']);
  if (!meta) return unsupported('it has no meta box');
  const children = new Map<string, IsoBox>();
  for (const child of isoBoxes(bytes, meta.body + 4, meta.end)) children.set(child.type, child);
  const [infos, places, pitm] = [children.get('iinf'), children.get('iloc'), children.get('pitm')];
  const properties = children.get('iprp');
  if (!infos || !places || !pitm || !properties) return unsupported('a box is missing');
  const primary = u16(bytes, pitm.body + 4);
  if (u8(bytes, pitm.body) !== 0 || u8(bytes, infos.body) !== 0)
    return unsupported('wide item ids');
  const references = children.get('iref');
  if (references && u8(bytes, references.body) !== 0) return unsupported('wide item ids');
  const known = readPlaces(bytes, places);
  if (!known) return unsupported('its item places are of another make');

  const items: Item[] = [];
  const free = Math.max(primary, ...known.map(({ id }) => id)) + 1;
  if (metadata.exif) {
    items.push({ id: free, type: 'Exif', data: concat([bytesOfU32(0), metadata.exif]) });
  }
  if (metadata.xmp) items.push({ id: free + items.length, type: 'mime', data: metadata.xmp });
  const withProfile = metadata.icc
    ? addProfile(bytes, properties, primary, metadata.icc)
    : bytes.subarray(properties.start, properties.end);
  if (!withProfile) return unsupported('its item properties are of another make');

  const build = (growth: number): Uint8Array => {
    let end = bytes.length + growth;
    const added = items.map(({ id, data }) => {
      const place = { id, start: end + 8, length: data.length };
      end += data.length;
      return place;
    });
    const moved = known.map((place) => ({ ...place, start: place.start + growth }));
    const parts: Uint8Array[] = [bytes.subarray(meta.body, meta.body + 4)];
    for (const child of isoBoxes(bytes, meta.body + 4, meta.end)) {
      if (child.type === 'iloc') parts.push(placesBox([...moved, ...added]));
      else if (child.type === 'iinf') parts.push(infosBox(bytes, child, items));
      else if (child.type === 'iprp') parts.push(withProfile);
      else if (child.type !== 'iref') parts.push(bytes.subarray(child.start, child.end));
    }
    if (references || items.length > 0)
      parts.push(referencesBox(bytes, references, items, primary));
    return box('meta', ...parts);
  };
  const growth = build(0).length - (meta.end - meta.start);
  const data = items.map((item) => item.data);
  return {
    ok: true,
    value: {
      bytes: concat([
        bytes.subarray(0, meta.start),
        build(growth),
        bytes.subarray(meta.end),
        ...(items.length > 0 ? [box('mdat', ...data)] : []),
      ]),
      leftOut: [],
    },
  };
}

interface Place {
  readonly id: number;
  readonly start: number;
  readonly length: number;
}

/** The items of an `iloc` of version 0 or 1 whose offsets are absolute and in one piece each. */
function readPlaces(bytes: Uint8Array, { body, end }: IsoBox): readonly Place[] | undefined {
  const version = u8(bytes, body);
  if (version > 1 || u8(bytes, body + 4) !== 0x44) return undefined;
  const baseBytes = u8(bytes, body + 5) >> 4;
  if ((baseBytes !== 0 && baseBytes !== 4) || (u8(bytes, body + 5) & 15) !== 0) return undefined;
  const places: Place[] = [];
  let at = body + 8;
  for (let left = u16(bytes, body + 6); left > 0; left -= 1) {
    const id = u16(bytes, at);
    at += 2;
    if (version === 1 && (u16(bytes, at) & 15) !== 0) return undefined;
    at += version === 1 ? 4 : 2;
    const base = baseBytes === 4 ? u32(bytes, at) : 0;
    at += baseBytes;
    if (u16(bytes, at) !== 1 || at + 10 > end) return undefined;
    places.push({ id, start: base + u32(bytes, at + 2), length: u32(bytes, at + 6) });
    at += 10;
  }
  return places;
}

const placesBox = (places: readonly Place[]): Uint8Array =>
  box(
    'iloc',
    Uint8Array.of(0, 0, 0, 0, 0x44, 0),
    bytesOfU16(places.length),
    ...places.map(({ id, start, length }) =>
      concat([bytesOfU16(id), bytesOfU16(0), bytesOfU16(1), bytesOfU32(start), bytesOfU32(length)]),
    ),
  );

function infosBox(bytes: Uint8Array, infos: IsoBox, items: readonly Item[]): Uint8Array {
  const added = items.map(({ id, type }) =>
    box(
      'infe',
      Uint8Array.of(2, 0, 0, 1),
      bytesOfU16(id),
      bytesOfU16(0),
      bytesOf(type === 'Exif' ? 'Exif\0' : 'mime\0application/rdf+xml\0'),
    ),
  );
  return box(
    'iinf',
    Uint8Array.of(0, 0, 0, 0),
    bytesOfU16(u16(bytes, infos.body + 4) + items.length),
    bytes.subarray(infos.body + 6, infos.end),
    ...added,
  );
}

const referencesBox = (
  bytes: Uint8Array,
  references: IsoBox | undefined,
  items: readonly Item[],
  primary: number,
): Uint8Array =>
  box(
    'iref',
    references ? bytes.subarray(references.body, references.end) : Uint8Array.of(0, 0, 0, 0),
    ...items.map(({ id }) => box('cdsc', bytesOfU16(id), bytesOfU16(1), bytesOfU16(primary))),
  );

/** `iprp` with one more property, the profile, tied to the primary item. */
function addProfile(
  bytes: Uint8Array,
  properties: IsoBox,
  primary: number,
  icc: Uint8Array,
): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let index = 0;
  for (const child of isoBoxes(bytes, properties.body, properties.end)) {
    if (child.type === 'ipco') {
      const own = [...isoBoxes(bytes, child.body, child.end)];
      index = own.length + 1;
      const before = bytes.subarray(child.body, child.end);
      parts.push(box('ipco', before, box('colr', bytesOf('prof'), icc)));
    } else if (child.type === 'ipma') {
      const tied = tie(bytes, child, primary, index);
      if (!tied) return undefined;
      parts.push(tied);
    } else parts.push(bytes.subarray(child.start, child.end));
  }
  return index > 0 ? box('iprp', ...parts) : undefined;
}

/** `ipma` of version 0 with one-byte associations, the primary item having one more. */
function tie(
  bytes: Uint8Array,
  { body, end }: IsoBox,
  primary: number,
  property: number,
): Uint8Array | undefined {
  if (!isAt(bytes, body, '\0\0\0\0') || property > 127) return undefined;
  const parts: Uint8Array[] = [bytes.subarray(body, body + 8)];
  let at = body + 8;
  let done = false;
  for (let left = u32(bytes, body + 4); left > 0 && at + 3 <= end; left -= 1) {
    const count = u8(bytes, at + 2);
    const own = bytes.subarray(at + 3, at + 3 + count);
    const isPrimary = u16(bytes, at) === primary;
    done ||= isPrimary;
    parts.push(
      bytes.subarray(at, at + 2),
      Uint8Array.of(count + (isPrimary ? 1 : 0)),
      own,
      ...(isPrimary ? [Uint8Array.of(property)] : []),
    );
    at += 3 + count;
  }
  return done ? box('ipma', ...parts) : undefined;
}
