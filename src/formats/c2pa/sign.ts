/**
 * Signs a file: the statement goes into it where its format has a place for that, else beside it
 * (".c2pa"). The file is read once, in pieces, and what comes out is made of pieces of it.
 */
import { bytesOf } from '../bytes.ts';
import type { MediaFormat } from '../media-formats.ts';

import { boxOrder, without } from './binding.ts';
import { writeCbor, type CborValue } from './cbor-write.ts';
import { readCbor, isMap } from './cbor.ts';
import { digestOf, type Following } from './digest.ts';
import { composed, placementIn, type Placement } from './placement.ts';
import { prepare, type Binding, type Statement } from './statement.ts';
import type { Signer } from './signer.ts';
import { boxUuid, storeLimit, type Range } from './stores.ts';

export interface Signed {
  /** With the statement in it, or as it was. */
  readonly file: Blob;
  /** The statement, where it does not go into the file. */
  readonly beside?: Blob;
}

/** Media type of a statement beside its file. */
export const sidecarMime = 'application/c2pa';

/**
 * Signs one file. Throws where the statement is longer than readers take; a file that has
 * credentials already is the caller's care.
 *
 * @param format undefined: not a format of the library, its statement lies beside it
 */
export async function signFile(
  file: Blob,
  format: MediaFormat | undefined,
  statement: Statement,
  signer: Signer,
  following: Following = {},
): Promise<Signed> {
  const prepared = await prepare(statement, signer);
  const place = format && (await placementIn(file, format));
  if (!place) {
    const hash = await hashed(file, [], following);
    const store = await prepared.store(dataBinding([], 0, hash), true);
    return { file, beside: new Blob([store], { type: sidecarMime }) };
  }
  const empty = new Uint8Array(32);
  // The length of what is left out is told in the store itself: it settles within a few steps.
  let length = 0;
  let tie = tieOf(place, [], 0);
  let ranges: readonly Range[] = [];
  for (let steps = 0; ; steps += 1) {
    ranges = rangesOf(place, length);
    tie = tieOf(place, ranges, 0);
    let store = await prepared.store(tie(empty), false);
    if ((store.length & 1) === 1 && place.binding === 'data') {
      // Even, for RIFF puts a byte behind what is not, of which readers think differently.
      tie = tieOf(place, ranges, 1);
      store = await prepared.store(tie(empty), false);
    }
    if (store.length > storeLimit || steps > 8) throw new RangeError('the statements are too long');
    if (store.length === length) break;
    ({ length } = store);
  }
  const laidOut = composed(file, place, new Uint8Array(length));
  const parts =
    place.binding === 'data'
      ? without(laidOut.size, ranges)
      : (await boxOrder(laidOut, boxExclusions(), 3))?.parts;
  if (!parts) throw new RangeError('its boxes cannot be read');
  const hash = (await digestOf('sha256', laidOut, parts, following)) ?? empty;
  const store = await prepared.store(tie(hash), true);
  if (store.length !== length) throw new RangeError('the statement changed its length');
  return { file: composed(file, place, store) };
}

async function hashed(file: Blob, ranges: readonly Range[], following: Following) {
  const hash = await digestOf('sha256', file, without(file.size, ranges), following);
  return hash ?? new Uint8Array(32);
}

const rangesOf = (place: Placement, length: number): readonly Range[] => {
  const lead = place.lead ?? 0;
  const wrapped = place.wrap(new Uint8Array(length)).length;
  return [{ start: place.at + lead, length: wrapped - lead }];
};

const tieOf =
  (place: Placement, ranges: readonly Range[], pad: number) =>
  (hash: Uint8Array): Binding =>
    place.binding === 'data' ? dataBinding(ranges, pad, hash) : boxBinding(hash);

const dataBinding = (ranges: readonly Range[], pad: number, hash: Uint8Array): Binding => ({
  label: 'c2pa.hash.data',
  value: {
    exclusions:
      ranges.length === 0 ? undefined : ranges.map(({ start, length }) => ({ start, length })),
    name: 'jumbf manifest',
    alg: 'sha256',
    hash,
    pad: new Uint8Array(pad),
  },
});

/** What a hash by boxes leaves out: the statements, and what players rewrite. */
const leftOut: CborValue = [
  { xpath: '/uuid', data: [{ offset: 8, value: bytesOf(boxUuid) }] },
  { xpath: '/ftyp' },
  { xpath: '/mfra' },
];

const boxBinding = (hash: Uint8Array): Binding => ({
  label: 'c2pa.hash.bmff.v3',
  value: { exclusions: leftOut, alg: 'sha256', hash, name: 'jumbf manifest' },
});

/** The same, as a reader finds it. */
function boxExclusions() {
  const read = readCbor(writeCbor({ exclusions: leftOut }));
  return isMap(read) ? read : {};
}
