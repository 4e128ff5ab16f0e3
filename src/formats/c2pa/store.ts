/** The store of a file's content credentials (C2PA 2.2, section 11): statements and their parts. */
import { bytesOf } from '../bytes.ts';

import { isMap, readCbor, type Cbor } from './cbor.ts';
import { contentOf, labelled, readJumbf, type Superbox } from './jumbf.ts';

type Keyed = { readonly [key: string]: Cbor };

/** Most statements that are looked at. */
export const mostStatements = 200;

/** One statement (manifest): what is claimed, the parts that the claim names, and the signature. */
export interface Manifest {
  readonly label: string;
  readonly box: Superbox;
  readonly claim: Keyed;
  /** The claim as it was signed. */
  readonly claimBytes: Uint8Array;
  /** A later statement about the same bytes. */
  readonly isUpdate: boolean;
}

/** A place in a store with the hash of what is there. */
export interface HashedUri {
  readonly url: string;
  readonly hash: Uint8Array;
  readonly algorithm?: string;
}

/** Every statement that can be read, in order; the last one speaks for the file. */
export function readStore(store: Uint8Array): readonly Manifest[] {
  const root = readJumbf(store).find(({ kind, label }) => kind === 'c2pa' || label === 'c2pa');
  return (root?.boxes ?? [])
    .filter(({ kind }) => kind === 'c2ma' || kind === 'c2um')
    .slice(-mostStatements)
    .flatMap((box) => {
      const claimBytes = contentOf(labelled(box.boxes, 'c2pa.claim'), 'cbor');
      const claim = claimBytes && readCbor(claimBytes);
      if (!claimBytes || !isMap(claim)) return [];
      return [{ label: box.label, box, claim, claimBytes, isUpdate: box.kind === 'c2um' }];
    });
}

export const listOf = (value: Cbor | undefined): readonly Cbor[] =>
  // The border: arrays of this kind of value hold nothing else.
  Array.isArray(value) ? (value as readonly Cbor[]) : [];

const hex = /^[0-9a-f]{40,128}$/i;
const base64 = /^[A-Za-z0-9+/]{43,88}={0,2}$/;

/** A hash: bytes, or, in JSON, a text of them. */
function hashIn(value: Cbor | undefined): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string') return undefined;
  if (hex.test(value))
    return Uint8Array.from(value.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return base64.test(value) ? bytesOf(atob(value)) : undefined;
}

export function hashedUri(value: Cbor | undefined): HashedUri | undefined {
  if (!isMap(value) || typeof value['url'] !== 'string') return undefined;
  const hash = hashIn(value['hash']);
  if (!hash) return undefined;
  const algorithm = value['alg'];
  return {
    url: value['url'],
    hash,
    ...(typeof algorithm === 'string' && { algorithm }),
  };
}

/** The parts that a claim names, of which every one must be there as it was. */
export const partsOf = ({ claim }: Manifest): readonly (HashedUri | undefined)[] =>
  ['assertions', 'created_assertions', 'gathered_assertions'].flatMap((list) =>
    listOf(claim[list]).map(hashedUri),
  );

const prefix = 'self#jumbf=';

/** An address within the store, from its top: "/c2pa/urn:c2pa:…/c2pa.assertions/c2pa.hash.data". */
export const wholeAddress = (url: string, { label }: Manifest): string => {
  const path = url.startsWith(prefix) ? url.slice(prefix.length) : url;
  return path.startsWith('/') ? path : `/c2pa/${label}/${path}`;
};

/** The box at an address that a statement gives. */
export function boxAt(
  url: string,
  own: Manifest,
  manifests: readonly Manifest[],
): Superbox | undefined {
  const [, , label, ...path] = wholeAddress(url, own).split('/');
  // Its own first: another one of the same name cannot speak for it.
  let box = (label === own.label ? own : manifests.find((one) => one.label === label))?.box;
  for (const name of path) box = box?.boxes.find((inner) => inner.label === name);
  return box;
}

/** What stands in a part: CBOR, else JSON as far as it has the same kinds of values. */
export function valueOf(box: Superbox | undefined): Keyed | undefined {
  const bytes = contentOf(box, 'cbor');
  if (bytes) {
    const value = readCbor(bytes);
    return isMap(value) ? value : undefined;
  }
  const json = contentOf(box, 'json');
  if (!json || json.length > 1_000_000) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(json));
    // The border: JSON has no kinds of values but those of CBOR here.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Keyed)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Assertions of one statement whose label begins so; those of which there are many end in "__2". */
export const assertionsOf = ({ box }: Manifest, start: string): readonly Superbox[] =>
  (labelled(box.boxes, 'c2pa.assertions')?.boxes ?? []).filter(({ label }) =>
    label.startsWith(start),
  );
